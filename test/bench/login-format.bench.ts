/** A million logins: `node test/bench/login-format.bench.ts [count]`. Fails where two people would share one. */
import { assignLogins } from '#app/tenant/login-assignment.ts'
import { parseLoginFormat, renderLogin } from '#app/tenant/login-format.ts'
import { frenchNames } from '../../prisma/people/names.ts'

const count = Number(process.argv[2] ?? 1_000_000)
const people = [...frenchNames(count)].map((who, i) => ({ ...who, key: String(i).padStart(9, '0') }))

for (const [template, join] of [
  ['{prenom}.{nom}.{suffix}{aaaa}', 'hyphen'],
  ['{prenom}.{nom}{aa}', 'none'],
] as const) {
  const parsed = parseLoginFormat(template, { join, suffix: 'ly' })
  if (!parsed.ok) throw new Error(parsed.message)
  const started = performance.now()
  const logins = assignLogins(people, parsed.format, new Set())
  const seconds = (performance.now() - started) / 1000
  const collisions = logins.size - new Set(logins.values()).size
  const homonyms = people.filter((who) => logins.get(who.key) !== renderLogin(parsed.format, who)).length
  console.log(
    `${template}: ${logins.size} logins, ${homonyms} numbered homonyms, ${collisions} collisions, ${seconds.toFixed(2)} s, ${Math.round(logins.size / seconds)}/s`,
  )
  if (collisions > 0) process.exitCode = 1
}

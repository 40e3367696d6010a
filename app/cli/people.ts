/**
 * `npm run people -- --tenant <slug> --count N [--seed S]`: adds synthetic graduates, the same ones for the same seed,
 * for load. Another seed than the ones used before adds others; the demo's own people are of seed 1.
 */
import { parseArgs } from 'node:util'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { addPeople } from '../../prisma/seed/add-people.ts'
import { connect } from './connect.ts'
import { stopAll, untilStopped } from './until-stopped.ts'

const USAGE = 'npm run people -- --tenant <slug> --count N [--seed S]'

interface Wish {
  tenant: string
  count: number
  seed: number
}

/** @returns undefined for anything but the three options. */
function readWish(args: string[]): Wish | undefined {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({ args, options: { tenant: text, count: text, seed: text } })
    const [count, seed] = [Number(values.count), Number(values.seed ?? 2)]
    const isSound = Number.isSafeInteger(count) && count > 0 && Number.isSafeInteger(seed) && seed > 0
    return values.tenant && isSound ? { tenant: values.tenant, count, seed } : undefined
  } catch {
    return undefined
  }
}

/** One line that is written over on a terminal; a line per step elsewhere. */
function progressOf(count: number): (done: number) => void {
  const began = performance.now()
  const isTerminal = process.stderr.isTTY
  let next = 0
  return (done) => {
    if (!isTerminal && done < next && done < count) return
    next = done + count / 10
    const seconds = (performance.now() - began) / 1000
    const line = `${done} of ${count} people, ${Math.round(done / seconds)} a second`
    process.stderr.write(isTerminal ? `\r${line}${done === count ? '\n' : ''}` : `${line}\n`)
  }
}

async function run({ tenant: slug, count, seed }: Wish): Promise<void> {
  await connect()
  const tenant = await tenantOfSlug(slug)
  if (!tenant || tenant.config.kind === 'federation')
    throw new Error(`“${slug}” is no association with people of its own; npm run demo makes the demo’s`)
  await addPeople(tenant, { count, seed, school: slug }, progressOf(count))
  console.log(JSON.stringify({ tenant: slug, added: count, seed }))
}

untilStopped(async () => {
  const wish = readWish(process.argv.slice(2))
  if (wish) await run(wish)
  else console.error(USAGE)
  await stopAll(wish ? 0 : 2)
})

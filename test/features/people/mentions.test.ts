/** People named with `@` in groups (A12): by their names, by identifiers, and as one types; only whoever reads it. */
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { namesIn } from '#app/domain/notices/mentions.ts'
import { get, post, type Somebody, somebody, text, write } from '../../factories/groups.ts'
import { GROUP, pair, run, SLUG, START, tell } from '../../factories/notices.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()

beforeAll(() => apply(SLUG, 'isep'))
beforeEach(() => setClock(START))

/** Handles that are suggested for what is typed, or the status of a refusal. */
async function suggested(who: Somebody, typed: string, where: Record<string, string> = {}, at = [SLUG, GROUP]) {
  const [slug, group] = at as [string, string]
  const query = new URLSearchParams({ q: typed, ...where })
  const answer = await get(who, `/groupes/${group}/mentions?${query}`, slug)
  if (answer.status !== 200) return answer.status
  return ((await answer.json()) as { options: { handle: string }[] }).options.map(({ handle }) => handle)
}

const kinds = async (who: Somebody) =>
  [...(await text(who, '/notifications')).matchAll(/data-kind="([\w-]+)"/g)].map(([, kind]) => kind)

test('a name is what follows the sign: the first word has a capital, and five at most belong to it', () => {
  const read = (words: string) => namesIn(words).map(({ at, words: name }) => [at, name.join(' ')])
  expect(read('@Anna Martin viendra')).toEqual([[0, 'Anna Martin viendra']])
  expect(read('Merci (@Anne-Laure L’Hame), et @Jean d’Arc.')).toEqual([
    [7, 'Anne-Laure L’Hame'],
    [31, 'Jean d’Arc'],
  ])
  expect(read('anna@Martin.fr @anna')).toEqual([])
})

test('a typed name reaches who bears it and reads it; of a stranger, of who is apart and of two it stays text', async () => {
  const [[author, mate], [apart, twin]] = [await pair(), await pair()]
  const stranger = await somebody(SLUG)
  await post(apart, `/profil/${author.handle}/contact`, { intent: 'block' })
  const [double] = await pair()
  await run(
    (id) => sql`UPDATE "person" SET "lastName" = ${twin.name}, "sortName" = (SELECT t."sortName"
    FROM "person" t WHERE t."tenantId" = ${id} AND t."id" = ${twin.id}) WHERE "tenantId" = ${id} AND "id" = ${double.id}`,
  )
  const words = [mate, stranger, apart, twin].map(({ name }) => `@Anna ${name} vient`).join(', ')
  const address = await write(author, GROUP, 'Qui vient ?', { text: words })
  await tell(1)
  expect(await kinds(mate)).toEqual(['mention'])
  for (const who of [stranger, apart]) expect(await kinds(who)).toEqual([])
  for (const who of [twin, double]) expect(await kinds(who)).toEqual(['post'])
  const page = await text(author, address)
  expect(page).toMatch(
    new RegExp(`data-person="${mate.handle}"><a [^>]*>@(<!-- -->)?Anna ${mate.name}</a></span> vient`),
  )
  for (const { name } of [stranger, apart, twin]) expect(page).toContain(`@Anna ${name} vient`)
  // Whom the reader may not know of leads nowhere.
  await post(mate, `/profil/${twin.handle}/contact`, { intent: 'block' })
  expect(await text(twin, address)).not.toContain(`href="/profil/${mate.handle}"`)
  // An answer names likewise.
  await post(twin, address, { intent: 'answer', text: `Avec @Anna ${author.name} !` })
  await tell(2)
  expect(await kinds(author)).toEqual(['mention'])
})

test('as one types: who reads it, as far as one may know of them; nobody else, and nothing for who writes nothing', async () => {
  const [author, mate] = await pair()
  const stranger = await somebody(SLUG)
  const hidden = await somebody(SLUG, { siteChoices: { lastName: 'nobody' } })
  await post(hidden, `/groupes/${GROUP}`, { intent: 'join' })
  const typed = (who: Somebody) => `anna ${who.name.slice(0, 7)}`
  for (const who of [mate, stranger, hidden]) {
    const names = await suggested(author, typed(who))
    expect(Array.isArray(names) && names.includes(who.handle), who.handle).toBe(who === mate)
  }
  // The last name alone finds them too; for the network, whoever takes part reads it.
  expect(await suggested(author, mate.name)).toEqual([mate.handle])
  expect(await suggested(author, stranger.name)).toEqual([])
  expect(await suggested(author, stranger.name, { audience: 'network' })).toEqual([stranger.handle])
  expect(await suggested(author, hidden.name, { audience: 'network' })).toEqual([])
  const open = (await write(author, GROUP, 'Pour tous', { audience: 'network' })).split('/').at(-1)!
  expect(await suggested(author, stranger.name, { article: open })).toEqual([stranger.handle])
  const own = (await write(author, GROUP, 'Entre nous')).split('/').at(-1)!
  expect(await suggested(author, stranger.name, { article: own })).toEqual([])
  expect(await suggested(author, author.name)).toEqual([])
  await post(mate, `/profil/${author.handle}/contact`, { intent: 'block' })
  expect(await suggested(author, mate.name)).toEqual([])
  expect(await suggested(stranger, mate.name)).toBe(403)
  expect(await suggested(mate, author.name, { article: 'x' })).toBe(404)
})

test('where dues let people take part, who has lapsed is neither suggested nor told', async () => {
  const at = ['isep', 'conferences'] as const
  const [author, mate] = [await somebody('isep'), await somebody('isep')]
  for (const who of [author, mate]) await post(who, `/groupes/${at[1]}`, { intent: 'join' }, 'isep')
  expect(await suggested(author, mate.name, {}, [...at])).toEqual([mate.handle])
  await inside('isep', (query, { id }) =>
    query(sql`UPDATE "membership_period" SET "endsAt" = '2026-01-01' WHERE "tenantId" = ${id}
      AND "personId" = ${mate.id}`),
  )
  expect(await suggested(author, mate.name, {}, [...at])).toEqual([])
  const address = await write(author, at[1], 'Jeudi', { text: `@Anna ${mate.name}` }, 'isep')
  expect(await text(author, address, 'isep')).not.toContain(`href="/profil/${mate.handle}"`)
})

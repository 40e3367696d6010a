/** News of contacts (S7, A10): dates and order tell of what is shown, and of nothing that is gone or hidden. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { updatePeople, writeDecisions } from '#app/domain/people/write-people.server.ts'
import { type Somebody, somebody, text } from '../factories/groups.ts'
import { choose, SLUG, START, tellingTo } from '../factories/notices.ts'
import { befriend } from '../factories/seats.ts'
import { apply, inside } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { useMails } from '../setup/mails.ts'

useDatabase()
const { later } = tellingTo(useMails())

const NEWS = '/actualites-contacts'
const ago = (days: number) => new Date(START.getTime() - days * 86_400_000)
const day = (days: number) => `dateTime="${ago(days).toISOString()}"`

interface Told {
  reader: Somebody
  friend: Somebody
  /** Whose news are older than the friend's may be. */
  other: Somebody
}

async function told(): Promise<Told> {
  const [reader, friend, other] = [await somebody(SLUG), await somebody(SLUG), await somebody(SLUG)]
  for (const { id } of [friend, other]) await befriend(SLUG, reader.id, id)
  return { reader, friend, other }
}

const write = ({ id }: Somebody, changes: object, days: number, more: object = {}) =>
  inside(SLUG, (query, scope) =>
    updatePeople(query, scope, [{ personId: id, changes }], { from: 'person', now: ago(days), ...more }),
  )
const narrow = ({ id }: Somebody, site: object) =>
  inside(SLUG, (query, tenant) => writeDecisions({ query, tenant }, id, { site }, { from: 'person', now: ago(1) }))
/** As an import of the staff writes, and as its undoing gives back what the person had written. */
const imported = (who: Somebody, changes: object, days: number) =>
  write(who, changes, days, { from: 'school', source: 'school.csv', runId: uuidv7() })
const undone = (who: Somebody, changes: object, days: number) => write(who, changes, days, { source: 'undo:school' })

beforeAll(() => apply(SLUG))
beforeEach(() => setClock(START))

describe('a date and a place in the order', () => {
  test.each<[string, (friend: Somebody) => Promise<unknown>]>([
    ['taken away', (friend) => write(friend, { homeCity: null }, 2)],
    ['narrowed', (friend) => narrow(friend, { homeCity: 'nobody' })],
    ['replaced by an import', (friend) => imported(friend, { homeCity: 'Vannes' }, 2)],
  ])('are those of what still stands, once the newest value is %s', async (_, step) => {
    const { reader, friend, other } = await told()
    await write(friend, { bio: 'Je navigue' }, 9)
    await write(other, { bio: 'Je jardine' }, 7)
    const before = await text(reader, NEWS)
    await write(friend, { homeCity: 'Quimper' }, 4)
    // Twin: while it may be read, its date and its place are told.
    const shown = await text(reader, NEWS)
    for (const words of [day(4), 'Quimper']) expect(shown).toContain(words)
    expect(shown.indexOf(friend.handle)).toBeLessThan(shown.indexOf(other.handle))
    await step(friend)
    expect(await text(reader, NEWS)).toBe(before)
    expect(before).toContain(day(9))
  })
})

describe('what a staff import wrote', () => {
  test('is no news, on the page or in a digest, nor is its undoing', async () => {
    const { reader, friend, other } = await told()
    await choose(reader, { 'kind.news': 'daily' })
    await write(friend, { company: 'Chantiers du Ponant' }, 9)
    const before = await text(reader, NEWS)
    expect(before).toContain(day(9))
    await imported(friend, { jobTitle: 'Gabière', company: 'Autre Quai' }, 0.1)
    await imported(other, { homeCity: 'Lorient' }, 0.1)
    expect(await text(reader, NEWS)).not.toContain(friend.handle)
    await undone(friend, { jobTitle: null, company: 'Chantiers du Ponant' }, 0.05)
    expect(await text(reader, NEWS)).toBe(before)
    expect(await later(1, reader)).toEqual([])
  })

  test('twin: the same values are news where the person wrote them', async () => {
    const { reader, friend, other } = await told()
    await choose(reader, { 'kind.news': 'daily' })
    await write(friend, { jobTitle: 'Gabière', company: 'Autre Quai' }, 0.1)
    await write(other, { homeCity: 'Lorient' }, 0.1)
    const page = await text(reader, NEWS)
    for (const words of ['Gabière', 'Autre Quai', 'Lorient', day(0.1)]) expect(page).toContain(words)
    const [digest, ...more] = await later(1, reader)
    expect(more).toEqual([])
    for (const words of ['Gabière', 'Autre Quai', 'Lorient']) expect(digest!.html).toContain(words)
  })
})

/** Groups of whole years (A17): the year of the record says who is in one, at each reading. */
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { fileGroupId, fileGroupOf, groupsByRecord } from '#app/tenant/groups.ts'
import { get, post, type Somebody, somebody, text, write } from '../../factories/groups.ts'
import { run, SLUG, START, tell } from '../../factories/notices.ts'
import { apply, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()

const yearGroups = { name: { fr: 'Promotion {{year}}', en: 'Class of {{year}}' } }
const YEAR = 'promo-2004'

/** A year is a field like any other here: people may hide it. */
const identity = { field: 'lastName' as const, with: ['firstName' as const] }

beforeAll(() => apply({ ...tenantFile(SLUG), yearGroups, identity }, 'isep'))
beforeEach(() => setClock(START))

const of = (promotion: number | null, more: object = {}) => somebody(SLUG, { values: { promotion }, ...more })
const mine = async (who: Somebody) =>
  [...(await text(who, '/groupes')).matchAll(/data-group="(promo-\d+)"/g)].map(([, g]) => g)
const listed = async (who: Somebody) =>
  [...(await text(who, `/groupes/${YEAR}/membres`)).matchAll(/data-person="([^"]+)"/g)].map(([, handle]) => handle)
const kinds = async (who: Somebody) =>
  [...(await text(who, '/notifications')).matchAll(/data-kind="([\w-]+)"/g)].map(([, kind]) => kind)
const moveTo = (who: Somebody, year: number | null) =>
  run((id) => sql`UPDATE "person" SET "promotion" = ${year}::int WHERE "tenantId" = ${id} AND "id" = ${who.id}`)

test('a year is a group by its id and its address, for files that say so alone', () => {
  const home = { id: '0', config: { ...tenantFile(SLUG), yearGroups } }
  const record = { homePostcode: null, homeCountry: null, promotion: 2004 }
  expect(groupsByRecord(home, record)).toEqual([fileGroupId('0', YEAR)])
  expect(fileGroupOf(home, fileGroupId('0', YEAR))).toMatchObject({ year: 2004, name: { fr: 'Promotion 2004' } })
  for (const promotion of [null, 0, 99_999]) expect(groupsByRecord(home, { ...record, promotion })).toEqual([])
  const without = { id: '0', config: tenantFile(SLUG) }
  expect(groupsByRecord(without, record)).toEqual([])
  expect(fileGroupOf(without, fileGroupId('0', YEAR))).toBeUndefined()
})

test('A17: people of the year are in it, read and hear; moved to another year they are in that one at once', async () => {
  const [author, mate, other, none] = [await of(2004), await of(2004), await of(1999), await of(null)]
  expect([await mine(mate), await mine(other), await mine(none)]).toEqual([[YEAR], ['promo-1999'], []])
  expect(await text(mate, `/groupes/${YEAR}`)).toContain('parce que c’est votre promotion')
  const address = await write(author, YEAR, 'Dix ans déjà')
  await tell(1)
  expect([await kinds(mate), await kinds(other)]).toEqual([['post'], []])
  const reads = async () => [(await get(mate, address)).status, (await get(other, address)).status]
  expect(await reads()).toEqual([200, 404])
  expect(await listed(author)).toEqual(expect.arrayContaining([author.handle, mate.handle]))
  expect((await get(other, `/groupes/${YEAR}/membres`)).status).toBe(403)
  // Nobody leaves the year that is theirs, or joins another; it may be muted.
  await post(mate, `/groupes/${YEAR}`, { intent: 'leave' })
  await post(other, `/groupes/${YEAR}`, { intent: 'join' })
  expect(await reads()).toEqual([200, 404])
  await moveTo(mate, 1999)
  await moveTo(other, 2004)
  expect(await reads()).toEqual([404, 200])
  expect([await mine(mate), await mine(other)]).toEqual([['promo-1999'], [YEAR]])
  expect(await listed(author)).not.toContain(mate.handle)
  await post(other, `/groupes/${YEAR}`, { intent: 'mute' })
  await write(author, YEAR, 'Encore')
  await tell(2)
  expect([await kinds(other), await kinds(mate)]).toEqual([[], []])
  // Kept by hand, such as who leads it: a corrected year takes nothing of that away.
  await run(
    (id) => sql`INSERT INTO "group_member" ("tenantId", "groupId", "personId", "state", "leads", "at")
    VALUES (${id}, ${fileGroupId(id, YEAR)}, ${author.id}, 'member', TRUE, now()) RETURNING 1`,
  )
  await moveTo(author, 1999)
  expect((await mine(author)).toSorted()).toEqual(['promo-1999', YEAR])
  expect(await listed(other)).toContain(author.handle)
})

test('being in it tells one’s year: who hides it is on no list of the group, and is in it', async () => {
  const [reader, shown] = [await of(2011), await of(2011)]
  const hidden = await of(2011, { siteChoices: { promotion: 'nobody' } })
  await write(hidden, 'promo-2011', 'Bonjour à tous')
  const page = await text(reader, '/groupes/promo-2011/membres')
  expect(page).toContain(shown.handle)
  expect(page).not.toContain(hidden.handle)
  expect((await get(hidden, '/groupes/promo-2011/membres')).status).toBe(200)
})

test('where the file does not say so, a year has no group', async () => {
  const who = await somebody('isep')
  expect((await get(who, `/groupes/${YEAR}`, 'isep')).status).toBe(404)
  expect((await get(await of(2004), '/groupes/promo-3000')).status).toBe(404)
})

/** The staff's pages of duplicates: listed by what they share, compared, merged, taken apart again. */
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { grantRole } from '#app/domain/people/accounts.server.ts'
import { countSuspected } from '#app/domain/people/duplicates.server.ts'
import { writeValues } from '#app/domain/people/write-people.server.ts'
import { get, post } from '../../factories/editor.ts'
import { draftEvent } from '../../factories/event-forms.ts'
import { personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { rowOf, twice } from '../../factories/twice.ts'
import { addPeople, apply, inside, TRACE } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()
const SLUG = 'supmeca'
let manager: Seat

beforeAll(async () => {
  await apply(SLUG)
  manager = await staffSeat(SLUG, 'manager')
})

test('look-alikes are listed by what they share, compared, merged, undone; every step in the log', async () => {
  const { kept, gone } = await twice()
  await inside(SLUG, (query, { id }) =>
    query(sql`UPDATE "person" SET "apprenticeship" = TRUE, "mobilePhone" = '+33639980102'
      WHERE "tenantId" = ${id} AND "id" = ${kept.id}`),
  )
  const list = await (await get(manager, '/admin/doublons')).text()
  expect(list).toContain(kept.handle)
  expect(list).toContain('même promotion, même date de naissance')
  const path = `/admin/doublons/comparer?garde=${kept.handle}&absorbe=${gone.handle}`
  const page = await (await get(manager, path)).text()
  for (const word of ['Brest', 'Nantes', 'field-homeCity']) expect(page).toContain(word)
  // Values are written as people read them.
  for (const word of ['Oui', '06\u00a039\u00a098\u00a001\u00a002', '3 février 1975']) expect(page).toContain(word)
  expect(page).not.toMatch(/>(true|false|1975-02-03)<|\+33/)
  expect(page).not.toMatch(/iesf-[a-z]{2}/)
  expect(
    (await post(manager, path, { 'field-homeCity': 'gone', 'field-handle': 'gone', 'field-iesfCode': 'gone' })).status,
  ).toBe(303)
  expect(await rowOf(kept.id)).toMatchObject({ homeCity: 'Nantes' })
  const after = await (await get(manager, '/admin/doublons')).text()
  const id = /name="merge" value="([^"]+)"/.exec(after)![1]!
  expect(after).toContain(gone.handle)
  await post(manager, '/admin/doublons', { intent: 'undo', merge: id })
  expect(await rowOf(gone.id)).toMatchObject({ handle: gone.handle })
  const log = await (await get(manager, '/admin/journal')).text()
  expect(log).toContain('Fiches réunies')
  expect(log).toContain('Fiches séparées de nouveau')
})

test('comparing is reading: it is in the log and told to both people, once a day for each reader', async () => {
  const { kept, gone } = await twice()
  const path = `/admin/doublons/comparer?garde=${kept.handle}&absorbe=${gone.handle}`
  const readings = () =>
    inside(SLUG, (query, { id }) =>
      query<{ subjectId: string; accountId: string }>(sql`SELECT "subjectId", "accountId" FROM "audit_event"
        WHERE "tenantId" = ${id} AND "action" = 'person.compared' AND "subjectId" IN (${kept.id}, ${gone.id})
        ORDER BY "id"`),
    )
  expect((await get(manager, path)).status).toBe(200)
  expect((await get(manager, path)).status).toBe(200)
  const { accountId } = manager
  // Two rows of one moment have no order.
  expect((await readings()).map(({ subjectId }) => subjectId).sort()).toEqual([kept.id, gone.id].sort())
  expect(new Set((await readings()).map((reading) => reading.accountId))).toEqual(new Set([accountId]))
  const admin = await staffSeat(SLUG, 'admin')
  expect((await get(admin, path)).status).toBe(200)
  expect(await readings()).toHaveLength(4)
  expect((await get(manager, `/admin/membres/${gone.handle}`)).status).toBe(200)
  expect(await (await get(manager, '/admin/journal')).text()).toContain('Fiches comparées')
  const own = await personSeat(SLUG, gone.id)
  const page = await (await get(own, '/parametres/mes-donnees')).text()
  for (const words of ['Comparaison avec une autre fiche', 'Lecture de votre fiche']) expect(page).toContain(words)
})

test('said to be two people, they are not suspected again', async () => {
  const { kept, gone } = await twice()
  await post(manager, '/admin/doublons', { intent: 'distinct', one: kept.handle, other: gone.handle })
  const list = await (await get(manager, '/admin/doublons')).text()
  const suspects = (html: string) => new RegExp(`garde=(${kept.handle}|${gone.handle})&amp;absorbe=`).test(html)
  expect(suspects(list)).toBe(false)
  // The choice can be taken back.
  expect(list).toContain('Dites distinctes récemment')
  await post(manager, '/admin/doublons', { intent: 'suspect', one: kept.handle, other: gone.handle })
  const again = await (await get(manager, '/admin/doublons')).text()
  expect(suspects(again)).toBe(true)
  expect(await (await get(manager, '/admin/journal')).text()).toContain('Fiches de nouveau rapprochées')
})

test('two of one name and mail but of two years are unlikely, and count for no task', async () => {
  const values = { firstName: 'Maud', lastName: 'Homonyme', primaryEmail: 'maud@ici.example', diploma: 'Ingénieur' }
  const [one] = await addPeople(SLUG, [
    { values: { ...values, promotion: 1991 } },
    { values: { ...values, promotion: 2019 } },
  ])
  const list = await (await get(manager, '/admin/doublons')).text()
  const [likely, rest] = list.split('Peu probable')
  expect(likely).not.toContain('Homonyme')
  expect(rest).toContain('Promo 1991 · Ingénieur')
  expect(rest).toContain('Promo 2019 · Ingénieur')
  const counted = () => inside(SLUG, (query, { id }) => countSuspected(query, id))
  const before = await counted()
  await inside(SLUG, (run, scope) => writeValues({ query: run, tenant: scope }, one!.id, { promotion: 2019 }, TRACE))
  expect(await counted()).toBe(before + 1)
})

test('two bought places of one event refuse the merge, in words; one bought and one free are one place', async () => {
  const [{ kept, gone }, event] = [await twice(), await draftEvent(SLUG)]
  const path = `/admin/doublons/comparer?garde=${kept.handle}&absorbe=${gone.handle}`
  const places = () =>
    inside(SLUG, (query, { id }) =>
      query<{ personId: string; saleId: string | null }>(sql`SELECT "personId", "saleId" FROM "event_registration"
        WHERE "tenantId" = ${id} AND "eventId" = ${event}`),
    )
  for (const [person, state] of [[kept.id, 'registered'] as const, [gone.id, 'paying'] as const])
    await inside(SLUG, (query, { id }) =>
      query(sql`INSERT INTO "event_registration" ("tenantId", "eventId", "personId", "state", "seats", "shown", "at",
        "saleId") VALUES (${id}, ${event}, ${person}, ${state}, 1, TRUE, now(), ${uuidv7()}) RETURNING 1`),
    )
  expect(await (await get(manager, path)).text()).toContain('remboursez l’une des deux')
  const refused = await post(manager, path, {})
  expect([refused.status, (await refused.text()).includes('remboursez l’une des deux')]).toEqual([409, true])
  expect(await rowOf(gone.id)).toBeDefined()
  expect(await places()).toHaveLength(2)
  await inside(SLUG, (query, { id }) =>
    query(sql`UPDATE "event_registration" SET "saleId" = NULL, "state" = 'registered' WHERE "tenantId" = ${id}
      AND "eventId" = ${event} AND "personId" = ${kept.id}`),
  )
  expect((await post(manager, path, {})).status).toBe(303)
  expect(await places()).toMatchObject([{ personId: kept.id }])
})

test('nobody merges their own record, a manager none of who leads, and no role is handed on', async () => {
  const { kept, gone } = await twice()
  const [own, leader] = [await personSeat(SLUG, kept.id), await personSeat(SLUG, gone.id)]
  await inside(SLUG, (query, scope) =>
    grantRole(query, scope, { accountId: own.accountId, role: 'manager' }, TRACE.now),
  )
  const path = `/admin/doublons/comparer?garde=${kept.handle}&absorbe=${gone.handle}`
  expect((await post(own, path, {})).status).toBe(403)
  await inside(SLUG, (query, scope) =>
    grantRole(query, scope, { accountId: leader.accountId, role: 'admin' }, TRACE.now),
  )
  expect((await post(manager, path, {})).status).toBe(403)
  const admin = await staffSeat(SLUG, 'admin')
  expect((await post(admin, path, {})).status).toBe(403)
  expect(await rowOf(gone.id)).toBeDefined()
})

test('a manager takes no merge apart whose record leads by now, and no way back opens an account that was closed', async () => {
  const { kept, gone } = await twice()
  const [leader, other] = [await personSeat(SLUG, kept.id), await personSeat(SLUG, gone.id)]
  const admin = await staffSeat(SLUG, 'admin')
  await post(manager, `/admin/doublons/comparer?garde=${kept.handle}&absorbe=${gone.handle}`, {})
  const [row] = await inside(SLUG, (query) =>
    query<{ id: string }>(sql`SELECT "id" FROM "person_merge" WHERE "keptId" = ${kept.id}`),
  )
  const told = await inside(SLUG, (query) =>
    query<{ to: string }>(
      sql`SELECT "recipient" AS "to" FROM "mail" WHERE "kind" = 'mailing.addresses' AND "personId" = ${kept.id}`,
    ),
  )
  expect(told.map(({ to }) => to)).toEqual(expect.arrayContaining([`${kept.id}@exemple.fr`, `${gone.id}@exemple.fr`]))
  await inside(SLUG, async (query, scope) => {
    await grantRole(query, scope, { accountId: leader.accountId, role: 'admin' }, TRACE.now)
    await query(sql`UPDATE "account" SET "disabledAt" = now() WHERE "id" = ${leader.accountId}`)
  })
  const undo = { intent: 'undo', merge: row!.id }
  expect((await post(manager, '/admin/doublons', undo)).status).toBe(403)
  expect(await rowOf(gone.id)).toBeUndefined()
  // The twin: who leads may, and what was closed meanwhile stays so.
  expect((await post(admin, '/admin/doublons', undo)).status).toBe(303)
  const [account] = await inside(SLUG, (query) =>
    query<{ disabledAt: Date | null }>(sql`SELECT "disabledAt" FROM "account" WHERE "id" = ${other.accountId}`),
  )
  expect(account!.disabledAt).not.toBeNull()
})

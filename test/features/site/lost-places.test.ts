/** Who may no longer read an event gives their place back all the same, and learns nothing of it (E3, B4). */
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { openEvent } from '../../factories/event-forms.ts'
import { get, post, type Somebody, somebody, text } from '../../factories/groups.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()

let manager: Seat
const people: Somebody[] = []

beforeAll(async () => {
  await apply('supmeca')
  manager = await staffSeat('supmeca', 'manager')
  for (let i = 0; i < 3; i++) people.push(await somebody('supmeca'))
})

const statesOf = (eventId: string) =>
  inside('supmeca', (query, { id }) =>
    query<{ state: string; n: number }>(sql`SELECT "state", count(*)::int AS "n" FROM "event_registration"
      WHERE "tenantId" = ${id} AND "eventId" = ${eventId} GROUP BY "state" ORDER BY "state"`),
  )

test('an event narrowed since: its page is closed, its day alone is told, and the seat goes to who waits', async () => {
  const [who, waits, other] = people as [Somebody, Somebody, Somebody]
  const event = await openEvent(manager, { title: 'Soiree fermee depuis', places: { capacity: '1' } })
  const register = `/evenements/${event.slug}/inscription`
  await post(who, register, { intent: 'register', shown: 'on' })
  await post(waits, register, { intent: 'wait', shown: 'on' })
  // Still theirs to read: nothing is told beside the agenda itself.
  expect(await text(who, '/mon-agenda')).not.toContain('places-gardees')
  const give = { intent: 'give-back', event: event.id }
  expect((await post(who, '/mon-agenda', give)).headers.get('Location')).toBe('/mon-agenda')
  await inside('supmeca', (query, { id }) =>
    query(sql`UPDATE "event" SET "audience" = 'staff' WHERE "tenantId" = ${id} AND "id" = ${event.id}`),
  )
  expect((await get(who, register)).status).toBe(404)
  const page = await text(who, '/mon-agenda')
  expect(page).toContain('places-gardees')
  expect(page).toContain('10 juin 2027')
  expect(page).not.toMatch(/Soiree fermee|soiree-fermee|Maison des ingénieurs/)
  // Nobody gives back what is somebody else's.
  expect((await post(other, '/mon-agenda', give)).headers.get('Location')).toBe('/mon-agenda')
  expect(await statesOf(event.id)).toContainEqual({ state: 'registered', n: 1 })
  expect((await post(who, '/mon-agenda', give)).headers.get('Location')).toContain('fait=given')
  expect(await statesOf(event.id)).toContainEqual({ state: 'withdrawn', n: 1 })
  expect(await statesOf(event.id)).not.toContainEqual({ state: 'registered', n: 1 })
  expect(await text(who, '/mon-agenda')).not.toContain('places-gardees')
  expect((await post(who, '/mon-agenda', give)).headers.get('Location')).toBe('/mon-agenda')
})

test('a place that was paid for is told of, and is the association’s to give back', async () => {
  const [, , who] = people as [Somebody, Somebody, Somebody]
  const event = await openEvent(manager, { title: 'Soiree payee' })
  await post(who, `/evenements/${event.slug}/inscription`, { intent: 'register', shown: 'on' })
  await inside('supmeca', async (query, { id }) => {
    await query(sql`UPDATE "event_registration" SET "saleId" = gen_random_uuid() WHERE "tenantId" = ${id}
      AND "eventId" = ${event.id} AND "personId" = ${who.id}`)
    await query(sql`UPDATE "event" SET "audience" = 'staff' WHERE "tenantId" = ${id} AND "id" = ${event.id}`)
  })
  expect(await text(who, '/mon-agenda')).toContain('Cette place est payée')
  await post(who, '/mon-agenda', { intent: 'give-back', event: event.id })
  expect(await statesOf(event.id)).toEqual([{ state: 'registered', n: 1 }])
})

/** A cheque that waited in a drawer: dues run from the day it was received, not from the day somebody recorded it. */
import { afterEach, beforeAll, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

const SLUG = 'supmeca'
let manager: Seat
let tier = ''

beforeAll(async () => {
  const config = tenantFile(SLUG)
  tier = config.tiers.find(({ period }) => period === 'calendar-year')!.id
  await apply({ ...config, money: { ...config.money, dues: { ...config.money.dues, nextYearFrom: '10-01' } } })
  setClock(new Date('2026-11-30T10:00:00Z'))
  manager = await staffSeat(SLUG, 'manager')
})
afterEach(() => setClock(new Date('2026-11-30T10:00:00Z')))

test.each([
  ['2026-09-15', '2026-09-15', '2027-01-01'],
  ['2026-11-30', '2026-11-30', '2028-01-01'],
  ['2025-12-31', '2025-12-31', '2027-01-01'],
  ['2024-02-29', '2024-02-29', '2025-01-01'],
])('received on %s, they run from %s until %s', async (receivedOn, from, until) => {
  const values = { firstName: 'Zoé', lastName: `Recu${receivedOn}`, promotion: 1998 }
  const [person] = await addPeople(SLUG, [{ values }])
  const form = { person: person!.handle, tier, means: 'cheque', receivedOn, reference: '', gift: '' }
  const path = `/admin/ventes/nouvelle?personne=${person!.handle}`
  expect((await request(`${SLUG}.localhost`, path, { form, cookie: manager.cookie })).status).toBe(303)
  const [period] = await inside(SLUG, (query, { id }) =>
    query(sql`SELECT to_char("startsAt" AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD') AS "from",
      to_char("endsAt" AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD') AS "until"
      FROM "membership_period" WHERE "tenantId" = ${id} AND "personId" = ${person!.id}`),
  )
  expect(period).toEqual({ from, until })
})

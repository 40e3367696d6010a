/**
 * A pass under a clock that jumps: at its end nothing opens at any address, and an hour that comes twice opens it not
 * again.
 */
import { afterEach, beforeAll, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { applyRetention } from '#app/domain/data-rights/retention.server.ts'
import { retentionTask } from '#app/domain/data-rights/retention.task.ts'
import { organisationSeat, type Seat } from '../factories/seats.ts'
import { addPeople, apply, inside } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { request } from '../setup/site.ts'

useDatabase()
const SLUG = 'supmeca'
let handle = ''

beforeAll(async () => {
  await apply(SLUG)
  const open = 'recruiters' as const
  const [person] = await addPeople(SLUG, [
    {
      values: { firstName: 'Jean', lastName: 'Horloge', promotion: 1990 },
      siteChoices: { firstName: open, lastName: open },
    },
  ])
  handle = person!.handle
})
afterEach(() => setClock(undefined))

async function companyUntil(endsAt: string): Promise<Seat> {
  const seat = await organisationSeat(SLUG, 'company', { open: true })
  await inside(SLUG, async (query, { id }) => {
    await query(sql`DELETE FROM "pass_period" WHERE "tenantId" = ${id} AND "organisationId" = ${seat.organisationId}`)
    await query(sql`INSERT INTO "pass_period" ("tenantId", "id", "organisationId", "startsAt", "endsAt", "source")
      VALUES (${id}, ${uuidv7()}, ${seat.organisationId}, '2020-01-01', ${endsAt}, 'test')`)
    await query(
      sql`UPDATE "session" SET "createdAt" = '2026-01-01', "expiresAt" = '2100-01-01' WHERE "tenantId" = ${id}`,
    )
  })
  return seat
}

const paths = () => [
  '/annuaire',
  '/annuaire?nom=horloge',
  '/annuaire/suggestions?champ=nom&q=hor',
  '/annuaire/carte',
  '/entreprises',
  `/profil/${handle}`,
  `/profil/${handle}/photo`,
  `/profil/${handle}/cv`,
]

/** What an open session may still read: statuses of pages that answer, and any that name the person. */
async function open(seat: Seat, at: string): Promise<{ opened: string[]; named: string[] }> {
  setClock(new Date(at))
  const [opened, named]: [string[], string[]] = [[], []]
  for (const path of paths())
    for (const headers of [{}, { Accept: 'application/json' }] as Record<string, string>[]) {
      const answer = await request(`${SLUG}.localhost`, path, { cookie: seat.cookie, headers })
      if (answer.status === 200) opened.push(path)
      if (/horloge/i.test((await answer.text()).replaceAll(path, '').replaceAll(encodeURIComponent(path), '')))
        named.push(path)
    }
  return { opened, named }
}

test.each([
  [
    'in the hour that comes twice in autumn',
    '2026-10-25T00:30:00.000Z',
    '2026-10-25T00:29:59.999Z',
    '2026-10-25T01:29:59.999Z',
  ],
  [
    'in the hour that is left out in spring',
    '2027-03-28T01:00:00.000Z',
    '2027-03-28T00:59:59.999Z',
    '2027-03-28T01:59:59.999Z',
  ],
])('a pass that ends %s ends once, at its instant, at every address', async (_, endsAt, before, anHourOn) => {
  const seat = await companyUntil(endsAt)
  const until = await open(seat, before)
  expect(until.opened).toContain(`/profil/${handle}`)
  expect(until.opened).toContain('/annuaire')
  expect(until.named).toContain(`/profil/${handle}`)
  for (const at of [endsAt, anHourOn]) {
    const after = await open(seat, at)
    expect(after.named.filter((path) => !path.startsWith('/profil/'))).toEqual([])
    expect(after.opened).toEqual([])
  }
})

test('a retention round that comes twice, at once, a month late and after the clock went back deletes once', async () => {
  const tenant = (await tenantOfSlug(SLUG))!
  const then = new Date('2024-01-10T00:00:00Z')
  const young = new Date('2026-10-24T00:00:00Z')
  await inside(SLUG, async (query, { id }) => {
    for (const at of [then, then, then, young])
      await query(sql`INSERT INTO "mail_event" ("tenantId", "id", "mailId", "type", "at")
        VALUES (${id}, ${uuidv7()}, ${uuidv7()}, 'email.sent', ${at})`)
  })
  const left = async () =>
    (await inside(SLUG, (query, { id }) => query(sql`SELECT 1 FROM "mail_event" WHERE "tenantId" = ${id}`))).length
  const late = new Date('2026-10-25T01:30:00Z')
  setClock(late)
  // Killed halfway: what is asked to stop leaves whole transactions behind, and the next round ends it.
  const stopped = applyRetention(tenant, late, AbortSignal.abort())
  await expect(stopped).rejects.toThrow()
  expect(await left()).toBe(4)
  const counts = await Promise.all([applyRetention(tenant, late), applyRetention(tenant, late)])
  expect(counts.map((one) => one.mail_event ?? 0).reduce((a, b) => a + b)).toBe(3)
  expect(await left()).toBe(1)
  setClock(new Date('2026-10-25T00:30:00Z'))
  const signal = new AbortController().signal
  await retentionTask.run({ tenantId: tenant.id }, { attempt: 1, signal })
  await retentionTask.run({ tenantId: tenant.id }, { attempt: 2, signal })
  expect(await left()).toBe(1)
})

/** The log is found by whom it is about, who did it, what and when; companies' requests wait with their 48 hours. */
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const HOST = 'isep.localhost'
let admin: Seat
let handle = ''

beforeAll(async () => {
  await apply('isep')
  admin = await staffSeat('isep', 'admin')
  const [one] = await addPeople('isep', [{ values: { firstName: 'Ada', lastName: 'Journal', promotion: 1999 } }])
  handle = one!.handle
  const at = (day: string) => new Date(`${day}T11:00:00Z`)
  await inside('isep', (query, { id }) =>
    query(sql`INSERT INTO "audit_event" ("tenantId", "id", "at", "accountId", "action", "subjectId", "detail") VALUES
      (${id}, ${uuidv7()}, ${at('2026-03-01')}, ${admin.accountId}, 'person.changed', ${one!.id}, '{}'),
      (${id}, ${uuidv7()}, ${at('2026-03-31')}, NULL, 'role.given', ${uuidv7()}, '{}')`),
  )
})

const lines = async (query: string) => {
  const answer = await request(HOST, `/admin/journal${query}`, { cookie: admin.cookie })
  return ((await answer.text()).split('<tbody>')[1]?.split('</tbody>')[0]?.match(/<tr/g) ?? []).length
}

test.each([
  ['', 2],
  ['?personne=HANDLE', 1],
  ['?personne=personne.99', 0],
  ['?acte=role.given', 1],
  ['?acte=person.', 1],
  ['?du=2026-03-02', 1],
  ['?au=2026-03-01', 1],
  ['?du=2026-03-01&au=2026-03-31', 2],
  ['?du=2026-99-99&acte=%27%3B--', 2],
])('%s finds %i', async (query, count) => {
  expect(await lines(query.replace('HANDLE', handle))).toBe(count)
})

test('a company asks, waits with its time shown, may think better of it, and is erased by the staff', async () => {
  const company = await organisationSeat('isep', 'company')
  await inside('isep', (query, { id }) =>
    query(sql`INSERT INTO "erasure_request" ("tenantId", "id", "kind", "organisationId", "requestedAt", "dueAt")
      VALUES (${id}, ${uuidv7()}, 'company', ${company.organisationId}, now() - interval '50 hours',
        now() - interval '2 hours')`),
  )
  const queue = async () => (await request(HOST, '/admin/suppressions', { cookie: admin.cookie })).text()
  expect(await queue()).toContain('En retard de')
  const withdraw = { form: { withdraw: 'yes' }, cookie: company.cookie }
  expect((await request(HOST, '/parametres/mes-donnees/suppression', withdraw)).status).toBe(303)
  expect(await queue()).toContain('Aucune demande')
  expect((await request(HOST, '/admin/suppressions', { cookie: company.cookie })).status).toBe(403)

  const [asked] = await inside('isep', (query, { id }) =>
    query<{
      id: string
    }>(sql`INSERT INTO "erasure_request" ("tenantId", "id", "kind", "organisationId", "requestedAt", "dueAt")
      VALUES (${id}, ${uuidv7()}, 'company', ${company.organisationId}, now(), now()) RETURNING "id"`),
  )
  const erase = (form: Record<string, string>) => request(HOST, '/admin/suppressions', { cookie: admin.cookie, form })
  const written = () => lines('?acte=organisation.erased')
  expect((await erase({ request: uuidv7() })).status).toBe(404)
  expect(await written()).toBe(0)
  expect((await erase({ request: asked!.id })).status).toBe(303)
  expect(await written()).toBe(1)
})

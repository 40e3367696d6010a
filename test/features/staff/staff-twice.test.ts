/** What the staff send twice is done once: double click, two tabs, ten at once. */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const HOST = 'supmeca.localhost'
let admin: Seat
let person: { id: string; handle: string }
let member: Seat

beforeAll(async () => {
  await apply('supmeca')
  admin = await staffSeat('supmeca', 'admin')
  person = (await addPeople('supmeca', [{ values: { firstName: 'Ada', lastName: 'Double', promotion: 1998 } }]))[0]!
  member = await personSeat('supmeca', person.id)
})

const rows = (table: 'role_grant' | 'membership_period' | 'form_post') =>
  inside('supmeca', (query, { id }) =>
    query<{ id: string; endsAt: Date | null }>(
      table === 'role_grant'
        ? sql`SELECT "id", "endsAt" FROM "role_grant" WHERE "tenantId" = ${id} AND "accountId" = ${member.accountId}`
        : table === 'membership_period'
          ? sql`SELECT "id", "endsAt" FROM "membership_period" WHERE "tenantId" = ${id} AND "personId" = ${person.id}`
          : sql`SELECT "id", NULL AS "endsAt" FROM "form_post" WHERE "tenantId" = ${id}`,
    ),
  )
const at = (tab: string) => `/admin/membres/${person.handle}/${tab}`
const send = (path: string, form: Record<string, string>) => request(HOST, path, { form, cookie: admin.cookie })
const ten = <T>(work: (i: number) => Promise<T>) => Promise.all(Array.from({ length: 10 }, (_, i) => work(i)))

test('the page gives its forms a key', async () => {
  const page = await (await request(HOST, at('compte'), { cookie: admin.cookie })).text()
  expect(page).toMatch(/name="form-key" value="[0-9a-f-]{36}"/)
})

describe('a role', () => {
  const give = { intent: 'give', role: 'manager', from: '2026-01-05', until: '' }

  test('sent ten times at once with one key is carried out once, and all are told so', async () => {
    const answers = await ten(() => send(at('compte'), { ...give, 'form-key': '0190a000-0000-7000-8000-000000000001' }))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    expect(new Set(answers.map(({ headers }) => headers.get('Location'))).size).toBe(1)
    expect(await rows('role_grant')).toHaveLength(1)
    expect(await rows('form_post')).toHaveLength(1)
  })

  test('given again from other tabs and days stays one, which one end ends', async () => {
    await ten((i) => send(at('compte'), { ...give, from: `2026-01-1${i}`, 'form-key': crypto.randomUUID() }))
    const [grant, ...more] = await rows('role_grant')
    expect(more).toEqual([])
    expect((await request(HOST, '/admin', { cookie: member.cookie })).status).toBe(200)
    expect((await send(at('compte'), { intent: 'end', grant: grant!.id })).status).toBe(303)
    expect((await request(HOST, '/admin', { cookie: member.cookie })).status).toBe(403)
  })
})

test('dues added ten times, with and without a key, make one period; another day makes another', async () => {
  const page = await (await request(HOST, at('cotisations'), { cookie: admin.cookie })).text()
  const tier = /<option[^>]*value="([^"]+)"/.exec(page.slice(page.indexOf('name="tier"')))![1]!
  const form = { intent: 'add', tier, from: '2026-01-01', until: '2027-01-01' }
  await ten(() => send(at('cotisations'), { ...form, 'form-key': '0190a000-0000-7000-8000-000000000002' }))
  await ten(() => send(at('cotisations'), form))
  expect(await rows('membership_period')).toHaveLength(1)
  await send(at('cotisations'), { ...form, from: '2028-01-01', until: '2029-01-01' })
  expect(await rows('membership_period')).toHaveLength(2)
})

test('what was refused may be corrected and sent again with the same key', async () => {
  const key = { 'form-key': '0190a000-0000-7000-8000-000000000003', intent: 'add', tier: 'none', from: '2026-01-01' }
  const [first, again] = [await send(at('cotisations'), key), await send(at('cotisations'), key)]
  expect([first.status, again.status]).toEqual([422, 422])
})

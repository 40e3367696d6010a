/** Giving and taking back roles, closing accounts, memberships and companies, over HTTP (P4, E6, C3). */
import { beforeEach, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { organisationSeat, personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request, type Sent } from '../../setup/site.ts'

useDatabase()

const HOST = 'isep.localhost'
let people: { id: string; handle: string }[]
let admin: Seat
let second: Seat
let manager: Seat
let member: Seat

beforeEach(async () => {
  await apply('isep')
  await inside('isep', (query, { id }) => query(sql`DELETE FROM "role_grant" WHERE "tenantId" = ${id}`))
  people = await addPeople(
    'isep',
    ['Anna', 'Boris', 'Cloé', 'Denis'].map((firstName) => ({
      values: { firstName, lastName: 'Personne', promotion: 1999 },
    })),
  )
  const seats = await Promise.all(people.map(({ id }) => personSeat('isep', id)))
  ;[admin, second, manager, member] = seats as [Seat, Seat, Seat, Seat]
  await grant(admin, 'admin')
  await grant(manager, 'manager')
})

const grant = (seat: Seat, role: string) =>
  inside('isep', (query, { id }) =>
    query(sql`INSERT INTO "role_grant" ("tenantId", "id", "accountId", "role", "startsAt")
      VALUES (${id}, gen_random_uuid(), ${seat.accountId}, ${role}, '2020-01-01')`),
  )
const status = async (path: string, seat: Seat) => (await request(HOST, path, { cookie: seat.cookie })).status
const post = (path: string, form: Sent['form'], seat: Seat) => request(HOST, path, { form, cookie: seat.cookie })
const account = (place: number) => `/admin/membres/${people[place]!.handle}/compte`
const give = (place: number, role: string, seat: Seat, more = {}) =>
  post(
    account(place),
    {
      intent: 'give',
      role,
      from: new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(),
      until: '',
      ...more,
    },
    seat,
  )
const grantOf = async (seat: Seat) =>
  (
    await inside('isep', (query, { id }) =>
      query<{ id: string }>(
        sql`SELECT "id" FROM "role_grant" WHERE "tenantId" = ${id} AND "accountId" = ${seat.accountId}
          AND "endsAt" IS NULL`,
      ),
    )
  )[0]!.id
const end = async (place: number, of: Seat, by: Seat) =>
  post(account(place), { intent: 'end', grant: await grantOf(of) }, by)

describe('roles', () => {
  test('given and ended, they hold at the very next request', async () => {
    expect(await status('/admin', member)).toBe(403)
    expect((await give(3, 'manager', admin)).status).toBe(303)
    expect(await status('/admin', member)).toBe(200)
    expect(await status('/admin/exports', member)).toBe(403)
    expect((await give(3, 'admin', admin)).status).toBe(303)
    expect(await status('/admin/exports', member)).toBe(200)
    expect((await end(3, member, admin)).status).toBe(303)
    expect((await end(3, member, admin)).status).toBe(303)
    expect(await status('/admin', member)).toBe(403)
  })

  test('are for a time: a day that has not come opens nothing yet', async () => {
    expect((await give(3, 'manager', admin, { from: '2099-01-01' })).status).toBe(303)
    expect(await status('/admin', member)).toBe(403)
    expect((await give(3, 'manager', admin, { from: '2026-05-01', until: '2026-04-01' })).status).toBe(422)
    expect((await give(3, 'manager', admin, { from: 'demain' })).status).toBe(422)
  })

  test('nobody raises themselves, and a manager raises nobody', async () => {
    for (const role of ['manager', 'admin']) {
      expect((await give(2, role, manager)).status).toBe(403)
      expect((await give(3, role, manager)).status).toBe(403)
      expect((await give(0, role, admin)).status).toBe(403)
    }
    expect((await end(0, admin, manager)).status).toBe(403)
    expect(await status('/admin/exports', manager)).toBe(403)
    expect(await status('/admin', member)).toBe(403)
  })

  test('only those that the rules know exist', async () => {
    for (const role of ['federation-admin', 'owner', 'adherent', ''])
      expect((await give(3, role, admin)).status).toBe(422)
  })

  test('the last administrator stays; of two, one may go', async () => {
    expect((await end(0, admin, admin)).status).toBe(403)
    expect(await status('/admin', admin)).toBe(200)
    await grant(second, 'admin')
    expect((await end(0, admin, second)).status).toBe(303)
    expect(await status('/admin', admin)).toBe(403)
    expect((await end(1, second, second)).status).toBe(403)
  })

  test('two administrators who take each other down at once leave one', async () => {
    await grant(second, 'admin')
    const [mine, theirs] = [await grantOf(admin), await grantOf(second)]
    const answers = await Promise.all([
      post(account(1), { intent: 'end', grant: theirs }, admin),
      post(account(0), { intent: 'end', grant: mine }, second),
    ])
    expect(answers.map((answer) => answer.status).filter((code) => code === 303)).toHaveLength(1)
    const left = [await status('/admin/exports', admin), await status('/admin/exports', second)]
    expect(left.filter((code) => code === 200)).toHaveLength(1)
  })

  test('by login, for accounts without a record', async () => {
    const outsider = await staffSeat('isep', 'manager')
    const [row] = await inside('isep', (query, { id }) =>
      query<{ login: string }>(
        sql`SELECT "login" FROM "account" WHERE "tenantId" = ${id} AND "id" = ${outsider.accountId}`,
      ),
    )
    const form = { intent: 'give', login: row!.login, role: 'admin', from: '2026-01-01', until: '' }
    expect((await post('/admin/equipe', form, admin)).status).toBe(303)
    expect(await status('/admin/exports', outsider)).toBe(200)
    expect((await post('/admin/equipe', { ...form, login: 'personne' }, admin)).status).toBe(422)
    expect((await post('/admin/equipe', form, manager)).status).toBe(403)
  })
})

describe('accounts', () => {
  const disable = (place: number, by: Seat, of: Seat, reason = 'Demande de la personne') =>
    post(account(place), { intent: 'disable', account: of.accountId, reason }, by)

  test('closed with a reason, they are out at once; reopened, they sign in again', async () => {
    expect((await disable(3, manager, member, 'x')).status).toBe(422)
    expect(await status(`/profil/${people[3]!.handle}`, member)).toBe(200)
    expect((await disable(3, manager, member)).status).toBe(303)
    expect(await status(`/profil/${people[3]!.handle}`, member)).not.toBe(200)
    const events = await request(HOST, `/admin/membres/${people[3]!.handle}/historique`, { cookie: manager.cookie })
    expect(await events.text()).toContain('Demande de la personne')
    expect((await post(account(3), { intent: 'enable', account: member.accountId }, manager)).status).toBe(303)
    expect((await post(account(3), { intent: 'enable', account: member.accountId }, manager)).status).toBe(422)
  })

  test('a manager closes no administrator’s, nobody their own, nobody the last administrator’s', async () => {
    expect((await disable(0, manager, admin)).status).toBe(403)
    expect((await disable(0, admin, admin)).status).toBe(403)
    expect((await disable(2, manager, manager)).status).toBe(403)
    expect(await status('/admin/exports', admin)).toBe(200)
  })

  test('a manager cannot redirect an administrator’s mail', async () => {
    const record = `/admin/membres/${people[0]!.handle}`
    const html = await (await request(HOST, `${record}?modifier=tout`, { cookie: manager.cookie })).text()
    const version = /name="version"[^>]*value="([^"]*)"/.exec(html)![1]!
    await post(record, { version, primaryEmail: 'voleur@exemple.fr', hobbies: 'Voile' }, manager)
    const [row] = await inside('isep', (query, { id }) =>
      query(sql`SELECT "primaryEmail", "hobbies" FROM "person" WHERE "tenantId" = ${id} AND "id" = ${people[0]!.id}`),
    )
    expect(row).toEqual({ primaryEmail: null, hobbies: 'Voile' })
  })

  test('are opened with the login of the association’s form', async () => {
    const [somebody] = await addPeople('isep', [{ values: { firstName: 'Émile', lastName: 'Zola', promotion: 2011 } }])
    const path = `/admin/membres/${somebody!.handle}/compte`
    expect((await post(path, { intent: 'open' }, manager)).status).toBe(303)
    expect(await (await request(HOST, path, { cookie: manager.cookie })).text()).toContain('emile.zola11')
    expect((await post(path, { intent: 'open' }, manager)).status).toBe(422)
  })
})

test('a page that dues or a pass open leads to where they are to be had', async () => {
  const company = await organisationSeat('isep', 'company', { open: false })
  const closed = async ({ cookie }: { cookie: string }) => (await request(HOST, '/annuaire', { cookie })).text()
  expect(await closed(member)).toMatch(/<main[\s\S]*href="\/adhesion"[\s\S]*<\/main>/)
  expect(await closed(company)).toMatch(/<main[\s\S]*href="\/acces-annuaire"[\s\S]*<\/main>/)
})

test('a membership opens the directory at the next request, and closes it again', async () => {
  const path = `/admin/membres/${people[3]!.handle}/cotisations`
  expect(await status('/annuaire', member)).toBe(403)
  expect(
    (await post(path, { intent: 'add', tier: 'diplome', from: '2026-01-01', until: '2099-01-01' }, manager)).status,
  ).toBe(303)
  expect(await status('/annuaire', member)).toBe(200)
  const [row] = await inside('isep', (query, { id }) =>
    query<{ id: string }>(
      sql`SELECT "id" FROM "membership_period" WHERE "tenantId" = ${id} AND "personId" = ${people[3]!.id}`,
    ),
  )
  expect((await post(path, { intent: 'end', period: row!.id }, manager)).status).toBe(303)
  expect(await status('/annuaire', member)).toBe(403)
  for (const wrong of [
    { tier: 'aucune', from: '2026-01-01', until: '' },
    { tier: 'diplome', from: '', until: '' },
    { tier: 'diplome', from: '2026-02-01', until: '2026-01-01' },
  ])
    expect((await post(path, { intent: 'add', ...wrong }, manager)).status).toBe(422)
})

test('a pass makes a company a recruiter at the next request, and its end a poster again', async () => {
  const company = await organisationSeat('isep', 'company', { open: false })
  const path = `/admin/organisations/${company.organisationId}`
  expect(await status('/annuaire', company)).toBe(403)
  expect((await post(path, { intent: 'pass', from: '2026-01-01', until: '2099-01-01' }, manager)).status).toBe(303)
  expect(await status('/annuaire', company)).toBe(200)
  const [row] = await inside('isep', (query, { id }) =>
    query<{ id: string }>(
      sql`SELECT "id" FROM "pass_period" WHERE "tenantId" = ${id} AND "organisationId" = ${company.organisationId}`,
    ),
  )
  expect((await post(path, { intent: 'end-pass', pass: row!.id }, manager)).status).toBe(303)
  expect(await status('/annuaire', company)).toBe(403)
})

test('a school waits for its validation, which can be withdrawn', async () => {
  const school = await organisationSeat('isep', 'school', { open: false })
  const path = `/admin/organisations/${school.organisationId}`
  expect(await status('/annuaire', school)).toBe(403)
  expect((await post(path, { intent: 'validate' }, manager)).status).toBe(303)
  expect(await status('/annuaire', school)).toBe(200)
  expect((await post(path, { intent: 'withdraw' }, manager)).status).toBe(303)
  expect(await status('/annuaire', school)).toBe(403)
})

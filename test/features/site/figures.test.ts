/** Figures of the month (S16, D12, D13): who reads which, frozen by month, and made of people nobody can point at. */
import { beforeAll, expect, test } from 'vitest'
import { type Tenant, tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { makeMonth } from '#app/domain/figures/months.server.ts'
import { organisationSeat, personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request, textWithoutNonce } from '../../setup/site.ts'

useDatabase()
const SLUG = 'supmeca'
const SECTORS = ['Énergie', 'Transports', 'Santé', 'Conseil']
const REGIONS = ['Île-de-France', 'Auvergne-Rhône-Alpes', 'Occitanie', 'Hauts-de-France']
const MONTH = new Date('2026-11-10T12:00:00Z')
let tenant: Tenant
let member: Seat
let manager: Seat

const read = async (path: string, who?: Seat, slug = SLUG) => {
  const answer = await request(`${slug}.localhost`, path, who ? { cookie: who.cookie } : {})
  return { status: answer.status, text: await textWithoutNonce(answer) }
}
const person = (i: number, values: object) => ({
  values: { firstName: 'Alix', lastName: `Nom${i}`, promotion: 1990 + (i % 20), homeCountry: 'FR', ...values },
  siteChoices: { homeCity: 'nobody', homeCountry: 'nobody', workField: 'nobody' } as const,
})

/** Every value and number that a page tells. */
const told = (page: string) => [...page.matchAll(/<tr data-people="\d+">[\s\S]*?<\/tr>/g)].map(([row]) => row)

beforeAll(async () => {
  await apply(SLUG, { ...tenantFile('isep'), figures: { members: [] } })
  tenant = (await tenantOfSlug(SLUG))!
  const towns = ['75011', '69003', '31000', '59000']
  const people = await addPeople(SLUG, [
    ...Array.from({ length: 160 }, (_, i) => person(i, { homePostcode: towns[i % 4], workField: SECTORS[i % 4] })),
    person(200, { homeCountry: 'LV', workField: 'Qzunique' }),
    ...Array.from({ length: 30 }, (_, i) =>
      person(300 + i, { homeCountry: 'BE', status: 'décédé', workField: 'Qzdead' }),
    ),
  ])
  member = await personSeat(SLUG, people[0]!.id)
  manager = await staffSeat(SLUG, 'manager')
})

test('before the first are worked out the page says so; then it is the same all the month, whatever changes', async () => {
  expect((await read('/statistiques', member)).text).toContain('Les premiers chiffres arrivent')
  expect(await makeMonth(tenant, MONTH)).toBe(true)
  const before = await read('/admin/statistiques', manager)
  expect(before.text).toContain('novembre 2026')
  // The smallest stands with what one person alone has: the rest is told.
  for (const words of [SECTORS, REGIONS])
    expect(words.filter((word) => before.text.includes(word)).length).toBeGreaterThanOrEqual(3)
  // A value of one person, and what the dead had: not there, nor any small number.
  expect(before.text).not.toMatch(/Qz|Lettonie/)
  for (const [, people] of before.text.matchAll(/data-people="(\d+)"/g)) expect(Number(people) % 5).toBe(0)
  await addPeople(
    SLUG,
    Array.from({ length: 40 }, (_, i) => person(500 + i, { workField: 'Qznew', homePostcode: '33000' })),
  )
  expect(await makeMonth(tenant, new Date('2026-11-29T12:00:00Z'))).toBe(false)
  expect(told((await read('/admin/statistiques', manager)).text)).toEqual(told(before.text))
  expect(await makeMonth(tenant, new Date('2026-12-02T12:00:00Z'))).toBe(true)
  expect((await read('/admin/statistiques', manager)).text).toContain('Qznew')
  // One person more in January: no number moves.
  const december = told((await read('/admin/statistiques', manager)).text)
  await addPeople(SLUG, [person(600, { workField: 'Énergie', homePostcode: '75011' })])
  await makeMonth(tenant, new Date('2027-01-02T12:00:00Z'))
  expect(december.length).toBeGreaterThan(10)
  expect(told((await read('/admin/statistiques', manager)).text)).toEqual(december)
})

test('members read the part that the association chose; companies, visitors and other tasks read none', async () => {
  const page = await read('/statistiques', member)
  expect([page.status, page.text.includes('id="sector"'), page.text.includes('id="dues"')]).toEqual([200, true, false])
  expect((await read('/admin/statistiques', manager)).text).toContain('id="dues"')
  expect((await read('/statistiques')).status).toBe(302)
  expect((await read('/statistiques', await organisationSeat(SLUG, 'company'))).status).toBe(403)
  expect((await read('/admin/statistiques', member)).status).toBe(403)
  const [other] = await addPeople('isep', [{ values: { firstName: 'Alix', lastName: 'Autre', promotion: 2000 } }])
  expect((await read('/statistiques', await personSeat('isep', other!.id), 'isep')).status).toBe(404)
})

test('no address of the pages narrows them: nothing to take one answer from another', async () => {
  const plain = told((await read('/statistiques', member)).text)
  const asked = (await read('/statistiques?promo=1995&ville=Paris&secteur=Qzunique', member)).text
  expect(told(asked)).toEqual(plain)
  const [row] = await inside(SLUG, (query, { id }) =>
    query(sql`SELECT count(*)::int AS "n" FROM "figure_month"
    WHERE "tenantId" = ${id}`),
  )
  expect(row).toEqual({ n: 3 })
})

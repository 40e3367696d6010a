/** Who may open which page of the administration (P4): every address × every role, over HTTP. */
import { beforeAll, describe, expect, test } from 'vitest'
import { organisationSeat, personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

const CANARY = 'qzcanaryqz'
const seats: Record<string, Record<string, Seat>> = {}
let handle = ''
let organisation = ''

beforeAll(async () => {
  await apply('isep', 'insa', 'insa-lyon')
  const [person, member, payer] = await addPeople('isep', [
    { values: { firstName: 'Céline', lastName: CANARY, promotion: 1998, primaryEmail: `${CANARY}@exemple.fr` } },
    { values: { firstName: 'Vera', lastName: 'Regard', promotion: 2001 } },
    { values: { firstName: 'Paul', lastName: 'Cotisant', promotion: 2003 } },
  ])
  handle = person!.handle
  const company = await organisationSeat('isep', 'company')
  organisation = company.organisationId!
  seats.isep = {
    member: await personSeat('isep', member!.id),
    adherent: await personSeat('isep', payer!.id, { paidUp: true }),
    recruiter: company,
    poster: await organisationSeat('isep', 'company', { open: false }),
    school: await organisationSeat('isep', 'school'),
    manager: await staffSeat('isep', 'manager'),
    admin: await staffSeat('isep', 'admin'),
  }
  seats.insa = { manager: await staffSeat('insa', 'manager'), lead: await staffSeat('insa', 'federation-admin') }
  seats['insa-lyon'] = { admin: await staffSeat('insa-lyon', 'admin') }
})

const PAGES = [
  '/admin',
  '/admin/recherche?q=nomquelconque',
  '/admin/membres',
  `/admin/membres?q=${CANARY}`,
  '/admin/membres/nouveau',
  '/admin/membres/:handle',
  '/admin/membres/:handle/compte',
  '/admin/membres/:handle/cotisations',
  '/admin/membres/:handle/historique',
  '/admin/equipe',
  '/admin/a-traiter',
  '/admin/a-traiter?type=identity',
  '/admin/invitations',
  '/admin/invitations?promo=1998',
  '/admin/organisations',
  '/admin/organisations/:organisation',
  '/admin/exports',
  '/admin/regles',
  '/admin/regles?role=school&support=print',
  '/admin/regles/question?personne=:handle&role=school',
  '/admin/versions',
  '/admin/journal',
]
const FORMS: [string, Record<string, string>][] = [
  ['/admin/a-traiter', { intent: 'approve', id: '018f0000-0000-7000-a000-00000000000b', person: 'new' }],
  ['/admin/invitations', { promo: 'toutes' }],
  ['/admin/exports', { reason: 'Annuaire du centenaire', format: 'people.json' }],
  ['/admin/membres/nouveau', { lastName: 'Intrus' }],
  ['/admin/membres/:handle', { version: '2026-01-02T03:04:05.000Z', lastName: 'Intrus' }],
  ['/admin/membres/:handle/compte', { intent: 'open' }],
  ['/admin/membres/:handle/cotisations', { intent: 'add', tier: 'diplome', from: '2026-01-01' }],
  ['/admin/equipe', { intent: 'give', login: 'x', role: 'admin', from: '2026-01-01' }],
  ['/admin/organisations/:organisation', { intent: 'withdraw' }],
]
const at = (path: string) => path.replace(':handle', handle).replace(':organisation', organisation)
const page = (slug: string, path: string, seat?: Seat) =>
  request(`${slug}.localhost`, at(path), { cookie: seat?.cookie })
const OUTSIDERS = ['member', 'adherent', 'recruiter', 'poster', 'school']

describe.each(PAGES)('%s', (path) => {
  test('sends visitors to the sign-in page', async () => {
    const response = await page('isep', path)
    expect(response.status).toBe(302)
    expect(response.headers.get('Location')).toMatch(/^\/connexion\?redirectTo=/)
    expect(await response.text()).not.toContain(CANARY)
  })

  test.each(OUTSIDERS)('is refused to the role %s, with nothing of anybody in it', async (role) => {
    const response = await page('isep', path, seats.isep![role])
    expect(response.status).toBe(403)
    expect(await response.text()).not.toContain(`${CANARY}@`)
  })

  test('opens to administrators', async () => {
    expect((await page('isep', path, seats.isep!.admin)).status).toBe(200)
  })

  test(path === '/admin/exports' ? 'is refused to managers' : 'opens to managers', async () => {
    expect((await page('isep', path, seats.isep!.manager)).status).toBe(path === '/admin/exports' ? 403 : 200)
  })

  test('knows no session of another association', async () => {
    for (const seat of [seats['insa-lyon']!.admin, seats.insa!.lead])
      expect((await page('isep', path, seat)).status).toBe(302)
  })
})

describe.each(FORMS)('a form posted to %s', (path, form) => {
  const post = (seat?: Seat, origin?: string | null) =>
    request('isep.localhost', at(path), { form, cookie: seat?.cookie, origin })

  test('is refused to everybody outside the staff', async () => {
    expect((await post()).status).toBe(302)
    for (const role of OUTSIDERS) expect((await post(seats.isep![role])).status).toBe(403)
  })

  test('is refused from another page than the association’s own', async () => {
    for (const origin of ['http://insa.localhost', 'null', null])
      expect((await post(seats.isep!.admin, origin)).status).toBe(403)
  })
})

test('the loaders’ data are refused with their pages', async () => {
  for (const path of ['/admin.data', '/admin/membres.data', '/admin/exports.data', '/admin/regles.data']) {
    const response = await page('isep', path, seats.isep!.adherent)
    expect(await response.text()).not.toContain(CANARY)
    expect([403, 404]).toContain(response.status)
  }
})

test('an id or an address of another association is nobody’s here', async () => {
  const admin = seats['insa-lyon']!.admin
  for (const path of ['/admin/membres/:handle', '/admin/membres/:handle/compte', '/admin/organisations/:organisation'])
    expect((await page('insa-lyon', path, admin)).status).toBe(404)
})

test('a federation’s staff administer the federation, which has no people of its own', async () => {
  for (const role of ['manager', 'lead']) {
    expect((await page('insa', '/admin', seats.insa![role])).status).toBe(200)
    const members = await page('insa', '/admin/membres', seats.insa![role])
    expect(await members.text()).toContain('Une fédération n’a pas de membres à elle')
    expect((await page('insa', '/admin/membres/nouveau', seats.insa![role])).status).toBe(404)
    expect((await page('insa', '/admin/exports', seats.insa![role])).status).toBe(403)
  }
})

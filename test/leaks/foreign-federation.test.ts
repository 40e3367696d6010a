/**
 * Associations outside a federation claim it everywhere a request can say something, and sisters claim more than
 * theirs.
 */
import { beforeAll, expect, test } from 'vitest'
import { FIELD_IDS } from '#app/vocabulary/fields.ts'
import { personSeat, staffSeat } from '../factories/seats.ts'
import { addPeople, apply, scopeOf } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { request, type Sent } from '../setup/site.ts'
import { attackWorld, changed, HOST, SEATS, type Target, tableDigests } from './attack-world.ts'
import { fill, siteAddresses } from './site-addresses.ts'

const database = useDatabase()
const FEDERATION = 'insa'
const [OWNER, SISTER] = ['insa-rennes', 'insa-lyon'] as const
const CANARY = 'Canarifederation'
/** In capitals as pages write it: the handle, which requests say themselves, is in small letters. */
const NAME = 'Tressonnier'
const [ownerHost, sisterHost] = [OWNER, SISTER].map((slug) => `${slug}.localhost`) as [string, string]
const PUBLIC = Object.fromEntries(FIELD_IDS.map((field) => [field, 'public' as const]))

let target: Target
let shared: { id: string; handle: string }
let ids: { federation: string; owner: string }
/** Every address, its parameters filled with the shared person's handle and ids. */
let paths: string[]
/** Those of them, and of the house attacked, that are drawn for people. */
let pages: ReadonlySet<string>
const foreign: Record<string, string> = {}

beforeAll(async () => {
  target = await attackWorld()
  await apply(FEDERATION, OWNER, SISTER)
  const values = {
    ...{ firstName: 'Ada', lastName: NAME, promotion: 1998, company: `${CANARY} Forges`, jobTitle: CANARY },
    ...{ homeCity: CANARY, bio: CANARY, primaryEmail: `ada@${CANARY.toLowerCase()}.fr` },
  }
  const consents = { school: true, recruiters: true, federation: true }
  shared = (await addPeople(OWNER, [{ values, siteChoices: PUBLIC, consents }]))[0]!
  ids = { federation: (await scopeOf(FEDERATION)).id, owner: (await scopeOf(OWNER)).id }
  const [reader] = await addPeople(SISTER, [{ values: { firstName: 'Léa', lastName: 'Lectrice', promotion: 1999 } }])
  foreign.adherent = (await personSeat(SISTER, reader!.id, { paidUp: true })).cookie
  foreign.admin = (await staffSeat(SISTER, 'admin')).cookie
  const all = await foreignPaths()
  paths = all.map(({ path }) => path)
  pages = new Set(all.filter(({ isPage }) => isPage).map(({ path }) => path))
}, 180_000)

async function foreignPaths(): Promise<{ path: string; isPage: boolean }[]> {
  const handles = [`${OWNER}~${shared.handle}`, `${FEDERATION}~${shared.handle}`, shared.handle]
  const filled = (await siteAddresses()).flatMap((address) =>
    handles.map((handle) => {
      const values = { handle, id: shared.id, run: shared.id, section: 'identite', slug: OWNER }
      return [fill(address, values), address.isPage] as const
    }),
  )
  return [...new Map(filled)].flatMap(([path, isPage]) => (path === '/deconnexion' ? [] : [{ path, isPage }]))
}

const claimed = () => ({
  ...{ portee: 'federation', scope: 'federation', base: 'federation', federation: ids.federation },
  ...{ federationId: ids.federation, tenantId: ids.owner, tenant: ids.owner, association: OWNER, host: ownerHost },
})
const queryOf = (more: Record<string, string> = {}) => new URLSearchParams({ ...claimed(), ...more }).toString()

/** Whatever a proxy, a script or a curious person might add. */
const headersOf = () => ({
  ...{ 'X-Forwarded-Host': ownerHost, Forwarded: `host=${ownerHost}`, 'X-Original-Host': ownerHost },
  ...{ 'X-Tenant': ids.owner, 'X-Tenant-Id': ids.owner, 'X-Federation': ids.federation, 'X-Federation-Id': FEDERATION },
})
const cookiesOf = (cookie: string) =>
  [
    ...(cookie ? [cookie] : []),
    ...[`federation=${ids.federation}`, `tenant=${ids.owner}`, 'portee=federation', `app.federation=${ids.federation}`],
  ].join('; ')

interface Heard {
  leaks: string[]
  failures: string[]
  statuses: Map<number, number>
}

async function hear(host: string, all: readonly (readonly [string, Sent])[]): Promise<Heard> {
  const heard: Heard = { leaks: [], failures: [], statuses: new Map() }
  for (const [path, sent] of all) {
    const answer = await request(host, path, sent)
    const text = `${await answer.text()} ${[...answer.headers.values()].join(' ')}`
    const said = `${sent.method ?? 'GET'} ${path} ${answer.status}`
    if (text.includes(NAME) || text.toLowerCase().includes(CANARY.toLowerCase())) heard.leaks.push(said)
    if (answer.status >= 500 && !path.startsWith('/webhooks/')) heard.failures.push(said)
    heard.statuses.set(answer.status, (heard.statuses.get(answer.status) ?? 0) + 1)
  }
  return heard
}

const get = (cookie: string): Sent => ({ cookie: cookiesOf(cookie), headers: headersOf() })
/** A page's data hold all that it draws; drawn as well, where {@link DRAWN} says so. */
const DRAWN: readonly string[] = ['adherent', 'admin']
const asked = (seat: string, cookie: string) =>
  [...target.paths, ...paths].flatMap((path) => {
    const drawn = [`${path}?${queryOf()}`, get(cookie)] as const
    const told = [`${path === '/' ? '/_root' : path}.data?${queryOf()}`, get(cookie)] as const
    if (!pages.has(path)) return [drawn]
    return DRAWN.includes(seat) ? [drawn, told] : [told]
  })

test.each(['visitor', ...SEATS] as const)(
  'outside the federation a %s who claims it on every address reads nobody of it',
  async (seat) => {
    const cookie = seat === 'visitor' ? '' : target.seats[seat].cookie
    const { leaks, failures, statuses } = await hear(HOST, asked(seat, cookie))
    expect(leaks).toEqual([])
    expect(failures).toEqual([])
    expect(statuses.get(200)).toBeGreaterThan(seat === 'visitor' ? 10 : 20)
  },
  240_000,
)

test('what is posted with the federation’s ids reads nobody of it and changes nothing in its houses', async () => {
  // The administrator's own house may change: what is posted names its people nowhere, but new ones can be made of it.
  const houses = await Promise.all([FEDERATION, OWNER, SISTER].map(async (slug) => (await scopeOf(slug)).id))
  const before = await tableDigests(database.url('owner'), houses)
  const posted = {
    ...{
      personId: shared.id,
      id: shared.id,
      handle: `${OWNER}~${shared.handle}`,
      person: shared.id,
      page: shared.handle,
    },
    ...{ coche: shared.handle, kept: shared.id, gone: shared.id, with: `${OWNER}~${shared.handle}`, email: 'a@b.fr' },
  }
  for (const seat of ['member', 'adherent', 'recruiter', 'admin'] as const) {
    const sent = { ...get(target.seats[seat].cookie), method: 'POST', form: { ...claimed(), ...posted } }
    const { leaks, failures } = await hear(
      HOST,
      paths.map((path) => [`${path}?${queryOf()}`, sent] as const),
    )
    expect([seat, leaks, failures]).toEqual([seat, [], []])
  }
  expect(changed(before, await tableDigests(database.url('owner'), houses))).toEqual([])
}, 240_000)

test('sessions opened elsewhere are a visitor’s in the federation’s houses, and the other way round', async () => {
  const abroad = [...paths, '/annuaire', '/annuaire/carte', '/'].map(
    (path) => `${path}?${queryOf({ q: NAME.toLowerCase() })}`,
  )
  const federationHost = `${FEDERATION}.localhost`
  for (const seat of ['adherent', 'recruiter', 'admin'] as const)
    for (const host of [sisterHost, federationHost]) {
      const sent = get(target.seats[seat].cookie)
      const { leaks } = await hear(
        host,
        abroad.map((path) => [path, sent] as const),
      )
      expect([seat, host, leaks]).toEqual([seat, host, []])
    }
  for (const cookie of Object.values(foreign)) {
    const { leaks } = await hear(
      HOST,
      paths.map((path) => [`${path}?${queryOf()}`, get(cookie)] as const),
    )
    expect(leaks).toEqual([])
  }
}, 240_000)

test('the scope does not exist outside; within, the same claims give a sister’s member the contracted fields', async () => {
  const outside = await request(HOST, '/annuaire?portee=federation', { cookie: target.seats.adherent.cookie })
  expect(outside.status).toBe(400)
  const list = await request(sisterHost, '/annuaire?portee=federation', { cookie: foreign.adherent })
  expect([list.status, (await list.text()).includes(CANARY)]).toEqual([200, true])
  const page = await request(sisterHost, `/profil/${OWNER}~${shared.handle}`, { cookie: foreign.adherent })
  expect([page.status, (await page.text()).includes(`${CANARY} Forges`)]).toEqual([200, true])
  const own = await request(sisterHost, '/annuaire', { cookie: foreign.adherent })
  expect((await own.text()).includes(CANARY)).toBe(false)
})

import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { onPlatform } from '#app/db/transaction.ts'
import { writeDecisions, writeValues } from '#app/domain/people/write-people.server.ts'
import type { Audience } from '#app/vocabulary/audiences.ts'
import type { FIELD_IDS } from '#app/vocabulary/fields.ts'
import type { Role } from '#app/vocabulary/roles.ts'
import { organisationSeat, personSeat, staffSeat } from '../factories/seats.ts'
import { addPeople, apply, inside, TRACE, tenantFile } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { request } from '../setup/site.ts'
import { fill, siteAddresses } from './site-addresses.ts'
import { digestOf, idOf, releaseCanaries, TENANTS } from './wall.ts'

const database = useDatabase()

const HERE = 'supmeca'
const HOST = `${HERE}.localhost`
const ROLES: Role[] = ['visitor', 'member', 'adherent', 'recruiter', 'poster', 'school', 'manager', 'admin']
/** Whose pages are drawn; those of others are asked for their data, which hold all that is drawn. */
const DRAWN: readonly Role[] = ['visitor', 'adherent', 'admin']
const cookies = new Map<Role, string>([['visitor', '']])
const people: { id: string; handle: string }[] = []
const CANARY = /canary-other|018f0000-0000-7000-a00[0-9]-00000000000b/

/** An association under an id known beforehand, so that canaries can be laid there. */
async function applyAs(slug: string, id: string): Promise<void> {
  const config = { ...tenantFile('supmeca'), slug }
  await onPlatform((query) =>
    query(sql`INSERT INTO "tenant" ("id", "slug", "kind", "version", "config")
    VALUES (${id}, ${slug}, ${config.kind}, 1, ${JSON.stringify(config)}::jsonb)`),
  )
  await apply(config)
}

const somebody = (lastName: string) => ({
  values: {
    lastName,
    firstName: 'Yves',
    promotion: 1998,
    company: 'Airbus',
    homeCity: 'Paris',
    diploma: 'Ingénieur',
    jobTitle: 'Chef',
  },
  consents: { school: true, recruiters: true, federation: true },
})

beforeAll(async () => {
  await applyAs(HERE, TENANTS.alone)
  await applyAs('elsewhere', TENANTS.other)
  await releaseCanaries(database.url('owner'), ['other'])
  people.push(...(await addPeople(HERE, ['Martin', 'Dupont', 'Wattignies', ...Array(25).fill('Zola')].map(somebody))))
  const [member, adherent] = [people[0]!, people[1]!]
  const seats = {
    member: await personSeat(HERE, member.id),
    adherent: await personSeat(HERE, adherent.id, { paidUp: true }),
    recruiter: await organisationSeat(HERE, 'company'),
    poster: await organisationSeat(HERE, 'company', { open: false }),
    school: await organisationSeat(HERE, 'school'),
    manager: await staffSeat(HERE, 'manager'),
    admin: await staffSeat(HERE, 'admin'),
  }
  for (const [role, { cookie }] of Object.entries(seats)) cookies.set(role as Role, cookie)
})

const get = (path: string, role: Role) => request(HOST, path, { cookie: cookies.get(role)! })

/** Everything of an answer that a visitor gets, but for the number of the request. */
async function bytes(path: string, role: Role): Promise<string> {
  const response = await get(path, role)
  const headers = [...response.headers].filter(([name]) => name !== 'x-request-id').map((pair) => pair.join(': '))
  return [response.status, ...headers, await response.text()].join('\n')
}

describe('two associations on one database, every address of the site, every role', () => {
  /** What one might find in another association's links. */
  const theirs = { handle: 'canary-other-person', id: idOf('other'), section: 'identite' }

  test.each(ROLES)(
    'as %s: no page, no file, no loader by itself holds anything of the other, asked by its own ids',
    async (role) => {
      const addresses = await siteAddresses()
      expect(addresses.length).toBeGreaterThan(25)
      const found: string[] = []
      const alone = new Set<string>()
      for (const address of addresses) {
        const path = fill(address, theirs)
        const data = path === '/' ? '/_root.data' : `${path}.data`
        // A layout's loader by itself is the same below every page of it.
        const loaders = address.chain.filter((id) => !alone.has(id) && alone.add(id))
        const parts = loaders.map((id) => `${data}?_routes=${encodeURIComponent(id)}`)
        const drawn = !address.isPage || DRAWN.includes(role)
        for (const asked of [...(drawn ? [path] : []), data, ...parts]) {
          const response = await get(asked, role)
          const text = (await response.text())
            .replaceAll(decodeURIComponent(path), '')
            .replaceAll(path, '')
            .replaceAll(theirs.handle, '')
          if (CANARY.test(text.replaceAll(theirs.id, ''))) found.push(asked)
          if (response.status >= 500) found.push(`${response.status} ${asked}`)
        }
      }
      expect(found).toEqual([])
    },
  )

  test.each(ROLES)('as %s: no form changes a row of the other, aimed at it by its own ids', async (role) => {
    const before = await digestOf(database.url('owner'), 'other')
    const form = {
      ...theirs,
      personId: theirs.id,
      accountId: theirs.id,
      remove: theirs.id,
      end: theirs.id,
      role: 'admin',
      intent: 'delete',
      lastName: 'x',
    }
    const broken: string[] = []
    // Those who would end the sessions of this test come last.
    const addresses = (await siteAddresses()).filter(({ pattern }) => pattern !== '/deconnexion')
    for (const address of addresses) {
      const path = fill(address, theirs)
      const response = await request(HOST, path, { cookie: cookies.get(role)!, form })
      if (response.status >= 500) broken.push(`${response.status} ${path}`)
      if (CANARY.test((await response.text()).replaceAll(theirs.handle, '').replaceAll(theirs.id, '')))
        broken.push(path)
    }
    expect(broken).toEqual([])
    expect(await digestOf(database.url('owner'), 'other')).toBe(before)
  })

  test('a session of one is no session of the other', async () => {
    const response = await request('elsewhere.localhost', '/annuaire', { cookie: cookies.get('admin')! })
    expect([302, 403]).toContain(response.status)
    expect(await response.text()).not.toMatch(CANARY)
  })

  test('and the same pages do show the own people: the canaries are not silent for want of a voice', async () => {
    expect(await (await get('/annuaire?nom=martin', 'member')).text()).toContain(people[0]!.handle)
    expect(await (await get('/annuaire.data?nom=martin', 'member')).text()).toContain(people[0]!.handle)
    expect(await (await get('/admin/membres', 'admin')).text()).toContain('Dupont')
  })
})

describe('pages with a hidden value of one kind and of another are the same, byte for byte', () => {
  const target = () => people[2]!
  const hidden = { company: 'nobody', homeCity: 'nobody', diploma: 'nobody', jobTitle: 'nobody' } as const

  async function become(site: Partial<Record<(typeof FIELD_IDS)[number], Audience>>, values: object): Promise<void> {
    await inside(HERE, async (query, scope) => {
      await writeDecisions({ query, tenant: scope }, target().id, { site }, TRACE)
      await writeValues({ query, tenant: scope }, target().id, values, TRACE)
    })
  }

  const ONE = { company: 'Zanzibarco', homeCity: 'Zuydcoote', diploma: 'Zephyrologie', jobTitle: 'Zingueur' }
  const OTHER = { company: 'Quantaform', homeCity: 'Quimper', diploma: 'Quadrature', jobTitle: 'Quartier-maître' }
  const paths = () => {
    const searches = [
      '',
      'page=2',
      'tri=promo',
      'tri=-promo&vue=tableau',
      'nom=wattignies',
      'q=wattignies+zan',
      'promoMin=1990&promoMax=2000',
    ]
    for (const word of ['z', 'zan', 'zanzibarco', 'zanzibarcp', 'q', 'quan', 'quantaform', 'quantafrom'])
      searches.push(`entreprise=${word}`, `entreprise=${word}&nom=wattignies`, `q=${word}`)
    for (const word of ['zuyd', 'zuydcoote', 'zuydcotte', 'quim', 'quimper', 'quimpr']) searches.push(`ville=${word}`)
    for (const word of ['zephyrologie', 'quadrature']) searches.push(`diplome=${word}`)
    for (const word of ['zingueur', 'quartier']) searches.push(`fonction=${word}`)
    const { handle } = target()
    return [
      ...searches.flatMap((search) => [
        `/annuaire?${search}`,
        `/annuaire.data?${search}`,
        `/annuaire/facettes?${search}`,
      ]),
      ...['wat', 'zan', 'quan', 'zuydcoote'].map((typed) => `/annuaire/suggestions?q=${typed}`),
      `/profil/${handle}`,
      `/profil/${handle}.data`,
      `/profil/${handle}/photo`,
      `/profil/${handle}/cv`,
    ]
  }
  const all = async (role: Role) =>
    new Map(await Promise.all(paths().map(async (path) => [path, await bytes(path, role)] as const)))
  const differing = (one: Map<string, string>, other: Map<string, string>) =>
    [...one.keys()].filter((path) => one.get(path) !== other.get(path))

  test.each(['member', 'adherent', 'recruiter', 'school'] as Role[])(
    'to %s: lists, data, facets, suggestions, profile, files, headers',
    async (role) => {
      await become(hidden, ONE)
      const one = await all(role)
      await become(hidden, OTHER)
      expect(differing(one, await all(role))).toEqual([])
    },
  )

  test('and are not the same once it is shown', async () => {
    const open = Object.fromEntries(Object.keys(hidden).map((field) => [field, 'network' as const]))
    await become(open, ONE)
    const one = await all('member')
    await become(open, OTHER)
    const changed = differing(one, await all('member'))
    for (const path of [
      '/annuaire?entreprise=zanzibarco',
      '/annuaire.data?ville=quimper',
      `/profil/${target().handle}`,
    ])
      expect(changed).toContain(path)
  })

  test.each(['member', 'recruiter', 'school', 'visitor'] as Role[])(
    'to %s, a hidden person is an absent one: status, headers, body',
    async (role) => {
      await become({ lastName: 'nobody' }, ONE)
      const { handle } = target()
      const absent = 'yves.wattignieq98'
      for (const path of ['', '.data', '/photo', '/cv']) {
        const [one, other] = [
          await bytes(`/profil/${handle}${path}`, role),
          await bytes(`/profil/${absent}${path}`, role),
        ]
        expect(one.replaceAll(handle, '…'), path).toBe(other.replaceAll(absent, '…'))
      }
      await become({}, ONE)
    },
  )
})

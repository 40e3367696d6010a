import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { writeDecisions, writeValues } from '#app/domain/people/write-people.server.ts'
import { countFacets } from '#app/features/people/directory/facets.server.ts'
import { type DirectoryQuery, readQuery } from '#app/features/people/directory/search.schema.ts'
import { peopleBeginning, searchDirectory } from '#app/features/people/directory/search.server.ts'
import { readProfile } from '#app/features/people/profile/profile.server.ts'
import type { Audience } from '#app/vocabulary/audiences.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'
import type { Role } from '#app/vocabulary/roles.ts'
import { ctxFor } from '../factories/ctx.ts'
import { addPeople, apply, INSA, inside, TRACE, tenantFile } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { connect } from './wall.ts'

const database = useDatabase()

const NOT_TEXT: FieldId[] = [
  'promotion',
  'skills',
  'badges',
  'socialLinks',
  'familyTies',
  'otherDiplomas',
  'workHistory',
]
const BOOLEAN: FieldId[] = ['emailingConsent', 'invalidEmail', 'apprenticeship', 'acceptsContact']
const PUBLIC = Object.fromEntries(FIELD_IDS.map((field) => [field, 'public' as Audience]))
const people = new Map<string, { id: string; handle: string }>()

/** A word that stands in this field of this association's person and nowhere else. */
const canary = (slug: string, field: FieldId) => `Canary${slug.replace('-', '')}${field}`

function everyValue(slug: string) {
  const texts = FIELD_IDS.filter((field) => ![...NOT_TEXT, ...BOOLEAN].includes(field))
  return {
    ...Object.fromEntries(texts.map((field) => [field, canary(slug, field)])),
    promotion: 1998,
    skills: [canary(slug, 'skills')],
    badges: [canary(slug, 'badges')],
  }
}

beforeAll(async () => {
  await apply('insa', ...INSA, 'supmeca')
  for (const slug of [...INSA, 'supmeca']) {
    const consents = { school: true, recruiters: true, federation: true }
    const [person] = await addPeople(slug, [{ values: everyValue(slug), siteChoices: PUBLIC, consents }])
    people.set(slug, person!)
  }
})

const query = (text: string): DirectoryQuery => {
  const read = readQuery(new URLSearchParams(text))
  if (!read.ok) throw new Error(text)
  return read.query
}

/** Criteria on fields that forgive one typo. */
const FORGIVING = { nom: 'lastName', entreprise: 'company', ville: 'homeCity' } as const
const mistyped = (slug: string, field: FieldId) => canary(slug, field).replace('Canary', 'Cenary')

const NOTHING = { people: [], total: 0, more: false, corrected: false, understood: null, otherwise: null, relaxed: [] }

async function search(from: string, role: Role, text: string) {
  return searchDirectory(await ctxFor(from, role), query(`portee=federation&${text}`))
}

async function find(from: string, role: Role, text: string, now?: Date): Promise<string[]> {
  const { people: found } = await searchDirectory(await ctxFor(from, role, { ...(now ? { now } : {}) }), query(text))
  return found.map((person) => person.handle).sort()
}

const shared = (slug: string) => `${slug}~${people.get(slug)!.handle}`
const contractOf = (slug: string) => tenantFile(slug).federation!.contract
/** What a page of the person holds, as the browser gets it. */
async function page(from: string, role: Role, handle: string): Promise<string> {
  return readProfile(await ctxFor(from, role), handle).then(JSON.stringify, (thrown: unknown) => {
    if (thrown instanceof Response) return String(thrown.status)
    throw thrown
  })
}

describe.each(INSA)('from %s', (from) => {
  test('the whole federation is listed, the own people under their own handles, and nobody of another network', async () => {
    const all = INSA.map((slug) => (slug === from ? people.get(slug)!.handle : shared(slug)))
    expect(await find(from, 'adherent', 'portee=federation')).toEqual(all.sort())
    expect(await find(from, 'adherent', '')).toEqual([people.get(from)!.handle])
  })

  test.each(INSA.filter((of) => of !== from))(
    'exactly the contracted columns of %s are read, found and nothing else',
    async (of) => {
      const { columns } = contractOf(of)
      const text = await page(from, 'adherent', shared(of))
      for (const field of FIELD_IDS.filter((id) => ![...NOT_TEXT, ...BOOLEAN].includes(id)))
        expect(text.includes(canary(of, field)), field).toBe(columns.includes(field))
      expect(text.includes(canary(of, 'skills'))).toBe(columns.includes('skills'))
      expect(text).not.toContain(canary(of, 'badges'))
      const criteria = {
        nom: 'lastName',
        diplome: 'diploma',
        entreprise: 'company',
        ville: 'homeCity',
        secteur: 'workField',
        fonction: 'jobTitle',
        competence: 'skills',
      } as const
      for (const [criterion, field] of Object.entries(criteria)) {
        const found = await find(from, 'adherent', `portee=federation&${criterion}=${canary(of, field)}`)
        expect(found, criterion).toEqual(columns.includes(field) ? [shared(of)] : [])
      }
      for (const [criterion, field] of Object.entries(FORGIVING)) {
        const { people: found, corrected } = await search(from, 'adherent', `${criterion}=${mistyped(of, field)}`)
        expect(
          found.map(({ handle }) => handle),
          criterion,
        ).toEqual(columns.includes(field) ? [shared(of)] : [])
        expect(corrected, criterion).toBe(columns.includes(field))
      }
      expect(await find(from, 'adherent', `portee=federation&q=${canary(of, 'lastName')}`)).toEqual([shared(of)])
    },
  )

  test('without asking for the federation nothing of it appears: lists, suggestions, facets, other handles', async () => {
    const ctx = await ctxFor(from, 'admin')
    for (const of of INSA.filter((slug) => slug !== from)) {
      expect(await find(from, 'admin', `nom=${canary(of, 'lastName')}`)).toEqual([])
      expect(await peopleBeginning(ctx, canary(of, 'lastName'), 8)).toEqual([])
      expect(await page(from, 'admin', people.get(of)!.handle)).toBe('404')
    }
    const facets = JSON.stringify((await countFacets(ctx, query(''))) ?? null)
    for (const of of INSA.filter((slug) => slug !== from))
      expect(facets).not.toContain(canary(of, 'company').slice(0, -7))
    expect(await countFacets(ctx, query('portee=federation'))).toBeUndefined()
  })

  test('roles that the contract does not name are refused the scope and the pages', async () => {
    for (const role of ['member', 'recruiter', 'school'] as Role[]) {
      await expect(find(from, role, 'portee=federation'), role).rejects.toMatchObject({ status: 403 })
      for (const of of INSA.filter((slug) => slug !== from))
        expect(await page(from, role, shared(of)), role).toBe('404')
    }
  })
})

test('outside a federation the scope does not exist, for anybody', async () => {
  for (const role of ['member', 'admin'] as Role[])
    await expect(find('supmeca', role, 'portee=federation')).rejects.toMatchObject({ status: 400 })
  expect(await page('supmeca', 'admin', shared('insa-lyon'))).toBe('404')
})

test('the federation itself lists all six, through its own readers and its own list of fields', async () => {
  for (const role of ['federation-admin', 'manager', 'recruiter'] as Role[])
    expect(await find('insa', role, ''), role).toEqual(INSA.map(shared).sort())
  const text = await page('insa', 'federation-admin', shared('insa-lyon'))
  for (const field of ['lastName', 'company', 'homeCity'] as const) expect(text).toContain(canary('insa-lyon', field))
  for (const field of ['primaryEmail', 'mobilePhone', 'diplomaName'] as const)
    expect(text).not.toContain(canary('insa-lyon', field))
})

describe('the database itself, read directly as the site’s role', () => {
  const read = (settings: string[]) =>
    connect(database.url('app'), async (client) => {
      await client.query('BEGIN')
      for (const setting of settings) await client.query(setting)
      const rows = await client.query('SELECT "handle" FROM "shared_entry" ORDER BY 1')
      const words = await client.query('SELECT "token" FROM "shared_token"')
      const typos = await client.query('SELECT "token" FROM "shared_deletion"')
      await client.query('ROLLBACK')
      return { people: rows.rows.map(({ handle }) => handle as string), words: words.rowCount! + typos.rowCount! }
    })
  const settingsOf = async (slug: string) => {
    const { tenant } = await ctxFor(slug, 'admin')
    return [`SET LOCAL app.tenant = '${tenant.id}'`, `SET LOCAL app.federation = '${tenant.federationId}'`]
  }
  const contract = (text: ReturnType<typeof sql>) => inside('insa-rennes', (run) => run(text))

  test('an entry is read within the dates of its contract alone, its words too, and comes back with them', async () => {
    const handle = people.get('insa-rennes')!.handle
    const { tenant } = await ctxFor('insa-rennes', 'admin')
    const before = await read(await settingsOf('insa-lyon'))
    expect(before.people).toContain(handle)
    const shapes = [
      sql`UPDATE "federation_contract" SET "endsAt" = now() - interval '1 second' WHERE "tenantId" = ${tenant.id}`,
      sql`UPDATE "federation_contract" SET "endsAt" = NULL, "startsAt" = now() + interval '1 day'
        WHERE "tenantId" = ${tenant.id}`,
    ]
    for (const shape of shapes) {
      await contract(shape)
      const after = await read(await settingsOf('insa-lyon'))
      expect(after.people).not.toContain(handle)
      expect(after.words).toBeLessThan(before.words)
      // Its own association loses nothing.
      expect((await read(await settingsOf('insa-rennes'))).people).toContain(handle)
    }
    await contract(sql`UPDATE "federation_contract" SET "startsAt" = '2026-01-01' WHERE "tenantId" = ${tenant.id}`)
    expect(await read(await settingsOf('insa-lyon'))).toEqual(before)
  })

  test('without the setting nothing of a sister is read', async () => {
    const [own] = await settingsOf('insa-lyon')
    expect((await read([own!])).people).toEqual([people.get('insa-lyon')!.handle])
  })
})

describe('what ends, ends at the next request', () => {
  const change = (text: ReturnType<typeof sql>) => inside('insa-rennes', (run) => run(text))
  const sees = async (now?: Date) =>
    (await find('insa-lyon', 'adherent', 'portee=federation', now)).includes(shared('insa-rennes'))
  const rennes = async () => (await ctxFor('insa-rennes', 'admin')).tenant.id

  test('a contract whose last day has come, and one that begins tomorrow', async () => {
    const id = await rennes()
    // Ends in an hour, began an hour ago: the database's own clock is within, and the instant of the request decides.
    const [end, start] = [new Date(Date.now() + 3_600_000), new Date(Date.now() - 3_600_000)]
    await change(sql`UPDATE "federation_contract" SET "endsAt" = ${end} WHERE "tenantId" = ${id}`)
    expect(await sees(new Date(end.getTime() - 1))).toBe(true)
    expect(await sees(end)).toBe(false)
    await change(sql`UPDATE "federation_contract" SET "endsAt" = NULL, "startsAt" = ${start} WHERE "tenantId" = ${id}`)
    expect(await sees(new Date(start.getTime() - 1))).toBe(false)
    expect(await sees(start)).toBe(true)
    await change(sql`UPDATE "federation_contract" SET "startsAt" = '2026-01-01T00:00:00Z' WHERE "tenantId" = ${id}`)
    expect(await sees()).toBe(true)
  })

  test('a column taken out of the contract is neither read nor found, a reader taken out reads nothing', async () => {
    const id = await rennes()
    const company = () =>
      find('insa-lyon', 'adherent', `portee=federation&entreprise=${canary('insa-rennes', 'company')}`)
    expect(await company()).toEqual([shared('insa-rennes')])
    await change(
      sql`UPDATE "federation_contract" SET "columns" = array_remove("columns", 'company') WHERE "tenantId" = ${id}`,
    )
    expect(await company()).toEqual([])
    expect(await page('insa-lyon', 'adherent', shared('insa-rennes'))).not.toContain(canary('insa-rennes', 'company'))
    await change(sql`UPDATE "federation_contract" SET "readers" = '{manager,admin}' WHERE "tenantId" = ${id}`)
    expect(await sees()).toBe(false)
    expect(await find('insa-lyon', 'manager', 'portee=federation')).toContain(shared('insa-rennes'))
  })

  test('a person who objects leaves at once, and comes back with everything as it is now', async () => {
    const { id } = people.get('insa-rouen')!
    const decide = (federation: boolean) =>
      inside('insa-rouen', (run, scope) =>
        writeDecisions({ query: run, tenant: scope }, id, { consents: { federation } }, TRACE),
      )
    const everywhere = async () => [
      ...(await find('insa-lyon', 'adherent', 'portee=federation')),
      ...(await find('insa-cvl', 'admin', `portee=federation&nom=${canary('insa-rouen', 'lastName')}`)),
      ...(await find('insa', 'federation-admin', '')),
    ]
    expect(await everywhere()).toContain(shared('insa-rouen'))
    await decide(false)
    expect(await everywhere()).not.toContain(shared('insa-rouen'))
    expect(await page('insa-lyon', 'admin', shared('insa-rouen'))).toBe('404')
    expect(await page('insa-lyon', 'admin', 'insa-rouen~nobody.at-all.ro1998')).toBe('404')
    await inside('insa-rouen', (run, scope) =>
      writeValues({ query: run, tenant: scope }, id, { company: 'Renamed' }, TRACE),
    )
    expect(await everywhere()).not.toContain(shared('insa-rouen'))
    await decide(true)
    expect(await find('insa-lyon', 'adherent', 'portee=federation&entreprise=renamed')).toEqual([shared('insa-rouen')])
  })

  test('an audience narrowed is narrow everywhere', async () => {
    const { id } = people.get('insa-cvl')!
    const narrow = (site: Partial<Record<FieldId, Audience>>) =>
      inside('insa-cvl', (run, scope) => writeDecisions({ query: run, tenant: scope }, id, { site }, TRACE))
    await narrow({ ...PUBLIC, company: 'friends' })
    expect(await find('insa-lyon', 'admin', `portee=federation&entreprise=${canary('insa-cvl', 'company')}`)).toEqual(
      [],
    )
    // A hidden word near the one typed is not said to be near.
    expect(await search('insa-lyon', 'admin', `entreprise=${mistyped('insa-cvl', 'company')}`)).toEqual(NOTHING)
    await narrow({ ...PUBLIC, lastName: 'friends' })
    expect(await find('insa-lyon', 'admin', 'portee=federation')).not.toContain(shared('insa-cvl'))
    expect(await page('insa-lyon', 'admin', shared('insa-cvl'))).toBe('404')
    await narrow(PUBLIC)
    expect(await find('insa-lyon', 'admin', 'portee=federation')).toContain(shared('insa-cvl'))
  })

  test('a contract that is deleted leaves nothing', async () => {
    const id = await rennes()
    await change(sql`UPDATE "federation_contract" SET "readers" = '{adherent,manager,admin}' WHERE "tenantId" = ${id}`)
    expect(await sees()).toBe(true)
    await change(sql`DELETE FROM "federation_contract" WHERE "tenantId" = ${id}`)
    expect(await sees()).toBe(false)
    expect(await search('insa-lyon', 'admin', `nom=${mistyped('insa-rennes', 'lastName')}`)).toEqual(NOTHING)
    expect(await find('insa', 'federation-admin', '')).not.toContain(shared('insa-rennes'))
    expect(await page('insa-lyon', 'admin', shared('insa-rennes'))).toBe('404')
  })
})

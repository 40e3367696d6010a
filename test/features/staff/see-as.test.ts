/**
 * The staff see the site as a role or as a person: the very pages of that role, nothing changed, nothing beyond their
 * own right.
 */
import { createHash } from 'node:crypto'
import pg from 'pg'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { compile } from '#app/policy/ability.ts'
import { viewerAs } from '#app/policy/stand-in.rules.ts'
import { mayRead } from '#app/policy/view.ts'
import { FIELD_IDS } from '#app/vocabulary/fields.ts'
import type { Role } from '#app/vocabulary/roles.ts'
import { type Editor, get, HOST, post, somebody } from '../../factories/editor.ts'
import { befriend, organisationSeat, personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, tenantFile } from '../../factories/world.ts'
import { fill, siteAddresses } from '../../leaks/site-addresses.ts'
import { tenantTables } from '../../leaks/wall.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

const database = useDatabase()
const SLUG = 'supmeca'
let manager: Seat
let people: Editor[]

beforeAll(async () => {
  await apply(SLUG)
  manager = await staffSeat(SLUG, 'manager')
  people = []
  for (let i = 0; i < 4; i++) people.push(await somebody({ mobilePhone: `+3361234567${i}`, homeCity: 'Brest' }))
  await post(people[1]!, '/parametres/confidentialite', { 'site-mobilePhone': 'friends', 'site-homeCity': 'nobody' })
  await befriend(SLUG, people[0]!.id, people[1]!.id)
})
beforeEach(async () => {
  setClock(undefined)
  await post(manager, '/voir-comme/fin', {})
})

const as = (who: Seat, form: Record<string, string>) => post(who, '/admin/voir-comme', form)
const REASON = 'Vérifier les règles'
const asRole = (role: string) => as(manager, { intent: 'role', role, reason: REASON })
const asPerson = (person: Editor, reason = 'Elle ne trouve pas sa promotion') =>
  as(manager, { intent: 'person', handle: person.handle, reason })
const main = async (who: Seat, path: string) => {
  const html = await (await get(who, path)).text()
  return /<main[\s\S]*<\/main>/.exec(html)?.[0]
}

test.each(['member', 'recruiter', 'school', 'adherent'] as Role[])('as %s, pages are that role’s own', async (role) => {
  const seats: Partial<Record<Role, () => Promise<Seat>>> = {
    recruiter: () => organisationSeat(SLUG, 'company'),
    school: () => organisationSeat(SLUG, 'school'),
  }
  const [nobody] = await addPeople(SLUG, [{ values: { firstName: 'Zoé', lastName: `Zz${role}`, promotion: 2020 } }])
  const real = await (seats[role] ?? (() => personSeat(SLUG, nobody!.id, { paidUp: role === 'adherent' })))()
  const paths = ['/annuaire?nom=nom', '/annuaire?promo=1999&tri=promo', `/profil/${people[1]!.handle}`, '/admin']
  const theirs: (string | undefined)[] = []
  for (const path of paths) theirs.push(await main(real, path))
  expect((await asRole(role)).status).toBe(303)
  for (const [i, path] of paths.entries()) expect(await main(manager, path), path).toBe(theirs[i])
  expect(await (await get(manager, '/annuaire')).text()).toContain(`data-stand-in="${role}"`)
})

test('as a visitor: what a visitor gets, but for the banner', async () => {
  await asRole('visitor')
  expect((await get(manager, '/annuaire')).status).toBe(302)
  expect((await get(manager, `/profil/${people[1]!.handle}`)).status).toBe(404)
})

test('as a person: their contacts open to them, their own pages stay theirs, and it is written down', async () => {
  expect((await asPerson(people[0]!)).status).toBe(303)
  const page = await main(manager, `/profil/${people[1]!.handle}`)
  expect(page).toContain('data-field="mobilePhone"')
  expect(page).not.toContain('Brest')
  expect(await (await get(manager, '/')).text()).toContain('data-stand-in="person"')
  for (const path of ['/parametres', '/parametres/confidentialite', '/parametres/code-iesf', '/contacts', '/admin'])
    expect((await get(manager, path)).status, path).toBe(403)
  await post(manager, '/voir-comme/fin', {})
  const log = await (await get(manager, '/admin/journal')).text()
  expect(log).toContain('Elle ne trouve pas sa promotion')
  expect(log).toContain(people[0]!.handle)
})

test('a reason is needed, a person who is there, and a role that is no staff', async () => {
  expect((await asPerson(people[0]!, ' ')).status).toBe(422)
  expect((await as(manager, { intent: 'person', handle: 'nul.part99', reason: 'Pour voir cela' })).status).toBe(422)
  for (const role of ['admin', 'manager', 'nobody']) expect((await asRole(role)).status).toBe(422)
  expect((await get(manager, '/admin')).status).toBe(200)
  for (const seat of [people[0]!, await organisationSeat(SLUG, 'company')])
    expect((await as(seat, { intent: 'role', role: 'visitor', reason: REASON })).status).toBe(403)
  expect(
    (await request(HOST, '/admin/voir-comme', { form: { intent: 'role', role: 'visitor', reason: REASON } })).status,
  ).toBe(302)
})

test('after half an hour one is oneself again, and signing out ends both', async () => {
  await asRole('member')
  expect((await get(manager, '/admin')).status).toBe(403)
  setClock(new Date(Date.now() + 31 * 60_000))
  expect((await get(manager, '/admin')).status).toBe(200)
  setClock(undefined)
  const other = await staffSeat(SLUG, 'manager')
  await as(other, { intent: 'role', role: 'member', reason: REASON })
  await post(other, '/deconnexion', {})
  expect((await get(other, '/admin')).status).toBe(302)
})

/** What is written of who holds the session because they read (see-as-readings.test.ts). */
const READINGS: Record<string, string> = {
  audit_event: `WHERE "action" <> 'person.read'`,
  profile_opening: 'WHERE false',
  shown_people: 'WHERE false',
}

/** Every row of every table but those of readings, in one digest. */
async function digest(): Promise<string> {
  const client = new pg.Client({ connectionString: database.url('owner') })
  await client.connect()
  try {
    const hash = createHash('sha256')
    const { rows: tenants } = await client.query<{ id: string }>('SELECT "id" FROM "tenant" ORDER BY "id"')
    for (const [table] of await tenantTables(client))
      for (const { id } of tenants) {
        await client.query(`BEGIN; SET LOCAL app.tenant = '${id}'`)
        const text = `SELECT coalesce(string_agg(t::text, '|' ORDER BY t::text), '') AS all FROM "${table}" t ${READINGS[table] ?? ''}`
        hash.update(table + (await client.query<{ all: string }>(text)).rows[0]!.all)
        await client.query('COMMIT')
      }
    return hash.digest('hex')
  } finally {
    await client.end()
  }
}

describe.each(['role', 'person'] as const)('while looking as a %s', (kind) => {
  test('no address changes a row, opened or posted to, and every post is refused', async () => {
    await (kind === 'role' ? asRole('adherent') : asPerson(people[0]!))
    const before = await digest()
    const values = { handle: people[1]!.handle, id: people[1]!.id, section: 'identite', list: 'recues', slug: SLUG }
    const open = ['/deconnexion', '/voir-comme/fin', '/affichage']
    const addresses = (await siteAddresses()).filter(({ pattern }) => !open.includes(pattern))
    const taken: string[] = []
    for (const address of addresses) {
      const path = fill(address, values)
      await get(manager, path)
      const form = {
        intent: 'ask',
        reason: 'abuse',
        words: 'x',
        preset: 'least',
        lastName: 'X',
        role: 'admin',
        login: 'x',
        password: 'y',
      }
      const response = await post(manager, path, form)
      if (response.status < 400) taken.push(`${response.status} ${path}`)
    }
    expect(taken).toEqual([])
    expect(await digest()).toBe(before)
  })
})

test.each(['isep', 'supmeca', 'ece', 'insa-lyon', 'sepro', 'insa'])(
  '%s: whatever staff looks as whatever role, no field opens that is shut to either',
  (slug) => {
    const config = tenantFile(slug)
    const sisters = slug === 'insa-lyon' ? [{ tenantId: 'x', config: tenantFile('insa-rennes') }] : []
    const staff = (['manager', 'admin', 'federation-admin'] as const).filter((role) => config.roles[role])
    const rows = ['public', 'network', 'friends', 'nobody'].map((_, i) => ({
      ...{ id: 'p', handle: 'p', tenantId: 'x', listed: true, status: 'en activité' },
      ...{ consentSchool: true, consentRecruiters: true, consentFederation: true },
      ...{ siteChoices: FIELD_IDS.map((__, n) => (n + 1) * 8 + i), printChoices: [] },
      ...{ contractColumns: [...FIELD_IDS], contractReaders: ['adherent'], contractFederationReaders: ['recruiter'] },
    }))
    for (const by of staff.map((role) => ({ roles: [role], friendIds: [], hasPass: false })))
      for (const role of Object.keys(config.roles) as Role[]) {
        const viewer = viewerAs(role)
        const [seen, own, alone] = [{ viewer, by }, { viewer: by }, { viewer }].map((who) =>
          compile({ config, sisters, ...who }),
        )
        for (const type of ['Person', 'SharedPerson'] as const)
          for (const row of rows)
            for (const field of FIELD_IDS) {
              const opens = (ability: typeof seen) =>
                mayRead(ability!, type, field, { ...row, __caslSubjectType__: type })
              expect(opens(seen), `${role} ${type} ${field}`).toBe(opens(own) && opens(alone))
            }
        expect(seen!.casl.can('edit', 'Person') || seen!.casl.can('read-secret', 'Person')).toBe(false)
      }
  },
)

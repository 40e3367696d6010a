/**
 * Looking with other eyes leaves a trace: readings belong to who holds the session, and what is the person's alone
 * stays shut.
 */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { type Editor, get, post, somebody } from '../../factories/editor.ts'
import { addPayments } from '../../factories/money-rows.ts'
import { befriend, type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside, tenantFile } from '../../factories/world.ts'
import { fill, siteAddresses } from '../../leaks/site-addresses.ts'
import { useDatabase } from '../../setup/database.ts'

const database = useDatabase()
const SLUG = 'supmeca'
let manager: Seat
let people: Editor[]

beforeAll(async () => {
  const config = tenantFile(SLUG)
  await apply({ ...config, directory: { ...config.directory, openedPerDay: 3 } })
  people = []
  for (let i = 0; i < 6; i++) people.push(await somebody())
  await befriend(SLUG, people[0]!.id, people[1]!.id)
})
beforeEach(async () => {
  manager = await staffSeat(SLUG, 'manager')
})

const begin = (form: Record<string, string>) => post(manager, '/admin/voir-comme', form)
const asRole = (reason = 'Vérifier ce que voient les membres') => begin({ intent: 'role', role: 'member', reason })
const asPerson = (handle: string) => begin({ intent: 'person', handle, reason: 'Elle ne trouve pas sa promotion' })

const readings = (accountId: string) =>
  inside(SLUG, (query, { id }) =>
    query<{ subjectId: string }>(sql`SELECT "subjectId"::text FROM "audit_event"
      WHERE "tenantId" = ${id} AND "accountId" = ${accountId} AND "action" = 'person.read' ORDER BY "id"`),
  ).then((rows) => rows.map(({ subjectId }) => subjectId))
const openings = (accountId: string) =>
  inside(SLUG, (query, { id }) =>
    query<{ personId: string }>(sql`SELECT "personId"::text FROM "profile_opening"
      WHERE "tenantId" = ${id} AND "openerId" = ${accountId} ORDER BY "personId"`),
  ).then((rows) => rows.map(({ personId }) => personId))

describe('a profile opened with other eyes', () => {
  test.each(['role', 'person'] as const)('is written down and counted for the staff account: as a %s', async (kind) => {
    expect((await (kind === 'role' ? asRole() : asPerson(people[0]!.handle))).status).toBe(303)
    for (let turn = 0; turn < 2; turn++)
      for (const one of people.slice(1, 3)) expect((await get(manager, `/profil/${one.handle}`)).status).toBe(200)
    const two = people.slice(1, 3).map(({ id }) => id)
    expect((await readings(manager.accountId)).sort()).toEqual(two.toSorted())
    expect(await openings(manager.accountId)).toEqual(two.toSorted())
    expect(await openings(people[0]!.accountId)).toEqual([])
  })

  test('the person’s own page is a reading too, and shows none of what is theirs alone', async () => {
    await asPerson(people[0]!.handle)
    const page = await (await get(manager, `/profil/${people[0]!.handle}`)).text()
    expect(await readings(manager.accountId)).toEqual([people[0]!.id])
    expect(/<main[\s\S]*<\/main>/.exec(page)![0]).not.toContain('/parametres/')
    expect(await readings(people[0]!.accountId)).toEqual([])
  })

  test('there are as many a day as anybody has, and the trace names who it was', async () => {
    await asRole()
    for (const one of people.slice(1, 4)) expect((await get(manager, `/profil/${one.handle}`)).status).toBe(200)
    const refused = await get(manager, `/profil/${people[4]!.handle}`)
    expect(refused.status).toBe(429)
    expect(await readings(manager.accountId)).toHaveLength(3)
    const traces = await inside(SLUG, (query, { id }) =>
      query(sql`SELECT 1 AS "one" FROM "audit_event" WHERE "tenantId" = ${id} AND "accountId" = ${manager.accountId}
        AND "action" = 'profile.budget-reached'`),
    )
    expect(traces).toHaveLength(1)
    await post(manager, '/voir-comme/fin', {})
    expect((await get(manager, `/profil/${people[4]!.handle}`)).status).toBe(200)
  })
})

test('a role is looked as for a reason, which the log keeps', async () => {
  expect((await asRole('')).status).toBe(422)
  expect((await get(manager, '/admin')).status).toBe(200)
  expect((await asRole('Contrôle des règles avant la réunion')).status).toBe(303)
  await post(manager, '/voir-comme/fin', {})
  expect(await (await get(manager, '/admin/journal')).text()).toContain('Contrôle des règles avant la réunion')
})

/** Something the person paid for: a page of theirs that answers. */
async function paidSale(): Promise<string> {
  const tenant = (await tenantOfSlug(SLUG))!
  const owner = database.url('owner')
  const known = () =>
    inside(SLUG, (query, { id }) =>
      query<{ id: string }>(sql`SELECT "id"::text FROM "sale" WHERE "tenantId" = ${id} LIMIT 1`),
    )
  if ((await known()).length === 0)
    await addPayments({ owner, tenantId: tenant.id, personIds: [people[0]!.id], count: 1 })
  return (await known())[0]!.id
}

/** By hand: what shows people, and what stands around every page. All the rest is shut, a page of tomorrow too. */
const MAY_BE_SEEN = [
  ...[
    '/',
    '/annuaire',
    '/annuaire/suggestions',
    '/annuaire/facettes',
    '/annuaire/facettes.json',
    '/annuaire/carte',
    '/annuaire/carte/fond/:zone',
  ],
  ...['/ma-promo', '/entreprises', '/profil/:handle', '/profil/:handle/photo', '/profil/:handle/cv'],
  ...['/profil/:handle/signaler', '/connexion', '/recruteurs/connexion', '/ecoles/connexion'],
  ...['/actualites', '/actualites/:slug', '/actualites/:slug/image', '/actualites.atom'],
  ...[
    '/pages',
    '/pages/:slug',
    '/documents',
    '/documents/:id',
    '/contact',
    '/mentions-legales',
    '/conditions-de-vente',
    '/accessibilite',
  ],
  ...['/agenda', '/evenements', '/evenements/:event', '/evenements/:event/image'],
  ...['/evenements/:event/agenda.ics', '/evenements.ics', '/offres', '/offres/:offer'],
  ...['/confidentialite', '/registre', '/theme.css', '/logo.svg', '/affichage', '/voir-comme/fin', '/deconnexion'],
]

describe.each(['role', 'person'] as const)('as a %s', (kind) => {
  test('no other address answers, as a page or as data, whatever the person has there', async () => {
    const sale = await paidSale()
    expect((await get(people[0]!, `/paiement/${sale}`)).status).toBe(200)
    await (kind === 'role' ? asRole() : asPerson(people[0]!.handle))
    const values = { handle: people[1]!.handle, id: sale, section: 'identite', list: 'recues' }
    const answered: string[] = []
    let shut = 0
    for (const address of await siteAddresses()) {
      if (MAY_BE_SEEN.includes(address.pattern)) continue
      const path = fill(address, values)
      for (const asked of [path, `${path}.data`, `${path}/`]) {
        const { status } = await get(manager, asked)
        if (status === 403) shut++
        else if (status < 400) answered.push(`${status} ${asked}`)
      }
    }
    expect(answered).toEqual([])
    expect(shut).toBeGreaterThan(150)
  })

  test('and what shows people still does', async () => {
    await (kind === 'role' ? asRole() : asPerson(people[0]!.handle))
    for (const path of [
      '/',
      '/annuaire',
      '/annuaire/carte',
      '/entreprises',
      `/profil/${people[1]!.handle}`,
      '/registre',
    ])
      expect((await get(manager, path)).status, path).toBe(200)
  })
})

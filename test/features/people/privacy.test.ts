/**
 * « Confidentialité » beyond its form (S10): head-counts held to the roles themselves, reasons, recruiters' visits,
 * consents.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { readViewer } from '#app/context/viewer.ts'
import { sql } from '#app/db/sql.ts'
import { grantRole } from '#app/domain/people/accounts.server.ts'
import { readConsents } from '#app/domain/people/consent-events.server.ts'
import { writeDecisions } from '#app/domain/people/write-people.server.ts'
import { countCircles } from '#app/features/people/privacy/count-circles.server.ts'
import { explain } from '#app/policy/explain.ts'
import { CIRCLES, whoSees } from '#app/policy/who-sees.ts'
import type { Role } from '#app/vocabulary/roles.ts'
import { ctxFor } from '../../factories/ctx.ts'
import { get, HOST, post, row, somebody } from '../../factories/editor.ts'
import { befriend, organisationSeat, personSeat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside, TRACE, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const SLUGS = ['isep', 'supmeca', 'ece', 'insa-lyon', 'sepro']

beforeAll(() => apply('insa', ...SLUGS))

/** The circle of a session, worked out by the request's own way. */
async function circleOf(slug: string, sessionId: string, friends: readonly string[]): Promise<string | undefined> {
  const tenant = (await tenantOfSlug(slug))!
  const { viewer } = await readViewer(tenant, sessionId, new Date())
  const staff = (['admin', 'manager'] as const).find((role) => viewer.roles.includes(role))
  const role = staff ?? (viewer.roles[0] as Role | undefined)
  if (!role) return undefined
  const friend = !staff && viewer.personId !== undefined && friends.includes(viewer.personId)
  const pass = (role === 'recruiter' || role === 'school') && viewer.hasPass
  return CIRCLES.find((one) => one.role === role && one.friend === friend && one.hasPass === pass)!.id
}

describe.each(SLUGS)('%s', (slug) => {
  test('heads are counted by the very roles that requests work out', async () => {
    const people = await addPeople(
      slug,
      Array.from({ length: 7 }, (_, i) => ({
        values: {
          firstName: 'Lou',
          lastName: `Tete${'abcdefg'[i]}`,
          promotion: 2001,
          pseudonym: `lou${i}${slug}`,
          primaryEmail: `lou${i}@exemple.fr`,
        },
      })),
    )
    const [me, ...others] = people
    await personSeat(slug, me!.id, { paidUp: true })
    for (const [i, { id }] of others.entries()) await personSeat(slug, id, { paidUp: i % 2 === 0 })
    for (const { id } of others.slice(0, 3)) await befriend(slug, me!.id, id)
    for (const kind of ['company', 'school'] as const)
      for (const open of [true, false]) await organisationSeat(slug, kind, { open })
    for (const role of ['manager', 'admin'] as const) await staffSeat(slug, role)
    const [closed] = others.slice(-1)
    await inside(slug, (query, { id }) =>
      query(sql`UPDATE "account" SET "disabledAt" = now() WHERE "tenantId" = ${id} AND "personId" = ${closed!.id}`),
    )
    const ctx = await ctxFor(slug, 'adherent')
    const counted = await ctx.sql((query) => countCircles(ctx, query, me!.id))
    const sessions = await ctx.sql((query) =>
      query<{
        id: string
      }>(sql`SELECT s."id" FROM "session" s JOIN "account" a ON a."tenantId" = s."tenantId" AND a."id" = s."accountId"
        WHERE s."tenantId" = ${ctx.tenant.id} AND a."personId" IS DISTINCT FROM ${me!.id} AND a."disabledAt" IS NULL`),
    )
    const expected: Record<string, number> = {}
    for (const { id } of sessions) {
      const circle = await circleOf(
        slug,
        id,
        others.slice(0, 3).map((one) => one.id),
      )
      if (circle) expected[circle] = (expected[circle] ?? 0) + 1
    }
    const { visitor: _, ...withAccounts } = counted
    delete expected.visitor
    expect(withAccounts).toEqual(expected)
  })

  test('what is said to be open is open, and what is closed has the key that closes it', async () => {
    const config = tenantFile(slug)
    const person = {
      id: '018f0000-0000-7000-8000-00000000000a',
      handle: 'x',
      listed: true,
      siteChoices: [],
      printChoices: [],
    }
    for (const { field, open, closed } of whoSees(config, person)) {
      const circles = CIRCLES.filter(({ role }) => config.roles[role as Role])
      expect([...open, ...closed.map(({ circle }) => circle)].sort()).toEqual(circles.map(({ id }) => id).sort())
      for (const { id, role, friend, hasPass } of circles) {
        const said = explain(config, { role, hasPass, relation: friend ? 'friend' : 'stranger' }, person)
        expect(open.includes(id), `${id} ${field}`).toBe(said.find((one) => one.field === field)!.open)
      }
    }
  })

  test('the pages are there for their owner alone, and no preset leaves the association’s limits', async () => {
    const [one] = await addPeople(slug, [
      {
        values: {
          firstName: 'Noé',
          lastName: 'Presetier',
          promotion: 2003,
          pseudonym: `noe${slug}`,
          primaryEmail: `noe@${slug}.fr`,
        },
      },
    ])
    const { cookie } = await personSeat(slug, one!.id, { paidUp: true })
    const host = `${slug}.localhost`
    for (const page of ['', '/qui-voit', '/qui-voit?canal=imprime', '/visites']) {
      const path = `/parametres/confidentialite${page}`
      expect((await request(host, path, { cookie })).status, path).toBe(200)
      expect((await request(host, path)).status, path).toBe(302)
    }
    for (const preset of ['discreet', 'network', 'recruiters', 'least'])
      expect((await request(host, '/parametres/confidentialite', { cookie, form: { preset } })).status).toBe(303)
  })
})

test('a field closed by a choice says so, and counts fewer heads', async () => {
  const person = await somebody({ bio: 'Bonjour' })
  await addPeople('supmeca', []).then(() => somebody())
  const countIn = async () => {
    const html = await (await get(person, '/parametres/confidentialite/qui-voit')).text()
    return Number(/data-seen="bio" data-count="(\d+)"/.exec(html)![1])
  }
  await post(person, '/parametres/confidentialite', { 'site-bio': 'network' })
  const open = await countIn()
  await post(person, '/parametres/confidentialite', { 'site-bio': 'nobody' })
  const shut = await countIn()
  expect(shut).toBeLessThan(open)
  expect(await (await get(person, '/parametres/confidentialite/qui-voit')).text()).toContain('c’est votre choix')
})

test('who opened the page as a recruiter: the company and the day, once a day; members and staff leave no trace here', async () => {
  const person = await somebody()
  await post(person, '/parametres/confidentialite', { preset: 'recruiters' })
  const recruiter = await organisationSeat('supmeca', 'company')
  const path = `/profil/${person.handle}`
  const page = await (await request(HOST, path, { cookie: recruiter.cookie })).text()
  expect(page).toContain('votre entreprise a ouvert sa fiche')
  await request(HOST, path, { cookie: recruiter.cookie })
  const member = await somebody()
  const seen = await (await get(member, path)).text()
  expect(seen).toContain(person.handle)
  expect(seen).not.toContain('votre entreprise a ouvert')
  await request(HOST, path, { cookie: (await staffSeat('supmeca', 'manager')).cookie })
  await request(HOST, path, { cookie: (await organisationSeat('supmeca', 'school')).cookie })
  const visits = await (await get(person, '/parametres/confidentialite/visites')).text()
  expect(visits).toContain('data-total="1"')
  expect(visits).toContain('Atelier')
  expect(visits).not.toContain(member.handle)
  expect(await (await get(member, '/parametres/confidentialite/visites')).text()).not.toContain('Atelier')
})

test('consents keep their history: by whom and when, never rewritten', async () => {
  const person = await somebody()
  await post(person, '/parametres/confidentialite', { 'consent-school': 'yes' })
  await post(person, '/parametres/confidentialite', { 'consent-school': 'yes' })
  await post(person, '/parametres/confidentialite', { 'consent-school': 'no' })
  await inside('supmeca', (query, scope) =>
    writeDecisions(
      { query, tenant: scope },
      person.id,
      { consents: { school: true } },
      { ...TRACE, now: new Date('2030-01-01') },
    ),
  )
  const events = await inside('supmeca', (query, { id }) => readConsents(query, id, person.id))
  expect(events.map(({ consent, given, from }) => [consent, given, from])).toEqual([
    ['school', true, 'staff'],
    ['school', false, 'person'],
    ['school', true, 'person'],
  ])
  expect((await row(person)).consentSchool).toBe(true)
  expect(await (await get(person, '/parametres/confidentialite')).text()).toContain('3 réponses jusqu’ici')
  const change = (query: Parameters<Parameters<typeof inside>[1]>[0]) =>
    query(sql`UPDATE "consent_event" SET "given" = TRUE`)
  await expect(inside('supmeca', change)).rejects.toThrow(/permission denied/)
  await expect(inside('supmeca', (query) => query(sql`DELETE FROM "consent_event"`))).rejects.toThrow(
    /permission denied/,
  )
})

test('who holds a composed role is counted among the staff, and sees what either of their roles sees', async () => {
  const [me, volunteer] = await addPeople('isep', [
    { values: { firstName: 'Ada', lastName: 'Comptee', promotion: 1999, primaryEmail: 'ada.comptee@exemple.fr' } },
    { values: { firstName: 'Tom', lastName: 'Tresor', promotion: 1997, primaryEmail: 'tom.tresor@exemple.fr' } },
  ])
  const { accountId } = await personSeat('isep', volunteer!.id, { paidUp: true })
  await inside('isep', (query, scope) =>
    grantRole(query, scope, { accountId, role: 'tresorier' }, new Date('2020-01-01T00:00:00Z')),
  )
  await staffSeat('isep', 'moderateur')
  const ctx = await ctxFor('isep', 'adherent')
  const counted = await ctx.sql((query) => countCircles(ctx, query, me!.id))
  expect(counted).toMatchObject({ 'adherent+tresorier': 1, '+moderateur': 1 })
  const seen = whoSees(tenantFile('isep'), { ...row0, id: me!.id }, 'site', Object.keys(counted))
  const opens = (field: string) => seen.find((one) => one.field === field)!.open
  // The directory's part, the treasurer's part, and nobody's but the record keepers'.
  expect(opens('company')).toContain('adherent+tresorier')
  expect(opens('primaryEmail')).toContain('adherent+tresorier')
  expect(opens('primaryEmail')).not.toContain('adherent')
  expect(opens('remarks')).not.toContain('adherent+tresorier')
  expect(opens('lastName')).toContain('+moderateur')
  expect(opens('primaryEmail')).not.toContain('+moderateur')
})

const row0 = { handle: 'x', listed: true, status: 'en activité', siteChoices: [], printChoices: [] }

/** The life of profiles by purpose (N2; C22), and what becomes of the one that was published before them. */
import { readFileSync } from 'node:fs'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { civilDay } from '#app/calendar/civil-day.ts'
import { setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { findSubject } from '#app/domain/data-rights/subject.server.ts'
import { openingsOf } from '#app/domain/data-rights/traces.server.ts'
import { warnProfiles } from '#app/domain/profiles/profiles.task.ts'
import { addProfiles } from '../../../prisma/seed/profiles.ts'
import { asOwner } from '../../factories/every-table.ts'
import { get, PROFILE_FORM, post, publish, refs, type Somebody, somebody, text } from '../../factories/profiles.ts'
import { organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside, scopeOf } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

const database = useDatabase()
const people: Somebody[] = []
const ids: string[] = []
let company: Seat

beforeAll(async () => {
  await apply('sepro')
  company = await organisationSeat('sepro', 'company')
  for (let n = 0; n < 5; n++) {
    people.push(await somebody('sepro'))
    ids.push(await publish(people[n]!))
  }
})
afterEach(() => setClock(undefined))

const values = {
  ...{ pseudonym: 'Ancienne', purpose: 'emploi', bio: 'Je cherche près de chez moi.', homeCity: 'Brest' },
  publishedAt: '2026-03-04',
}

interface Row {
  id: string
  personId: string
  state: string
}

const profilesOf = (who: readonly Somebody[]) =>
  inside('sepro', (query, { id }) =>
    query<Row>(sql`SELECT "personId", "id", "state", "purpose", "town", "text", "pseudonym", "folded",
        ("at" AT TIME ZONE 'Europe/Paris')::date::text AS "day"
      FROM "career_profile" WHERE "tenantId" = ${id} AND "personId" = ANY(${who.map((one) => one.id)}::uuid[])
      ORDER BY "id"`),
  )

/** Runs a migration's text as the owner. */
async function migrate(name: string) {
  const words = readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8')
  const { id } = await scopeOf('sepro')
  await asOwner(database.url('owner'), id, (client) => client.query(words))
}
const BEFORE = '20261204300100_profiles_published_before'
const NOBODY = '20261204300400_profiles_nobody_published'

/** Takes away all profiles but those of `people`: pseudonyms of two runs, or of the demo, may be the same. */
const onlyTheirs = () =>
  inside('sepro', (query, { id }) =>
    query(sql`DELETE FROM "career_profile" WHERE "tenantId" = ${id}
      AND NOT "personId" = ANY(${people.map((one) => one.id)}::uuid[])`),
  )

test('a record that was published has a profile by purpose, as old as it was; a second run adds nothing', async () => {
  const mail = { ...values, bio: 'Écrivez à a.b@exemple.fr.' }
  const shown = await somebody('sepro', { values })
  const hidden = await somebody('sepro', { values, siteChoices: { pseudonym: 'nobody' } })
  const telling = await somebody('sepro', { values: mail })
  for (let run = 0; run < 2; run++) await migrate(BEFORE)
  const rows = await profilesOf([shown, hidden, telling])
  const of = (who: Somebody) => rows.filter(({ personId }) => personId === who.id)
  const pseudonym = expect.stringMatching(/ \d{6}$/)
  const kept = { purpose: 'emploi', town: 'Brest', text: values.bio, day: values.publishedAt, pseudonym }
  // On line for as long as this migration ran alone: the next test is of the one that follows it.
  expect(of(shown)).toEqual([expect.objectContaining({ ...kept, state: 'published' })])
  expect(of(hidden)).toEqual([expect.objectContaining({ ...kept, state: 'draft' })])
  expect(of(telling)).toEqual([expect.objectContaining({ state: 'draft', text: mail.bio })])
  expect((await post(telling, `/mes-profils/${of(telling)[0]!.id}`, { intent: 'publish' })).status).toBe(403)
})

test('what nobody published waits as a draft until its person has looked at it; what somebody published stays', async () => {
  const [untouched, edited, wrote] = [
    await somebody('sepro', { values }),
    await somebody('sepro', { values }),
    await somebody('sepro'),
  ]
  await onlyTheirs()
  await migrate(BEFORE)
  const bare = { speciality: '', level: '', year: '', town: '', country: '', job: '', employer: '', skills: '' }
  const written = await publish(wrote, { ...bare, headline: 'Un stage en mer' })
  const [before] = await profilesOf([edited])
  await post(edited, `/mes-profils/${before!.id}/modifier`, { ...PROFILE_FORM, ...bare, headline: 'Emploi à Brest' })
  await post(edited, `/mes-profils/${before!.id}`, { intent: 'publish' })
  const all = [untouched, edited, wrote, ...people]
  const rows = await profilesOf(all)
  expect(rows.map(({ state }) => state)).toEqual(rows.map(() => 'published'))
  await migrate(NOBODY)
  const after = await profilesOf(all)
  expect(after).toEqual(rows.map((row) => (row.personId === untouched.id ? { ...row, state: 'draft' } : row)))
  await migrate(NOBODY)
  expect(await profilesOf(all)).toEqual(after)

  const { id } = after.find(({ personId }) => personId === untouched.id)!
  expect((await get(company, `/cvtheque/${id}`)).status).toBe(404)
  expect((await get(company, `/cvtheque/${written}`)).status).toBe(200)
  const own = await text(untouched, '/mes-profils')
  expect(own).toContain(`data-profile="${id}" data-state="draft"`)
  expect(own).toMatch(new RegExp(`href="/mes-profils/${id}"[^>]*>Aperçu et publication`))
  expect(await text(untouched, `/mes-profils/${id}`)).toContain('Publier ce profil')
  expect((await post(untouched, `/mes-profils/${id}`, { intent: 'publish' })).status).toBe(303)
  expect((await get(company, `/cvtheque/${id}`)).status).toBe(200)
  // Its words came from a statement: they are found without accents from now on.
  expect(await profilesOf([untouched])).toEqual([
    expect.objectContaining({ folded: 'emploi emploi je cherche pres de chez moi.' }),
  ])
})

test('the demo’s profiles have nothing that a record closes to recruiters', async () => {
  const full = { ...values, company: 'Phare', jobTitle: 'Gardien', speciality: 'Optique', skills: ['lampes', 'cornes'] }
  const closed = { company: 'nobody', homeCity: 'network', skills: 'nobody', speciality: 'nobody' } as const
  const [open, shut, refuses] = [
    await somebody('sepro', { values: full }),
    await somebody('sepro', { values: full, siteChoices: closed }),
    await somebody('sepro', { values: full, siteChoices: { pseudonym: 'network' } }),
  ]
  await onlyTheirs()
  await inside('sepro', (query, scope) => addProfiles(query, scope))
  const rows = await inside('sepro', (query, { id }) =>
    query<Row>(sql`SELECT "personId", "town", "country", "employer", "job", "skills", "speciality", "text", "headline",
        "folded" FROM "career_profile"
      WHERE "tenantId" = ${id} AND "personId" = ANY(${[open.id, shut.id, refuses.id]}::uuid[])`),
  )
  const of = (who: Somebody) => rows.filter(({ personId }) => personId === who.id)
  const said = { employer: 'Phare', town: 'Brest', job: 'Gardien', skills: ['lampes', 'cornes'], speciality: 'Optique' }
  expect(of(open)).toEqual([expect.objectContaining(said)])
  expect(of(shut)).toEqual([expect.objectContaining({ job: 'Gardien', headline: 'Emploi', country: null })])
  expect(JSON.stringify(of(shut))).not.toMatch(/Phare|Brest|Optique|lampes/i)
  expect(of(refuses)).toEqual([])
  await onlyTheirs()
})

test('C22: on top again once a week, two years from then, warned twice, then gone, whatever the sweeper did', async () => {
  const day = 86_400_000
  const id = ids[1]!
  const start = Date.now()
  const at = (days: number) => setClock(new Date(start + days * day))
  const act = (intent: string) => post(people[1]!, `/mes-profils/${id}`, { intent })
  expect((await act('refresh')).status).toBe(403)
  at(8)
  expect((await act('refresh')).status).toBe(303)
  expect(refs(await text(company, '/cvtheque'))[0]).toBe(id)
  const until = new Date(start + 8 * day)
  until.setUTCMonth(until.getUTCMonth() + 24)
  const end = Math.round((until.getTime() - start) / day)
  const tenant = (await tenantOfSlug('sepro'))!
  const warned = async (days: number) => {
    const now = new Date(start + days * day)
    setClock(now)
    return [await warnProfiles(tenant, now), await warnProfiles(tenant, now)]
  }
  await inside('sepro', (query, { id: tenantId }) =>
    query(
      sql`DELETE FROM "career_profile" WHERE "tenantId" = ${tenantId} AND "id" <> ${id} AND "personId" = ${people[1]!.id}`,
    ),
  )
  await inside('sepro', (query, { id: tenantId }) =>
    query(sql`UPDATE "career_profile" SET "state" = 'draft' WHERE "tenantId" = ${tenantId} AND "id" <> ${id}`),
  )
  expect([await warned(end - 40), await warned(end - 29), await warned(end - 6)]).toEqual([
    [0, 0],
    [1, 0],
    [1, 0],
  ])
  setClock(undefined)
  // The same on the day itself, by an older profile: a session does not last two years.
  const aged = (days: number) =>
    inside('sepro', (query, { id: tenantId }) =>
      query(sql`UPDATE "career_profile" SET "at" = ${new Date(start - days * day)} WHERE "tenantId" = ${tenantId}
        AND "id" = ${id}`),
    )
  await aged(end - 8 - 2)
  expect((await get(company, `/cvtheque/${id}`)).status).toBe(200)
  await aged(end - 8 + 2)
  expect((await get(company, `/cvtheque/${id}`)).status).toBe(404)
  expect(await text(people[1]!, '/mes-profils')).toContain('Terminé')
})

test('who opened a profile is named in its person’s copy; those who opened many still find whom they opened last', async () => {
  const named = people[0]!
  const [manager, school] = [await staffSeat('sepro', 'manager'), await organisationSeat('sepro', 'school')]
  await inside('sepro', (query, { id }) =>
    query(
      sql`UPDATE "person" SET "pseudonym" = 'Ouverte', "siteChoices" = '{}' WHERE "tenantId" = ${id} AND "id" = ${named.id}`,
    ),
  )
  await inside('sepro', (query, { id }) =>
    query(
      sql`UPDATE "organisation" SET "name" = 'Lycée des Phares' WHERE "tenantId" = ${id} AND "id" = ${school.organisationId!}`,
    ),
  )
  // Of the record, longer ago than every profile that the company opens.
  await inside('sepro', (query, { id }) =>
    query(sql`INSERT INTO "profile_opening" ("tenantId", "openerId", "day", "personId")
      VALUES (${id}, ${company.organisationId!}, '2026-01-05', ${named.id})`),
  )
  const opened: string[] = []
  for (const who of people) for (let n = 0; n < 2; n++) opened.push(await publish(who))
  for (const id of opened) expect((await get(company, `/cvtheque/${id}`)).status).toBe(200)
  for (const who of [manager, school]) await get(who, `/cvtheque/${opened[0]}`)
  const front = await text(company, '/')
  expect(front.slice(front.indexOf('Dernières fiches ouvertes'))).toContain('Ouverte')
  const [copied, names] = await inside('sepro', async (query, { id }) => [
    await openingsOf(query, await findSubject(query, id, { accountId: named.accountId }), 'Le réseau'),
    await query<{ name: string }>(sql`SELECT "name" FROM "organisation" WHERE "tenantId" = ${id}
      AND "id" = ANY(${[company.organisationId, school.organisationId]}::uuid[])`),
  ])
  const today = civilDay(new Date())
  const expected = [...names.map(({ name }) => name), 'Le réseau'].map((by) => ({ day: today, by }))
  expect(copied).toHaveLength(expected.length + 1)
  expect(copied).toEqual(expect.arrayContaining(expected))
  const own = await text(named, '/mes-profils')
  for (const { name } of names) expect(own).toContain(name)
})

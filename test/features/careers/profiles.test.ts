/** The life of profiles by purpose (N2; C22), and what becomes of the one that was published before them. */
import { readFileSync } from 'node:fs'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { warnProfiles } from '#app/domain/profiles/profiles.task.ts'
import { asOwner } from '../../factories/every-table.ts'
import { get, post, publish, refs, type Somebody, somebody, text } from '../../factories/profiles.ts'
import { organisationSeat, type Seat } from '../../factories/seats.ts'
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

test('whoever had published one profile finds it among those by purpose, as old as it was; a second run adds nothing', async () => {
  const day = '2026-03-04'
  const values = { pseudonym: 'Ancienne', purpose: 'emploi', bio: 'Je cherche.', homeCity: 'Brest', publishedAt: day }
  const mail = { ...values, bio: 'Écrivez à a.b@exemple.fr.' }
  const [shown, hidden, telling] = [
    await somebody('sepro', { values }),
    await somebody('sepro', { values, siteChoices: { pseudonym: 'nobody' } }),
    await somebody('sepro', { values: mail }),
  ]
  const migrate = readFileSync('prisma/migrations/20261204300100_profiles_published_before/migration.sql', 'utf8')
  const { id: tenantId } = await scopeOf('sepro')
  for (let run = 0; run < 2; run++) await asOwner(database.url('owner'), tenantId, (client) => client.query(migrate))
  const rows = await inside('sepro', (query, { id }) =>
    query<{
      personId: string
      id: string
    }>(sql`SELECT "personId", "id", "state", "purpose", "town", "text", "pseudonym",
        ("at" AT TIME ZONE 'Europe/Paris')::date::text AS "day"
      FROM "career_profile" WHERE "tenantId" = ${id} AND "personId" = ANY(${[shown.id, hidden.id, telling.id]}::uuid[])`),
  )
  const of = (who: Somebody) => rows.filter(({ personId }) => personId === who.id)
  const pseudonym = expect.stringMatching(/ \d{6}$/)
  const kept = { purpose: 'emploi', town: 'Brest', text: 'Je cherche.', day, pseudonym }
  expect(of(shown)).toEqual([expect.objectContaining({ ...kept, state: 'published' })])
  expect(of(hidden)).toEqual([expect.objectContaining({ ...kept, state: 'draft' })])
  expect(of(telling)).toEqual([expect.objectContaining({ state: 'draft', text: mail.bio })])
  expect((await post(telling, `/mes-profils/${of(telling)[0]!.id}`, { intent: 'publish' })).status).toBe(403)
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

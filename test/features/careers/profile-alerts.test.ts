/** Alerts of companies and schools on profiles (N6; C18, C20, C21): told once, judged again when they leave. */
import { afterEach, beforeAll, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { tellProfileAlerts } from '#app/domain/profiles/alerts.task.ts'
import { get, post, publish, type Somebody, somebody, subjects, text } from '../../factories/profiles.ts'
import { organisationSeat, type Seat } from '../../factories/seats.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'

useDatabase()
const mails = useMails()
const DAY = 86_400_000
const start = Date.now()
let [company, school, poster] = [] as unknown as [Seat, Seat, Seat]
const people: Somebody[] = []

beforeAll(async () => {
  await apply('sepro')
  company = await organisationSeat('sepro', 'company')
  school = await organisationSeat('sepro', 'school')
  poster = await organisationSeat('sepro', 'company', { open: false })
  for (let n = 0; n < 7; n++) people.push(await somebody('sepro'))
  for (const who of people.slice(0, 5)) await publish(who, { headline: 'Stage connu' })
})
afterEach(() => setClock(undefined))

const on = (day: number) => {
  const at = new Date(start + day * DAY)
  setClock(at)
  return at
}
const put = async (day: number) => tellProfileAlerts((await tenantOfSlug('sepro'))!, on(day))
async function told() {
  mails.forget()
  return (await mails.send('sepro')).filter(({ subject }) => /profil|alerte/i.test(subject))
}
const keep = (who: Seat, more: Record<string, string> = {}) =>
  post(who, '/recruteurs/alertes', { intent: 'add', ...more })

test('companies and schools that read the library keep alerts, ten at most, and nobody changes another’s', async () => {
  expect((await keep(poster)).status).toBe(403)
  expect((await keep(people[0]!)).status).toBe(403)
  expect((await get(people[0]!, '/recruteurs/alertes')).status).toBe(403)
  for (let n = 0; n < 11; n++) await keep(school, { q: `rien${n}` })
  const page = await text(school, '/recruteurs/alertes')
  expect(page).toContain('data-total="10"')
  const [, alert] = /name="alert" value="([\w-]+)"/.exec(page)!
  expect((await post(company, '/recruteurs/alertes', { intent: 'remove', alert: alert! })).status).toBe(404)
})

test('new ones are told once a day in one mail, none while fewer than five match, nothing but what is shown', async () => {
  await keep(company, { ville: 'Nantes' })
  await keep(company, { recherche: 'stage' })
  // A sixth: the first five were known when the alert was kept.
  await publish(people[5]!, { headline: 'Stage nouveau', payWish: '60000', town: 'Nantes' })
  expect([await put(1), await put(1)]).toEqual([1, 0])
  const [mail, ...others] = await told()
  expect(others).toEqual([])
  expect(subjects([mail!])[0]).toBe('Un nouveau profil : Stage nouveau')
  for (const hidden of [people[5]!.handle, people[5]!.name, people[5]!.id, '60', 'connu'])
    expect(mail!.text.replaceAll(/https?:\S+/g, '')).not.toContain(hidden)
  expect(await put(2)).toBe(0)
  await keep(school, { ville: 'Brest' })
  await publish(people[6]!, { headline: 'Seul à Brest', town: 'Brest' })
  await post(people[6]!, '/mes-profils/exclusions', { intent: 'add', name: 'exemple.fr' })
  expect(await put(3)).toBe(0)
})

test('who excludes the company, or is off line when the mail leaves, is in none; back on line within a month is not new', async () => {
  const id = await publish(people[3]!, { headline: 'Stage retiré' })
  expect(await put(4)).toBe(1)
  await post(people[3]!, `/mes-profils/${id}`, { intent: 'withdraw' })
  expect(await told()).toEqual([])
  on(13)
  await post(people[3]!, `/mes-profils/${id}`, { intent: 'publish' })
  expect(await put(14)).toBe(0)
  const refreshed = (days: number) =>
    inside('sepro', (query, { id: tenantId }) =>
      query(sql`UPDATE "career_profile" SET "at" = ${new Date(start + days * DAY)} WHERE "tenantId" = ${tenantId}
        AND "id" = ${id}`),
    )
  await refreshed(36)
  expect(await put(36)).toBe(1)
  await told()
})

test('it ends after a year; its account is asked once whether to renew it', async () => {
  const age = (days: number) =>
    inside('sepro', (query, { id }) =>
      query(sql`UPDATE "career_alert" SET "at" = ${new Date(start + 40 * DAY - days * DAY)} WHERE "tenantId" = ${id}
        AND "accountId" = ${company.accountId}`),
    )
  await age(360)
  for (const day of [40, 40]) await put(day)
  expect(subjects(await told()).filter((subject) => subject.includes('se termine bientôt'))).toHaveLength(2)
  setClock(undefined)
  await inside('sepro', (query, { id }) =>
    query(sql`UPDATE "career_alert" SET "at" = ${new Date(start - 370 * DAY)} WHERE "tenantId" = ${id}
      AND "accountId" = ${company.accountId}`),
  )
  expect(await text(company, '/recruteurs/alertes')).toContain('Aucune alerte')
})

/** What is left out of a profile by purpose, or of a list of them, tells of nobody either (C16, C18, C20). */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { tellProfileAlerts } from '#app/domain/profiles/alerts.task.ts'
import { get, post, publish, refs, type Somebody, somebody, subjects, text } from '../factories/profiles.ts'
import { organisationSeat, type Seat } from '../factories/seats.ts'
import { apply, inside } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { useMails } from '../setup/mails.ts'

useDatabase()
const mails = useMails()
const people: Somebody[] = []
let company: Seat

beforeAll(async () => {
  await apply('sepro')
  company = await organisationSeat('sepro', 'company')
  for (let n = 0; n < 10; n++) people.push(await somebody('sepro'))
})
afterEach(async () => {
  setClock(undefined)
  await inside('sepro', (query, { id }) => query(sql`DELETE FROM "career_profile" WHERE "tenantId" = ${id}`))
})

const each = async (who: readonly Somebody[], of: (n: number) => Record<string, string>) => {
  const ids: string[] = []
  for (const [n, one] of who.entries()) ids.push(await publish(one, of(n)))
  return ids
}
const shown = (id: string) => text(company, `/cvtheque/${id}`)

describe('C16', () => {
  test('who shares all but job and employer with five is not the one who shows the rest alone', async () => {
    const [first] = await each(people.slice(0, 5), () => ({}))
    const [sixth] = await each(people.slice(5, 6), () => ({ job: 'Chef', employer: 'Concurrent' }))
    for (const word of ['Chimie verte', 'Nantes', '2025', 'Chez le verrier'])
      expect(await shown(first!)).toContain(word)
    for (const word of ['Chimie verte', 'Nantes', '2025', 'Chef', 'Concurrent'])
      expect(await shown(sixth!), word).not.toContain(word)
    for (const search of ['?ville=Nantes', '?domaine=Chimie+verte', '?annee=2025'])
      expect(refs(await text(company, `/cvtheque${search}`)), search).not.toContain(sixth)
  })

  test('five who are left share what they share: nothing more is hidden, and one of them twice is not five', async () => {
    await each(people.slice(0, 5), () => ({}))
    const left = await each(people.slice(5, 9), (n) => ({ job: `Chef${n}`, employer: `Concurrent${n}` }))
    left.push(...(await each(people.slice(5, 6), () => ({ job: 'Chef9', employer: 'Concurrent9' }))))
    for (const id of left) expect(await shown(id)).not.toContain('Nantes')
    left.push(...(await each(people.slice(9), () => ({ job: 'Chef8', employer: 'Concurrent8' }))))
    for (const id of left) {
      const page = await shown(id)
      for (const word of ['Chimie verte', 'Nantes', '2025']) expect(page).toContain(word)
      expect(page).not.toMatch(/Chef\d|Concurrent/)
    }
  })
})

describe('C18, C20', () => {
  const keep = () => post(company, '/recruteurs/alertes', { intent: 'add', q: 'phare' })
  const tell = async () => tellProfileAlerts((await tenantOfSlug('sepro'))!, new Date())
  const found = () => text(company, '/cvtheque?q=phare')

  test('five profiles of four people are neither listed, counted nor told of; of five they are', async () => {
    await keep()
    const ids = await each([...people.slice(0, 4), people[0]!], (n) => ({ headline: `Phare ${n}` }))
    expect([refs(await found()), await tell()]).toEqual([[], 0])
    expect(await found()).not.toContain('data-total')
    ids.push(...(await each(people.slice(4, 5), () => ({ headline: 'Phare 5' }))))
    expect(refs(await found()).toSorted()).toEqual(ids.toSorted())
    expect(await found()).toContain('data-total="6"')
    expect(await tell()).toBe(1)
    mails.forget()
    expect(subjects(await mails.send('sepro')).filter((subject) => subject.includes('profils'))).toHaveLength(1)
  })

  test('what was held back when an alert was kept is told once it is shown; what was shown is not', async () => {
    await inside('sepro', (query, { id }) => query(sql`DELETE FROM "career_alert" WHERE "tenantId" = ${id}`))
    const known = () =>
      inside('sepro', (query, { id }) =>
        query<{ profileId: string }>(sql`SELECT "profileId" FROM "career_told" WHERE "tenantId" = ${id}`),
      )
    const ids = await each(people.slice(0, 4), () => ({ headline: 'Phare' }))
    await keep()
    expect(await known()).toEqual([])
    ids.push(...(await each(people.slice(4, 5), () => ({ headline: 'Phare' }))))
    await keep()
    expect((await known()).map(({ profileId }) => profileId).toSorted()).toEqual(ids.toSorted())
    expect((await get(company, '/recruteurs/alertes')).status).toBe(200)
  })
})

/**
 * People of a sister association on the viewer's own host: the contract's columns, then each person's audience (C3,
 * I16).
 */
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { organisationSeat, personSeat, type Seat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { queryAs, useDatabase } from '../../setup/database.ts'
import { request, textWithoutNonce } from '../../setup/site.ts'

const database = useDatabase()
const seats: Record<string, Seat> = {}
let handles: string[] = []

beforeAll(async () => {
  await apply('insa', 'insa-lyon', 'insa-rennes', 'isep')
  const people = await addPeople('insa-rennes', [
    {
      values: {
        ...{
          firstName: 'Gwenola',
          lastName: 'Kerzq',
          promotion: 1995,
          diploma: 'Ingénieurzq',
          company: 'Embrunszq',
          jobTitle: 'Cheffezq',
        },
        ...{
          homeCity: 'Brestzq',
          bio: 'Biozq',
          primaryEmail: 'gwenolazq@exemple.fr',
          mobilePhone: '+33639980103',
          skills: ['Voilezq'],
        },
      },
      siteChoices: { homeCity: 'friends' },
    },
    { values: { firstName: 'Hugues', lastName: 'Cachezq', promotion: 1990 }, siteChoices: { lastName: 'friends' } },
    { values: { firstName: 'Oriane', lastName: 'Oppose', promotion: 1991 }, consents: { federation: false } },
  ])
  handles = people.map(({ handle }) => handle)
  const [member, adherent] = await addPeople('insa-lyon', [
    { values: { firstName: 'Marc', lastName: 'Membre', promotion: 2000 } },
    { values: { firstName: 'Anne', lastName: 'Adherente', promotion: 2001 } },
  ])
  seats.member = await personSeat('insa-lyon', member!.id)
  seats.adherent = await personSeat('insa-lyon', adherent!.id, { paidUp: true })
  seats.recruiter = await organisationSeat('insa-lyon', 'company')
})

const open = (viewer: string, who: string, host = 'insa-lyon') =>
  request(`${host}.localhost`, `/profil/${who}`, { cookie: seats[viewer]?.cookie })
const fieldsIn = (html: string) => new Set([...html.matchAll(/data-field="(\w+)"/g)].map((match) => match[1]!))

test('a paid-up member reads what the contract shares and the person shows, and no more', async () => {
  const response = await open('adherent', `insa-rennes~${handles[0]}`)
  expect(response.status).toBe(200)
  const html = await response.text()
  expect(html).toContain(`data-person="insa-rennes~${handles[0]}"`)
  expect(fieldsIn(html)).toEqual(new Set(['firstName', 'lastName', 'promotion', 'diploma', 'company', 'jobTitle']))
  for (const hidden of ['Brestzq', 'Voilezq', 'Biozq', 'gwenolazq', '+33639980103']) expect(html).not.toContain(hidden)
})

test('opening one counts like opening anybody', async () => {
  await open('adherent', `insa-rennes~${handles[0]}`)
  const opened = await inside('insa-lyon', (query, { id }) =>
    query(
      sql`SELECT "personId" FROM "profile_opening" WHERE "tenantId" = ${id}
        AND "openerId" = ${seats.adherent!.accountId}`,
    ),
  )
  expect(opened).toHaveLength(1)
})

test('hidden, unshared, absent, and nobody of a sister: one answer', async () => {
  const asked = [
    `insa-rennes~${handles[1]}`,
    `insa-rennes~${handles[2]}`,
    'insa-rennes~nobody',
    `insa-lyon~${handles[0]}`,
  ]
  const others = [`isep~${handles[0]}`, `insa~${handles[0]}`, `~${handles[0]}`, 'insa-rennes~']
  const pages: string[] = []
  for (const who of [...asked, ...others]) {
    const response = await open('adherent', who)
    expect(response.status, who).toBe(404)
    pages.push((await textWithoutNonce(response)).replaceAll(who, 'x'))
  }
  expect(new Set(pages).size).toBe(1)
})

test('whose role the contract does not name finds nobody there', async () => {
  for (const viewer of ['member', 'recruiter', 'visitor'])
    expect((await open(viewer, `insa-rennes~${handles[0]}`)).status, viewer).toBe(404)
})

test('files of a sister association’s people are not shared', async () => {
  for (const kind of ['photo', 'cv'])
    expect((await open('adherent', `insa-rennes~${handles[0]}/${kind}`)).status).toBe(404)
})

test('a contract that ends closes the page at the next request', async () => {
  await queryAs(
    database.url('platform'),
    `UPDATE "federation_contract" SET "endsAt" = now() WHERE "tenantId" = (SELECT "id" FROM "tenant" WHERE "slug" = 'insa-rennes')`,
  )
  expect((await open('adherent', `insa-rennes~${handles[0]}`)).status).toBe(404)
})

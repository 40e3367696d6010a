/**
 * How many recovery links one account gets in an hour, however its owner is spelled and whoever looks at the requests.
 */
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { now, setClock } from '#app/context/clock.ts'
import { hashPassword } from '#app/context/password.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { createAccounts } from '#app/domain/people/accounts.server.ts'
import { considerRequest } from '#app/domain/requests/consider.server.ts'
import { considerAll, emptyOutbox, mailsOf } from '../factories/outbox.ts'
import { addPeople, apply, inside } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { request } from '../setup/site.ts'

useDatabase()

const HOST = 'supmeca.localhost'
/** As the product's own limit, said anew: a test that reads it could not see it raised. */
const MOST = 5
const SPELLINGS = [
  'noelle.perdue99',
  ' Noëlle.PERDUE99 ',
  'NOELLE.PERDUE99',
  'n.perdue99',
  'N.Perdue99',
  'noelle@courriel.example',
  'Noelle@Courriel.EXAMPLE',
  ' noelle@courriel.example ',
]
let at = Date.now()

beforeAll(async () => {
  await apply('supmeca')
  const named = (firstName: string, lastName: string, primaryEmail: string) => ({
    values: { firstName, lastName, promotion: 1999, primaryEmail },
  })
  const people = await addPeople('supmeca', [
    named('Noëlle', 'Perdue', 'noelle@courriel.example'),
    named('Paul', 'Foyer', 'foyer@courriel.example'),
    named('Paule', 'Foyer', 'foyer@courriel.example'),
    named('Quiet', 'Neighbour', 'voisine@courriel.example'),
  ])
  const passwordHash = await hashPassword('quatre girafes mangent tard')
  await inside('supmeca', (query, scope) =>
    createAccounts(
      query,
      scope,
      people.map(({ id: personId }) => ({ personId, passwordHash })),
      new Date('2020-01-01'),
    ),
  )
})
beforeEach(async () => {
  // An hour without any of the test before; the forms' own limit counts what is typed, and is tested elsewhere.
  at += 2 * 3600_000
  setClock(new Date(at))
  await emptyOutbox('supmeca')
})
afterEach(() => setClock(undefined))

const minutes = (later: number) => setClock(new Date(at + later * 60_000))

/** Each spelling as often as its form lets it be sent, all in one hour. */
async function forgotten(typed: readonly string[], times = 4): Promise<number[]> {
  const statuses: number[] = []
  for (let i = 0; i < times; i++)
    for (const login of typed) statuses.push((await request(HOST, '/mot-de-passe-oublie', { form: { login } })).status)
  return statuses
}

const letters = async () => (await mailsOf('supmeca', 'access.recovery')).map(({ to, data }) => `${to} ${data.login}`)
const count = (all: readonly string[]) =>
  all.reduce<Record<string, number>>((sum, one) => Object.assign(sum, { [one]: (sum[one] ?? 0) + 1 }), {})

test('five, in whatever spellings they are asked for; every answer is the same', async () => {
  const statuses = await forgotten(SPELLINGS)
  expect(statuses.filter((status) => status === 303).length).toBeGreaterThan(2 * MOST)
  await considerAll('supmeca')
  expect(count(await letters())).toEqual({ 'noelle@courriel.example noelle.perdue99': MOST })
})

test('five more an hour later, and none a minute before', async () => {
  await forgotten(SPELLINGS, 1)
  await considerAll('supmeca')
  minutes(59)
  await forgotten(SPELLINGS.slice(0, 2), 1)
  await considerAll('supmeca')
  expect(await letters()).toHaveLength(MOST)
  minutes(61)
  await forgotten(SPELLINGS, 1)
  await considerAll('supmeca')
  expect(await letters()).toHaveLength(2 * MOST)
})

test('two people of one address get five each, by the address and by their logins together', async () => {
  await forgotten(['foyer@courriel.example', 'Foyer@courriel.example ', 'paul.foyer99', 'paule.foyer99'])
  await considerAll('supmeca')
  expect(count(await letters())).toEqual({
    'foyer@courriel.example paul.foyer99': MOST,
    'foyer@courriel.example paule.foyer99': MOST,
  })
})

test('five where ten workers look at the requests at once', async () => {
  await forgotten(SPELLINGS, 2)
  const tenant = (await tenantOfSlug('supmeca'))!
  const waiting = await inside('supmeca', (query, { id }) =>
    query<{ id: string }>(sql`SELECT "id" FROM "access_request" WHERE "tenantId" = ${id} AND "state" = 'new'`),
  )
  expect(waiting.length).toBeGreaterThan(MOST)
  await Promise.all(waiting.map(({ id }) => inside('supmeca', (query) => considerRequest(query, tenant, id, now()))))
  expect(await letters()).toHaveLength(MOST)
})

test('what one account used up takes nothing from another', async () => {
  await forgotten(SPELLINGS)
  await forgotten(['quiet.neighbour99'], 1)
  await considerAll('supmeca')
  expect(count(await letters())['voisine@courriel.example quiet.neighbour99']).toBe(1)
})

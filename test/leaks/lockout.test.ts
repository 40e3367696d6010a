/** Nobody shuts an owner out by guessing; whoever guesses waits longer each time. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { networkOf } from '#app/context/origin.ts'
import { hashPassword } from '#app/context/password.ts'
import { sql } from '#app/db/sql.ts'
import { createAccounts } from '#app/domain/people/accounts.server.ts'
import { addPeople, apply, inside, TRACE } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { cookieFrom, request } from '../setup/site.ts'

useDatabase()

const PASSWORD = 'une phrase assez longue'
const HOME = '192.0.2.7'
let passwordHash = ''

beforeAll(async () => {
  await apply('supmeca')
  passwordHash = await hashPassword(PASSWORD)
})

afterEach(() => setClock(undefined))

async function account(lastName: string): Promise<string> {
  const [person] = await addPeople('supmeca', [{ values: { firstName: 'Jean', lastName, promotion: 2010 } }])
  const [made] = await inside('supmeca', (query, scope) =>
    createAccounts(query, scope, [{ personId: person!.id, passwordHash }], TRACE.now),
  )
  return made!.login
}

const signIn = (login: string, password: string, from: string, cookie = '') =>
  request('supmeca.localhost', '/connexion', {
    form: { login, password },
    cookie,
    headers: { 'X-Client-Address': from },
  })
const status = async (...sent: Parameters<typeof signIn>) => (await signIn(...sent)).status

async function fail(login: string, from: string, times: number): Promise<number[]> {
  return Promise.all(Array.from({ length: times }, (_, i) => status(login, `faux ${i}`, from)))
}

describe('the owner', () => {
  test('signs in from home and from their own browser while strangers guess, from one network or from many', async () => {
    const login = await account('Aubrac')
    const device = cookieFrom(await signIn(login, PASSWORD, HOME)).split('; ')[1]!
    await fail(login, '198.51.100.9', 1)
    // A hundred others, each from a network of its own, as that one is written down.
    await inside('supmeca', (query, { id }) =>
      query(sql`INSERT INTO "login_attempt" ("tenantId", "id", "key", "origin", "network", "known", "at")
        SELECT a."tenantId", gen_random_uuid(), a."key", a."origin" || n, a."network" || n, a."known", a."at"
        FROM "login_attempt" a, generate_series(1, 100) n WHERE a."tenantId" = ${id}`),
    )
    expect(await status(login, PASSWORD, '203.0.113.5')).toBe(429)
    expect(await status(login, PASSWORD, '203.0.113.5', device)).toBe(302)
    // Another address of the same subscriber.
    expect(await status(login, PASSWORD, '192.0.2.200')).toBe(302)
  })

  test('signs in from anywhere else while one stranger guesses', async () => {
    const login = await account('Bellecour')
    await fail(login, '198.51.100.9', 40)
    expect(await status(login, PASSWORD, '198.51.100.77')).toBe(429)
    expect(await status(login, PASSWORD, '203.0.113.5')).toBe(302)
  })

  test('has a budget too: a known browser is no way to guess', async () => {
    const login = await account('Chambord')
    const device = cookieFrom(await signIn(login, PASSWORD, HOME)).split('; ')[1]!
    const answers = await Promise.all(Array.from({ length: 15 }, (_, i) => status(login, `faux ${i}`, HOME, device)))
    expect(answers.filter((one) => one === 401)).toHaveLength(10)
  })
})

test('waiting doubles from a minute to an hour, is forgotten in a day, and no unjudged guess makes it longer', async () => {
  const login = await account('Diderot')
  const start = Date.now()
  const at = (seconds: number) => setClock(new Date(start + seconds * 1000))
  at(0)
  await fail(login, HOME, 10)
  let passed = 0
  for (const wait of [60, 120, 240, 480, 960, 1920, 3600, 3600]) {
    at(passed + wait - 2)
    const early = await signIn(login, 'faux', HOME)
    expect([early.status, early.headers.get('Retry-After')]).toEqual([429, '2'])
    passed += wait
    at(passed)
    expect(await status(login, 'faux', HOME)).toBe(401)
  }
  at(passed + 86_401)
  expect(await status(login, PASSWORD, HOME)).toBe(302)
})

test('a network that tries many accounts waits; old failures are gone from the table', async () => {
  const login = await account('Estienne')
  await inside('supmeca', async (query, { id }) => {
    const since = new Date(Date.now() - 60_000)
    const { keyedHash } = await import('#app/context/origin.ts')
    await query(sql`
      INSERT INTO "login_attempt" ("tenantId", "id", "key", "origin", "network", "known", "at")
      SELECT ${id}::uuid, gen_random_uuid(), 'k' || n, 'o', ${keyedHash(`network ${id} 198.18.0`)}, false,
        ${since}::timestamptz
      FROM generate_series(1, 300) n`)
  })
  expect(await status(login, PASSWORD, '198.18.0.1')).toBe(429)
  expect(await status(login, PASSWORD, '198.18.1.1')).toBe(302)
  await fail(login, '198.19.0.1', 3)
  setClock(new Date(Date.now() + 86_401_000))
  await fail(login, '198.19.0.1', 1)
  const rows = await inside('supmeca', (query, { id }) =>
    query(sql`SELECT 1 FROM "login_attempt" WHERE "tenantId" = ${id} AND "key" NOT LIKE 'k%'
      AND "at" < now() AND "network" = (SELECT max("network") FROM "login_attempt"
        WHERE "tenantId" = ${id} AND "at" > now() + interval '1 hour')`),
  )
  expect(rows).toEqual([])
})

test('a network is what one subscriber holds', () => {
  expect(networkOf('192.0.2.77')).toBe('192.0.2')
  expect(networkOf('::ffff:192.0.2.77')).toBe('192.0.2')
  expect(networkOf('2001:db8:1:2ff::1')).toBe(networkOf('2001:db8:1:200:a:b:c:d'))
  expect(networkOf('2001:db8:1:2ff::1')).not.toBe(networkOf('2001:db8:1:300::1'))
  expect([networkOf(''), networkOf('nowhere')]).toEqual(['', ''])
})

/**
 * One budget of guesses for each account, however its login is written; and nothing tells that two logins are one
 * account's.
 */
import { beforeAll, expect, test } from 'vitest'
import { hashPassword } from '#app/context/password.ts'
import { sql } from '#app/db/sql.ts'
import { createAccounts } from '#app/domain/people/accounts.server.ts'
import { addPeople, apply, inside, TRACE } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { cookieFrom, request } from '../setup/site.ts'

useDatabase()
const PASSWORD = 'une phrase assez longue'
const HOST = 'insa-lyon.localhost'
let spellings: string[] = []

async function account(lastName: string): Promise<string[]> {
  const email = `${lastName.toLowerCase()}@courriel.example`
  const values = { firstName: 'Jean', lastName, promotion: 2010, primaryEmail: email }
  const [person] = await addPeople('insa-lyon', [{ values }])
  const [made] = await inside('insa-lyon', async (query, scope) => {
    const rows = await createAccounts(query, scope, [{ personId: person!.id, passwordHash }], TRACE.now)
    const [row] = await query<{ id: string }>(
      sql`SELECT "accountId" AS "id" FROM "account_login" WHERE "tenantId" = ${scope.id}
        AND "login" = ${rows[0]!.login}`,
    )
    // An alias of another shape, as an earlier format of logins leaves one.
    await query(sql`INSERT INTO "account_login" ("tenantId", "door", "login", "accountId", "kind")
      VALUES (${scope.id}, 'people', ${`ancien-${lastName.toLowerCase()}`}, ${row!.id}, 'alias')`)
    return rows
  })
  const { login } = made!
  return [login, login.replace('ly2010', 'ly.2010').toUpperCase(), `ancien-${lastName.toLowerCase()}`]
}

let passwordHash = ''

beforeAll(async () => {
  await apply('insa', 'insa-lyon')
  passwordHash = await hashPassword(PASSWORD)
  spellings = await account('Aubrac')
})

const signIn = (login: string, password: string, from: string, cookie = '') =>
  request(HOST, '/connexion', { form: { login, password }, cookie, headers: { 'X-Client-Address': from } })

test('after ten wrong guesses no other spelling gets in with the right password from there, and the answer is that of a nobody', async () => {
  const [main, dotted, alias] = spellings as [string, string, string]
  for (let i = 0; i < 10; i++) expect((await signIn(main, `faux ${i}`, '198.51.100.9')).status).toBe(401)
  expect((await signIn(main, PASSWORD, '198.51.100.9')).status).toBe(429)
  expect((await signIn(dotted, PASSWORD, '198.51.100.9')).status).toBe(429)
  const other = await signIn(alias, PASSWORD, '198.51.100.9')
  const nobody = await signIn('ancien-personne', PASSWORD, '198.51.100.9')
  expect([other.status, nobody.status]).toEqual([401, 401])
  expect((await other.text()).replaceAll(alias, '').length).toBe(
    (await nobody.text()).replaceAll('ancien-personne', '').length,
  )
  // The owner, elsewhere, by whichever spelling.
  expect((await signIn(alias, PASSWORD, '203.0.113.5')).status).toBe(302)
})

test('the owner at home, who is known there, is told to wait in any spelling, and is never silently refused', async () => {
  const [main, , alias] = (await account('Bellecour')) as [string, string, string]
  const device = cookieFrom(await signIn(main, PASSWORD, '192.0.2.7')).split('; ')[1]!
  for (let i = 0; i < 10; i++) await signIn(main, `faux ${i}`, '192.0.2.7', device)
  expect((await signIn(alias, PASSWORD, '192.0.2.7', device)).status).toBe(429)
})

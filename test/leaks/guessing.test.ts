/** Guessing passwords: no way of asking gives more than ten guesses in a quarter of an hour (S1, I1, E5). */
import { beforeAll, describe, expect, test } from 'vitest'
import { hashPassword } from '#app/context/password.ts'
import { sql } from '#app/db/sql.ts'
import { onPlatform } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { createAccounts } from '#app/domain/people/accounts.server.ts'
import { somebody } from '../factories/editor.ts'
import { addPeople, apply, inside, TRACE, tenantFile } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { request } from '../setup/site.ts'

useDatabase()

const PASSWORD = 'une phrase assez longue'
let passwordHash = ''

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD)
  const file = tenantFile('supmeca')
  await apply('supmeca', { ...file, slug: 'joined', login: { ...file.login, join: 'none' } })
})

const guess = (slug: string, login: string, password: string) =>
  request(`${slug}.localhost`, '/connexion', { form: { login, password } })
const statuses = async (answers: Promise<Response>[]) => (await Promise.all(answers)).map(({ status }) => status)

/** @returns the login of somebody who has a password. */
async function account(slug: string, lastName: string): Promise<string> {
  const [person] = await addPeople(slug, [{ values: { firstName: 'Jean', lastName, promotion: 2010 } }])
  const [made] = await inside(slug, (query, scope) =>
    createAccounts(query, scope, [{ personId: person!.id, passwordHash }], TRACE.now),
  )
  return made!.login
}

describe('sign-in', () => {
  test('thirty guesses sent at once are not more than ten', async () => {
    const login = await account('supmeca', 'Aubrac')
    const answers = await statuses(Array.from({ length: 30 }, (_, i) => guess('supmeca', login, `faux ${i}`)))
    expect(answers.filter((status) => status === 401)).toHaveLength(10)
    expect(answers.filter((status) => status === 429)).toHaveLength(20)
    expect((await guess('supmeca', login, PASSWORD)).status).toBe(429)
  })

  test('hyphens that a login may be written with are no more guesses', async () => {
    const login = await account('joined', 'Bellecour')
    const spellings = ['j-ean.bellecour10', 'je-an.bellecour10', 'jea-n.bellecour10', 'j-e-an.bellecour10']
    expect(login).toBe('jean.bellecour10')
    for (let i = 0; i < 12; i++) await guess('joined', spellings[i % spellings.length]!, `faux ${i}`)
    expect((await guess('joined', 'j-e-a-n.bellecour10', PASSWORD)).status).toBe(429)
    expect((await guess('joined', login, PASSWORD)).status).toBe(429)
  })

  test('nine failures and the right password, over and over, are no failures of whoever knows it', async () => {
    const login = await account('joined', 'Chambord')
    for (let i = 0; i < 9; i++) await guess('joined', login, `faux ${i}`)
    for (let i = 0; i < 3; i++) expect((await guess('joined', 'Jéan.Chambord10', PASSWORD)).status).toBe(302)
    expect((await guess('joined', await account('joined', 'Diderot'), PASSWORD)).status).toBe(302)
  })

  test('an operator’s password: thirty guesses at once are not more than ten', async () => {
    await onPlatform((query) =>
      query(sql`INSERT INTO "operator" ("id", "email", "passwordHash")
        VALUES (${uuidv7()}, 'exploitation@exemple.fr', ${passwordHash})`),
    )
    const signIn = (password: string) =>
      request('admin.localhost', '/operateur/connexion', { form: { login: 'exploitation@exemple.fr', password } })
    const answers = await statuses(Array.from({ length: 30 }, (_, i) => signIn(`faux ${i}`)))
    expect(answers.filter((status) => status === 401)).toHaveLength(10)
    expect((await signIn(PASSWORD)).status).toBe(429)
  })
})

test('the current password of an open session: thirty guesses at once are not more than ten', async () => {
  const person = await somebody({}, passwordHash)
  const change = (currentPassword: string) =>
    request('supmeca.localhost', '/parametres/coordonnees?partie=contact', {
      cookie: person.cookie,
      form: { personal0: 'prise@exemple.fr', currentPassword },
    })
  const answers = await statuses(Array.from({ length: 30 }, (_, i) => change(`faux ${i}`)))
  expect(answers.filter((status) => status === 422)).toHaveLength(10)
  expect((await change(PASSWORD)).status).toBe(429)
  const other = await somebody({}, passwordHash)
  const right = await request('supmeca.localhost', '/parametres/coordonnees?partie=contact', {
    cookie: other.cookie,
    form: { personal0: 'mienne@exemple.fr', currentPassword: PASSWORD },
  })
  expect(right.status).toBe(303)
})

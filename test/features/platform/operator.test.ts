/** The operator's host and the product's own page, over HTTP. */
import { beforeAll, describe, expect, test } from 'vitest'
import { hashPassword } from '#app/context/password.ts'
import { sql } from '#app/db/sql.ts'
import { onPlatform } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { cookieFrom, request } from '../../setup/site.ts'

useDatabase()

const HOST = 'admin.localhost'
const PASSWORD = 'phrase de passe d’essai'
const PAGES = ['/operateur', '/operateur/sante', '/operateur/associations/isep']
let cookie = ''
let admin: Seat

const signIn = (login: string, password: string) => request(HOST, '/operateur/connexion', { form: { login, password } })

beforeAll(async () => {
  await apply('isep')
  await addPeople('isep', [{ values: { firstName: 'Céline', lastName: 'Canariqz', promotion: 1998 } }])
  admin = await staffSeat('isep', 'admin')
  const hash = await hashPassword(PASSWORD)
  for (const email of ['exploitation@exemple.fr', 'second@exemple.fr'])
    await onPlatform((query) =>
      query(sql`INSERT INTO "operator" ("id", "email", "passwordHash") VALUES (${uuidv7()}, ${email}, ${hash})`),
    )
  cookie = cookieFrom(await signIn(' Exploitation@exemple.fr ', PASSWORD))
})

describe('signing in', () => {
  test('sets a cookie of its own, for this host and for no script', async () => {
    const response = await signIn('exploitation@exemple.fr', PASSWORD)
    expect(response.status).toBe(303)
    expect(response.headers.getSetCookie()[0]).toMatch(
      /^operator=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/,
    )
  })

  test('answers alike to an unknown address and a wrong password', async () => {
    const answers = await Promise.all([signIn('personne@exemple.fr', PASSWORD), signIn('second@exemple.fr', 'autre')])
    expect(answers.map(({ status }) => status)).toEqual([401, 401])
    for (const answer of answers) {
      expect(answer.headers.get('Set-Cookie')).toBeNull()
      expect(await answer.text()).toContain('Adresse ou mot de passe incorrect')
    }
  })

  test('waits after ten failures, even with the right password', async () => {
    for (let i = 0; i < 10; i++) await signIn('second@exemple.fr', `faux ${i}`)
    const response = await signIn('second@exemple.fr', PASSWORD)
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0)
  })

  test('ends with signing out: the same cookie opens nothing more', async () => {
    const mine = cookieFrom(await signIn('exploitation@exemple.fr', PASSWORD))
    expect((await request(HOST, '/operateur', { cookie: mine })).status).toBe(200)
    expect((await request(HOST, '/operateur/deconnexion', { method: 'POST', cookie: mine })).status).toBe(303)
    expect((await request(HOST, '/operateur', { cookie: mine })).status).toBe(302)
  })
})

describe.each(PAGES)('%s', (path) => {
  test('opens to operators alone', async () => {
    expect((await request(HOST, path, { cookie })).status).toBe(200)
    for (const other of ['', 'operator=x', `operator=${'x'.repeat(43)}`, admin.cookie]) {
      const response = await request(HOST, path, { cookie: other })
      expect(response.status).toBe(302)
      expect(response.headers.get('Location')).toBe('/operateur/connexion')
    }
  })

  test('exists on no other host', async () => {
    for (const host of ['isep.localhost', 'localhost'])
      expect((await request(host, path, { cookie: `${cookie}; ${admin.cookie}` })).status).toBe(404)
  })

  test('names no person', async () => {
    expect(await (await request(HOST, path, { cookie })).text()).not.toContain('Canariqz')
  })
})

test('the operator’s cookie is nobody’s in an association', async () => {
  for (const path of ['/admin', '/annuaire', '/admin/exports'])
    expect((await request('isep.localhost', path, { cookie })).status).toBe(302)
  for (const path of ['/admin', '/annuaire', '/recruteurs/connexion', '/profil/celine.canariqz98'])
    expect((await request(HOST, path, { cookie })).status).toBe(404)
})

test('an association’s versions are listed with what changed', async () => {
  const changed = tenantFile('isep')
  changed.directory.openedPerDay = 123
  await apply(changed)
  const html = await (await request(HOST, '/operateur/associations/isep', { cookie })).text()
  expect(html).toContain('directory.openedPerDay: 200 → 123')
  expect((await request(HOST, '/operateur/associations/personne', { cookie })).status).toBe(404)
})

test('health tells of the database, its migrations and the queue', async () => {
  const html = await (await request(HOST, '/operateur/sante', { cookie })).text()
  expect(html).toContain('Tout fonctionne')
  expect(html).toContain('alumni_app')
})

test('the front of the operator’s host leads to its pages, the bare host says what the product is', async () => {
  const front = await request(HOST, '/', { cookie })
  expect([front.status, front.headers.get('Location')]).toEqual([302, '/operateur'])
  const product = await request('localhost', '/')
  expect(product.status).toBe(200)
  const html = await product.text()
  expect(html).toContain('http://isep.localhost')
  expect(html).not.toContain('Canariqz')
  const english = await (await request('localhost', '/', { headers: { 'Accept-Language': 'en' } })).text()
  expect(english).toContain('The site of your alumni association')
})

test('the address where everybody signs in leads operators to their own door, with what was posted', async () => {
  const opened = await request(HOST, '/connexion')
  const posted = await request(HOST, '/connexion', { form: { login: 'x', password: 'y' } })
  expect([opened.status, posted.status]).toEqual([307, 307])
  expect(posted.headers.get('Location')).toBe('/operateur/connexion')
})

/** Activation from the base [I2]: a link for who is on file, the webmaster's list for the rest, one answer for all. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { considerAll, emptyOutbox, linkTo, mailsOf, requestsOf } from '../../factories/outbox.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { cookieFrom, request, textWithoutNonce } from '../../setup/site.ts'

useDatabase()

const HOST = 'isep.localhost'
const PASSWORD = 'vingt tortues bleues au galop'
const people: Record<string, { id: string; handle: string }> = {}

const person = (firstName: string, lastName: string, promotion: number, email: string, more = {}) => ({
  values: { firstName, lastName, promotion, primaryEmail: email, mobilePhone: '+33612345678', ...more },
})

beforeAll(async () => {
  await apply('isep', 'supmeca', 'ece', 'sepro', 'insa', 'insa-lyon')
  const added = await addPeople('isep', [
    person('Éloïse', 'Durant-L’Hévéder', 1998, 'eloise@courriel.example', { diplomaName: 'Durant' }),
    person('Jean', 'Martin', 2001, 'jean.un@courriel.example'),
    person('Jean', 'Martin', 2001, 'jean.deux@courriel.example'),
    person('Paul', 'Sans-Hâte', 2003, 'paul@courriel.example'),
    person('Vera', 'Course', 2004, 'vera@courriel.example'),
    person('Yann', 'Horloge', 2005, 'yann@courriel.example'),
  ])
  for (const [i, name] of ['eloise', 'one', 'two', 'paul', 'vera', 'yann'].entries()) people[name] = added[i]!
})

afterEach(() => setClock(undefined))

const ask = (claim: Record<string, string>, host = HOST) =>
  request(host, '/activation', { form: { step: '2', phone: '06 12 34 56 78', ...claim } })
const accountsOf = (personId: string) =>
  inside('isep', (query, { id }) =>
    query<{ id: string; login: string; passwordHash: string | null }>(
      sql`SELECT "id", "login", "passwordHash" FROM "account" WHERE "tenantId" = ${id} AND "personId" = ${personId}`,
    ),
  )
const choose = (path: string, password = PASSWORD, host = HOST) =>
  request(host, path, { form: { newPassword: password, newPasswordAgain: password } })

describe('somebody on file', () => {
  test('gets a link at that address, chooses a password and lands on their own page', async () => {
    const claim = {
      firstName: 'eloise',
      lastName: 'DURANT L HEVEDER',
      promotion: '1998',
      email: 'Eloise@Courriel.example',
    }
    const asked = await ask(claim)
    expect(asked.status).toBe(303)
    expect(asked.headers.get('Location')).toBe('/activation?envoye=1')
    await considerAll('isep')
    const path = await linkTo('isep', 'access.activation', 'eloise@courriel.example')
    expect(path).toMatch(/^\/bienvenue\?lien=[\w-]{22}$/)

    const page = await request(HOST, path)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Bienvenue, Éloïse')
    expect(page.headers.get('Referrer-Policy')).toBe('same-origin')
    // Opened again and again: programs that scan mail do that.
    expect((await request(HOST, path)).status).toBe(200)

    const short = await choose(path, 'court')
    expect(short.status).toBe(422)
    expect(await short.text()).toMatch(/<title[^>]*>Erreur[\s\S]*class="error-summary"[\s\S]*href="#newPassword"/)
    const done = await choose(path)
    expect([done.status, done.headers.get('Location')]).toEqual([303, '/parametres/bienvenue'])
    const own = await request(HOST, `/profil/${people.eloise!.handle}`, { cookie: cookieFrom(done) })
    expect(own.status).toBe(200)
    expect((await request(HOST, path)).status).toBe(410)
    expect((await choose(path)).status).toBe(410)
    const [{ verifiedAt }] = (await inside('isep', (query, { id }) =>
      query(
        sql`SELECT "verifiedAt" FROM "person_email" WHERE "tenantId" = ${id} AND "personId" = ${people.eloise!.id}`,
      ),
    )) as [{ verifiedAt: Date | null }]
    expect(verifiedAt).not.toBeNull()
    const login = (await accountsOf(people.eloise!.id))[0]!.login
    const signedIn = await request(HOST, '/connexion', { form: { login, password: PASSWORD } })
    expect(signedIn.status).toBe(302)
  })

  test('asks again and is told that the account is there', async () => {
    await emptyOutbox('isep')
    await ask({ firstName: 'Éloïse', lastName: 'Durant', promotion: '1998', email: 'eloise@courriel.example' })
    await considerAll('isep')
    const mails = await mailsOf('isep')
    expect(mails.map(({ kind, to }) => [kind, to])).toEqual([['access.active', 'eloise@courriel.example']])
    expect(mails[0]!.data).not.toHaveProperty('path')
  })

  test('a homonym of the same year is told apart by the address', async () => {
    await emptyOutbox('isep')
    await ask({ firstName: 'Jean', lastName: 'Martin', promotion: '2001', email: 'jean.deux@courriel.example' })
    await considerAll('isep')
    await choose(await linkTo('isep', 'access.activation', 'jean.deux@courriel.example'))
    expect(await accountsOf(people.two!.id)).toHaveLength(1)
    expect(await accountsOf(people.one!.id)).toEqual([])
  })
})

test.each([
  [
    'another address',
    { firstName: 'Paul', lastName: 'Sans-Hâte', promotion: '2003', email: 'voleur@ailleurs.example' },
  ],
  ['another year', { firstName: 'Paul', lastName: 'Sans-Hâte', promotion: '1999', email: 'paul@courriel.example' }],
  ['another name', { firstName: 'Paul', lastName: 'Autre', promotion: '2003', email: 'paul@courriel.example' }],
  ['nobody at all', { firstName: 'Zoé', lastName: 'Inconnue', promotion: '2003', email: 'zoe@ailleurs.example' }],
])('%s gets no link and waits for the webmaster, once', async (_, claim) => {
  await emptyOutbox('isep')
  for (let i = 0; i < 2; i++) await ask(claim)
  await considerAll('isep')
  expect(await mailsOf('isep')).toEqual([])
  const rows = (await requestsOf('isep')).filter(({ email }) => email === claim.email)
  expect(rows.filter(({ state }) => state === 'waiting').length).toBeLessThanOrEqual(2)
  expect(rows.some(({ state }) => state === 'waiting')).toBe(true)
})

describe('a link', () => {
  const fresh = async (name: string, lastName: string, promotion: string, email: string) => {
    await ask({ firstName: name, lastName, promotion, email })
    await considerAll('isep')
    return linkTo('isep', 'access.activation', email)
  }

  test('posted twice at once lets one in', async () => {
    const path = await fresh('Vera', 'Course', '2004', 'vera@courriel.example')
    const answers = await Promise.all([choose(path), choose(path), choose(path)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410, 410])
    expect(await accountsOf(people.vera!.id)).toHaveLength(1)
  })

  test('opens nothing in another association, and nothing when it is over', async () => {
    const path = await fresh('Yann', 'Horloge', '2005', 'yann@courriel.example')
    expect((await request('supmeca.localhost', path)).status).toBe(410)
    expect((await choose(path, PASSWORD, 'supmeca.localhost')).status).toBe(410)
    const at = new Date()
    setClock(new Date(at.getTime() + (14 * 24 - 1) * 3600_000))
    expect((await request(HOST, path)).status).toBe(200)
    setClock(new Date(at.getTime() + (14 * 24 + 1) * 3600_000))
    expect((await request(HOST, path)).status).toBe(410)
    expect((await choose(path)).status).toBe(410)
    expect(await accountsOf(people.yann!.id)).toEqual([])
  })
})

test('the form is checked for its form alone, and keeps what was typed', async () => {
  const page = await request(HOST, '/activation', {
    form: { step: '1', firstName: 'Ana', lastName: '', promotion: '98' },
  })
  const text = await page.text()
  expect(page.status).toBe(422)
  expect(text).toContain('value="Ana"')
  expect(text).toContain('Saisissez l’année en quatre chiffres')
  const second = await request(HOST, '/activation', {
    form: { step: '1', firstName: 'Ana', lastName: 'Nasser', promotion: '1998' },
  })
  expect([second.status, (await second.text()).includes('Où vous joindre')]).toEqual([200, true])
})

test('five askings in an hour in one name, then 429 with Retry-After, for who exists and who does not', async () => {
  const seen = []
  for (const [firstName, lastName] of [
    ['Yann', 'Horloge'],
    ['Zita', 'Personne'],
  ]) {
    const claim = { firstName: firstName!, lastName: lastName!, promotion: '2005', email: 'x@ailleurs.example' }
    const answers = []
    for (let i = 0; i < 6; i++)
      answers.push(await ask({ ...claim, firstName: i % 2 ? claim.firstName.toUpperCase() : claim.firstName }))
    const last = answers.at(-1)!
    const text = await textWithoutNonce(last)
    // What was typed is kept, and is all that tells one from the other.
    expect(text).toContain(`value="${claim.firstName.toUpperCase()}"`)
    const untyped = text.replaceAll(claim.firstName.toUpperCase(), '').replaceAll(claim.lastName, '')
    seen.push([last.status, last.headers.has('Retry-After'), untyped])
  }
  expect(seen[1]).toEqual(seen[0])
  expect(seen[0]![0]).toBe(429)
})

test('each association has its own way in, and no other', async () => {
  const places = async (slug: string) =>
    Promise.all(
      ['/activation', '/inscription'].map(async (path) => {
        const answer = await request(`${slug}.localhost`, path)
        return answer.headers.get('Location') ?? answer.status
      }),
    )
  expect(await places('isep')).toEqual([200, '/activation'])
  expect(await places('supmeca')).toEqual([200, '/activation'])
  expect(await places('insa-lyon')).toEqual([200, '/activation'])
  expect(await places('ece')).toEqual(['/inscription', 200])
  expect(await places('sepro')).toEqual(['/inscription', 200])
  expect(await places('insa')).toEqual([404, 404])
})

/** Attacks on whoever is signed in, on every address there is: small here, the counting ones in full in test/bench. */
import { beforeAll, describe, expect, test } from 'vitest'
import { hashPassword } from '#app/context/password.ts'
import { applyTenant } from '#app/context/tenant-versions.ts'
import { sql } from '#app/db/sql.ts'
import { inside, tenantFile } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { cookieFrom, request } from '../setup/site.ts'
import { attackWorld, changed, HOST, SEATS, SLUG, type Target, tableDigests } from './attack-world.ts'

const database = useDatabase()
const PASSWORD = 'une phrase assez longue'
let target: Target

beforeAll(async () => {
  target = await attackWorld(await hashPassword(PASSWORD))
})

const login = (cookie = '', more: Record<string, string> = {}) =>
  request(HOST, '/connexion', { form: { login: 'yves.martin98', password: PASSWORD, ...more }, cookie })
const isIn = async (cookie: string, host = HOST) =>
  (await request(host, '/parametres/securite', { cookie })).status === 200
/** Machines post there; each asks for a signature or a secret of its own. */
const byMachines = (path: string) => /^\/(webhooks|desabonnement)\//.test(path)

describe('sessions', () => {
  test('a session that somebody else chose is never the one that is signed in', async () => {
    const planted = `session=${'A'.repeat(43)}`
    const answer = await login(planted)
    expect(answer.status).toBe(302)
    expect(cookieFrom(answer)).not.toContain('A'.repeat(43))
    expect(await isIn(planted)).toBe(false)
    const second = cookieFrom(await login(cookieFrom(answer)))
    expect([await isIn(cookieFrom(answer)), await isIn(second)]).toEqual([false, true])
  })

  test('a cookie that a sibling tosses signs nobody in, and hides in front or behind of none', async () => {
    const [mine, attackers] = [cookieFrom(await login()), target.seats.poster.cookie]
    const own = mine.split('; ')[0]!
    for (const both of [`${own}; ${attackers}`, `${attackers}; ${own}`]) expect(await isIn(both)).toBe(false)
    expect(await isIn(`${own}; ${own}`)).toBe(true)
    expect(await isIn(attackers, 'ece.localhost')).toBe(false)
  })

  test('behind TLS only the host’s own cookie counts, which no sibling can set', async () => {
    const config = { ...tenantFile('isep'), slug: 'secured' }
    await applyTenant({ config, author: 'test', diff: '', hosts: ['secured.alumni.example'] })
    const answer = await request('secured.alumni.example', '/connexion/cle', { form: { intent: 'question' } })
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-ceremony=[^;]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=300; Secure$/,
    )
    const plain = await request('secured.alumni.example', '/parametres/securite', {
      cookie: target.seats.member.cookie,
    })
    expect(plain.status).toBe(302)
  })

  test('flags: no script reads it, no other site sends it along a form', async () => {
    const [session, device] = (await login()).headers.getSetCookie()
    expect(session).toMatch(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(device).toMatch(/^device=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/)
  })
})

describe('requests that another site makes a browser send', () => {
  const ORIGINS: [string, string | null][] = [
    ['a sibling', 'http://ece.localhost'],
    ['the product', 'http://localhost'],
    ['nothing', null],
    ['null', 'null'],
    ['another port', `http://${HOST}:8080`],
    ['a longer name', `http://${HOST}.evil.example`],
    ['a name with ours inside', `http://evil.example#${HOST}`],
  ]

  test('are refused on every action and every resource, whoever is signed in there', async () => {
    const before = await tableDigests(database.url('owner'))
    const { cookie } = target.seats.admin
    const passed: string[] = []
    const attempts = target.paths.filter((path) => !byMachines(path))
    expect(attempts.length).toBeGreaterThan(60)
    for (const path of [...attempts, '/deconnexion', '/adresse/inconnue', '/connexion.data'])
      for (const [name, origin] of ORIGINS) {
        const answer = await request(HOST, path, { cookie, form: { intent: 'give', role: 'admin' }, origin })
        if (answer.status !== 403) passed.push(`${answer.status} ${path} from ${name}`)
      }
    for (const method of ['PUT', 'PATCH', 'DELETE'])
      for (const path of attempts) {
        const answer = await request(HOST, path, { cookie, method, origin: 'http://ece.localhost' })
        if (answer.status !== 403) passed.push(`${answer.status} ${method} ${path}`)
      }
    expect(passed).toEqual([])
    expect(changed(before, await tableDigests(database.url('owner')))).toEqual([])
  }, 60_000)
})

describe('names of hosts that a request makes up', () => {
  const EVIL = 'evil.example'
  const HEADERS = [
    ...['X-Forwarded-Host', 'X-Host', 'X-Forwarded-Server', 'X-HTTP-Host-Override', 'X-Original-Host', 'Forwarded'],
    ...['X-Original-URL', 'X-Rewrite-URL', 'X-Forwarded-Prefix', 'Referer', 'X-Client-Address', 'X-Forwarded-For'],
  ]
  const values = (name: string) => (name === 'Forwarded' ? [`host=${EVIL}`] : [EVIL, `https://${EVIL}/`, `${EVIL}:443`])
  const SENT = HEADERS.flatMap((name) => values(name).map((value) => ({ [name]: value })))
  const HOSTS = [
    ...[EVIL, `${HOST}.${EVIL}`, `${EVIL}.localhost`, `${HOST}@${EVIL}`, `${EVIL}#${HOST}`, `${HOST}/${EVIL}`, ''],
    ...[
      `${HOST},${EVIL}`,
      `${HOST} ${EVIL}`,
      'xn--supmca-cva.localhost',
      '127.0.0.1',
      '[::1]',
      'admin',
      'localhost.evil.example',
    ],
  ]

  test('stand in no answer: pages, redirects, files', async () => {
    expect(SENT.length + HOSTS.length).toBeGreaterThanOrEqual(40)
    const found: string[] = []
    const { cookie } = target.seats.admin
    // Every page with every header would be thousands: each page meets three headers, each header dozens of pages.
    for (const [i, path] of target.paths.entries())
      for (const headers of [0, 1, 2].map((step) => SENT[(i * 3 + step) % SENT.length]!)) {
        const answer = await request(HOST, path, { cookie, headers })
        const said = `${[...answer.headers].join('\n')}\n${await answer.text()}`
        if (said.includes(EVIL)) found.push(`${path} with ${JSON.stringify(headers)}`)
      }
    expect(found).toEqual([])
  }, 60_000)

  test.each(HOSTS)('«%s» is no association’s: nothing of one is shown', async (host) => {
    const site = await request(host, '/', { cookie: target.seats.admin.cookie }).catch((error: Error) => error)
    if (site instanceof Error) return expect(site.message).toMatch(/header/i)
    const text = await site.text()
    expect(text).not.toContain(tenantFile(SLUG).name)
    expect(site.status).toBe(404)
  })
})

describe('addresses to go on to', () => {
  const ELSEWHERE = [
    ...[
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      '/\t/evil.example',
      '///evil.example',
    ],
    ...[
      'http:evil.example',
      'javascript:alert(1)',
      '/%2f/evil.example/..//x',
      ' //evil.example',
      '/a//evil.example',
      '@evil.example',
    ],
  ]
  const NAMES = ['redirectTo', 'retour', 'next', 'url', 'return', 'to']
  const isOwn = (location: string) => /^\/(?![/\\])/.test(location) && !/[\r\n\t\\]/.test(location)

  test('are on this host, whatever form says otherwise', async () => {
    const left: string[] = []
    const check = async (what: string, answer: Promise<Response>) => {
      const location = (await answer).headers.get('Location')
      if (location !== null && !isOwn(location)) left.push(`${what}: ${location}`)
    }
    const { cookie } = target.seats.member
    for (const wish of ELSEWHERE) {
      const form = Object.fromEntries(NAMES.map((name) => [name, wish]))
      await check('sign-in', login('', form))
      await check('display', request(HOST, '/affichage', { form: { ...form, lang: 'fr' } }))
      await check('passkey', request(HOST, '/connexion/cle', { form }))
      await check('signed in', request(HOST, `/connexion?redirectTo=${encodeURIComponent(wish)}`, { cookie }))
    }
    for (const path of target.paths.filter((one) => !byMachines(one))) {
      const wish = ELSEWHERE[path.length % ELSEWHERE.length]!
      const form = Object.fromEntries(NAMES.map((name) => [name, wish]))
      await check(path, request(HOST, path, { form, cookie: target.seats.school.cookie }))
      await check(path, request(HOST, `${path}?${new URLSearchParams(form)}`, { cookie: target.seats.school.cookie }))
    }
    expect(left).toEqual([])
  }, 60_000)
})

describe('nobody raises themselves', () => {
  const rights = () =>
    inside(SLUG, (query, { id }) =>
      query(
        sql`SELECT "accountId", "role", "startsAt", "endsAt" FROM "role_grant" WHERE "tenantId" = ${id} ORDER BY "id"`,
      ),
    )

  test.each(SEATS)('not as %s, by any form that gives a role', async (role) => {
    const before = await rights()
    const { cookie, accountId } = target.seats[role]
    const today = new Date().toISOString().slice(0, 10)
    const logins = await inside(SLUG, (query, { id }) =>
      query<{ login: string }>(sql`SELECT "login" FROM "account" WHERE "tenantId" = ${id} AND "id" = ${accountId}`),
    )
    const form = { intent: 'give', login: logins[0]!.login, role: 'admin', from: today, until: '', account: accountId }
    for (const path of ['/admin/equipe', ...target.people.map(({ handle }) => `/admin/membres/${handle}/compte`)]) {
      if (role === 'admin' && path !== '/admin/equipe') continue
      const { status } = await request(HOST, path, { cookie, form })
      expect([302, 403, 422]).toContain(status)
    }
    expect(await rights()).toEqual(before)
  })

  test('and the last who leads stays', async () => {
    const { cookie, accountId } = target.seats.admin
    const [grant] = await inside(SLUG, (query, { id }) =>
      query<{ id: string }>(sql`SELECT "id" FROM "role_grant" WHERE "tenantId" = ${id} AND "role" = 'admin'`),
    )
    const before = await rights()
    const end = await request(HOST, '/admin/equipe', { cookie, form: { intent: 'end', grant: grant!.id } })
    const form = { intent: 'disable', account: accountId, reason: 'pour voir' }
    const close = await request(HOST, '/admin/equipe', { cookie, form })
    expect([end.status, close.status]).toEqual([403, 403])
    expect(await rights()).toEqual(before)
  })
})

test('a session that waits for its second factor opens no address more than a visitor’s', async () => {
  const { cookie, accountId } = target.seats.manager
  await inside(SLUG, (query, { id }) =>
    query(sql`INSERT INTO "passkey" ("tenantId", "id", "accountId", "publicKey", "name", "createdAt")
      VALUES (${id}, 'waiting', ${accountId}, 'x', 'x', now())`),
  )
  const more: string[] = []
  for (const path of target.paths)
    for (const asked of [path, `${path === '/' ? '/_root' : path}.data`]) {
      const [visitor, waiting] = [await request(HOST, asked), await request(HOST, asked, { cookie })]
      if (path !== '/connexion/verification' && visitor.status !== waiting.status)
        more.push(`${asked}: ${waiting.status} instead of ${visitor.status}`)
    }
  expect(more).toEqual([])
  const sent = await request(HOST, '/admin/equipe', { cookie, form: { intent: 'give' } })
  expect(sent.headers.get('Location')).toContain('/connexion/verification')
}, 60_000)

/** The operator's second factor: an app's codes and recovery codes, compulsory where real associations are served. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { type IncomingMessage, type RequestOptions, request as send } from 'node:http'
import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { now, setClock } from '#app/context/clock.ts'
import { hashPassword } from '#app/context/password.ts'
import { freePort } from '#app/db/embedded.ts'
import { sql } from '#app/db/sql.ts'
import { onPlatform } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { apply } from '../../factories/world.ts'
import { queryAs, useDatabase, variablesOf } from '../../setup/database.ts'
import { cookieFrom, request } from '../../setup/site.ts'

const database = useDatabase()

const HOST = 'admin.localhost'
const PASSWORD = 'phrase de passe d’essai'
const PAGES = ['/operateur', '/operateur/sante', '/operateur/associations/isep']
const POSTED = { Origin: `http://${HOST}`, 'Content-Type': 'application/x-www-form-urlencoded' }

const signIn = (login: string, password: string) => request(HOST, '/operateur/connexion', { form: { login, password } })

/** Over a socket, from a process of its own. */
function ask(port: number, path: string, options: RequestOptions, body?: string): Promise<IncomingMessage> {
  const headers = { Host: HOST, ...options.headers }
  return new Promise((done, fail) => {
    const sent = send({ port, host: '127.0.0.1', path, ...options, headers }, (answer) => {
      answer.resume()
      answer.once('end', () => done(answer))
    })
    sent.once('error', fail)
    sent.end(body)
  })
}

beforeAll(() => apply('isep'))

describe('a second factor', () => {
  const SECURITY = '/operateur/securite'
  const VERIFY = '/operateur/verification'
  const START = Date.parse('2026-11-27T08:00:00Z')
  let email = ''
  let minutes = 0
  let count = 0

  // Codes are of their half minute, and none is taken twice: each use has an instant of its own.
  const later = () => setClock(new Date(START + ++minutes * 60_000))
  const codeNow = (secret: string) =>
    new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp: now().getTime() })
  const secretOn = (html: string) => /<code data-secret[^>]*>([^<]+)</.exec(html)![1]!.replaceAll(' ', '')
  const codesOn = (html: string) => [...html.matchAll(/<code data-code[^>]*>([^<]+)</g)].map((one) => one[1]!)
  const post = (path: string, cookie: string, form: Record<string, string>) => request(HOST, path, { cookie, form })

  beforeEach(async () => {
    later()
    email = `cle${++count}@exemple.fr`
    const hash = await hashPassword(PASSWORD)
    await onPlatform((query) =>
      query(sql`INSERT INTO "operator" ("id", "email", "passwordHash") VALUES (${uuidv7()}, ${email}, ${hash})`),
    )
  })
  afterEach(() => setClock(undefined))

  async function enrolled() {
    const mine = cookieFrom(await signIn(email, PASSWORD))
    const page = await (await request(HOST, SECURITY, { cookie: mine })).text()
    const secret = secretOn(page)
    later()
    const answer = await post(SECURITY, mine, { intent: 'add', code: codeNow(secret) })
    expect(answer.status).toBe(200)
    return { mine, secret, codes: codesOn(await answer.text()) }
  }

  test('added by its first code, then asked for at every sign-in; sessions of before are over', async () => {
    const before = cookieFrom(await signIn(email, PASSWORD))
    const { secret, mine, codes } = await enrolled()
    expect(codes).toHaveLength(10)
    expect((await request(HOST, '/operateur', { cookie: before })).status).toBe(302)
    expect((await request(HOST, '/operateur', { cookie: mine })).status).toBe(200)
    later()
    const waiting = cookieFrom(await signIn(email, PASSWORD))
    for (const path of [...PAGES, SECURITY]) {
      const answer = await request(HOST, path, { cookie: waiting })
      expect([answer.status, answer.headers.get('Location')]).toEqual([302, VERIFY])
    }
    const code = codeNow(secret)
    expect((await post(VERIFY, waiting, { code: code === '000000' ? '111111' : '000000' })).status).toBe(401)
    const entered = await post(VERIFY, waiting, { code })
    expect(entered.status).toBe(303)
    const inside = cookieFrom(entered)
    expect((await request(HOST, '/operateur', { cookie: inside })).status).toBe(200)
    expect((await request(HOST, '/operateur', { cookie: waiting })).status).toBe(302)
    // The same code a second time opens nothing.
    const again = cookieFrom(await signIn(email, PASSWORD))
    expect((await post(VERIFY, again, { code })).status).toBe(401)
  })

  test('a recovery code opens once, new ones void those of before, none is stored as it is', async () => {
    const { mine, codes, secret } = await enrolled()
    const [one, two] = codes as [string, string]
    const rows = await queryAs(database.url('owner'), 'SELECT f::text AS row FROM "operator_factor" f')
    for (const word of [secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))])
      expect(JSON.stringify(rows)).not.toContain(word)
    later()
    const waiting = cookieFrom(await signIn(email, PASSWORD))
    expect((await post(VERIFY, waiting, { code: one.toUpperCase() })).status).toBe(303)
    const second = cookieFrom(await signIn(email, PASSWORD))
    expect((await post(VERIFY, second, { code: one })).status).toBe(401)
    const renewed = await post(SECURITY, mine, { intent: 'codes', code: codeNow(secret) })
    expect(codesOn(await renewed.text())).toHaveLength(10)
    expect((await post(VERIFY, second, { code: two })).status).toBe(401)
  })

  test('taken away only with a code, never by a session that has not shown one', async () => {
    const { mine, secret } = await enrolled()
    later()
    const waiting = cookieFrom(await signIn(email, PASSWORD))
    const away = await post(SECURITY, waiting, { intent: 'remove', code: codeNow(secret) })
    expect(away.headers.get('Location')).toBe(VERIFY)
    expect((await post(SECURITY, mine, { intent: 'remove', code: '' })).status).toBe(422)
    expect((await post(SECURITY, mine, { intent: 'add', code: codeNow(secret) })).status).toBe(422)
    expect((await post(SECURITY, mine, { intent: 'remove', code: codeNow(secret) })).status).toBe(303)
    expect((await request(HOST, '/operateur', { cookie: cookieFrom(await signIn(email, PASSWORD)) })).status).toBe(200)
  })

  test('what another session was shown cannot be confirmed, and guesses are counted', async () => {
    const [mine, other] = [cookieFrom(await signIn(email, PASSWORD)), cookieFrom(await signIn(email, PASSWORD))]
    const shown = secretOn(await (await request(HOST, SECURITY, { cookie: other })).text())
    await request(HOST, SECURITY, { cookie: mine })
    expect((await post(SECURITY, other, { intent: 'add', code: codeNow(shown) })).status).toBe(422)
    const { secret } = await enrolled()
    later()
    const waiting = cookieFrom(await signIn(email, PASSWORD))
    for (let i = 0; i < 10; i++) await post(VERIFY, waiting, { code: `faux ${i}` })
    const late = await post(VERIFY, waiting, { code: codeNow(secret) })
    expect(late.status).toBe(429)
    expect(Number(late.headers.get('Retry-After'))).toBeGreaterThan(0)
  })

  test('is compulsory where real associations are served, and not in the demo, whose account is everybody’s', async () => {
    setClock(undefined)
    const variables = variablesOf(new URL(database.url('app')).pathname.slice(1))
    const opened: Record<string, [number, string | undefined][]> = {}
    for (const DEMO of ['0', '1']) {
      const port = await freePort()
      const child = fork('app/server.ts', ['web'], {
        env: { PATH: process.env.PATH, ...variables, NODE_ENV: 'production', DEMO, PORT: String(port) },
        execArgv: ['--disable-warning=ExperimentalWarning'],
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      })
      try {
        await once(child, 'message')
        const form = new URLSearchParams({ login: email, password: PASSWORD }).toString()
        const entered = await ask(port, '/operateur/connexion', { method: 'POST', headers: POSTED }, form)
        const cookie = (entered.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ')
        opened[DEMO] = []
        for (const path of [...PAGES, SECURITY]) {
          const answer = await ask(port, path, { headers: { Cookie: cookie } })
          opened[DEMO].push([answer.statusCode!, answer.headers.location])
        }
      } finally {
        child.kill('SIGKILL')
      }
    }
    expect(opened['0']).toEqual([...PAGES.map(() => [302, SECURITY]), [200, undefined]])
    expect(opened['1']).toEqual([...PAGES, SECURITY].map(() => [200, undefined]))
  }, 60_000)
})

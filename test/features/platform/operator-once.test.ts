/** What operators send twice is done once, and both are told the same: double click, two tabs, ten at once. */
import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { now, setClock } from '#app/context/clock.ts'
import { hashPassword } from '#app/context/password.ts'
import { sql } from '#app/db/sql.ts'
import { onPlatform } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { apply } from '../../factories/world.ts'
import { queryAs, useDatabase } from '../../setup/database.ts'
import { cookieFrom, request } from '../../setup/site.ts'

const database = useDatabase()

const HOST = 'admin.localhost'
const PASSWORD = 'phrase de passe d’essai'
const SECURITY = '/operateur/securite'
const VERIFY = '/operateur/verification'
const SIGN_IN = '/operateur/connexion'
const START = Date.parse('2026-11-27T08:00:00Z')
let email = ''
let count = 0
let minutes = 0

// Codes are of their half minute, and none is taken twice: each use has an instant of its own.
const later = (by = 1) => {
  minutes += by
  setClock(new Date(START + minutes * 60_000))
}
const codeNow = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp: now().getTime() })
const codesOn = (html: string) => [...html.matchAll(/<code data-code[^>]*>([^<]+)</g)].map((one) => one[1]!)
const post = (path: string, cookie: string, form: Record<string, string>) => request(HOST, path, { cookie, form })
const ten = <T>(work: (i: number) => Promise<T>) => Promise.all(Array.from({ length: 10 }, (_, i) => work(i)))
const count1 = async (text: string) =>
  (await queryAs<{ n: number }>(database.url('owner'), `SELECT count(*)::int AS n FROM ${text}`))[0]!.n
const sessions = () =>
  count1(`"operator_session" s JOIN "operator" o ON o."id" = s."operatorId" WHERE o."email" = '${email}'`)

beforeAll(() => apply('isep'))
beforeEach(async () => {
  later(3)
  email = `deux${++count}@exemple.fr`
  const hash = await hashPassword(PASSWORD)
  await onPlatform((query) =>
    query(sql`INSERT INTO "operator" ("id", "email", "passwordHash") VALUES (${uuidv7()}, ${email}, ${hash})`),
  )
})
afterEach(() => setClock(undefined))

async function keyOfPage(): Promise<string> {
  return /name="form-key" value="([0-9a-f-]{36})"/.exec(await (await request(HOST, SIGN_IN)).text())![1]!
}

async function signIn(): Promise<string> {
  return cookieFrom(await post(SIGN_IN, '', { login: email, password: PASSWORD }))
}

async function enrolled() {
  const cookie = await signIn()
  const page = await (await request(HOST, SECURITY, { cookie })).text()
  const secret = /<code data-secret[^>]*>([^<]+)</.exec(page)![1]!.replaceAll(' ', '')
  later()
  const answers = await ten(() => post(SECURITY, cookie, { intent: 'add', code: codeNow(secret) }))
  return { cookie, secret, answers }
}

test('signing in ten times at once from one page makes one session, and all ten are in', async () => {
  const form = { login: email, password: PASSWORD, 'form-key': await keyOfPage() }
  const answers = await ten(() => post(SIGN_IN, '', form))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
  expect(await sessions()).toBe(1)
  const cookies = new Set(answers.map(cookieFrom))
  expect(cookies.size).toBe(1)
  expect((await request(HOST, SECURITY, { cookie: [...cookies][0]! })).status).toBe(200)
  await post(SIGN_IN, '', { ...form, 'form-key': await keyOfPage() })
  expect(await sessions(), 'from another page').toBe(2)
})

test('a key of the page opens nothing to who does not know the password', async () => {
  const form = { login: email, password: PASSWORD, 'form-key': await keyOfPage() }
  expect((await post(SIGN_IN, '', form)).status).toBe(303)
  const other = await post(SIGN_IN, '', { ...form, password: 'autre' })
  expect([other.status, other.headers.getSetCookie()]).toEqual([401, []])
})

test('a second factor added ten times at once is one, and each is shown the same recovery codes', async () => {
  const { answers } = await enrolled()
  const shown = await Promise.all(answers.map(async (answer) => codesOn(await answer.text()).join(' ')))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(new Set(shown).size).toBe(1)
  expect(shown[0]!.split(' ')).toHaveLength(10)
})

test('new recovery codes asked twice are drawn once, from two tabs too; the first ones hold', async () => {
  const { cookie, secret } = await enrolled()
  later()
  const code = codeNow(secret)
  const [one, two] = [
    await post(SECURITY, cookie, { intent: 'codes', code }),
    await post(SECURITY, cookie, { intent: 'codes', code }),
  ]
  const [first, second] = [codesOn(await one.text()), codesOn(await two.text())]
  expect(first).toHaveLength(10)
  expect(second).toEqual(first)
  later()
  const waiting = await signIn()
  expect((await post(VERIFY, waiting, { code: first[0]! })).status).toBe(303)
})

test('a code shown ten times at once opens one session, which all ten are given, and counts no guess', async () => {
  const { secret } = await enrolled()
  later()
  const waiting = await signIn()
  const before = await count1('"operator_attempt"')
  const answers = await ten(() => post(VERIFY, waiting, { code: codeNow(secret) }))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
  const [cookie, ...more] = new Set(answers.map(cookieFrom))
  expect(more).toEqual([])
  expect((await request(HOST, '/operateur', { cookie: cookie! })).status).toBe(200)
  expect(await count1('"operator_attempt"')).toBe(before)
  // Another session with the same code is another form, and the code is taken.
  expect((await post(VERIFY, await signIn(), { code: codeNow(secret) })).status).toBe(401)
})

test('a factor taken away twice is gone once; signing out ten times ends one session', async () => {
  const { cookie, secret } = await enrolled()
  later()
  const remove = { intent: 'remove', code: codeNow(secret) }
  const answers = await ten(() => post(SECURITY, cookie, remove))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
  const left = await sessions()
  const out = await ten(() => post('/operateur/deconnexion', cookie, {}))
  expect(new Set(out.map(({ status }) => status))).toEqual(new Set([303]))
  expect(await sessions()).toBe(left - 1)
})

test('a wrong code is no outcome: it may be corrected, and each try is counted', async () => {
  const { secret } = await enrolled()
  later()
  const waiting = await signIn()
  const wrong = codeNow(secret) === '000000' ? '111111' : '000000'
  const before = await count1('"operator_attempt"')
  for (let i = 0; i < 2; i++) expect((await post(VERIFY, waiting, { code: wrong })).status).toBe(401)
  expect(await count1('"operator_attempt"')).toBe(before + 2)
  expect((await post(VERIFY, waiting, { code: codeNow(secret) })).status).toBe(303)
})

test('outcomes are told for a minute, and are sealed: neither codes nor sessions stand in the table', async () => {
  const { answers } = await enrolled()
  const codes = codesOn(await answers[0]!.text())
  const kept = JSON.stringify(await queryAs(database.url('owner'), 'SELECT * FROM "operator_form_post"'))
  expect(kept).toContain('v1.')
  for (const word of [...codes, 'Location', 'operator=']) expect(kept).not.toContain(word)
  later(2)
  await post(SIGN_IN, '', { login: 'personne@exemple.fr', password: 'x', 'form-key': await keyOfPage() })
  expect(await count1('"operator_form_post"')).toBe(0)
})

/** Passkeys under attack: whose key, which host, which question, which instant, which holder; and ten at once. */
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { hashPassword } from '#app/context/password.ts'
import { sql } from '#app/db/sql.ts'
import { createAccounts } from '#app/features/people/accounts.server.ts'
import { Authenticator, type Lies } from '../factories/authenticator.ts'
import { addPeople, apply, inside, TRACE } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { cookieFrom, request } from '../setup/site.ts'

useDatabase()

const PASSWORD = 'une phrase assez longue'
const KEYS = '/parametres/securite/cles'
let passwordHash = ''
let count = 0

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD)
  await apply('supmeca', 'isep')
})
beforeEach(() => setClock(NOW))
afterEach(() => setClock(undefined))

const NOW = new Date('2026-11-29T10:00:00Z')
const later = (seconds: number) => setClock(new Date(NOW.getTime() + seconds * 1000))

interface Somebody {
  slug: string
  host: string
  login: string
  accountId: string
}

async function somebody(slug = 'supmeca'): Promise<Somebody> {
  count += 1
  const values = { firstName: 'Jean', lastName: `K${String.fromCharCode(64 + count)}eller`, promotion: 2010 }
  const [person] = await addPeople(slug, [{ values }])
  const [made] = await inside(slug, (query, scope) =>
    createAccounts(query, scope, [{ personId: person!.id, passwordHash, email: `k${count}@exemple.fr` }], TRACE.now),
  )
  return { slug, host: `${slug}.localhost:3000`, login: made!.login, accountId: made!.accountId }
}

type Form = Record<string, string>
const post = (host: string, path: string, form: Form, cookie = '') => request(host, path, { form, cookie })

async function signIn({ host, login }: Somebody): Promise<string> {
  const answer = await post(host, '/connexion', { login, password: PASSWORD })
  expect(answer.status).toBe(302)
  return cookieFrom(answer)
}

const isIn = async ({ host }: Somebody, cookie: string) =>
  (await request(host, '/parametres/securite', { cookie })).status === 200

async function askToAdd({ host }: Somebody, cookie: string): Promise<string> {
  const answer = await post(host, `${KEYS}/question`, { currentPassword: PASSWORD }, cookie)
  expect(answer.status).toBe(200)
  return (await answer.json()).options.challenge
}

const add = ({ host }: Somebody, cookie: string, answer: string) => post(host, KEYS, { answer, name: 'Clé' }, cookie)
const keysOf = ({ slug, accountId }: Somebody) =>
  inside(slug, (query, { id }) =>
    query<{ id: string; counter: string }>(
      sql`SELECT "id", "counter"::text FROM "passkey" WHERE "tenantId" = ${id} AND "accountId" = ${accountId}`,
    ),
  )
const codesShown = (html: string) => [...html.matchAll(/<code data-code[^>]*>([^<]+)/g)].map(([, text]) => text!)

/** Somebody with a key, and the session that added it. */
async function keyed(slug?: string) {
  const who = await somebody(slug)
  const key = new Authenticator(who.host.split(':')[0]!)
  const before = await signIn(who)
  const answer = await add(who, before, key.make(await askToAdd(who, before)))
  expect(answer.status).toBe(200)
  return { who, key, cookie: cookieFrom(answer) }
}

/** A browser that asks for a key: the question, and what binds the browser to it. */
async function question(host: string, cookie = '') {
  const asked = await post(host, '/connexion/cle', { intent: 'question' }, cookie)
  const { options } = await asked.json()
  const own = cookieFrom(asked)
  return { challenge: options.challenge as string, allowed: options.allowCredentials, cookie: own || cookie }
}

const answerIt = (host: string, cookie: string, answer: string) => post(host, '/connexion/cle', { answer }, cookie)
const REFUSED = /[?&]cle=refusee/
const refused = (answer: Response) => REFUSED.test(answer.headers.get('Location') ?? '')

/** Every cookie of the answer that opens a session; an ended one is none. */
const sessionIn = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0]!)
    .find((pair) => /^session=./.test(pair))

test('the right key opens by itself, both factors at once, and the answer is good for one time', async () => {
  const { who, key } = await keyed()
  const asked = await question(who.host)
  expect(asked.allowed).toEqual([])
  const answer = key.use(asked.challenge)
  const entered = await answerIt(who.host, asked.cookie, answer)
  expect(refused(entered)).toBe(false)
  expect(await isIn(who, sessionIn(entered)!)).toBe(true)
  // Replayed: in the same browser, beside it at the same instant, and under a question of a later moment.
  expect(refused(await answerIt(who.host, asked.cookie, answer))).toBe(true)
  const next = await question(who.host)
  expect(refused(await answerIt(who.host, next.cookie, answer))).toBe(true)
  const third = await question(who.host)
  const again = key.use(third.challenge)
  const at = await Promise.all(Array.from({ length: 5 }, () => answerIt(who.host, third.cookie, again)))
  expect(at.filter((one) => !refused(one))).toHaveLength(1)
})

describe('an answer is refused', () => {
  test.each<[string, Lies]>([
    ['from a sibling association’s page', { origin: 'http://isep.localhost:3000' }],
    ['from a page on another port', { origin: 'http://supmeca.localhost:3001' }],
    ['from a page whose name only begins alike', { origin: 'http://supmeca.localhost:3000.ailleurs.example' }],
    ['for a key of the domain above', { rpId: 'localhost' }],
    ['for a key of a sibling’s host', { rpId: 'isep.localhost' }],
    ['without its holder having been verified', { unverified: true }],
    ['to a question that nobody asked', { challenge: Buffer.alloc(32, 1).toString('base64url') }],
    ['to the question of a registration', { type: 'webauthn.create' }],
    ['with the counter it had', { counter: 1 }],
    ['with a counter that went back', { counter: 0 }],
  ])('%s', async (_, lies) => {
    const { who, key } = await keyed()
    const asked = await question(who.host)
    const answer = await answerIt(who.host, asked.cookie, key.use(asked.challenge, lies))
    expect(refused(answer)).toBe(true)
    expect(sessionIn(answer)).toBeUndefined()
    // And the key is none the worse: its owner comes in afterwards.
    const next = await question(who.host)
    expect(refused(await answerIt(who.host, next.cookie, key.use(next.challenge)))).toBe(false)
  })

  test('in another browser than the one that was asked, and without any', async () => {
    const { who, key } = await keyed()
    const [mine, theirs] = [await question(who.host), await question(who.host)]
    expect(refused(await answerIt(who.host, theirs.cookie, key.use(mine.challenge)))).toBe(true)
    expect(refused(await answerIt(who.host, '', key.use(mine.challenge)))).toBe(true)
    expect(refused(await answerIt(who.host, mine.cookie, key.use(mine.challenge)))).toBe(false)
  })

  test('to another association’s question, and by a key that is another association’s', async () => {
    const { who, key } = await keyed()
    const elsewhere = await question('isep.localhost:3000')
    expect(refused(await answerIt(who.host, elsewhere.cookie, key.use(elsewhere.challenge)))).toBe(true)
    const there = await question('isep.localhost:3000')
    const perfect = key.use(there.challenge, { origin: 'http://isep.localhost:3000', rpId: 'isep.localhost' })
    expect(refused(await answerIt('isep.localhost:3000', there.cookie, perfect))).toBe(true)
  })

  test('from five minutes on, and not a second before', async () => {
    const { who, key } = await keyed()
    const [late, early] = [await question(who.host), await question(who.host)]
    later(299)
    expect(refused(await answerIt(who.host, early.cookie, key.use(early.challenge)))).toBe(false)
    later(300)
    expect(refused(await answerIt(who.host, late.cookie, key.use(late.challenge)))).toBe(true)
  })

  test('of an account that is disabled, one that is gone, and a key that was taken away', async () => {
    const [off, gone, removed] = [await keyed(), await keyed(), await keyed()]
    await inside('supmeca', async (query, { id }) => {
      await query(sql`UPDATE "account" SET "disabledAt" = ${NOW} WHERE "tenantId" = ${id} AND "id" = ${off.who.accountId}`)
      await query(sql`DELETE FROM "account" WHERE "tenantId" = ${id} AND "id" = ${gone.who.accountId}`)
    })
    const form = { remove: removed.key.id, currentPassword: PASSWORD }
    expect((await post(removed.who.host, KEYS, form, removed.cookie)).status).toBe(303)
    for (const { who, key } of [off, gone, removed]) {
      const asked = await question(who.host)
      expect(refused(await answerIt(who.host, asked.cookie, key.use(asked.challenge)))).toBe(true)
    }
    expect(await keysOf(gone.who)).toEqual([])
  })

  test('signed by one key in the name of another', async () => {
    const [mine, theirs] = [await keyed(), await keyed()]
    const asked = await question(mine.who.host)
    const answer = mine.key.use(asked.challenge, { id: theirs.key.id })
    expect(refused(await answerIt(mine.who.host, asked.cookie, answer))).toBe(true)
  })

  test.each([
    '',
    'null',
    '[]',
    '{"id":"a","response":{}}',
    '{"id":"a","response":[]}',
    `{"id":"${'x'.repeat(1401)}","response":{}}`,
    '{"id":{"toString":1},"response":{}}',
    '{'.repeat(5_000),
  ])('that is no answer at all, in words and not in a fault: %.30s', async (answer) => {
    const { host } = await somebody()
    expect(refused(await answerIt(host, (await question(host)).cookie, answer))).toBe(true)
  })
})

describe('as a second factor', () => {
  test('the account’s own key opens, and the password alone opens nothing', async () => {
    const { who, key } = await keyed()
    const pending = await signIn(who)
    expect(await isIn(who, pending)).toBe(false)
    const asked = await question(who.host, pending)
    expect(asked.allowed.map(({ id }: { id: string }) => id)).toEqual([key.id])
    const entered = await answerIt(who.host, pending, key.use(asked.challenge))
    expect(await isIn(who, sessionIn(entered)!)).toBe(true)
    expect(await isIn(who, pending)).toBe(false)
  })

  test('another account’s key opens neither account', async () => {
    const [mine, theirs] = [await keyed(), await keyed()]
    const pending = await signIn(theirs.who)
    const asked = await question(theirs.who.host, pending)
    const answer = await answerIt(theirs.who.host, pending, mine.key.use(asked.challenge))
    expect(refused(answer)).toBe(true)
    expect(sessionIn(answer)).toBeUndefined()
    expect(await isIn(theirs.who, pending)).toBe(false)
  })

  test('a question put to a visitor is not the one of a session that waits', async () => {
    const { who, key } = await keyed()
    const pending = await signIn(who)
    const visitor = await question(who.host)
    const both = `${pending}; ${visitor.cookie}`
    expect(refused(await answerIt(who.host, both, key.use(visitor.challenge)))).toBe(true)
  })

  test('a session that waits adds no key of its own', async () => {
    const { who } = await keyed()
    const pending = await signIn(who)
    const asked = await post(who.host, `${KEYS}/question`, { currentPassword: PASSWORD }, pending)
    expect(asked.headers.get('Location')).toContain('/connexion/verification')
    const own = new Authenticator('supmeca.localhost')
    const added = await add(who, pending, own.make('AAAA'))
    expect(added.headers.get('Location')).toContain('/connexion/verification')
    expect(await keysOf(who)).toHaveLength(1)
  })
})

describe('a key is added', () => {
  test('only after the password, in the session that gave it, within five minutes, once', async () => {
    const who = await somebody()
    const [mine, taken] = [await signIn(who), await signIn(who)]
    const key = new Authenticator('supmeca.localhost')
    const wrong = await post(who.host, `${KEYS}/question`, { currentPassword: 'faux' }, taken)
    expect(wrong.status).toBe(422)
    expect(await wrong.json()).not.toHaveProperty('options')
    expect((await add(who, taken, key.make(Buffer.alloc(32).toString('base64url')))).status).toBe(422)
    const challenge = await askToAdd(who, mine)
    expect((await add(who, taken, key.make(challenge))).status).toBe(422)
    later(300)
    expect((await add(who, mine, key.make(challenge))).status).toBe(422)
    const fresh = await askToAdd(who, mine)
    const answer = key.make(fresh)
    const added = await add(who, mine, answer)
    expect(added.status).toBe(200)
    expect((await add(who, cookieFrom(added), answer)).status).toBe(422)
    expect(await keysOf(who)).toHaveLength(1)
  })

  test.each<[string, Lies]>([
    ['from a sibling’s page', { origin: 'http://isep.localhost:3000' }],
    ['for the domain above', { rpId: 'localhost' }],
    ['by an answer that was meant to sign in', { type: 'webauthn.get' }],
    ['without its holder having been verified', { unverified: true }],
  ])('never %s', async (_, lies) => {
    const who = await somebody()
    const cookie = await signIn(who)
    const key = new Authenticator('supmeca.localhost')
    expect((await add(who, cookie, key.make(await askToAdd(who, cookie), lies))).status).toBe(422)
    expect(await keysOf(who)).toEqual([])
  })

  test('a question put before the password changed is void', async () => {
    const who = await somebody()
    const [mine, taken] = [await signIn(who), await signIn(who)]
    const challenge = await askToAdd(who, taken)
    const next = 'quatre lapins dansent mal'
    const form = { currentPassword: PASSWORD, newPassword: next, newPasswordAgain: next }
    expect((await post(who.host, '/parametres/securite/mot-de-passe', form, mine)).status).toBe(303)
    const key = new Authenticator('supmeca.localhost')
    expect((await add(who, taken, key.make(challenge))).status).toBe(302)
    expect(await keysOf(who)).toEqual([])
  })

  test('another account’s key is not taken over by its name', async () => {
    const { who, key } = await keyed()
    const thief = await somebody()
    const cookie = await signIn(thief)
    const own = new Authenticator('supmeca.localhost', key.id)
    expect((await add(thief, cookie, own.make(await askToAdd(thief, cookie)))).status).toBe(422)
    expect(await keysOf(who)).toHaveLength(1)
    expect(await keysOf(thief)).toEqual([])
  })

  test('ten answers to one question at once make one key', async () => {
    const who = await somebody()
    const cookie = await signIn(who)
    const challenge = await askToAdd(who, cookie)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => add(who, cookie, new Authenticator('supmeca.localhost').make(challenge))),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.every(({ status }) => status < 500)).toBe(true)
    expect(await keysOf(who)).toHaveLength(1)
  })

  test('ten keys from ten sessions at once: the recovery codes that are shown are those that open', async () => {
    const who = await somebody()
    const sessions: string[] = []
    for (let i = 0; i < 10; i++) sessions.push(await signIn(who))
    const asked = await Promise.all(sessions.map((cookie) => askToAdd(who, cookie)))
    const answers = await Promise.all(
      sessions.map((cookie, i) => add(who, cookie, new Authenticator('supmeca.localhost').make(asked[i]!))),
    )
    expect(answers.every(({ status }) => status < 500)).toBe(true)
    const shown = (await Promise.all(answers.map((answer) => answer.text()))).map(codesShown).filter((c) => c.length > 0)
    expect(shown).toHaveLength(1)
    const [kept] = await inside(who.slug, (query, { id }) =>
      query<{ n: number }>(sql`SELECT count(*)::int AS n FROM "recovery_code"
        WHERE "tenantId" = ${id} AND "accountId" = ${who.accountId}`),
    )
    expect(kept!.n).toBe(10)
    const pending = await signIn(who)
    const used = await post(who.host, '/connexion/verification', { code: shown[0]![0]!, redirectTo: '/' }, pending)
    expect(used.status).toBe(302)
  })
})

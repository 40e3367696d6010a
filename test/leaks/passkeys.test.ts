/** Passkeys under attack: whose key, which host, which question, which instant, which holder. */
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { Authenticator, type Lies } from '../factories/authenticator.ts'
import {
  add,
  answerIt,
  isIn,
  KEYS,
  keyed,
  keysOf,
  PASSWORD,
  post,
  question,
  refused,
  sessionIn,
  signIn,
  somebody,
} from '../factories/passkeys.ts'
import { apply, inside } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'

useDatabase()

const NOW = new Date('2026-11-29T10:00:00Z')
const later = (seconds: number) => setClock(new Date(NOW.getTime() + seconds * 1000))

beforeAll(() => apply('supmeca', 'isep'))
beforeEach(() => setClock(NOW))
afterEach(() => setClock(undefined))

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
      await query(
        sql`UPDATE "account" SET "disabledAt" = ${NOW} WHERE "tenantId" = ${id} AND "id" = ${off.who.accountId}`,
      )
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

/** Passkeys taken away under attack: two at once, the last one where one is needed, and while it signs in. */
import { setTimeout as pause } from 'node:timers/promises'
import { Secret, TOTP } from 'otpauth'
import pg from 'pg'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { now, setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { grantRole } from '#app/domain/people/accounts.server.ts'
import { Authenticator } from '../factories/authenticator.ts'
import {
  add,
  answerIt,
  askToAdd,
  isIn,
  KEYS,
  keyed,
  keysOf,
  PASSWORD,
  post,
  question,
  refused,
  type Somebody,
  sessionIn,
  signIn,
} from '../factories/passkeys.ts'
import { apply, inside, tenantFile } from '../factories/world.ts'
import { queryAs, useDatabase } from '../setup/database.ts'
import { cookieFrom, request } from '../setup/site.ts'

const database = useDatabase()

const START = Date.parse('2026-11-29T10:00:00Z')
let minutes = 0
const later = () => setClock(new Date(START + ++minutes * 60_000))

beforeAll(async () => {
  const file = tenantFile('supmeca')
  await apply({ ...file, security: { ...file.security, secondFactor: { roles: ['admin'], graceDays: 14 } } })
})
beforeEach(later)
afterEach(() => setClock(undefined))

const remove = (who: Somebody, id: string, cookie: string) =>
  post(who.host, KEYS, { remove: id, currentPassword: PASSWORD }, cookie)
const ten = <T>(work: (i: number) => Promise<T>) => Promise.all(Array.from({ length: 10 }, (_, i) => work(i)))

/** Somebody with two keys; a member of the staff has to keep one. */
async function twoKeys(staff = false) {
  const { who, key, cookie } = await keyed()
  const second = new Authenticator('supmeca.localhost')
  const answer = await add(who, cookie, second.make(await askToAdd(who, cookie)))
  expect(answer.status).toBeLessThan(400)
  if (staff)
    await inside(who.slug, (query, scope) =>
      grantRole(query, scope, { accountId: who.accountId, role: 'admin' }, new Date(START)),
    )
  return { who, keys: [key, second] as const, cookie: cookieFrom(answer) || cookie }
}

const rowsOf = (who: Somebody, table: 'recovery_code' | 'security_event') =>
  inside(who.slug, async (query, { id }) => {
    const rows = await query<{ kind: string }>(
      table === 'recovery_code'
        ? sql`SELECT '' AS "kind" FROM "recovery_code" WHERE "tenantId" = ${id} AND "accountId" = ${who.accountId}`
        : sql`SELECT "kind" FROM "security_event" WHERE "tenantId" = ${id} AND "accountId" = ${who.accountId}`,
    )
    return rows.map(({ kind }) => kind)
  })

describe('at once', () => {
  test('both keys of a member go, the codes with the last, each told of once', async () => {
    const { who, keys, cookie } = await twoKeys()
    const answers = await ten((i) => remove(who, keys[i % 2]!.id, cookie))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(303))
    expect(await keysOf(who)).toEqual([])
    expect(await rowsOf(who, 'recovery_code')).toEqual([])
    expect((await rowsOf(who, 'security_event')).filter((kind) => kind === 'passkey.removed')).toHaveLength(2)
    expect(await isIn(who, await signIn(who)), 'the password opens by itself again').toBe(true)
  })

  test('one of two keys stays where the association asks for one, whichever was first', async () => {
    for (let round = 0; round < 5; round++) {
      const { who, keys, cookie } = await twoKeys(true)
      const answers = await Promise.all(keys.map(({ id }) => remove(who, id, cookie)))
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
      expect(await keysOf(who)).toHaveLength(1)
      expect(await rowsOf(who, 'recovery_code')).toHaveLength(10)
    }
  })

  test('the last one stays, in words, ten times over, and still opens', async () => {
    const { who, keys, cookie } = await twoKeys(true)
    expect((await remove(who, keys[0].id, cookie)).status).toBe(303)
    const answers = await ten(() => remove(who, keys[1].id, cookie))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([422]))
    expect(await answers[0]!.text()).toContain('L’association demande une vé')
    const asked = await question(who.host)
    expect(refused(await answerIt(who.host, asked.cookie, keys[1].use(asked.challenge)))).toBe(false)
  })

  test('a key taken away while another is added leaves an account that holds together', async () => {
    for (let round = 0; round < 5; round++) {
      const { who, key, cookie } = await keyed()
      const other = await signIn(who)
      const asked = await question(who.host, other)
      const proved = sessionIn(await answerIt(who.host, other, key.use(asked.challenge)))!
      const fresh = new Authenticator('supmeca.localhost')
      const answer = fresh.make(await askToAdd(who, proved))
      const [gone, come] = await Promise.all([remove(who, key.id, cookie), add(who, proved, answer)])
      expect([gone.status, come.status < 400]).toEqual([303, true])
      expect((await keysOf(who)).map(({ id }) => id)).toEqual([fresh.id])
      expect(await rowsOf(who, 'recovery_code')).toHaveLength(10)
    }
  })
})

/** @returns how many sessions of this database wait for a lock */
async function waiting(): Promise<number> {
  const [row] = await queryAs<{ n: number }>(
    database.url('owner').replace('alumni_owner', 'postgres'),
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  )
  return row!.n
}

describe('while it signs in', () => {
  test('a removal is answered only when the key it removes opens nothing more', async () => {
    const { who, key, cookie } = await keyed()
    const asked = await question(who.host)
    const owner = new pg.Client({ connectionString: database.url('owner') })
    await owner.connect()
    try {
      // Holds the sign-in up between the key's answer and the session.
      await owner.query('BEGIN')
      await owner.query('LOCK TABLE "session" IN SHARE MODE')
      const entering = answerIt(who.host, asked.cookie, key.use(asked.challenge))
      await expect.poll(waiting).toBe(1)
      let removed = false
      const removal = remove(who, key.id, cookie).then((answer) => {
        removed = true
        return answer
      })
      await expect.poll(async () => removed || (await waiting()) === 2, { timeout: 10_000 }).toBe(true)
      expect(removed).toBe(false)
      await owner.query('COMMIT')
      expect(refused(await entering)).toBe(false)
      expect((await removal).status).toBe(303)
    } finally {
      await owner.end()
    }
    const next = await question(who.host)
    expect(refused(await answerIt(who.host, next.cookie, key.use(next.challenge)))).toBe(true)
  })

  test('one of both wins, without a fault and without a session for a key that is gone', async () => {
    for (let round = 0; round < 10; round++) {
      const { who, key, cookie } = await keyed()
      const asked = await question(who.host)
      const answer = key.use(asked.challenge)
      const late = (round % 5) * 4
      const [entered, gone] = await Promise.all([
        answerIt(who.host, asked.cookie, answer),
        pause(late).then(() => remove(who, key.id, cookie)),
      ])
      expect([entered.status, gone.status]).toEqual([302, 303])
      expect(sessionIn(entered) !== undefined).toBe(!refused(entered))
      expect(await keysOf(who)).toEqual([])
    }
  })

  test('a session that waits for the key is not let in by it once it is gone', async () => {
    const { who, keys, cookie } = await twoKeys()
    const pending = await signIn(who)
    const asked = await question(who.host, pending)
    const answer = keys[1].use(asked.challenge)
    expect((await remove(who, keys[1].id, cookie)).status).toBe(303)
    expect(refused(await answerIt(who.host, pending, answer))).toBe(true)
    expect(await isIn(who, pending)).toBe(false)
    const again = await question(who.host, pending)
    expect(again.allowed.map(({ id }: { id: string }) => id)).toEqual([keys[0].id])
  })

  test('an app taken away while its code signs in is no fault either', async () => {
    const { who, cookie } = await keyed()
    const path = '/parametres/securite/application'
    const page = await (await request(who.host, path, { cookie })).text()
    const base32 = /<code data-secret[^>]*>([^<]+)</.exec(page)![1]!.replaceAll(' ', '')
    const code = () =>
      new TOTP({ secret: Secret.fromBase32(base32), digits: 6, period: 30 }).generate({ timestamp: now().getTime() })
    const added = await post(who.host, path, { intent: 'add', code: code(), currentPassword: PASSWORD }, cookie)
    const mine = cookieFrom(added)
    later()
    const pending = await signIn(who)
    const [entered, ...gone] = await Promise.all([
      post(who.host, '/connexion/verification', { code: code(), redirectTo: '/' }, pending),
      ...Array.from({ length: 5 }, () => post(who.host, path, { intent: 'remove', currentPassword: PASSWORD }, mine)),
    ])
    expect([302, 401]).toContain(entered!.status)
    expect(gone.map(({ status }) => status)).toEqual(Array(5).fill(303))
  })
})

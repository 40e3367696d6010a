/** Passkeys added under attack: without the password, late, twice, by somebody else, ten at once. */
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { Authenticator, type Lies } from '../factories/authenticator.ts'
import {
  add,
  askToAdd,
  codesShown,
  KEYS,
  keyed,
  keysOf,
  PASSWORD,
  post,
  signIn,
  somebody,
} from '../factories/passkeys.ts'
import { apply, inside } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { cookieFrom } from '../setup/site.ts'

useDatabase()

const NOW = new Date('2026-11-29T10:00:00Z')
const later = (seconds: number) => setClock(new Date(NOW.getTime() + seconds * 1000))

beforeAll(() => apply('supmeca', 'isep'))
beforeEach(() => setClock(NOW))
afterEach(() => setClock(undefined))

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
    const shown = (await Promise.all(answers.map((answer) => answer.text())))
      .map(codesShown)
      .filter((c) => c.length > 0)
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

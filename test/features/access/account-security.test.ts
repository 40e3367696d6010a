/** The keys of an account: password, second factors, recovery codes, sessions (E5, S11). */
import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { hashPassword } from '#app/context/password.ts'
import { sql } from '#app/db/sql.ts'
import { createAccounts, grantRole } from '#app/domain/people/accounts.server.ts'
import { addPeople, apply, inside, TRACE, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { cookieFrom, request } from '../../setup/site.ts'

useDatabase()

const PASSWORD = 'une phrase assez longue'
const NEXT = 'quatre lapins dansent mal'
const PAGE = '/parametres/securite'
let passwordHash = ''
let count = 0

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD)
  const file = tenantFile('supmeca')
  const security = { ...file.security, secondFactor: { roles: ['admin' as const], graceDays: 14 } }
  await apply('supmeca', { ...file, slug: 'strict', name: 'Stricte', security })
})

afterEach(() => setClock(undefined))

interface Somebody {
  slug: string
  login: string
  accountId: string
}

async function somebody(slug = 'supmeca'): Promise<Somebody> {
  count += 1
  const values = { firstName: 'Jean', lastName: `Q${String.fromCharCode(64 + count)}uentin`, promotion: 2010 }
  const [person] = await addPeople(slug, [{ values }])
  const email = `jean${count}@exemple.fr`
  const [made] = await inside(slug, (query, scope) =>
    createAccounts(query, scope, [{ personId: person!.id, passwordHash, email }], TRACE.now),
  )
  return { slug, login: made!.login, accountId: made!.accountId }
}

const post = (who: { slug: string }, path: string, form: Record<string, string>, cookie = '') =>
  request(`${who.slug}.localhost`, path, { form, cookie })
const get = (who: { slug: string }, path: string, cookie: string) => request(`${who.slug}.localhost`, path, { cookie })

async function signIn(who: Somebody, password = PASSWORD, cookie = ''): Promise<{ cookie: string; to: string | null }> {
  const answer = await post(who, '/connexion', { login: who.login, password }, cookie)
  expect(answer.status).toBe(302)
  return { cookie: cookieFrom(answer), to: answer.headers.get('Location') }
}

const isIn = async (who: Somebody, cookie: string) => (await get(who, PAGE, cookie)).status === 200
const codeAt = (secret: string, at: Date) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() })
const textsOf = (html: string, mark: string) =>
  [...html.matchAll(new RegExp(`<code data-${mark}[^>]*>([^<]+)`, 'g'))].map(([, text]) => text!)

interface Enrolled extends Somebody {
  cookie: string
  before: string
  secret: string
  codes: string[]
  at: Date
}

/** As without JavaScript: a page, a form, a page. */
async function enrolled(who: Somebody, cookie?: string): Promise<Enrolled> {
  const before = cookie ?? (await signIn(who)).cookie
  const page = await (await get(who, `${PAGE}/application`, before)).text()
  const secret = textsOf(page, 'secret')[0]!.replaceAll(' ', '')
  expect(page).toContain('<svg viewBox')
  const at = new Date()
  setClock(at)
  const form = { intent: 'add', code: codeAt(secret, at), currentPassword: PASSWORD }
  const answer = await post(who, `${PAGE}/application`, form, before)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('Cache-Control')).toBe('no-store')
  return { ...who, cookie: cookieFrom(answer), before, secret, codes: textsOf(await answer.text(), 'code'), at }
}

const later = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1000)
const verify = (who: Enrolled, cookie: string, code: string, redirectTo = '/annuaire?q=a') =>
  post(who, '/connexion/verification', { code, redirectTo }, cookie)

describe('an authenticator app', () => {
  test('is added by its first code, with ten codes for the day it is lost; the session is a new one', async () => {
    const who = await enrolled(await somebody())
    expect(who.codes).toHaveLength(10)
    expect(await isIn(who, who.cookie)).toBe(true)
    expect(await isIn(who, who.before)).toBe(false)
    const [row] = await inside(who.slug, (query, { id }) =>
      query<{ sealed: string }>(sql`SELECT "sealed" FROM "totp_secret" WHERE "tenantId" = ${id}`),
    )
    expect(row!.sealed).toMatch(/^v1\./)
    expect(row!.sealed).not.toContain(who.secret)
  })

  test('is not added with a wrong code or a wrong password, nor one proposed in another session', async () => {
    const who = await somebody()
    const [mine, taken] = [(await signIn(who)).cookie, (await signIn(who)).cookie]
    const secretIn = async (cookie: string) =>
      textsOf(await (await get(who, `${PAGE}/application`, cookie)).text(), 'secret')[0]!.replaceAll(' ', '')
    const seen = await secretIn(taken)
    const own = await secretIn(mine)
    expect(own).not.toBe(seen)
    expect(await secretIn(mine)).toBe(own)
    const now = new Date()
    setClock(now)
    const add = (code: string, currentPassword: string, cookie: string) =>
      post(who, `${PAGE}/application`, { intent: 'add', code, currentPassword }, cookie)
    expect((await add(codeAt(seen, now), PASSWORD, mine)).status).toBe(422)
    expect((await add(codeAt(own, now), 'faux', mine)).status).toBe(422)
    expect((await add(codeAt(own, now), PASSWORD, taken)).status).toBe(422)
    expect((await add(codeAt(await secretIn(mine), now), PASSWORD, mine)).status).toBe(200)
  })

  test('then a password alone opens nothing; its code opens, once, a step early or late and no more', async () => {
    const who = await enrolled(await somebody())
    const pending = await signIn(who)
    expect(pending.to).toMatch(/^\/connexion\/verification\?redirectTo=/)
    for (const path of [PAGE, `${PAGE}/codes`, '/parametres', '/annuaire'])
      expect((await get(who, path, pending.cookie)).headers.get('Location'), path).toContain('/connexion/verification')
    expect((await verify(who, pending.cookie, codeAt(who.secret, who.at))).status).toBe(401)
    setClock(later(who.at, 120))
    for (const off of [-60, 60])
      expect((await verify(who, pending.cookie, codeAt(who.secret, later(who.at, 120 + off)))).status).toBe(401)
    const right = await verify(who, pending.cookie, codeAt(who.secret, later(who.at, 90)))
    expect([right.status, right.headers.get('Location')]).toEqual([302, '/annuaire?q=a'])
    const cookie = cookieFrom(right)
    expect(await isIn(who, cookie)).toBe(true)
    expect(await isIn(who, pending.cookie)).toBe(false)
    const again = await signIn(who)
    expect((await verify(who, again.cookie, codeAt(who.secret, later(who.at, 90)))).status).toBe(401)
    expect((await verify(who, again.cookie, codeAt(who.secret, later(who.at, 150)))).status).toBe(302)
  })

  test('thirty codes at once are not more than ten, from whatever sessions', async () => {
    const who = await enrolled(await somebody())
    const pending = await Promise.all([1, 2, 3].map(() => signIn(who)))
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => verify(who, pending[i % 3]!.cookie, String(100_000 + i))),
    )
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20)
  })

  test('a recovery code opens once, however it is typed, and the owner is told', async () => {
    const who = await enrolled(await somebody())
    const code = who.codes[3]!.toUpperCase().replaceAll('-', ' ')
    expect((await verify(who, (await signIn(who)).cookie, code)).status).toBe(302)
    expect((await verify(who, (await signIn(who)).cookie, code)).status).toBe(401)
    const told = await inside(who.slug, (query, { id }) =>
      query<{ kind: string }>(sql`SELECT "kind" FROM "security_event"
        WHERE "tenantId" = ${id} AND "accountId" = ${who.accountId} AND "kind" = 'codes.used'`),
    )
    expect(told).toHaveLength(1)
  })

  test('is taken away with the password, and its codes with it', async () => {
    const who = await enrolled(await somebody())
    const remove = (currentPassword: string) =>
      post(who, `${PAGE}/application`, { intent: 'remove', currentPassword }, who.cookie)
    expect((await remove('faux')).status).toBe(422)
    expect((await remove(PASSWORD)).status).toBe(303)
    expect(await isIn(who, (await signIn(who)).cookie)).toBe(true)
    expect((await get(who, `${PAGE}/codes`, who.cookie)).status).toBe(302)
  })
})

describe('where the association asks it of a role', () => {
  const give = (who: Somebody, at: Date) =>
    inside(who.slug, (query, scope) => grantRole(query, scope, { accountId: who.accountId, role: 'admin' }, at))

  test('the role opens until the grace is over, then nothing but the page where a factor is added', async () => {
    const who = await somebody('strict')
    const given = new Date()
    await give(who, given)
    const { cookie } = await signIn(who)
    expect((await get(who, '/admin', cookie)).status).toBe(200)
    // Meanwhile every page says so, to this account alone.
    for (const path of ['/', '/admin', '/annuaire', PAGE])
      expect(await (await get(who, path, cookie)).text(), path).toContain('data-factor-due')
    const plain = await somebody('strict')
    expect(await (await get(plain, '/', (await signIn(plain)).cookie)).text()).not.toContain('data-factor-due')
    setClock(later(given, 14 * 86_400 + 60))
    const late = (await signIn(who)).cookie
    expect((await get(who, '/admin', late)).headers.get('Location')).toBe(PAGE)
    expect((await post(who, '/admin/equipe', { intent: 'give', login: who.login, role: 'admin' }, late)).status).toBe(
      302,
    )
    const page = await (await get(who, PAGE, late)).text()
    expect(page).toContain('attend une vérification')
  })

  test('once added it opens again, and the last one stays', async () => {
    const who = await somebody('strict')
    await give(who, new Date('2020-01-01'))
    const { cookie } = await enrolled(who)
    expect((await get(who, '/admin', cookie)).status).toBe(200)
    const remove = await post(who, `${PAGE}/application`, { intent: 'remove', currentPassword: PASSWORD }, cookie)
    expect(remove.status).toBe(422)
    expect((await get(who, '/admin', cookie)).status).toBe(200)
  })
})

describe('the password', () => {
  const change = (who: Somebody, cookie: string, form: Partial<Record<string, string>> = {}) => {
    const all = { currentPassword: PASSWORD, newPassword: NEXT, newPasswordAgain: NEXT, ...form }
    return post(who, `${PAGE}/mot-de-passe`, all, cookie)
  }

  test('changes with the current one; every other session is over at its next request', async () => {
    const who = await somebody()
    const [here, there] = [(await signIn(who)).cookie, (await signIn(who)).cookie]
    const changed = await change(who, here)
    expect([changed.status, changed.headers.get('Location')]).toEqual([303, `${PAGE}?fait=motdepasse`])
    expect(await isIn(who, cookieFrom(changed))).toBe(true)
    expect([await isIn(who, here), await isIn(who, there)]).toEqual([false, false])
    expect((await post(who, '/connexion', { login: who.login, password: PASSWORD })).status).toBe(401)
    await signIn(who, NEXT)
    const mails = await inside(who.slug, (query, { id }) =>
      query(sql`SELECT "recipient" FROM "mail" WHERE "tenantId" = ${id} AND "accountId" = ${who.accountId}`),
    )
    expect(mails).toHaveLength(1)
  })

  test.each([
    ['currentPassword', 'faux', 'mot de passe actuel'],
    ['newPassword', 'trop court', 'au moins 15'],
    ['newPassword', PASSWORD, 'déjà votre mot de passe'],
    ['newPasswordAgain', 'autre chose du tout', 'ne sont pas les mêmes'],
  ])('is refused in words: %s %s', async (name, value, said) => {
    const who = await somebody()
    const answer = await change(who, (await signIn(who)).cookie, { [name]: value })
    expect(answer.status).toBe(422)
    expect((await answer.text()).replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')).toContain(said)
  })
})

describe('sessions', () => {
  test('are listed in words, and closed one by one or all at once', async () => {
    const who = await somebody()
    const [one, two, three] = await Promise.all([signIn(who), signIn(who), signIn(who)])
    const page = await (await get(who, PAGE, one!.cookie)).text()
    const ids = [...page.matchAll(/name="session" value="([0-9a-f]{64})"/g)].map(([, id]) => id!)
    expect(ids).toHaveLength(2)
    await post(who, PAGE, { session: ids[0]! }, one!.cookie)
    const left = [await isIn(who, two!.cookie), await isIn(who, three!.cookie)]
    expect(left.filter(Boolean)).toHaveLength(1)
    await post(who, PAGE, { intent: 'others' }, one!.cookie)
    expect([await isIn(who, one!.cookie), await isIn(who, two!.cookie), await isIn(who, three!.cookie)]).toEqual([
      ...[true, false, false],
    ])
  })

  test('of somebody else are not closed', async () => {
    const [who, other] = [await somebody(), await somebody()]
    const [mine, theirs] = [await signIn(who), await signIn(other)]
    const [row] = await inside(who.slug, (query, { id }) =>
      query<{ id: string }>(
        sql`SELECT "id" FROM "session" WHERE "tenantId" = ${id} AND "accountId" = ${other.accountId}`,
      ),
    )
    await post(who, PAGE, { session: row!.id }, mine.cookie)
    expect(await isIn(other, theirs.cookie)).toBe(true)
  })

  test('end when they lie unused, and at the latest after the association’s days; a remembered one lasts', async () => {
    const who = await somebody()
    const at = new Date()
    const plain = await signIn(who)
    const kept = await post(who, '/connexion', { login: who.login, password: PASSWORD, remember: 'on' })
    expect(kept.headers.getSetCookie()[0]).toMatch(/Max-Age=5184000/)
    const hours = (count: number) => setClock(later(at, count * 3600))
    for (const hour of [11, 22, 33]) {
      hours(hour)
      expect(await isIn(who, plain.cookie)).toBe(true)
    }
    hours(33 + 13)
    expect([await isIn(who, plain.cookie), await isIn(who, cookieFrom(kept))]).toEqual([false, true])
    hours(24 * 61)
    expect(await isIn(who, cookieFrom(kept))).toBe(false)
  })

  test('of a disabled account open nothing at the next request', async () => {
    const who = await somebody()
    const { cookie } = await signIn(who)
    await inside(who.slug, (query, { id }) =>
      query(sql`UPDATE "account" SET "disabledAt" = now() WHERE "tenantId" = ${id} AND "id" = ${who.accountId}`),
    )
    expect(await isIn(who, cookie)).toBe(false)
  })
})

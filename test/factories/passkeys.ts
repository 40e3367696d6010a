/** Owners of passkeys, and the steps of a browser that adds and uses one. */
import { expect } from 'vitest'
import { hashPassword } from '#app/context/password.ts'
import { sql } from '#app/db/sql.ts'
import { createAccounts } from '#app/domain/people/accounts.server.ts'
import { cookieFrom, request } from '../setup/site.ts'
import { Authenticator } from './authenticator.ts'
import { addPeople, inside, TRACE } from './world.ts'

export const PASSWORD = 'une phrase assez longue'
export const KEYS = '/parametres/securite/cles'
let hashed: Promise<string> | undefined
let count = 0

export interface Somebody {
  slug: string
  host: string
  login: string
  accountId: string
}

export async function somebody(slug = 'supmeca'): Promise<Somebody> {
  count += 1
  hashed ??= hashPassword(PASSWORD)
  const passwordHash = await hashed
  const values = { firstName: 'Jean', lastName: `K${String.fromCharCode(64 + count)}eller`, promotion: 2010 }
  const [person] = await addPeople(slug, [{ values }])
  const [made] = await inside(slug, (query, scope) =>
    createAccounts(query, scope, [{ personId: person!.id, passwordHash, email: `k${count}@exemple.fr` }], TRACE.now),
  )
  return { slug, host: `${slug}.localhost:3000`, login: made!.login, accountId: made!.accountId }
}

export type Form = Record<string, string>
export const post = (host: string, path: string, form: Form, cookie = '') => request(host, path, { form, cookie })

export async function signIn({ host, login }: Somebody): Promise<string> {
  const answer = await post(host, '/connexion', { login, password: PASSWORD })
  expect(answer.status).toBe(302)
  return cookieFrom(answer)
}

export const isIn = async ({ host }: Somebody, cookie: string) =>
  (await request(host, '/parametres/securite', { cookie })).status === 200

export async function askToAdd({ host }: Somebody, cookie: string): Promise<string> {
  const answer = await post(host, `${KEYS}/question`, { currentPassword: PASSWORD }, cookie)
  expect(answer.status).toBe(200)
  return (await answer.json()).options.challenge
}

export const add = ({ host }: Somebody, cookie: string, answer: string) =>
  post(host, KEYS, { answer, name: 'Clé' }, cookie)
export const keysOf = ({ slug, accountId }: Somebody) =>
  inside(slug, (query, { id }) =>
    query<{ id: string; counter: string }>(
      sql`SELECT "id", "counter"::text FROM "passkey" WHERE "tenantId" = ${id} AND "accountId" = ${accountId}`,
    ),
  )
export const codesShown = (html: string) => [...html.matchAll(/<code data-code[^>]*>([^<]+)/g)].map(([, text]) => text!)

/** Somebody with a key, and the session that added it. */
export async function keyed(slug?: string) {
  const who = await somebody(slug)
  const key = new Authenticator(who.host.split(':')[0]!)
  const before = await signIn(who)
  const answer = await add(who, before, key.make(await askToAdd(who, before)))
  expect(answer.status).toBe(200)
  return { who, key, cookie: cookieFrom(answer) }
}

/** A browser that asks for a key: the question, and what binds the browser to it. */
export async function question(host: string, cookie = '') {
  const asked = await post(host, '/connexion/cle', { intent: 'question' }, cookie)
  const { options } = await asked.json()
  const own = cookieFrom(asked)
  return { challenge: options.challenge as string, allowed: options.allowCredentials, cookie: own || cookie }
}

export const answerIt = (host: string, cookie: string, answer: string) =>
  post(host, '/connexion/cle', { answer }, cookie)
const REFUSED = /[?&]cle=refusee/
export const refused = (answer: Response) => REFUSED.test(answer.headers.get('Location') ?? '')

/** Every cookie of the answer that opens a session; an ended one is none. */
export const sessionIn = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0]!)
    .find((pair) => /^session=./.test(pair))

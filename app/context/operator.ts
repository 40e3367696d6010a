/**
 * The gate of the operator's pages (`admin.<base domain>`): accounts, cookie and sessions of their own, and no association.
 * An operator sees which associations there are and how the machine does; never a person.
 */
import { createHash, randomBytes } from 'node:crypto'
import { sql } from '../db/sql.ts'
import { outsideTenants } from '../db/transaction.ts'
import { type Language, languageOf } from '../i18n/language.ts'
import { type Translate, translatorFor } from '../i18n/translator.ts'
import { now as clockNow } from './clock.ts'
import type { Args } from './open.ts'
import { keyedHash } from './origin.ts'
import { notFound } from './refusals.ts'
import { isLocal, newSessionSecret, onlyCookie } from './session.ts'
import { siteOfRequest } from './site.ts'

/** Seconds: a working day. */
const SESSION_SECONDS = 8 * 3600
/** Where operators sign in. */
const SIGN_IN = '/operateur/connexion'

export interface OperatorCtx {
  url: URL
  host: string
  operator: { id: string; email: string } | undefined
  sessionId: string | undefined
  language: Language
  t: Translate
  now: Date
}

export interface OpenOperatorOptions {
  /** What the page needs; nothing: whoever comes to the operator's host. */
  needs?: 'operator'
}

/**
 * @throws Response 404 on any other host; 302 to the sign-in page where an operator is needed and nobody is signed in
 */
export async function openOperator({ request }: Args, { needs }: OpenOperatorOptions = {}): Promise<OperatorCtx> {
  const site = await siteOfRequest(request)
  if (site.kind !== 'operator') throw notFound()
  const now = clockNow()
  const sessionId = sessionIdOf(request, site.host)
  const operator = sessionId ? await operatorOf(sessionId, now) : undefined
  if (needs && !operator)
    throw new Response(null, { status: 302, headers: { Location: SIGN_IN, 'Cache-Control': 'no-store' } })
  const language = languageOf(request)
  return { url: new URL(request.url), host: site.host, operator, sessionId, language, t: translatorFor(language), now }
}

/**
 * The gate of the product's own pages (the bare host): nobody signs in there.
 * @throws Response 404 on any other host
 */
export async function openProduct({ request }: Args): Promise<Pick<OperatorCtx, 'url' | 'host' | 'language' | 't'>> {
  const site = await siteOfRequest(request)
  if (site.kind !== 'product') throw notFound()
  const language = languageOf(request)
  return { url: new URL(request.url), host: site.host, language, t: translatorFor(language) }
}

async function operatorOf(sessionId: string, now: Date): Promise<OperatorCtx['operator']> {
  const [row] = await outsideTenants((query) =>
    query<{ id: string; email: string }>(sql`
      SELECT o."id", o."email" FROM "operator_session" s JOIN "operator" o ON o."id" = s."operatorId"
      WHERE s."id" = ${sessionId} AND s."expiresAt" > ${now}`),
  )
  return row
}

/** As for accounts (session.ts): `__Host-` and Secure everywhere but on plain-http local hosts. */
function cookieName(host: string): string {
  return isLocal(host) ? 'operator' : '__Host-operator'
}

function cookie(host: string, value: string, seconds: number): string {
  return `${cookieName(host)}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${isLocal(host) ? '' : '; Secure'}`
}

function sessionIdOf(request: Request, host: string): string | undefined {
  const secret = onlyCookie(request, cookieName(host))
  return secret && /^[\w-]{40,64}$/.test(secret) ? createHash('sha256').update(secret).digest('hex') : undefined
}

const browserCookie = (host: string) => (isLocal(host) ? 'operator-device' : '__Host-operator-device')
const signed = (operatorId: string, id: string) => `${id}.${keyedHash(`operator-device ${operatorId} ${id}`)}`
/** Seconds a browser is known by. */
const BROWSER_SECONDS = 400 * 24 * 3600

/** @returns what names a browser from which this operator signed in before; strangers' guesses do not count against it. */
export function operatorBrowser(request: Request, host: string, operatorId: string): string | undefined {
  const value = onlyCookie(request, browserCookie(host))
  const [id = ''] = value?.split('.') ?? []
  return value && /^[\w-]{20,}$/.test(id) && value === signed(operatorId, id) ? keyedHash(value) : undefined
}

/**
 * Starts an operator's session after a proof of who they are; the one before, and those that are over, end.
 * @returns the `Set-Cookie` values: of the session, and of the browser that is known from now on
 */
export async function startOperatorSession(ctx: OperatorCtx, operatorId: string): Promise<string[]> {
  const { secret, id } = newSessionSecret()
  const expires = new Date(ctx.now.getTime() + SESSION_SECONDS * 1000)
  await outsideTenants(async (query) => {
    await query(sql`DELETE FROM "operator_session" WHERE "id" = ${ctx.sessionId ?? ''} OR "expiresAt" <= ${ctx.now}`)
    await query(
      sql`INSERT INTO "operator_session" ("id", "operatorId", "expiresAt") VALUES (${id}, ${operatorId}, ${expires})`,
    )
  })
  const secure = isLocal(ctx.host) ? '' : '; Secure'
  const browser = signed(operatorId, randomBytes(16).toString('base64url'))
  const known = `${browserCookie(ctx.host)}=${browser}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${BROWSER_SECONDS}${secure}`
  return [cookie(ctx.host, secret, SESSION_SECONDS), known]
}

/** @returns the `Set-Cookie` value that ends it in the browser. */
export async function endOperatorSession({ host, sessionId }: OperatorCtx): Promise<string> {
  if (sessionId) await outsideTenants((query) => query(sql`DELETE FROM "operator_session" WHERE "id" = ${sessionId}`))
  return cookie(host, '', 0)
}

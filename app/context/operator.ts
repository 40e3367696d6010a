/**
 * The gate of the operator's pages (`admin.<base domain>`): accounts, cookie and sessions of their own, and no
 * association. An operator sees which associations there are and how the machine does; never a person.
 */
import { createHash, randomBytes } from 'node:crypto'
import * as href from '#app/addresses.ts'
import { sql } from '#app/db/sql.ts'
import { outsideTenants } from '#app/db/transaction.ts'
import { type Language, languageOf } from '#app/i18n/language.ts'
import { type Translate, translatorFor } from '#app/i18n/translator.ts'
import { now as clockNow } from './clock.ts'
import { env } from './env.ts'
import type { Args } from './open.ts'
import { keyedHash } from './origin.ts'
import { notFound } from './refusals.ts'
import { isLocal, newSessionSecret, onlyCookie } from './session.ts'
import { siteOfRequest } from './site.ts'

/** Seconds: a working day. */
const SESSION_SECONDS = 8 * 3600
/** Where operators sign in. */
const SIGN_IN = href.operatorSignIn
/** Where they show the second factor. */
const VERIFICATION = href.operatorVerification
/** Where they add one. */
const SECURITY = href.operatorSecurity

export interface Operator {
  id: string
  email: string
  /** A second factor is on. */
  hasFactor: boolean
}

export interface OperatorCtx {
  request: Request

  url: URL
  host: string
  /** Who is in, and has shown the second factor that is on. */
  operator: Operator | undefined
  /** Who gave the right password, and has not shown the second factor yet. */
  pending: Operator | undefined
  sessionId: string | undefined
  language: Language
  t: Translate
  now: Date
}

export interface OpenOperatorOptions {
  /** What the page needs; nothing: whoever comes to the operator's host. */
  needs?: 'operator' | 'enrolment'
}

/**
 * Where real associations are served nobody runs the platform on a password alone; the demo's account is everybody's.
 */
const isFactorAsked = () => env().NODE_ENV === 'production' && !env().DEMO

const away = (to: string) => new Response(null, { status: 302, headers: { Location: to, 'Cache-Control': 'no-store' } })

/**
 * @throws Response 404 on any other host; 302 to the sign-in page where an operator is needed and nobody is signed in
 */
export async function openOperator({ request }: Args, { needs }: OpenOperatorOptions = {}): Promise<OperatorCtx> {
  const site = await siteOfRequest(request)
  if (site.kind !== 'operator') throw notFound()
  const now = clockNow()
  const sessionId = sessionIdOf(request, site.host)
  const found = sessionId ? await operatorOf(sessionId, now) : undefined
  const waits = found?.hasFactor && !found.proved
  const [operator, pending] = waits ? [undefined, found] : [found, undefined]
  if (needs && !operator) throw away(pending ? VERIFICATION : SIGN_IN)
  if (needs === 'operator' && !operator?.hasFactor && isFactorAsked()) throw away(SECURITY)
  const language = languageOf(request)
  const whose = { operator, pending, sessionId }
  return { request, url: new URL(request.url), host: site.host, ...whose, language, t: translatorFor(language), now }
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

async function operatorOf(sessionId: string, now: Date): Promise<(Operator & { proved: boolean }) | undefined> {
  const [row] = await outsideTenants((query) =>
    query<Operator & { proved: boolean }>(sql`
      SELECT o."id", o."email", f."confirmedAt" IS NOT NULL AS "hasFactor", s."provedAt" IS NOT NULL AS "proved"
      FROM "operator_session" s JOIN "operator" o ON o."id" = s."operatorId"
      LEFT JOIN "operator_factor" f ON f."operatorId" = o."id"
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

/**
 * @returns what names a browser from which this operator signed in before; strangers' guesses do not count against it.
 */
export function operatorBrowser(request: Request, host: string, operatorId: string): string | undefined {
  const value = onlyCookie(request, browserCookie(host))
  const [id = ''] = value?.split('.') ?? []
  return value && /^[\w-]{20,}$/.test(id) && value === signed(operatorId, id) ? keyedHash(value) : undefined
}

/**
 * Starts an operator's session after a proof of who they are; the one before, and those that are over, end.
 * @param proved the second factor was shown too
 * @returns the `Set-Cookie` values: of the session, and of the browser that is known from now on
 */
export async function startOperatorSession(
  ctx: Pick<OperatorCtx, 'host' | 'now' | 'sessionId'>,
  operatorId: string,
  proved = false,
): Promise<string[]> {
  const { secret, id } = newSessionSecret()
  const expires = new Date(ctx.now.getTime() + SESSION_SECONDS * 1000)
  await outsideTenants(async (query) => {
    await query(sql`DELETE FROM "operator_session" WHERE "id" = ${ctx.sessionId ?? ''} OR "expiresAt" <= ${ctx.now}`)
    await query(
      sql`INSERT INTO "operator_session" ("id", "operatorId", "expiresAt", "provedAt")
        VALUES (${id}, ${operatorId}, ${expires}, ${proved ? ctx.now : null}::timestamptz)`,
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

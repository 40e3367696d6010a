/**
 * What somebody typed into a form whose session was over when they sent it (look.md, "Acceptance": session expiry loses
 * no typed text). It travels sealed in the browser's own cookies, so no row of it is kept: it opens for the same
 * account of the same association, within the hour, on the page it was meant for.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { RowOf } from '#app/db/rows.ts'
import { decryptSecret, encryptSecret } from '#app/db/secret.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { env } from './env.ts'
import { toSignIn } from './refusals.ts'
import { sentForm } from './sent-form.ts'
import { isLocal, onlyCookie } from './session.ts'
import type { Tenant } from './tenants.ts'

/** What of a request's context is asked for here. */
interface Asked {
  request: Request
  url: URL
  host: string
  tenant: Tenant
  now: Date
  sessionId: string | undefined
  account: { accountId: string } | undefined
  standIn?: unknown
  sql<T>(work: (query: Query) => Promise<T>): Promise<T>
}

export interface Unsent {
  /** Where it was sent to: path and query. */
  path: string
  fields: [name: string, value: string][]
  /** A file or a password was there: neither is kept. */
  lacks: boolean
}

/** Seconds. */
const KEPT_FOR = 3600
/** Bytes of a form that is worth keeping; imports and photos are not. */
const LONGEST_FORM = 64 * 1024
/** Browsers take 4,096 bytes a cookie, and a request's headers are bounded. */
const COOKIE_BYTES = 3900
const COOKIES = 2
/** What is never written back into a page. */
const SECRET_FIELDS = /password|^code$/i

const ownerOf = (tenantId: string, accountId: string) => `${tenantId}/${accountId}/unsent`

function cookie(host: string, part: number, value: string, seconds: number): string {
  const plain = isLocal(host)
  return `${plain ? '' : '__Host-'}unsent${part}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${plain ? '' : '; Secure'}`
}

function partsOf(request: Request, host: string): string[] {
  const names = Array.from({ length: COOKIES }, (_, part) => `${isLocal(host) ? '' : '__Host-'}unsent${part}`)
  return names.flatMap((name) => onlyCookie(request, name) ?? [])
}

/**
 * The answer to who is signed out and has to be signed in; what was sent by a session that is over is kept along.
 * @param form where the body has been read
 * @returns 302 to the sign-in page
 */
export async function signInFirst(ctx: Asked, form?: FormData): Promise<Response> {
  const answer = toSignIn(ctx.url)
  if (ctx.request.method !== 'POST' || !ctx.sessionId) return answer
  const accountId = await holderOf(ctx, ctx.sessionId)
  const sent = accountId && (form ?? (await formOf(ctx.request)))
  if (!sent) return answer
  for (const part of sealed(ctx, accountId, sent)) answer.headers.append('Set-Cookie', part)
  return answer
}

/** @returns whose session it was, where it is over; a session that was closed by somebody leaves no trace. */
async function holderOf({ tenant, sql: run }: Asked, sessionId: string): Promise<string | undefined> {
  const [row] = await run((query) =>
    query<RowOf<'session', 'accountId'>>(
      sql`SELECT "accountId" FROM "session" WHERE "tenantId" = ${tenant.id} AND "id" = ${sessionId}`,
    ),
  )
  return row?.accountId
}

async function formOf(request: Request): Promise<FormData | undefined> {
  const length = Number(request.headers.get('Content-Length') ?? Number.NaN)
  const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data)/.test(
    request.headers.get('Content-Type') ?? '',
  )
  if (!isForm || !(length <= LONGEST_FORM) || request.bodyUsed) return undefined
  return sentForm(request.clone())
}

function sealed({ tenant, host, url, now }: Asked, accountId: string, form: FormData): string[] {
  const all = [...form]
  const fields = all.filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string' && !SECRET_FIELDS.test(pair[0]),
  )
  const unsent: Unsent & { at: number } = {
    ...{ path: url.pathname + url.search, fields, lacks: fields.length < all.length },
    at: now.getTime(),
  }
  const packed = deflateRawSync(JSON.stringify(unsent)).toString('base64')
  const text = encryptSecret(env().DATA_KEY, packed, ownerOf(tenant.id, accountId))
  if (text.length > COOKIE_BYTES * COOKIES) return []
  return Array.from({ length: COOKIES }, (_, part) => {
    const value = text.slice(part * COOKIE_BYTES, (part + 1) * COOKIE_BYTES)
    return cookie(host, part, value, value ? KEPT_FOR : 0)
  })
}

/**
 * Takes a form that an ended session could not send out of the browser: it is shown once.
 * @returns undefined where nothing waits for this account on this page; `cookies` are `Set-Cookie` values
 */
export function takeUnsent(ctx: Asked): { unsent: Unsent | null; cookies: string[] } | undefined {
  const { request, host, tenant, account, url, now, standIn } = ctx
  const parts = partsOf(request, host)
  if (parts.length === 0 || !account || standIn) return undefined
  const cookies = Array.from({ length: COOKIES }, (_, part) => cookie(host, part, '', 0))
  const read = opened(parts.join(''), ownerOf(tenant.id, account.accountId))
  if (!read || now.getTime() - read.at > KEPT_FOR * 1000) return { unsent: null, cookies }
  const { at: _, ...unsent } = read
  return unsent.path === url.pathname + url.search ? { unsent, cookies } : undefined
}

/** Somebody else's, or changed: nothing. */
function opened(text: string, owner: string): (Unsent & { at: number }) | undefined {
  try {
    const packed = Buffer.from(decryptSecret(env().DATA_KEY, text, owner), 'base64')
    return JSON.parse(inflateRawSync(packed, { maxOutputLength: 4 * LONGEST_FORM }).toString('utf8'))
  } catch {
    return undefined
  }
}

/**
 * Where a sign-in comes from: the browser, by a cookie that only says "the same one as before", and the network it is
 * on.
 */
import { createHmac, randomBytes } from 'node:crypto'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { env } from './env.ts'
import { isLocal, onlyCookie } from './session.ts'

/** Set by server/http.ts alone, from the socket or from the proxies that are said to be there. */
export const CLIENT_ADDRESS = 'x-client-address'

/** Seconds a browser is known; what browsers keep at most. */
const KNOWN_SECONDS = 400 * 24 * 3600

/** Hashes a text with the installation's secret, so that tables hold no names. @returns HMAC-SHA256, base64url */
export function keyedHash(text: string): string {
  return createHmac('sha256', env().SESSION_SECRET).update(text).digest('base64url')
}

/**
 * @returns the network of an address: what one subscriber holds, /24 of IPv4 and /56 of IPv6; empty where there is none
 */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  const four = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(plain)
  if (four) return four[1]!
  if (!/^[0-9a-f:]+$/i.test(plain) || !plain.includes(':')) return ''
  const [head = '', tail = ''] = plain.toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  const right = plain.includes('::') && tail !== '' ? tail.split(':') : []
  const all = [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  const bits = all
    .slice(0, 4)
    .map((part) => part.padStart(4, '0'))
    .join('')
  return bits.slice(0, 14)
}

export interface Origin {
  /** Keyed hashes; the browser's is absent where it brings no cookie of ours. */
  browser: string | undefined
  network: string
}

const cookieName = (host: string) => (isLocal(host) ? 'device' : '__Host-device')

/** @param realm the association's id, so that hashes of one say nothing in another */
export function originOf(request: Request, host: string, realm: string): Origin {
  const secret = onlyCookie(request, cookieName(host))
  const network = networkOf(request.headers.get(CLIENT_ADDRESS) ?? '')
  return {
    browser: secret && /^[\w-]{40,64}$/.test(secret) ? keyedHash(`browser ${realm} ${secret}`) : undefined,
    network: network === '' ? '' : keyedHash(`network ${realm} ${network}`),
  }
}

/** Whom nobody is, for the same work where there is no account. */
export const NOBODY = '00000000-0000-7000-8000-000000000000'

/** @returns whose budget a guess spends: the known browser's, the known network's, or the stranger's. */
export async function guessFrom(
  query: Query,
  tenantId: string,
  accountId: string | undefined,
  { browser, network }: Origin,
): Promise<{ origin: string; network: string; known: boolean }> {
  const rows = await query<RowOf<'known_origin', 'id'>>(sql`
    SELECT "id" FROM "known_origin" WHERE "tenantId" = ${tenantId} AND "accountId" = ${accountId ?? NOBODY}
      AND "id" = ANY(${[browser ?? '', network]}::text[])`)
  const known = new Set(rows.map(({ id }) => id))
  if (browser && known.has(browser)) return { origin: browser, network, known: true }
  return { origin: network, network, known: network !== '' && known.has(network) }
}

/**
 * Remembers, after a sign-in, where it came from.
 * @returns the `Set-Cookie` value by which the browser is known from now on
 */
export async function rememberOrigin(
  query: Query,
  {
    request,
    host,
    tenantId,
    accountId,
    now,
  }: { request: Request; host: string; tenantId: string; accountId: string; now: Date },
): Promise<string> {
  const given = onlyCookie(request, cookieName(host))
  const secret = given && /^[\w-]{40,64}$/.test(given) ? given : randomBytes(32).toString('base64url')
  const { network } = originOf(request, host, tenantId)
  const ids = [keyedHash(`browser ${tenantId} ${secret}`), network].filter((id) => id !== '')
  await query(sql`
    INSERT INTO "known_origin" ("tenantId", "accountId", "id", "seenAt")
    SELECT ${tenantId}::uuid, ${accountId}::uuid, one.id, ${now}::timestamptz FROM unnest(${ids}::text[]) AS one(id)
    ON CONFLICT ("tenantId", "accountId", "id") DO UPDATE SET "seenAt" = EXCLUDED."seenAt"`)
  const over = new Date(now.getTime() - KNOWN_SECONDS * 1000)
  await query(sql`DELETE FROM "known_origin" WHERE "tenantId" = ${tenantId} AND "accountId" = ${accountId}
    AND "seenAt" <= ${over}`)
  const secure = isLocal(host) ? '' : '; Secure'
  return `${cookieName(host)}=${secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${KNOWN_SECONDS}${secure}`
}

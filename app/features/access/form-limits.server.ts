/** How often the forms of getting in may be sent: per person named in them and per network, whoever exists (issue 3). */
import { createHmac } from 'node:crypto'
import { env } from '../../context/env.ts'
import type { Ctx } from '../../context/open.ts'
import { tooMany } from '../../context/refusals.ts'
import { sql } from '../../db/sql.ts'
import { uuidv7 } from '../../db/uuid.ts'
import { fold } from '../../i18n/fold.ts'

/** Within an hour: somebody who mistypes an address twice gets through; nobody fills somebody else's mailbox. */
const SECONDS = 3600
const MOST_PER_PERSON = 5
/** A school's or a company's network is many people's. */
const MOST_PER_NETWORK = 60

/** Set by server/http.ts alone. */
const CLIENT_ADDRESS = 'x-client-address'

/** Keyed, so that the table names nobody. */
function keyOf(ctx: Ctx, text: string): string {
  return createHmac('sha256', env().SESSION_SECRET).update(`form ${ctx.tenant.id} ${text}`).digest('base64url')
}

/** What one subscriber holds: /24 of IPv4, /56 of IPv6 as it is usually written. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  return plain.includes('.')
    ? plain.split('.').slice(0, 3).join('.')
    : plain.split(':').slice(0, 4).join(':').slice(0, -2)
}

/**
 * Counts one sending of a form, before anybody looks at what is in it.
 * @param form which form, so that one does not close another
 * @param named who is named in it: a login, a name and year, an address
 * @throws Response 429 with Retry-After where one of both has been there too often, known or not
 */
export async function countForm(ctx: Ctx, form: string, named: readonly unknown[]): Promise<void> {
  const address = ctx.request.headers.get(CLIENT_ADDRESS) ?? ''
  const limits = [
    { key: keyOf(ctx, `${form} ${fold(named.join(' '))}`), most: MOST_PER_PERSON },
    ...(address === '' ? [] : [{ key: keyOf(ctx, `network ${networkOf(address)}`), most: MOST_PER_NETWORK }]),
  ]
  let wait = 0
  for (const { key, most } of limits) wait = Math.max(wait, await count(ctx, key, most))
  if (wait > 0) throw tooMany('throttled', wait)
}

/** @returns seconds to wait; 0 where this one is counted and may be */
function count(ctx: Ctx, key: string, most: number): Promise<number> {
  const { tenant, now } = ctx
  const since = new Date(now.getTime() - SECONDS * 1000)
  return ctx.sql(
    async (query) => {
      // One after the other: each sees those before it.
      await query(sql`SELECT pg_advisory_xact_lock(hashtext('form'), hashtext(${key}))`)
      const [row] = await query<{ times: number; oldest: Date | null }>(sql`
        SELECT count(*)::int AS "times", min("at") AS "oldest" FROM "login_attempt"
        WHERE "tenantId" = ${tenant.id} AND "key" = ${key} AND "at" > ${since}`)
      if (row?.oldest && row.times >= most) return SECONDS - (now.getTime() - row.oldest.getTime()) / 1000
      await query(sql`INSERT INTO "login_attempt" ("tenantId", "id", "key", "at")
        VALUES (${tenant.id}, ${uuidv7(now.getTime())}, ${key}, ${now})`)
      return 0
    },
    { signal: undefined },
  )
}

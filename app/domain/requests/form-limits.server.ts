/** How often the forms of getting in may be sent: per person named in them and per network, whoever exists. */
import type { Ctx } from '#app/context/open.ts'
import { keyedHash, originOf } from '#app/context/origin.ts'
import { tooMany } from '#app/context/refusals.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { fold } from '#app/i18n/fold.ts'

/** Within an hour: somebody who mistypes an address twice gets through; nobody fills somebody else's mailbox. */
const SECONDS = 3600
const MOST_PER_PERSON = 5
/** A school’s network is a whole year’s on the day they are all invited. */
const MOST_PER_NETWORK = 300

/**
 * Counts one sending of a form, before anybody looks at what is in it.
 * @param form which form, so that one does not close another
 * @param named who is named in it: a login, a name and year, an address
 * @throws Response 429 with Retry-After where one of both has been there too often, known or not
 */
export async function countForm(ctx: Ctx, form: string, named: readonly unknown[]): Promise<void> {
  const { network } = originOf(ctx.request, ctx.host, ctx.tenant.id)
  const limits = [
    { key: keyedHash(`form ${ctx.tenant.id} ${form} ${fold(named.join(' '))}`), most: MOST_PER_PERSON },
    ...(network === '' ? [] : [{ key: `form ${network}`, most: MOST_PER_NETWORK }]),
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

/**
 * How often the forms of getting in may be sent: per person named in them, per network and per association, whoever
 * exists. The staff read what is sent: beyond a day's number nobody could, and the honest requests would be lost in the
 * heap.
 */
import type { Ctx } from '#app/context/open.ts'
import { keyedHash, originOf } from '#app/context/origin.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { fold } from '#app/i18n/fold.ts'

const HOUR = 3600
/** As long as the table keeps its rows. */
const DAY = 24 * HOUR
/** Within an hour: somebody who mistypes an address twice gets through; nobody fills somebody else's mailbox. */
const MOST_PER_PERSON = 5
/** A school’s network is a whole year’s on the day they are all invited. */
const MOST_PER_NETWORK = 300

interface Limit {
  key: string
  most: number
  seconds: number
}

/** The narrowest first: one that is refused holds up nobody beyond its own key. */
function limitsOf(ctx: Ctx, form: string, named: readonly unknown[], queue: 'staff' | 'none'): Limit[] {
  const { id, config } = ctx.tenant
  const { network } = originOf(ctx.request, ctx.host, id)
  const perDay = config.security.requestsPerDay
  const person = keyedHash(`form ${id} ${form} ${fold(named.join(' '))}`)
  const limits = [
    { key: person, most: MOST_PER_PERSON, seconds: HOUR },
    { key: `form ${network}`, most: MOST_PER_NETWORK, seconds: HOUR },
    ...(queue === 'staff' ? [{ key: `queue ${network}`, most: Math.floor(perDay / 2), seconds: DAY }] : []),
  ].filter(({ key }) => network !== '' || key === person)
  return queue === 'staff' ? [...limits, { key: 'queue', most: perDay, seconds: DAY }] : limits
}

/**
 * Counts one sending of a form, before anybody looks at what is in it; one that has to wait counts for nothing.
 * @param form which form, so that one does not close another
 * @param named who is named in it: a login, a name and year, an address
 * @param queue `none` for a form that the worker alone answers: strangers who fill the day close no way back in
 * @returns seconds to wait, known or not; 0 where this one may be
 */
export function countForm(
  ctx: Ctx,
  form: string,
  named: readonly unknown[],
  queue: 'staff' | 'none' = 'staff',
): Promise<number> {
  const { tenant, now } = ctx
  const limits = limitsOf(ctx, form, named, queue)
  return ctx.sql(
    async (query) => {
      for (const limit of limits) {
        const wait = await waitFor(query, ctx, limit)
        if (wait > 0) return wait
      }
      for (const { key } of limits)
        await query(sql`INSERT INTO "login_attempt" ("tenantId", "id", "key", "at")
          VALUES (${tenant.id}, ${uuidv7(now.getTime())}, ${key}, ${now})`)
      return 0
    },
    { signal: undefined },
  )
}

async function waitFor(query: Query, { tenant, now }: Ctx, { key, most, seconds }: Limit): Promise<number> {
  // One after the other: each sees those before it.
  await query(sql`SELECT pg_advisory_xact_lock(hashtext('form'), hashtext(${`${tenant.id} ${key}`}))`)
  const since = new Date(now.getTime() - seconds * 1000)
  const [row] = await query<{ times: number; oldest: Date | null }>(sql`
    SELECT count(*)::int AS "times", min("at") AS "oldest" FROM "login_attempt"
    WHERE "tenantId" = ${tenant.id} AND "key" = ${key} AND "at" > ${since}`)
  if (!row?.oldest || row.times < most) return 0
  return Math.max(1, Math.ceil(seconds - (now.getTime() - row.oldest.getTime()) / 1000))
}

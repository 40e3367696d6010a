/**
 * Pages that count a whole base (map, companies, facets) are shared out by account and minute, over all processes
 * together.
 */

import { civilDay } from '#app/calendar/civil-day.ts'
import { sql } from '#app/db/sql.ts'
import type { Ctx } from './open.ts'
import { tooMany } from './refusals.ts'

const MINUTE = 60_000

/** @returns seconds to wait; 0 where this page is within the account's share. */
export async function shareWait({ tenant, viewer, holder, now, sql: run }: Ctx): Promise<number> {
  const accountId = (holder?.viewer ?? viewer).accountId
  if (!accountId) return 0
  const minute = new Date(Math.floor(now.getTime() / MINUTE) * MINUTE)
  const [row] = await run(
    (query) =>
      query<{ heavy: number }>(
        sql`INSERT INTO "shown_people" AS s ("tenantId", "readerId", "day", "people", "minute", "heavy")
          VALUES (${tenant.id}, ${accountId}, ${civilDay(now)}::date, ''::bytea, ${minute}, 1)
          ON CONFLICT ("tenantId", "readerId", "day") DO UPDATE SET "minute" = EXCLUDED."minute",
            "heavy" = CASE WHEN s."minute" = EXCLUDED."minute" THEN s."heavy" + 1 ELSE 1 END
          RETURNING "heavy"`,
        { last: true },
      ),
    // A visitor who leaves meanwhile has asked all the same.
    { isStep: true, signal: undefined },
  )
  if (row!.heavy <= tenant.config.directory.heavyPerMinute) return 0
  return Math.ceil((minute.getTime() + MINUTE - now.getTime()) / 1000)
}

/** @throws Response 429 until the minute is over. */
export async function demandShare(ctx: Ctx): Promise<void> {
  const wait = await shareWait(ctx)
  if (wait > 0) throw tooMany('heavy', wait)
}

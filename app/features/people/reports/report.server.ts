/** Reporting a person to the staff (E6, N11): once at a time, a few a day, and never known to who is reported. */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { secondsToMidnight } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound, tooMany } from '#app/context/refusals.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { type VisiblePerson, visiblePerson } from '#app/domain/search/visible-person.server.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { REASONS, WORDS_LENGTH } from '#app/vocabulary/reports.ts'

/** For so long after a decision the same person is not reported again by the same reporter: the staff have looked. */
const QUIET_DAYS = 30

async function reported(ctx: Ctx, query: Query, handle: string): Promise<VisiblePerson> {
  const person = await visiblePerson(ctx, ctx.ability, query, handle)
  if (!person || person.id === ctx.viewer.personId) throw notFound()
  return person
}

/** True while a report of this viewer's waits, or was decided lately. */
async function hasReported({ tenant, viewer, now }: Ctx, query: Query, personId: string): Promise<boolean> {
  const since = new Date(now.getTime() - QUIET_DAYS * 86_400_000)
  const rows = await query(sql`SELECT 1 AS "one" FROM "person_report" WHERE "tenantId" = ${tenant.id}
    AND "personId" = ${personId} AND "accountId" = ${viewer.accountId} AND ("open" OR "decidedAt" > ${since})`)
  return rows.length > 0
}

/** @throws Response 404 for a hidden or an absent person, and for oneself */
export function readReport(ctx: Ctx, handle: string) {
  return ctx.sql(async (query) => {
    const { id, name, handle: address } = await reported(ctx, query, handle)
    return {
      title: ctx.t('reports:report.title', { name }),
      name,
      handle: address,
      already: await hasReported(ctx, query, id),
      done: ctx.url.searchParams.has('fait'),
    }
  })
}

/** @throws Response 429 once enough people were reported today */
export async function sendReport(ctx: Ctx, handle: string, form: FormData) {
  const reason = form.get('reason')
  const words = String(form.get('words') ?? '').trim()
  const errors = {
    ...(isOneOf(REASONS, reason) ? {} : { reason: 'reason' }),
    ...(words.length > WORDS_LENGTH ? { words: 'wordsLong' } : {}),
    ...(reason === 'other' && words === '' ? { words: 'wordsMissing' } : {}),
  } as { reason?: string; words?: string }
  if (errors.reason || errors.words)
    return data({ errors, typed: { reason: String(reason ?? ''), words } }, { status: 422 })
  const { tenant, viewer, now } = ctx
  const full = await ctx.sql(async (query) => {
    const person = await reported(ctx, query, handle)
    // One after the other: the day's reports are counted.
    await query(
      sql`SELECT 1 FROM "account" WHERE "tenantId" = ${tenant.id} AND "id" = ${viewer.accountId} FOR NO KEY UPDATE`,
    )
    if (await hasReported(ctx, query, person.id)) return false
    const [row] = await query<{ n: number }>(sql`SELECT count(*)::int AS "n" FROM "person_report"
      WHERE "tenantId" = ${tenant.id} AND "accountId" = ${viewer.accountId}
        AND ("at" AT TIME ZONE 'Europe/Paris')::date = (${now}::timestamptz AT TIME ZONE 'Europe/Paris')::date`)
    if (row!.n >= tenant.config.contacts.reportedPerDay) return true
    await query(sql`INSERT INTO "person_report" ("tenantId", "id", "personId", "accountId", "reason", "words", "at")
      VALUES (${tenant.id}, ${uuidv7(now.getTime())}, ${person.id}, ${viewer.accountId}, ${reason as string},
        ${words || null}, ${now})`)
    return false
  })
  if (full) throw tooMany('reports', secondsToMidnight(now))
  return redirect(`${href.reportProfile(handle)}?fait=1`, 303)
}

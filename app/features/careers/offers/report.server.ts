/** Reporting an offer to the association (C6, N11): once, a few a day, never told to who deposited it. */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { secondsToMidnight } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound, tooMany } from '#app/context/refusals.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { findOffer, type OfferRow, ruled } from '#app/domain/offers/read-offers.server.ts'
import { reportOffer } from '#app/domain/offers/write-offers.server.ts'
import { offerSteps } from '#app/policy/offer.rules.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { OFFER_REPORTS } from '#app/vocabulary/offers.ts'
import { WORDS_LENGTH } from '#app/vocabulary/reports.ts'

interface Reported {
  offer: OfferRow
  already: boolean
}

/** @throws Response 404 for an offer that the viewer does not read, and for one that is not theirs to report */
async function find(ctx: Ctx, query: Query, id: string, lock: 'lock' | 'look' = 'look'): Promise<Reported> {
  const { tenant, ability, now, viewer } = ctx
  const offer = await findOffer(ctx, query, id, lock)
  const rows = await query(sql`SELECT 1 AS "one" FROM "offer_report" WHERE "tenantId" = ${tenant.id}
    AND "offerId" = ${offer.id} AND "accountId" = ${viewer.accountId ?? null}::uuid`)
  const steps = offerSteps(ability, ruled(offer), now, { relayed: false, reported: false, awaitsJudgement: false })
  if (!steps.includes('report')) throw notFound()
  return { offer, already: rows.length > 0 }
}

export async function readReport(ctx: Ctx, id: string) {
  const { offer, already } = await ctx.sql((query) => find(ctx, query, id))
  return { title: ctx.t('offers:report.title'), id: offer.id, name: offer.title, already }
}

/** @throws Response 429 once enough was reported today */
export async function sendReport(ctx: Ctx, id: string, form: FormData) {
  const reason = form.get('reason')
  const words = String(form.get('words') ?? '').trim()
  const { tenant, viewer, now } = ctx
  const isMissing = reason === 'other' && words === ''
  if (!isOneOf(OFFER_REPORTS, reason) || isMissing || words.length > WORDS_LENGTH) {
    const error = isOneOf(OFFER_REPORTS, reason) ? (isMissing ? 'words' : 'wordsLong') : 'reason'
    return data({ error, typed: { reason: String(reason ?? ''), words } }, { status: 422 })
  }
  const isFull = await ctx.sql(async (query) => {
    const { offer, already } = await find(ctx, query, id, 'lock')
    if (already) return false
    const [row] = await query<{ n: number }>(sql`SELECT count(*)::int AS "n" FROM "offer_report"
      WHERE "tenantId" = ${tenant.id} AND "accountId" = ${viewer.accountId ?? null}::uuid
        AND ("at" AT TIME ZONE 'Europe/Paris')::date = (${now}::timestamptz AT TIME ZONE 'Europe/Paris')::date`)
    if (row!.n >= tenant.config.contacts.reportedPerDay) return true
    const report = { accountId: viewer.accountId!, reason, words: words || null }
    await reportOffer({ query, tenant, now }, offer, report)
    return false
  })
  if (isFull) throw tooMany('reports', secondsToMidnight(now))
  return redirect(`${href.offers}?fait=reported`, 303)
}

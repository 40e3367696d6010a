/** An offer as pages show it: plain data. */
import { lastDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import type { OfferLine, OfferRow } from '#app/domain/offers/read-offers.server.ts'
import { countryName } from '#app/i18n/countries.ts'
import { shownState } from '#app/policy/offer.rules.ts'

/** What lists show; `relays`: how many graduates pass it on. */
export function lineOf(
  ctx: Pick<Ctx, 'now' | 'tenant' | 'language'>,
  row: OfferRow & Partial<Pick<OfferLine, 'relays'>>,
) {
  const { id, title, company, town, kind, contract, remote, visibleFrom, refreshedAt } = row
  return {
    ...{ id, title, company, town, kind, contract, remote },
    relays: row.relays ?? 0,
    country: countryOf(ctx, row),
    state: shownState(row, ctx.now),
    at: (refreshedAt ?? visibleFrom).toISOString(),
    last: lastDay(row.visibleUntil),
    waits: row.waiting !== null,
  }
}

export type ShownLine = ReturnType<typeof lineOf>

/** @returns the country's name; null for the association's own, which goes without saying */
function countryOf({ tenant, language }: Pick<Ctx, 'tenant' | 'language'>, { country }: Pick<OfferRow, 'country'>) {
  return country === tenant.config.imports.home ? null : countryName(country, language)
}

/** What its own page shows besides. */
export function wholeOf(ctx: Ctx, row: OfferLine) {
  const { payFrom, payTo, payPer, startsOn, text, applyUrl } = row
  return {
    ...lineOf(ctx, row),
    pay: payPer && payFrom !== null ? { from: payFrom, to: payTo ?? payFrom, per: payPer } : null,
    ...{ startsOn, text, applyUrl },
  }
}

/**
 * The right to withdraw from what was bought at a distance (code de la consommation, art. L221-18 to L221-28). Pure.
 *
 * Consumers have it, so nobody who buys for a company (L221-3 lends it to small companies for sales away from business
 * premises, which a page is not). Dues with services in return and partner-group membership are services; a gift buys
 * nothing, and leaves with the dues it was added to, which end what hangs on them (L221-27); a ticket is for a day
 * (L221-28, 12°). All of it goes back, days of use too: nobody is made to ask for the service to begin before the
 * fourteen days are over, so nothing is owed for it (L221-25).
 */
import { addDays, civilDay, startOfDay } from '#app/calendar/civil-day.ts'
import { workingDayFrom } from '#app/calendar/working-day.ts'
import type { Line, SaleRow } from '#app/domain/ledger/sale.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { opensPeriod } from './instalments.ts'

const DAYS = 14

type Sold = Pick<SaleRow, 'buyerKind' | 'source' | 'totalCents'>
type SoldLine = Pick<Line, 'kind' | 'productId' | 'data'>

/**
 * @returns the last civil day: the one of the contract does not count, and no time runs out on a day without work
 * (L221-19).
 */
export function lastDayToWithdraw(concludedAt: Date): string {
  return workingDayFrom(addDays(civilDay(concludedAt), DAYS))
}

/** @returns the first instant at which it is too late, in Paris. */
export function withdrawableUntil(concludedAt: Date): Date {
  return startOfDay(addDays(lastDayToWithdraw(concludedAt), 1))!
}

/** `none`: no sale of a kind that can be withdrawn from · `ticket`: a service for a day. */
export type Withdrawable = 'yes' | 'none' | 'ticket'

/** @returns whether the law gives the right for this sale, whenever it was. */
export function mayBeWithdrawn(
  { shop }: Pick<TenantConfig, 'shop'>,
  sale: Sold,
  lines: readonly SoldLine[],
): Withdrawable {
  // What the staff record was not sold at a distance; a renewal goes on with a contract that could be withdrawn from.
  if (sale.buyerKind === 'organisation' || sale.source !== 'web' || sale.totalCents === 0) return 'none'
  const isTicket = ({ kind, productId }: SoldLine) =>
    kind === 'ticket' || (kind === 'item' && shop.some(({ id, kind: what }) => id === productId && what === 'ticket'))
  if (lines.some((line) => (line.kind === 'item' && !isTicket(line)) || isService(line))) return 'yes'
  return lines.some(isTicket) ? 'ticket' : 'none'
}

/** Later payments of a plan belong to what was agreed with the first. */
const isService = (line: SoldLine): boolean =>
  line.kind === 'dues' && line.data?.counterpart !== false && opensPeriod(line)

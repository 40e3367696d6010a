/** Lines of a sale that are tickets of an event: what they say, and what of them goes back. Pure. */
import type { Line, NewLine } from '#app/domain/ledger/sale.ts'
import { type Rate, type RefundRule, refundOf } from '#app/policy/ticket.rules.ts'

/** What a line of tickets keeps of the moment at which it was sold (B2): whose price it was, and on what terms. */
export interface TicketTerms extends RefundRule {
  event: string
  slug: string
  rate: Rate
  paidUpOnly: boolean
}

/** @returns the terms of a line of tickets */
export const termsOf = ({ data }: Pick<Line, 'data'>): TicketTerms => data as unknown as TicketTerms

/** @returns the lines that are tickets */
export const ticketLines = <L extends Pick<NewLine, 'kind'>>(lines: readonly L[]): L[] =>
  lines.filter(({ kind }) => kind === 'ticket')

/** @returns how many tickets of each kind, by its id */
export function ticketCounts(
  lines: readonly Pick<NewLine, 'kind' | 'productId' | 'quantity'>[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { productId, quantity } of ticketLines(lines))
    counts.set(productId, (counts.get(productId) ?? 0) + quantity)
  return counts
}

/** @returns cents of a sale's tickets that go back to who gives them back at that moment, by the terms of each line */
export const returnable = (lines: readonly Line[], at: { startsAt: Date; now: Date }): number =>
  ticketLines(lines).reduce((sum, line) => sum + refundOf(termsOf(line), line, at), 0)

/** Lines of a sale that are tickets of an event: what they say, and what of them goes back. Pure. */
import { largestRemainder } from '#app/domain/ledger/largest-remainder.ts'
import type { Line, NewLine } from '#app/domain/ledger/sale.ts'
import { type Rate, type RefundRule, refundOf } from '#app/policy/ticket.rules.ts'

/** What a line of tickets keeps of the moment at which it was sold (B2): whose price it was, and on what terms. */
export interface TicketTerms extends RefundRule {
  event: string
  slug: string
  rate: Rate
  paidUpOnly: boolean
  /** The promotional code that was used, by its id, and the cents that it took off each. */
  code?: string
  off?: number
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

/** @returns the code that tickets were sold by, and how many of them; undefined: at the usual price */
export function promoIn(lines: readonly NewLine[]): { id: string; seats: number } | undefined {
  const sold = ticketLines(lines).filter(({ data }) => data?.code)
  const id = sold[0]?.data?.code
  return typeof id === 'string' ? { id, seats: sold.reduce((sum, { quantity }) => sum + quantity, 0) } : undefined
}

/** A ticket of an order, as far as money is asked about it. */
interface PricedTicket {
  lineId: string
  unitCents: number
  data: RefundRule
}

/** @returns cents of one ticket that go back to who gives it back at that moment, by the terms it was sold on */
export const dueOf = ({ data, unitCents }: PricedTicket, at: { startsAt: Date; now: Date }): number =>
  refundOf(data, { cents: unitCents, quantity: 1 }, at)

/** @returns which lines of the sale the money of these tickets is taken off: `cents` in all, by id of the line */
export function aimsOf(
  tickets: readonly PricedTicket[],
  cents: number,
  at: { startsAt: Date; now: Date },
): Record<string, number> {
  return aimed(
    tickets.map((ticket) => ({ lineId: ticket.lineId, part: dueOf(ticket, at) })),
    cents,
  )
}

/** @param tickets each with its part of what goes back @returns `cents` in all, by id of the line */
export function aimed(tickets: readonly { lineId: string; part: number }[], cents: number): Record<string, number> {
  const shares = largestRemainder(
    cents,
    tickets.map(({ part }) => part),
  )
  const aims: Record<string, number> = {}
  for (const [i, { lineId }] of tickets.entries()) aims[lineId] = (aims[lineId] ?? 0) + shares[i]!
  return aims
}

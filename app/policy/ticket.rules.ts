/** What a place of an event costs, who buys it, and what of it goes back (P5, P6, B2, B13). Pure. */
import type { Ability } from './types.ts'
import { holds, type Viewer } from './viewer.ts'

/** A kind of ticket, as far as rules ask about it. */
export interface RuledTicket {
  cents: number
  memberCents: number | null
  paidUpCents: number | null
  paidUpOnly: boolean
  opensAt: Date | null
  closesAt: Date | null
}

/** Whose price it is: a paid-up member's, that of people of the base, or everybody's. */
export type Rate = 'paid-up' | 'member' | 'full'

export interface Price {
  rate: Rate
  cents: number
}

/** @returns the lowest price that is the viewer's, for their own place alone: guests pay the full one */
export function priceOf(ticket: RuledTicket, viewer: Viewer): Price {
  const own: Price[] = [{ rate: 'full', cents: ticket.cents }]
  if (viewer.personId !== undefined && ticket.memberCents !== null)
    own.push({ rate: 'member', cents: ticket.memberCents })
  if (holds(viewer, 'adherent') && ticket.paidUpCents !== null) own.push({ rate: 'paid-up', cents: ticket.paidUpCents })
  return own.reduce((best, one) => (one.cents < best.cents ? one : best))
}

/** @returns true while this kind of ticket is sold */
export const isOnSale = ({ opensAt, closesAt }: RuledTicket, now: Date): boolean =>
  (opensAt === null || opensAt <= now) && (closesAt === null || closesAt > now)

/** @returns true where the viewer may buy it now: a person of the base, and where it says so a paid-up one */
export function buysTicket({ viewer }: Pick<Ability, 'viewer'>, ticket: RuledTicket, now: Date): boolean {
  if (viewer.personId === undefined || !isOnSale(ticket, now)) return false
  return !ticket.paidUpOnly || holds(viewer, 'adherent')
}

/** @returns true where a price of this kind may be this viewer's: whom a ticket is handed to is judged as a buyer is */
export function isEntitled(viewer: Viewer, { rate, paidUpOnly }: { rate: Rate; paidUpOnly: boolean }): boolean {
  if (rate === 'paid-up' || paidUpOnly) return holds(viewer, 'adherent')
  return rate === 'full' || viewer.personId !== undefined
}

/** On what terms a ticket was sold: its kind may have others by now. */
export interface RefundRule {
  /** Days before the event; none: nothing goes back. */
  refundDays: number | null
  /** What is kept of each. */
  keepCents: number
}

const DAY = 86_400_000

/** @returns the last instant at which something goes back; null: nothing ever does */
export const refundableUntil = ({ refundDays }: Pick<RefundRule, 'refundDays'>, startsAt: Date): Date | null =>
  refundDays === null ? null : new Date(startsAt.getTime() - refundDays * DAY)

/** @returns cents of a line of tickets that go back to who gives them back at that moment */
export function refundOf(
  rule: RefundRule,
  { cents, quantity }: { cents: number; quantity: number },
  { startsAt, now }: { startsAt: Date; now: Date },
): number {
  const until = refundableUntil(rule, startsAt)
  return until === null || now > until ? 0 : Math.max(0, cents - rule.keepCents * quantity)
}

/** @returns true where a place that is paid for may be handed to somebody else: not once inside, nor when it began */
export function handsOver(
  { state, saleId, enteredAt }: { state: string; saleId: string | null; enteredAt: Date | null },
  { cancelledAt }: { cancelledAt: Date | null },
  closes: { closesAt: Date; now: Date },
): boolean {
  return state === 'registered' && saleId !== null && !enteredAt && !cancelledAt && closes.closesAt > closes.now
}

/** What each place of an order costs its buyer: whose price it is, and what a promotional code takes off. Pure. */
import type { TicketType } from '#app/domain/events/ticket-types.server.ts'
import { type Price, priceOf } from '#app/policy/ticket.rules.ts'
import type { Viewer } from '#app/policy/viewer.ts'

/** A promotional code as it holds for one buyer. */
export interface Promo {
  id: string
  percent: number | null
  cents: number | null
  /** Kinds of ticket, by id; empty: all of them. */
  types: readonly string[]
  /** How many places it is still good for. */
  seats: number
}

/** Places of one kind at one price. */
export interface PricedSeats {
  type: TicketType
  price: Price
  /** Cents that a code took off each. */
  off: number
  quantity: number
}

export interface Chosen {
  type: TicketType
  count: number
}

/** @returns cents that a code takes off one place: never more than it costs */
export function offOf({ percent, cents, types }: Promo, typeId: string, price: number): number {
  if (types.length > 0 && !types.includes(typeId)) return 0
  return Math.min(price, percent === null ? (cents ?? 0) : Math.round((price * percent) / 100))
}

/**
 * @param own the kind that the buyer's own place is of, at what it costs them; guests pay the full price
 * @returns the places, those of one kind, one price and one discount together; the code holds for the first ones
 */
export function priceSeats(
  chosen: readonly Chosen[],
  { own, viewer, promo }: { own: TicketType | undefined; viewer: Viewer; promo: Promo | undefined },
): PricedSeats[] {
  const groups: PricedSeats[] = []
  let left = promo?.seats ?? 0
  for (const { type, count } of chosen)
    for (let i = 0; i < count; i += 1) {
      const price: Price = type === own && i === 0 ? priceOf(type, viewer) : { rate: 'full', cents: type.cents }
      const off = promo && left > 0 ? offOf(promo, type.id, price.cents) : 0
      if (off > 0) left -= 1
      const same = groups.find((one) => one.type === type && one.price.rate === price.rate && one.off === off)
      if (same) same.quantity += 1
      else groups.push({ type, price, off, quantity: 1 })
    }
  return groups
}

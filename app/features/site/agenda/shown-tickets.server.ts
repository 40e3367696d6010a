/** Kinds of tickets as a buyer reads them (P6, I10). */
import type { Ctx } from '#app/context/open.ts'
import type { EventRow } from '#app/domain/events/read-events.server.ts'
import { type TicketType, takenTickets, ticketTypesOf } from '#app/domain/events/ticket-types.server.ts'
import { euros, longMoment } from '#app/i18n/format.ts'
import { buysTicket, isOnSale, type Price, priceOf, refundableUntil } from '#app/policy/ticket.rules.ts'

/** `reserved`: for paid-up members, which the viewer is not. */
export type TicketState = 'open' | 'soon' | 'closed' | 'full' | 'reserved'

export interface ShownTicket {
  id: string
  name: string
  /** One's own place. */
  price: string
  cents: number
  /** Whose price that is. */
  rate: Price['rate']
  /** A guest's place, where it costs something else. */
  guest: string | null
  state: TicketState
  /** When sales open, or close. */
  moment: string | null
  left: number | null
  /** How many the viewer may take at once. */
  most: number
  /** Until when a place given back is refunded; null: never. */
  refundUntil: string | null
  /** What is kept of each; null: nothing. */
  keep: string | null
}

function stateOf(ctx: Ctx, type: TicketType, left: number | null): TicketState {
  const { now, ability } = ctx
  if (type.opensAt && type.opensAt > now) return 'soon'
  if (!isOnSale(type, now)) return 'closed'
  if (left === 0) return 'full'
  return ability.viewer.personId && !buysTicket(ability, type, now) ? 'reserved' : 'open'
}

/** @param taken how many of each kind are held or sold */
function shownTickets(
  ctx: Ctx,
  { guests, startsAt }: Pick<EventRow, 'guests' | 'startsAt'>,
  types: readonly TicketType[],
  taken: ReadonlyMap<string, number>,
): ShownTicket[] {
  const { language, viewer } = ctx
  return types.map((type) => {
    const { cents, rate } = priceOf(type, viewer)
    const left = type.quota === null ? null : Math.max(0, type.quota - (taken.get(type.id) ?? 0))
    const state = stateOf(ctx, type, left)
    const moment = state === 'soon' ? type.opensAt : state === 'open' ? type.closesAt : null
    const until = refundableUntil(type, startsAt)
    const most = type.paidUpOnly ? 1 : guests + 1
    return {
      ...{ id: type.id, name: type.name, cents, rate, state, left },
      price: euros(cents, language),
      guest: most > 1 && type.cents !== cents ? euros(type.cents, language) : null,
      moment: moment && longMoment(moment, language),
      most: Math.min(most, left ?? most),
      refundUntil: until && longMoment(until, language),
      keep: type.keepCents > 0 ? euros(type.keepCents, language) : null,
    }
  })
}

/** The event's tickets as this viewer may buy them. */
export async function ticketsFor(ctx: Ctx, row: EventRow) {
  const { tenant } = ctx
  const { types, taken } = await ctx.sql(async (query) => ({
    types: await ticketTypesOf({ query, tenant }, row.id),
    taken: await takenTickets({ query, tenant }, row.id),
  }))
  return shownTickets(ctx, row, types, taken)
}

/** A sale of tickets once its money is there: whether the places are still to be had (B3). */
import type { Unit } from '#app/context/unit.ts'
import { seatLate, seatPaid } from '#app/domain/events/paid-places.server.ts'
import type { Line, SaleRow } from '#app/domain/ledger/sale.ts'
import { ticketCounts } from './place-lines.ts'

/**
 * @returns `none`: nothing of it is a place · `seated`: who paid comes, although the hold was over, where there was
 * room · `gone`: the money has to go back
 */
export async function seatBuyer(
  unit: Unit,
  sale: SaleRow,
  lines: readonly Line[],
): Promise<'none' | 'seated' | 'gone'> {
  const tickets = ticketCounts(lines)
  if (tickets.size === 0) return 'none'
  if (sale.state === 'paid') return 'gone'
  const isHeld = sale.state === 'open' || sale.state === 'pending'
  const isSeated = isHeld ? await seatPaid(unit, sale.id) : await seatLate(unit, sale.id, tickets)
  return isSeated ? 'seated' : 'gone'
}

/**
 * What the staff's decision on a paper does to the dues it was sent with (E1): they open, or all of the money goes
 * back.
 */
import type { Ctx } from '#app/context/open.ts'
import type { Query } from '#app/db/transaction.ts'
import type { StoredRequest } from '#app/domain/requests/request-rows.server.ts'
import { giveBack } from '#app/domain/sales/joining-sale.server.ts'
import { latestPayment, readLines } from '#app/domain/sales/make-sale.server.ts'
import { openRights } from '#app/domain/sales/open-rights.server.ts'
import { saleOfPaper } from '#app/domain/sales/papers-asked.server.ts'
import { undoSale } from '#app/domain/sales/settle.server.ts'

type Paper = Pick<StoredRequest, 'id' | 'personId'>

/** Call once the request is approved: what is paid opens now, what the bank has yet to answer opens with its yes. */
export async function openAccepted(query: Query, { tenant, now }: Ctx, paper: Paper): Promise<void> {
  const sale = await saleOfPaper(query, tenant.id, paper)
  if (sale?.state !== 'paid') return
  const payment = await latestPayment(query, tenant.id, sale.id)
  // What goes back, or is held by a bank, opens nothing: won, it opens by itself.
  const isGone = sale.totalCents > 0 && sale.refundedCents >= sale.totalCents
  if (isGone || (payment && payment.disputedCents > 0)) return
  await openRights({ query, tenant, now }, sale, await readLines(query, tenant.id, sale.id))
}

/**
 * What was paid goes back whole, a gift in the same payment too; what was open already is closed; nothing more is
 * taken.
 */
export async function returnRefused(query: Query, ctx: Ctx, paper: Paper): Promise<void> {
  const { tenant, now } = ctx
  const sale = await saleOfPaper(query, tenant.id, paper)
  if (!sale) return
  if (sale.state === 'paid' && sale.totalCents === 0) return undoSale({ query, tenant, now }, sale)
  await giveBack(query, ctx, sale, 'proof: refused')
}

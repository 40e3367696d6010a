/** Entries of sales: what was sold, what came in, what went back (law-fr §2; the table of README.md). */

import { civilDay } from '#app/calendar/civil-day.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Query } from '#app/db/transaction.ts'
import { feesAccountOn } from '#app/domain/ledger/fees-account.server.ts'
import { type BookedLine, type Booking, book } from '#app/domain/ledger/ledger.server.ts'
import { ACCOUNTS, accountOfMeans, type TaxPart, vatOf } from '#app/domain/ledger/plan.ts'
import { auxiliaryCode, type Line, type PartLine, type PaymentRow, type SaleRow } from '#app/domain/ledger/sale.ts'

interface Piece {
  reference: string
  day: string
}

const buyerOf = (sale: SaleRow) => ({ code: auxiliaryCode(sale), name: sale.buyer.name })

/** Income and its tax, by account. */
function incomeOf(lines: readonly (Pick<Line, 'account' | 'cents' | 'vatPoints'> & TaxPart)[]): Map<string, number> {
  const sums = new Map<string, number>()
  const add = (account: string, cents: number) => sums.set(account, (sums.get(account) ?? 0) + cents)
  for (const line of lines) {
    const { account, cents } = line
    const tax = vatOf(line)
    add(account, cents - tax)
    add(ACCOUNTS.vat, tax)
  }
  return sums
}

/** VE: the buyer owes, the income is made. */
export async function bookSale(
  query: Query,
  tenantId: string,
  { sale, lines, invoice, paymentId }: { sale: SaleRow; lines: readonly Line[]; invoice: Piece; paymentId: string },
  now: Date,
): Promise<void> {
  const income: BookedLine[] = [...incomeOf(lines)].map(([account, credit]) => ({ account, credit }))
  const entry = { piece: invoice.reference, pieceDay: invoice.day, day: invoice.day, saleId: sale.id, paymentId }
  const label = `Facture ${invoice.reference}`
  const owed = { account: ACCOUNTS.buyers, auxiliary: buyerOf(sale), debit: sale.totalCents }
  await book(
    query,
    tenantId,
    { ...entry, key: `sale/${paymentId}`, journal: 'VE', label, lines: [owed, ...income] },
    now,
  )
}

/** BQ or CA: the money came in; the platform's part is taken from it. */
export async function bookMoney(
  query: Query,
  tenant: Tenant,
  { sale, payment, piece }: { sale: SaleRow; payment: PaymentRow; piece: string },
  now: Date,
): Promise<void> {
  const account = accountOfMeans(payment.means ?? 'card')
  const day = payment.receivedOn ?? civilDay(now)
  const fees = await feesAccountOn(query, tenant, day)
  const lines: BookedLine[] = [
    { account, debit: payment.cents },
    { account: ACCOUNTS.buyers, auxiliary: buyerOf(sale), credit: payment.cents },
    ...(account === ACCOUNTS.stripe
      ? [
          { account: fees, debit: payment.feeCents },
          { account, credit: payment.feeCents },
        ]
      : []),
  ]
  const entry = {
    key: `money/${payment.id}`,
    journal: payment.means === 'cash' ? ('CA' as const) : ('BQ' as const),
    day,
    piece,
    pieceDay: day,
  }
  await book(
    query,
    tenant.id,
    { ...entry, label: `Règlement ${piece}`, lines, saleId: sale.id, paymentId: payment.id },
    now,
  )
}

export interface GivenBack {
  sale: SaleRow
  payment: PaymentRow
  /** Lines of the credit note; none where there was no invoice to take back. */
  parts: readonly PartLine[]
  cents: number
  /** Of the refund or dispute. */
  id: string
  credit: Piece | undefined
  /** By a transfer of the association's own, although the payment was Stripe's. */
  byHand?: boolean
}

/** The income taken back (credit note), and the money returned from where it came. */
export async function bookRefund(query: Query, tenant: Tenant, back: GivenBack, now: Date): Promise<void> {
  const { sale, payment, cents, id, credit } = back
  const day = civilDay(now)
  const piece = credit?.reference ?? `R${id.slice(-8)}`
  const shared = { saleId: sale.id, paymentId: payment.id, refundId: id, day, piece, pieceDay: day }
  if (credit) await bookCredit(query, tenant.id, back, shared, now)
  const account = back.byHand ? ACCOUNTS.bank : accountOfMeans(payment.means ?? 'card')
  // The platform gives its part back in proportion.
  const fee = account === ACCOUNTS.stripe ? Math.floor((payment.feeCents * cents) / payment.cents) : 0
  const lines = [
    { account: ACCOUNTS.buyers, auxiliary: buyerOf(sale), debit: cents },
    { account, credit: cents },
    { account, debit: fee },
    { account: await feesAccountOn(query, tenant, day), credit: fee },
  ]
  const journal = payment.means === 'cash' ? 'CA' : 'BQ'
  await book(query, tenant.id, { ...shared, key: `refund/${id}`, journal, label: `Remboursement ${piece}`, lines }, now)
}

type Shared = Omit<Booking, 'key' | 'journal' | 'label' | 'lines'>

/** VE: the income of a credit note goes back to the buyer. */
async function bookCredit(query: Query, tenantId: string, back: GivenBack, shared: Shared, now: Date): Promise<void> {
  const { sale, parts, cents, id } = back
  const income = [...incomeOf(parts)].map(([account, debit]) => ({ account, debit }))
  const owed = { account: ACCOUNTS.buyers, auxiliary: buyerOf(sale), credit: cents }
  const label = `Avoir ${shared.piece}`
  await book(query, tenantId, { ...shared, key: `credit/${id}`, journal: 'VE', label, lines: [...income, owed] }, now)
}

/** A bank took the money back while it looks into it; or gave it back. */
export async function bookDispute(
  query: Query,
  tenantId: string,
  payment: PaymentRow,
  id: string,
  cents: number,
  won: boolean,
  now: Date,
): Promise<void> {
  const day = civilDay(now)
  const piece = `L${id.slice(-8)}`
  const lines = won
    ? [
        { account: ACCOUNTS.stripe, debit: cents },
        { account: ACCOUNTS.disputes, credit: cents },
      ]
    : [
        { account: ACCOUNTS.disputes, debit: cents },
        { account: ACCOUNTS.stripe, credit: cents },
      ]
  const entry = {
    journal: 'BQ' as const,
    day,
    piece,
    pieceDay: day,
    lines,
    saleId: payment.saleId,
    paymentId: payment.id,
  }
  await book(query, tenantId, { ...entry, key: `dispute/${id}/${won ? 'won' : 'open'}`, label: `Litige ${piece}` }, now)
}

/** A dispute is lost: the income is gone, by a credit note. */
export async function bookLoss(query: Query, tenantId: string, back: GivenBack, now: Date): Promise<void> {
  const { sale, payment, cents, id, credit } = back
  const day = civilDay(now)
  const piece = credit?.reference ?? `L${id.slice(-8)}`
  const shared = { saleId: sale.id, paymentId: payment.id, day, piece, pieceDay: day }
  await bookCredit(query, tenantId, back, shared, now)
  const buyer = { account: ACCOUNTS.buyers, auxiliary: buyerOf(sale), debit: cents }
  const lines = [buyer, { account: ACCOUNTS.disputes, credit: cents }]
  const entry = { ...shared, key: `dispute/${id}/lost`, journal: 'OD' as const, label: `Litige perdu ${piece}`, lines }
  await book(query, tenantId, entry, now)
}

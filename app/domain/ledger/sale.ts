/** What a sale is, as code hands it on. Pure. */
import type { Narrow, RowOf } from '#app/db/rows.ts'
import type { SaleKind } from '#app/tenant/money.schema.ts'
import type { Means } from './plan.ts'

/** Who buys, frozen in sale and invoice. */
export interface Buyer {
  kind: 'person' | 'organisation' | 'visitor'
  personId: string | null
  organisationId: string | null
  accountId: string | null
  name: string
  email: string | null
  /** A second line of the name: a department. */
  more?: string
  address: string
  postcode: string
  city: string
  country: string
  siret: string | null
  vatNumber?: string | null
}

export interface NewLine {
  kind: SaleKind
  productId: string
  label: string
  quantity: number
  unitCents: number
  vatPoints: number
  account: string
  startsAt: Date | null
  endsAt: Date | null
  /** What a pass allows; why dues cost what they cost, and which instalments they are (`partOf`). */
  data?: Record<string, unknown>
  /** How many there are in all, where that is limited. */
  stock?: number | undefined
  limits?: Limits | undefined
}

/** How much of an item one buyer may have, and visitors of one network may hold. */
export interface Limits {
  atMost: number
  /** Purchases before it count no more; none: all count. */
  since: Date | null
  /** Of a visitor: nobody has proved who they are. */
  visitor?: { network: string; perNetwork: number; perVisitors: number; until: Date } | undefined
}

export interface Line extends Omit<NewLine, 'stock' | 'limits'> {
  id: string
  position: number
  cents: number
}

/** A line of a credit note: part of one of the sale's. */
export interface PartLine extends Line {
  /** Contained in `cents`: parts of a line add up to the line's, which rounding each by itself would not give. */
  vatCents: number
}

/** A row of `sale`; `planId` of dues paid in several times. */
export type SaleRow = RowOf<
  'sale',
  | ('id' | 'key' | 'personId' | 'organisationId' | 'accountId' | 'email' | 'totalCents' | 'refundedCents')
  | ('currency' | 'ip' | 'subscriptionId' | 'planId' | 'createdAt' | 'paidAt')
> &
  Narrow<
    'sale',
    {
      state: 'open' | 'pending' | 'paid' | 'failed' | 'cancelled'
      /** instalment: debited by us, nobody is on a page. */
      source: 'web' | 'staff' | 'renewal' | 'instalment'
      buyerKind: Buyer['kind']
      buyer: Omit<Buyer, 'kind' | 'personId' | 'organisationId' | 'accountId'>
      language: 'fr' | 'en'
    }
  >

/** A row of `payment`. */
export type PaymentRow = RowOf<
  'payment',
  | ('id' | 'saleId' | 'cents' | 'refundedCents' | 'disputedCents' | 'currency' | 'feeCents' | 'stripeAccount')
  | ('stripeSession' | 'stripeIntent' | 'stripeInvoice' | 'payUrl' | 'expiresAt' | 'reference' | 'receivedOn')
  | ('createdAt' | 'checkedAt')
> &
  Narrow<'payment', { state: 'open' | 'processing' | 'succeeded' | 'failed' | 'expired'; means: Means | null }>

/** A row of `refund`; `settledAt` is when it last changed for good. */
export type RefundRow = RowOf<
  'refund',
  'id' | 'paymentId' | 'key' | 'cents' | 'stripeRefund' | 'reason' | 'settledAt'
> &
  Narrow<'refund', { state: 'requested' | 'pending' | 'succeeded' | 'failed'; aims: Readonly<Record<string, number>> }>

/** @returns what the buyer's account is called in the books: short, the same every time, no name. */
export function auxiliaryCode({
  personId,
  organisationId,
  id,
}: Pick<SaleRow, 'personId' | 'organisationId' | 'id'>): string {
  const [letter, from] = personId ? ['P', personId] : organisationId ? ['C', organisationId] : ['V', id]
  return `${letter}${from.replaceAll('-', '').slice(-12).toUpperCase()}`
}

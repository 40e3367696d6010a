/** An invoice or credit note as it was frozen, and the VAT inside its prices. Pure. */
import type { Seller } from '#app/tenant/seller.schema.ts'

export interface PieceLine {
  label: string
  quantity: number
  /** Cents, VAT included. */
  unitCents: number
  cents: number
  /** 2000 is 20 %; contained in `cents`. */
  vatPoints: number
  startsAt?: string | null
  endsAt?: string | null
}

export interface PieceBuyer {
  name: string
  /** A second line of the name. */
  more?: string | null
  email?: string | null
  address?: string | null
  postcode?: string | null
  city?: string | null
  country?: string | null
  siret?: string | null
  vatNumber?: string | null
}

export interface InvoicePiece {
  kind: 'invoice' | 'credit-note'
  /** Its number, such as `F2026-000012`. */
  reference: string
  /** Civil day of issue. */
  day: string
  issuedAt: Date
  seller: Seller
  buyer: PieceBuyer
  /** A company bought: the mentions that the law asks for between professionals. */
  toCompany: boolean
  lines: readonly PieceLine[]
  totalCents: number
  vatCents: number
  /** The words of the VAT rule under which the lines were made. */
  vatMention: string
  /** That rule as it was frozen: a regime, or `outside-scope` of gifts. */
  vatRule: string
  /** card | sepa | cheque | transfer | cash */
  means: string
  /** The invoice that a credit note takes back. */
  credits?: { reference: string; day: string }
}

/** One VAT rate of an invoice, in cents. */
export interface VatShare {
  points: number
  gross: number
  net: number
  tax: number
}

/** @returns per rate what the prices hold, the highest rate first; the whole VAT is the frozen one. */
export function vatShares({ lines, vatCents }: Pick<InvoicePiece, 'lines' | 'vatCents'>): VatShare[] {
  const gross = new Map<number, number>()
  for (const { vatPoints, cents } of lines) gross.set(vatPoints, (gross.get(vatPoints) ?? 0) + cents)
  const rates = [...gross.keys()].sort((a, b) => b - a)
  const shares = rates.map((points) => {
    const all = gross.get(points)!
    const net = Math.round((all * 10_000) / (10_000 + points))
    return { points, gross: all, net, tax: all - net }
  })
  // What was booked counts: a cent of rounding goes to the highest rate.
  const [first] = shares
  const off = vatCents - shares.reduce((sum, { tax }) => sum + tax, 0)
  if (first && off !== 0) Object.assign(first, { tax: first.tax + off, net: first.net - off })
  return shares
}

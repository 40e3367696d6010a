/** Invoices and credit notes: the next number, everything they say frozen (law-fr §3; P6, S5). */

import { civilDay } from '#app/calendar/civil-day.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { type Vat, vatGroup } from '#app/domain/ledger/lines.ts'
import { nextNumber } from '#app/domain/ledger/numbers.server.ts'
import { type Means, type TaxPart, vatOf } from '#app/domain/ledger/plan.ts'
import type { Line, SaleRow } from '#app/domain/ledger/sale.ts'
import { sellerOn } from '#app/domain/ledger/seller-on.server.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { vatOn } from './vat.server.ts'

export interface Issued {
  id: string
  reference: string
  day: string
}

interface NewPiece {
  kind: 'invoice' | 'credit-note'
  key: string
  sale: SaleRow
  lines: readonly (Pick<
    Line,
    | 'kind'
    | 'productId'
    | 'position'
    | 'label'
    | 'quantity'
    | 'unitCents'
    | 'cents'
    | 'vatPoints'
    | 'startsAt'
    | 'endsAt'
  > &
    TaxPart)[]
  means: Means
  paymentId: string
  refundId?: string
  creditOf?: string
}

const LETTERS = { invoice: 'F', 'credit-note': 'A' } as const

/**
 * Which reason VAT is not on it, or that it is: a word that the page and the PDF spell out.
 * @param vat the rule of the day on which the lines were made, so that both agree, on a later credit note too
 */
function vatMention(vat: Vat | undefined, { sale, lines }: Pick<NewPiece, 'sale' | 'lines'>): string {
  if (lines.some(({ vatPoints }) => vatPoints > 0)) return 'taxed'
  if (lines.every(({ kind }) => kind === 'gift')) return 'outside-scope'
  const groups = lines.filter(({ kind }) => kind !== 'gift').map(({ kind }) => vatGroup(kind, sale.buyerKind))
  return vat?.[groups.includes('companies') ? 'companies' : 'members'] ?? 'franchise-293-b'
}

/** Writes the piece with the next number, in the caller's transaction. */
export async function issuePiece(
  query: Query,
  tenant: { id: string; config: TenantConfig },
  piece: NewPiece,
  now: Date,
): Promise<Issued> {
  const { sale, lines } = piece
  const day = civilDay(now)
  const seller = await sellerOn(query, tenant, day)
  const mention = vatMention(await vatOn(query, tenant, sale.createdAt), piece)
  const year = Number(day.slice(0, 4))
  const number = await nextNumber(query, tenant.id, piece.kind, year)
  const reference = `${LETTERS[piece.kind]}${year}-${String(number).padStart(6, '0')}`
  const id = uuidv7(now.getTime())
  const total = lines.reduce((sum, { cents }) => sum + cents, 0)
  const vat = lines.reduce((sum, line) => sum + vatOf(line), 0)
  await query(sql`
    INSERT INTO "invoice" ("tenantId", "id", "kind", "year", "number", "reference", "key", "saleId", "paymentId",
      "refundId", "creditOf",
      "personId", "organisationId", "issuedAt", "day", "buyer", "seller", "lines", "totalCents", "vatCents",
        "vatMention",
      "currency", "means", "ip", "language")
    VALUES (${tenant.id}, ${id}, ${piece.kind}, ${year}, ${number}, ${reference}, ${piece.key}, ${sale.id},
      ${piece.paymentId},
      ${piece.refundId ?? null}, ${piece.creditOf ?? null}, ${sale.personId}, ${sale.organisationId}, ${now}, ${day},
      ${JSON.stringify(sale.buyer)}, ${JSON.stringify(seller ?? { legalName: tenant.config.name })},
      ${JSON.stringify(lines.map(frozen))}, ${total}, ${vat}, ${mention}, ${sale.currency}, ${piece.means},
      ${sale.ip}, ${sale.language})`)
  return { id, reference, day }
}

function frozen(line: NewPiece['lines'][number]) {
  const { kind, productId, position, label, quantity, unitCents, cents, vatPoints, startsAt, endsAt } = line
  const vatCents = vatOf(line)
  return { kind, productId, position, label, quantity, unitCents, cents, vatPoints, vatCents, startsAt, endsAt }
}

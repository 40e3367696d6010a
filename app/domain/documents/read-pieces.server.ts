/** Pieces of accounting out of the database, for who may read them; whoever may not finds nothing. */

import { civilDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { sql } from '#app/db/sql.ts'
import { isUuid } from '#app/db/uuid.ts'
import { sellerOn } from '#app/domain/ledger/seller-on.server.ts'
import type { Language } from '#app/i18n/language.ts'
import { translatorFor } from '#app/i18n/translator.ts'
import { mayReadPiece, type Owned } from '#app/policy/money.rules.ts'
import { type Seller, sellerSchema } from '#app/tenant/seller.schema.ts'
import type { InvoicePiece, PieceBuyer, PieceLine } from './invoice-piece.ts'
import type { PaymentPiece } from './payment-paper.ts'
import { taxReceiptsSchema } from './tax-receipt.schema.ts'
import type { TaxReceiptPiece } from './tax-receipt-paper.ts'

/** Without an identity nothing was ever sold: the name alone, so that a paper is still possible. */
async function sellerOf(ctx: Ctx, frozen: unknown, day: string): Promise<Seller> {
  const kept = sellerSchema.safeParse(frozen)
  if (kept.success) return kept.data
  const written = await ctx.sql((query) => sellerOn(query, ctx.tenant, day))
  if (written) return written
  const address = { street: '–', postcode: '00', city: '–', country: 'FR' }
  const vat = { members: 'exempt-261-7-1', companies: 'franchise-293-b' }
  return sellerSchema.parse({ legalName: ctx.tenant.config.name, legalForm: '–', address, vat })
}

interface InvoiceRow extends Owned {
  kind: 'invoice' | 'credit-note'
  reference: string
  day: string
  issuedAt: Date
  buyer: PieceBuyer
  seller: unknown
  lines: PieceLine[]
  totalCents: number
  vatCents: number
  vatMention: string
  means: string
  language: Language
  citedReference: string | null
  citedDay: string | null
}

/** @throws Response 404 for a piece that is not there, or not this viewer's */
export async function readInvoice(ctx: Ctx, id: string | undefined): Promise<InvoicePiece & { language: Language }> {
  const [row] = isUuid(id)
    ? await ctx.sql((query) =>
        query<InvoiceRow>(sql`
          SELECT i."kind", i."reference", i."day", i."issuedAt", i."buyer", i."seller", i."lines", i."totalCents",
            i."vatCents",
            i."vatMention", i."means", i."language", i."personId", i."organisationId",
            c."reference" AS "citedReference", c."day" AS "citedDay"
          FROM "invoice" i LEFT JOIN "invoice" c ON c."tenantId" = ${ctx.tenant.id} AND c."id" = i."creditOf"
          WHERE i."tenantId" = ${ctx.tenant.id} AND i."id" = ${id}`),
      )
    : []
  if (!row || !mayReadPiece(ctx.ability, ctx.viewer, row)) throw notFound()
  const { citedReference, citedDay, personId: _, organisationId, ...piece } = row
  const t = translatorFor(row.language, ctx.tenant.config)
  return {
    ...piece,
    seller: await sellerOf(ctx, row.seller, row.day),
    toCompany: organisationId !== null || Boolean(row.buyer.siret),
    vatRule: row.vatMention,
    vatMention: t(`papers:vatMention.${row.vatMention}`, { defaultValue: row.vatMention }),
    ...(citedReference && citedDay ? { credits: { reference: citedReference, day: citedDay } } : {}),
  }
}

interface PaymentRow extends Owned {
  saleId: string
  means: string | null
  cents: number
  refundedCents: number
  receivedOn: string | null
  succeededAt: Date
  buyer: PieceBuyer
  language: Language
  lines: { label: string; quantity: number; cents: number }[]
  pieces: string[]
  seller: unknown
}

/** @throws Response 404 for a payment that is not there, not made, or not this viewer's */
export async function readPayment(ctx: Ctx, id: string | undefined): Promise<PaymentPiece & { language: Language }> {
  const [row] = isUuid(id)
    ? await ctx.sql((query) =>
        query<PaymentRow>(sql`
          SELECT p."means", p."cents", p."refundedCents", p."receivedOn", p."succeededAt", s."buyer", s."language",
            s."personId", s."organisationId",
            (SELECT jsonb_agg(jsonb_build_object('label', l."label", 'quantity', l."quantity", 'cents', l."cents")
            ORDER BY l."position")
              FROM "sale_line" l WHERE l."tenantId" = ${ctx.tenant.id} AND l."saleId" = p."saleId") AS "lines",
            coalesce((SELECT jsonb_agg(i."reference" ORDER BY i."id") FROM "invoice" i
              WHERE i."tenantId" = ${ctx.tenant.id} AND i."saleId" = p."saleId"), '[]') AS "pieces",
            (SELECT i."seller" FROM "invoice" i WHERE i."tenantId" = ${ctx.tenant.id} AND i."saleId" = p."saleId"
            ORDER BY i."id" LIMIT 1) AS "seller"
          FROM "payment" p JOIN "sale" s ON s."tenantId" = ${ctx.tenant.id} AND s."id" = p."saleId"
          WHERE p."tenantId" = ${ctx.tenant.id} AND p."id" = ${id} AND p."succeededAt" IS NOT NULL`),
      )
    : []
  if (!row || !mayReadPiece(ctx.ability, ctx.viewer, row)) throw notFound()
  const paidOn = row.receivedOn ?? civilDay(row.succeededAt)
  return {
    reference: paymentReference(id!),
    seller: await sellerOf(ctx, row.seller, paidOn),
    buyer: row.buyer,
    lines: row.lines ?? [],
    cents: row.cents,
    refundedCents: row.refundedCents,
    means: row.means ?? 'unknown',
    paidOn,
    paidAt: row.succeededAt,
    pieces: row.pieces,
    language: row.language,
  }
}

/** @returns what people call a payment by: the last twelve signs of its id. */
export function paymentReference(id: string): string {
  return id.replaceAll('-', '').slice(-12).toUpperCase()
}

interface ReceiptRow extends Owned, Omit<TaxReceiptPiece, 'body' | 'voided' | 'replaces'> {
  body: { seller: unknown; settings: unknown }
  replaces: string | null
  reason: string | null
  voidedAt: Date | null
}

/** @throws Response 404 for a receipt that is not there, or not this viewer's */
export async function readTaxReceipt(ctx: Ctx, id: string | undefined): Promise<TaxReceiptPiece> {
  const [row] = isUuid(id)
    ? await ctx.sql((query) =>
        query<ReceiptRow>(sql`
          SELECT r."reference", r."donorKind", r."donor", r."body", r."gifts", r."cents", r."issuedOn", r."issuedAt",
            r."personId", r."organisationId", o."reference" AS "replaces", v."reason", v."at" AS "voidedAt"
          FROM "tax_receipt" r
          LEFT JOIN "tax_receipt" o ON o."tenantId" = ${ctx.tenant.id} AND o."id" = r."replaces"
          LEFT JOIN "tax_receipt_void" v ON v."tenantId" = ${ctx.tenant.id} AND v."receiptId" = r."id"
          WHERE r."tenantId" = ${ctx.tenant.id} AND r."id" = ${id}`),
      )
    : []
  if (!row || !mayReadPiece(ctx.ability, ctx.viewer, row)) throw notFound()
  const { personId: _, organisationId: __, reason, voidedAt, replaces, body, ...piece } = row
  const settings = taxReceiptsSchema.parse(body.settings)
  // Only what was on could be issued.
  if (!settings.on) throw notFound()
  return {
    ...piece,
    body: { seller: sellerSchema.parse(body.seller), settings },
    ...(voidedAt ? { voided: { day: civilDay(voidedAt), reason: reason ?? '' } } : {}),
    ...(replaces ? { replaces } : {}),
  }
}

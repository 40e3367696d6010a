/** The receipt of a payment on paper: who paid what, when and how. No invoice, and no receipt for the tax. */

import { euros, paperDay } from '#app/i18n/format.ts'
import type { Seller } from '#app/tenant/seller.schema.ts'
import { buyerLines, sellerText } from './address-text.ts'
import type { PaperLook } from './invoice-paper.ts'
import type { PieceBuyer } from './invoice-piece.ts'
import { Paper } from './paper.ts'

export interface PaymentPiece {
  /** What tells the payment from others, short. */
  reference: string
  seller: Seller
  buyer: PieceBuyer
  lines: readonly { label: string; quantity: number; cents: number }[]
  cents: number
  refundedCents: number
  means: string
  /** Civil day. */
  paidOn: string
  paidAt: Date
  /** Numbers of the invoices and credit notes that belong to it. */
  pieces: readonly string[]
}

/** @returns the PDF. */
export function paymentPaper(piece: PaymentPiece, { t, language, colour }: PaperLook): Promise<Buffer> {
  const title = t('papers:payment.title', { reference: piece.reference })
  const money = (cents: number) => euros(cents, language)
  const paper = new Paper({
    ...{ title, author: piece.seller.legalName, language, at: piece.paidAt, footer: title, colour },
    pageText: (page, pages) => t('papers:invoice.page', { page, pages }),
  })
  paper.title(title)
  paper.beside(
    sellerText(piece.seller, t, language),
    `${t('papers:payment.from')}\n${buyerLines(piece.buyer, language)}`,
  )
  paper.facts([
    [t('papers:payment.received'), money(piece.cents)],
    [t('papers:payment.on'), paperDay(piece.paidOn, language)],
    [t('papers:payment.means'), t(`papers:means.${piece.means}`)],
    ...(piece.refundedCents > 0
      ? [[t('papers:payment.refunded'), money(piece.refundedCents)] as [string, string]]
      : []),
    ...(piece.pieces.length > 0 ? [[t('papers:payment.pieces'), piece.pieces.join(', ')] as [string, string]] : []),
  ])
  paper.space(6)
  paper.table(
    [
      { title: t('papers:invoice.label'), width: 333 },
      { title: t('papers:invoice.quantity'), width: 60, right: true },
      { title: t('papers:invoice.amount'), width: 90, right: true },
    ],
    [
      ...piece.lines.map(({ label, quantity, cents }) => [label, String(quantity), money(cents)]),
      [t('papers:invoice.total'), '', money(piece.cents)],
    ],
    1,
  )
  paper.text(t('papers:payment.notTax'))
  return paper.finish()
}

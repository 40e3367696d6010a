/**
 * The invoice or credit note on paper: every mention of the law (CGI ann. II 242 nonies A; C. com. L441-9), its number
 * on every page.
 */

import { euros, paperDay } from '#app/i18n/format.ts'
import type { Translate } from '#app/i18n/translator.ts'
import { digitsOf } from '#app/tenant/siret.ts'
import { buyerLines, periodText, sellerText } from './address-text.ts'
import { type InvoicePiece, type PieceBuyer, vatShares } from './invoice-piece.ts'
import { type Attachment, Paper } from './paper.ts'

export interface PaperLook {
  t: Translate
  language: string
  /** Of the association's theme, dark enough to read. */
  colour: string
}

/** @returns the PDF; with the XML inside where it is a Factur-X. */
export function invoicePaper(piece: InvoicePiece, look: PaperLook, attachment?: Attachment): Promise<Buffer> {
  const { t, language } = look
  const title = t(`papers:invoice.title-${piece.kind}`, { reference: piece.reference })
  const paper = new Paper({
    ...{ title, author: piece.seller.legalName, language, at: piece.issuedAt, footer: title, colour: look.colour },
    pageText: (page, pages) => t('papers:invoice.page', { page, pages }),
  })
  paper.title(title)
  paper.beside(sellerText(piece.seller, t, language), `${t('papers:invoice.to')}\n${buyerText(piece.buyer, look)}`)
  paper.facts(factsOf(piece, look)).space(6)
  paper.table(columns(t), rows(piece, look), totalRows(piece))
  paper.text(piece.vatMention)
  if (piece.toCompany && piece.kind === 'invoice') paper.heading(t('papers:invoice.terms')).text(termsOf(piece, t))
  return paper.finish(attachment)
}

function factsOf(piece: InvoicePiece, { t, language }: PaperLook): [string, string][] {
  const day = paperDay(piece.day, language)
  const refund = piece.kind === 'credit-note'
  return [
    [t('papers:invoice.number'), piece.reference],
    [t('papers:invoice.issued'), day],
    ...(piece.credits
      ? [
          [
            t('papers:invoice.credits'),
            t(refund ? 'papers:invoice.creditsText' : 'papers:invoice.takesBackText', {
              reference: piece.credits.reference,
              day: paperDay(piece.credits.day, language),
            }),
          ] as [string, string],
        ]
      : []),
    [t('papers:invoice.nature'), t('papers:invoice.services')],
    ...(refund ? [] : [[t('papers:invoice.due'), t('papers:invoice.dueText', { day })] as [string, string]]),
    [
      t(refund ? 'papers:invoice.refunded' : 'papers:invoice.paid'),
      t('papers:invoice.paidText', { day, means: t(`papers:means.${piece.means}`) }),
    ],
  ]
}

function columns(t: Translate) {
  return [
    { title: t('papers:invoice.label'), width: 263 },
    { title: t('papers:invoice.quantity'), width: 50, right: true },
    { title: t('papers:invoice.unit'), width: 85, right: true },
    { title: t('papers:invoice.amount'), width: 85, right: true },
  ]
}

function rows(piece: InvoicePiece, { t, language }: PaperLook): string[][] {
  const money = (cents: number) => euros(cents, language)
  const lines = piece.lines.map((line) => {
    const period = periodText(line, t, language)
    return [
      period ? `${line.label}\n${period}` : line.label,
      String(line.quantity),
      money(line.unitCents),
      money(line.cents),
    ]
  })
  const shares = vatShares(piece)
  const taxes = shares
    .filter(({ points }) => points > 0)
    .map(({ points, tax }) => [t('papers:invoice.vat', { rate: points / 100 }), '', '', money(tax)])
  const net = piece.totalCents - piece.vatCents
  return [
    ...lines,
    [t('papers:invoice.net'), '', '', money(net)],
    ...(taxes.length > 0 ? taxes : [[t('papers:invoice.noVat'), '', '', money(0)]]),
    [t('papers:invoice.total'), '', '', money(piece.totalCents)],
  ]
}

function totalRows(piece: InvoicePiece): number {
  return 2 + Math.max(1, vatShares(piece).filter(({ points }) => points > 0).length)
}

function buyerText(buyer: PieceBuyer, { t, language }: PaperLook): string {
  const siren = buyer.siret ? digitsOf(buyer.siret).slice(0, 9) : ''
  return [
    buyerLines(buyer, language),
    buyer.siret ? t('papers:invoice.siret', { siret: buyer.siret, siren }) : '',
    buyer.vatNumber ? t('papers:invoice.vatNumber', { number: buyer.vatNumber }) : '',
  ]
    .filter(Boolean)
    .join('\n')
}

function termsOf({ seller }: InvoicePiece, t: Translate): string {
  return t('papers:invoice.termsText', { rate: (seller.lateBasisPoints / 100).toString().replace('.', ',') })
}

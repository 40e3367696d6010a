/**
 * The receipt for gifts on paper: every mention of 2041-RD (Cerfa 11580) or 2041-MEC-SD (16216), lay-out of our own
 * (BOI-IR-RICI-250-40).
 */

import { euros, guardedAmount, paperDay } from '#app/i18n/format.ts'
import type { Translate } from '#app/i18n/translator.ts'
import type { Seller } from '#app/tenant/seller.schema.ts'
import { addressText } from './address-text.ts'
import { Paper } from './paper.ts'
import type { TaxReceiptsOn } from './tax-receipt.schema.ts'

export interface Gift {
  label: string
  cents: number
  /** Civil day on which it counts. */
  givenOn: string
  /** card | sepa | cheque | transfer | cash */
  means: string
}

export interface Donor {
  name: string
  address: string
  postcode: string
  city: string
  country: string
  siren?: string
}

/** A receipt as it was frozen. */
export interface TaxReceiptPiece {
  reference: string
  donorKind: 'person' | 'company'
  donor: Donor
  body: { seller: Seller; settings: TaxReceiptsOn }
  gifts: readonly Gift[]
  cents: number
  issuedOn: string
  issuedAt: Date
  /** Why and when it was voided: it then says so across the page, and is worth nothing. */
  voided?: { day: string; reason: string }
  replaces?: string
}

/** @returns the PDF, in French: it is a paper for the French administration. */
export function taxReceiptPaper(
  piece: TaxReceiptPiece,
  { t, colour }: { t: Translate; colour: string },
): Promise<Buffer> {
  const company = piece.donorKind === 'company'
  const kind = company ? 'company' : 'person'
  const { seller, settings } = piece.body
  const footer = t('papers:tax.footer', { reference: piece.reference, form: settings.forms[kind] })
  const paper = new Paper({
    ...{ title: footer, author: seller.legalName, language: 'fr', at: piece.issuedAt, footer, colour },
    pageText: (page, pages) => t('papers:invoice.page', { page, pages }),
  })
  paper.title(t(`papers:tax.title.${kind}`))
  paper.text(t(`papers:tax.articles.${kind}`, { form: settings.forms[kind] }))
  paper.text(t('papers:tax.number', { reference: piece.reference }), { weight: 'bold', size: 12 })
  if (piece.voided)
    paper.text(t('papers:tax.voided', { day: paperDay(piece.voided.day, 'fr'), reason: piece.voided.reason }), {
      weight: 'bold',
      size: 12,
    })
  if (piece.replaces) paper.text(t('papers:tax.replaces', { reference: piece.replaces }))
  paper.heading(t('papers:tax.body')).facts(bodyFacts(piece, t))
  paper.heading(t('papers:tax.donor')).facts(donorFacts(piece, t))
  paper.heading(t('papers:tax.gift')).facts(giftFacts(piece, t))
  if (piece.gifts.length > 1) paper.table(giftColumns(t), giftRows(piece, t))
  paper.heading(t('papers:tax.signature')).facts([
    [t('papers:tax.date'), paperDay(piece.issuedOn, 'fr')],
    [t('papers:tax.signatory'), `${settings.signatory.name}, ${settings.signatory.title}`],
  ])
  return paper.finish()
}

function bodyFacts({ body: { seller, settings } }: TaxReceiptPiece, t: Translate): [string, string][] {
  return [
    [t('papers:tax.name'), seller.legalName],
    [
      t('papers:tax.numbers'),
      [
        seller.siren ? t('papers:invoice.siren', { siren: seller.siren }) : '',
        seller.rna ? t('papers:invoice.rna', { rna: seller.rna }) : '',
      ]
        .filter(Boolean)
        .join(' · '),
    ],
    [t('papers:tax.address'), addressText(seller.address, 'fr')],
    [t('papers:tax.object'), settings.object],
    [t('papers:tax.quality'), t(`papers:qualities.${settings.quality}`)],
    [
      t('papers:tax.basis'),
      t('papers:tax.basisText', { basis: settings.basis, day: paperDay(settings.basisDay, 'fr') }),
    ],
  ]
}

function donorFacts({ donor }: TaxReceiptPiece, t: Translate): [string, string][] {
  return [
    [t('papers:tax.donorName'), donor.name],
    ...(donor.siren
      ? [[t('papers:tax.numbers'), t('papers:invoice.siren', { siren: donor.siren })] as [string, string]]
      : []),
    [t('papers:tax.address'), addressText(donor, 'fr')],
  ]
}

function giftFacts(piece: TaxReceiptPiece, t: Translate): [string, string][] {
  const company = piece.donorKind === 'company'
  const days = [...new Set(piece.gifts.map(({ givenOn }) => givenOn))].sort()
  const means = [...new Set(piece.gifts.map((gift) => t(`papers:giftMeans.${gift.means}`)))]
  const [first, last] = [days[0]!, days.at(-1)!]
  return [
    [t('papers:tax.amount'), guardedAmount(piece.cents)],
    [
      t('papers:tax.paidOn'),
      first === last
        ? paperDay(first, 'fr')
        : t('papers:tax.between', { from: paperDay(first, 'fr'), until: paperDay(last, 'fr') }),
    ],
    [t('papers:tax.entitles'), t(company ? 'papers:tax.article238' : 'papers:tax.article200')],
    [t('papers:tax.form'), t('papers:tax.manual')],
    [t('papers:tax.nature'), t('papers:tax.money')],
    [t('papers:tax.means'), means.join(', ')],
  ]
}

function giftColumns(t: Translate) {
  return [
    { title: t('papers:tax.paidOn'), width: 130 },
    { title: t('papers:tax.means'), width: 233 },
    { title: t('papers:invoice.amount'), width: 120, right: true },
  ]
}

function giftRows({ gifts }: TaxReceiptPiece, t: Translate): string[][] {
  return gifts.map(({ givenOn, means, cents }) => [
    paperDay(givenOn, 'fr'),
    t(`papers:giftMeans.${means}`),
    euros(cents, 'fr'),
  ])
}

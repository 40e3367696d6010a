/** Printed papers, read back by a reader that is not their writer: every amount, number and mention. */
import { FacturX } from 'factur-x-kit'
import { describe, expect, test } from 'vitest'
import { facturXAttachment, facturXml } from '#app/domain/documents/factur-x.ts'
import { invoicePaper } from '#app/domain/documents/invoice-paper.ts'
import { type InvoicePiece, vatShares } from '#app/domain/documents/invoice-piece.ts'
import { translatorFor } from '#app/i18n/translator.ts'
import { invoicePiece, SELLER } from '../factories/pieces.ts'
import { readPdf } from '../setup/pdf-reader.ts'

const look = { t: translatorFor('fr'), language: 'fr', colour: '#5B2A86' }

const missing = (text: string, mentions: readonly string[]) => mentions.filter((mention) => !text.includes(mention))

describe('an invoice to a company', () => {
  test('says everything the law asks for, its number on every page', async () => {
    const lines = Array.from({ length: 60 }, (_, i) => ({
      label: `Ligne ${i}`,
      quantity: 1,
      unitCents: 100 + i,
      cents: 100 + i,
      vatPoints: 0,
    }))
    const read = await readPdf(await invoicePaper(invoicePiece({ lines, totalCents: 7770 }), look))
    expect(read.pages.length).toBeGreaterThan(1)
    for (const [i, page] of read.pages.entries())
      expect(page).toContain(`Facture F2026-000012 – page ${i + 1} sur ${read.pages.length}`)
    for (const { label } of lines) expect(read.text).toContain(label)
    expect(read.text).toContain('77,70 €')
  })

  test('names both sides, numbers, dates, terms and the VAT rule', async () => {
    const read = await readPdf(await invoicePaper(invoicePiece(), look))
    const mentions = [
      'Facture F2026-000012',
      'Association Exemple',
      'SIREN 999000011',
      'RNA W999000001',
      '10 rue des Exemples',
      'Éditions Łódź & Fils',
      'SIRET 73282932000074 · SIREN 732829320',
      '1 rue Œdipe',
      '75011 Paris',
      '22/11/2026',
      'prestation de services',
      'comptant, le 22/11/2026',
      'carte bancaire',
      'du 22/11/2026 au 22/11/2027',
      '450,00 €',
      '15,01 €',
      '45,03 €',
      '495,03 €',
      'TVA non applicable, art. 293 B du CGI',
      'Pas d’escompte pour paiement anticipé',
      '12,15 %',
      '40 €',
      'L441-10',
    ]
    expect(missing(read.text, mentions)).toEqual([])
    expect(read.title).toBe('Facture F2026-000012')
    for (const kind of ['Document', 'H1', 'Table', 'TH', 'TD']) expect(read.structure).toContain(kind)
    expect(read.metadata).toContain('<pdfaid:part>3</pdfaid:part>')
  })

  test('a credit note cites its invoice and asks for nothing', async () => {
    const credits = { reference: 'F2026-000009', day: '2026-10-01' }
    const piece = invoicePiece({ kind: 'credit-note', reference: 'A2026-000003', credits })
    const { text } = await readPdf(await invoicePaper(piece, look))
    expect(missing(text, ['Avoir A2026-000003', 'facture F2026-000009 du 01/10/2026', 'Remboursement'])).toEqual([])
    expect(text).not.toContain('L441-10')
  })

  test('VAT is shown where it is charged; the same piece gives the same bytes', async () => {
    const piece = taxed([45000, 1501])
    const [one, other] = [await invoicePaper(piece, look), await invoicePaper(piece, look)]
    expect(one.equals(other)).toBe(true)
    const { text } = await readPdf(one)
    expect(missing(text, ['387,51 €', 'TVA à 20 %', '77,50 €', '465,01 €'])).toEqual([])
  })

  test('in English too, with the French rule’s own words', async () => {
    const { text } = await readPdf(
      await invoicePaper(invoicePiece(), { ...look, t: translatorFor('en'), language: 'en' }),
    )
    expect(missing(text, ['Invoice F2026-000012', '22 November 2026', '€495.03', 'art. 293 B du CGI'])).toEqual([])
  })
})

test.each([
  ['fr', 'DE', 'Allemagne'],
  ['en', 'DE', 'Germany'],
  ['fr', 'Deutschland', 'Allemagne'],
  ['en', 'RE', 'Réunion'],
  ['fr', 'FR', ''],
  ['en', 'France', ''],
])('in a paper in %s the country %s is called « %s », and in the XML by its code', async (language, country, name) => {
  const buyer = { name: 'Werk GmbH', address: 'Weg 1', postcode: '10115', city: 'Berlin', country }
  const words = { t: translatorFor(language as 'fr'), language, colour: '#5B2A86' }
  const invoice = await readPdf(await invoicePaper(invoicePiece({ buyer }), words))
  expect(invoice.text).toContain(`10115 Berlin ${name} ${words.t('papers:invoice.number')}`.replace(/ +/g, ' '))
  expect(invoice.text).not.toMatch(/\b(?:DE|RE|FR)\b/)
  const xml = await facturXml(invoicePiece({ buyer }))
  const code = { Deutschland: 'DE', France: 'FR' }[country] ?? country
  expect(/<ram:BuyerTradeParty>[\s\S]*?<ram:CountryID>(.*?)</.exec(xml)![1]).toBe(code)
})

function taxed(amounts: number[]): InvoicePiece {
  const lines = amounts.map((cents, i) => ({ label: `L${i}`, quantity: 1, unitCents: cents, cents, vatPoints: 2000 }))
  const totalCents = amounts.reduce((sum, cents) => sum + cents, 0)
  const vat = { members: 'taxed', companies: 'taxed', rateBasisPoints: 2000, number: 'FR40303265045' } as const
  const vatCents = totalCents - Math.round((totalCents * 10_000) / 12_000)
  return invoicePiece({
    seller: { ...SELLER, vat },
    lines,
    totalCents,
    vatCents,
    vatMention: 'TVA comprise',
    vatRule: 'taxed',
  })
}

interface Totals {
  sumWithoutAllowancesAndCharges: number
  netTotal: number
  grossTotal: number
  prepaidAmount: number
  openAmount: number
  roundingAmount?: number
  taxBreakdown: { basisAmount: number; calculatedAmount: number; exemptionReasonCode?: string; categoryCode: string }[]
  taxTotal: { amount: number }[]
}

/** The library reads its own words back, and sums are done again here. */
async function checked(piece: InvoicePiece) {
  const pdf = await invoicePaper(piece, look, facturXAttachment(await facturXml(piece)))
  const kit = await FacturX.fromPDF(new Uint8Array(pdf))
  expect(kit.validate()).toEqual({ valid: true })
  const data = kit.object as unknown as {
    document: { id: string; type: string }
    seller: { name: string }
    buyer: { name: string; specifiedLegalOrganization?: { id: { id: string } } }
    invoiceLines: { settlement: { lineTotals: { netTotal: number } } }[]
    referencedDocuments?: { referencedInvoice: { documentId: string }[] }
    totals: Totals
  }
  const cents = (value: number) => Math.round(value * 100)
  const { totals } = data
  const net = data.invoiceLines.reduce((sum, line) => sum + cents(line.settlement.lineTotals.netTotal), 0)
  expect(net).toBe(cents(totals.netTotal))
  expect(cents(totals.netTotal) + cents(totals.taxTotal[0]!.amount)).toBe(cents(totals.grossTotal))
  expect(cents(totals.grossTotal) - cents(totals.prepaidAmount) + cents(totals.roundingAmount ?? 0)).toBe(
    cents(totals.openAmount),
  )
  expect(cents(totals.prepaidAmount)).toBe(piece.totalCents)
  return { pdf, data }
}

describe('Factur-X', () => {
  test('the XML is valid EN 16931, attached, declared, and says what the paper says', async () => {
    const { pdf, data } = await checked(invoicePiece())
    expect(data.document).toMatchObject({ id: 'F2026-000012', type: '380' })
    expect(data.seller.name).toBe('Association Exemple')
    expect(data.buyer).toMatchObject({
      name: 'Éditions Łódź & Fils',
      specifiedLegalOrganization: { id: { id: '732829320' } },
    })
    expect(data.totals.taxBreakdown).toMatchObject([
      { categoryCode: 'E', exemptionReasonCode: 'VATEX-FR-FRANCHISE', calculatedAmount: 0 },
    ])
    const read = await readPdf(pdf)
    expect([...read.attachments.keys()]).toEqual(['factur-x.xml'])
    expect(read.attachments.get('factur-x.xml')!.toString()).toContain('urn:cen.eu:en16931:2017')
    for (const word of [
      '<pdfaid:part>3</pdfaid:part>',
      '<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>',
      '<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>',
      'urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#',
      'pdfaExtension:schemas',
    ])
      expect(read.metadata).toContain(word)
    const raw = pdf.toString('latin1')
    expect(raw).toContain('/AFRelationship /Alternative')
    expect(raw).toMatch(/\/AF \[/)
  })

  test('a credit note is one, and cites its invoice', async () => {
    const credits = { reference: 'F2026-000009', day: '2026-10-01' }
    const { data } = await checked(invoicePiece({ kind: 'credit-note', reference: 'A2026-000003', credits }))
    expect(data.document.type).toBe('381')
    expect(data.referencedDocuments?.referencedInvoice[0]?.documentId).toBe('F2026-000009')
  })

  test.each([[[45000, 1501]], [[3]], [[1]], [[4999, 4999, 1]], [[100, 200, 333, 7]], [[12345678]]])(
    'with VAT inside prices of %j cents the totals hold to the cent',
    async (amounts) => {
      const { data } = await checked(taxed(amounts))
      expect(Math.abs(data.totals.roundingAmount ?? 0)).toBeLessThanOrEqual(0.01)
    },
  )

  test('without SIREN, and to a foreign company, it is valid too', async () => {
    const { siren: _, ...seller } = SELLER
    const buyer = {
      name: 'Ateliers SRL',
      address: 'Via Roma 1',
      city: 'Roma',
      country: 'IT',
      vatNumber: 'IT00743110157',
    }
    await checked(invoicePiece({ seller, buyer }))
  })

  test('an association exempted for its members names the directive', async () => {
    const { data } = await checked(
      invoicePiece({ vatRule: 'exempt-261-7-1', vatMention: 'Exonération de TVA, art. 261-7-1° du CGI' }),
    )
    expect(data.totals.taxBreakdown[0]!.exemptionReasonCode).toBe('VATEX-EU-132-1L')
  })
})

test('VAT shares: what was booked counts', () => {
  const lines = [
    { label: 'a', quantity: 1, unitCents: 3, cents: 3, vatPoints: 2000 },
    { label: 'b', quantity: 1, unitCents: 100, cents: 100, vatPoints: 0 },
  ]
  expect(vatShares({ lines, vatCents: 1 })).toEqual([
    { points: 2000, gross: 3, net: 2, tax: 1 },
    { points: 0, gross: 100, net: 100, tax: 0 },
  ])
})

/**
 * Invoices and credit notes as data, read by a reader written from the standard: every VAT rule, French and foreign
 * companies; and what the PDF says of the file that it carries (ISO 19005-3, Factur-X 1.0).
 */
import { describe, expect, test } from 'vitest'
import { facturXAttachment, facturXml } from '#app/domain/documents/factur-x.ts'
import { invoicePaper } from '#app/domain/documents/invoice-paper.ts'
import type { InvoicePiece, PieceBuyer } from '#app/domain/documents/invoice-piece.ts'
import { vatIn } from '#app/domain/ledger/plan.ts'
import { translatorFor } from '#app/i18n/translator.ts'
import { VAT_REGIMES } from '#app/tenant/vat-regimes.ts'
import { invoicePiece, SELLER } from '../factories/pieces.ts'
import { readInvoiceXml } from '../setup/en16931-reader.ts'
import { readPdf } from '../setup/pdf-reader.ts'

const t = translatorFor('fr')
const RULES = [...VAT_REGIMES, 'outside-scope'] as const
const BUYERS: Record<string, PieceBuyer> = {
  French: {
    ...{ name: 'Éditions Łódź & Fils <Paris>', more: 'Service « achats »', address: '1 rue Œdipe', postcode: '75011' },
    ...{ city: 'Paris', country: 'FR', siret: '73282932000074', vatNumber: 'FR44732829320' },
  },
  'French, without a VAT number': {
    ...{ name: 'Atelier', address: '7 allée des Pins', postcode: '33000', city: 'Bordeaux', country: 'FR' },
    siret: '73282932000074',
  },
  German: {
    ...{ name: 'Werk GmbH', address: 'Hauptstraße 1', postcode: '10115', city: 'Berlin', country: 'DE' },
    vatNumber: 'DE136695976',
  },
  'of a country without VAT numbers': { name: 'Works Inc.', address: '1 Main St', city: 'Boston', country: 'US' },
}
const EXPECTED = {
  'exempt-261-7-1': {
    category: 'E',
    rate: '0',
    code: 'VATEX-EU-132-1L',
    reason: 'Exonération de TVA, art. 261-7-1° du CGI',
  },
  'franchise-293-b': {
    category: 'E',
    rate: '0',
    code: 'VATEX-FR-FRANCHISE',
    reason: 'TVA non applicable, art. 293 B du CGI',
  },
  taxed: { category: 'S', rate: '20', code: '', reason: '' },
  'outside-scope': { category: 'O', rate: '', code: 'VATEX-EU-O', reason: t('papers:vatMention.outside-scope') },
}

function pieceOf(rule: (typeof RULES)[number], kind: InvoicePiece['kind'], buyer: PieceBuyer, amounts: number[]) {
  const vatPoints = rule === 'taxed' ? 2000 : 0
  const regime = rule === 'outside-scope' ? 'taxed' : rule
  const vat = { members: regime, companies: regime, rateBasisPoints: 2000, number: 'FR40303265045' } as const
  return invoicePiece({
    ...{ kind, buyer, vatRule: rule, vatMention: t(`papers:vatMention.${rule}`) },
    reference: kind === 'invoice' ? 'F2026-000012' : 'A2026-000003',
    seller: { ...SELLER, vat },
    lines: amounts.map((cents, i) => ({ label: `Ligne ${i}`, quantity: 1, unitCents: cents, cents, vatPoints })),
    totalCents: amounts.reduce((sum, cents) => sum + cents, 0),
    vatCents: amounts.reduce((sum, cents) => sum + vatIn(cents, vatPoints), 0),
    ...(kind === 'credit-note' ? { credits: { reference: 'F2026-000009', day: '2026-10-01' } } : {}),
  })
}

describe.each(RULES)('%s', (rule) => {
  describe.each(['invoice', 'credit-note'] as const)('%s', (kind) => {
    test.each(Object.keys(BUYERS))('to a company that is %s', async (name) => {
      const buyer = BUYERS[name]!
      const piece = pieceOf(rule, kind, buyer, [45_000, 1501, 333])
      const read = readInvoiceXml(await facturXml(piece))
      expect(read.faults).toEqual([])
      expect(read).toMatchObject({ id: piece.reference, type: kind === 'invoice' ? '380' : '381', date: '20261122' })
      expect(read.cites).toEqual(kind === 'credit-note' ? ['F2026-000009'] : [])
      const { category, rate, code, reason } = EXPECTED[rule]
      expect(read.taxes.map((tax) => ({ ...tax, rate: tax.rate && String(Number(tax.rate)) }))).toMatchObject([
        { category, rate, code, reason },
      ])
      const { name: called, address, postcode = '', city, country, more, siret, vatNumber } = buyer
      expect(read.buyer).toEqual({
        ...{ name: called, lines: [address, ...(more ? [more] : [])], postcode, city, country },
        ...{ legalId: siret?.slice(0, 9) ?? '', legalScheme: siret ? '0002' : '', localTaxId: '' },
        vatId: rule === 'outside-scope' ? '' : (vatNumber ?? ''),
      })
      expect(read.seller).toMatchObject({ legalId: '999000011', legalScheme: '0002', country: 'FR' })
      expect(read.totals.prepaid).toBe(piece.totalCents)
      expect(read.totals.due).toBe(0)
      expect(read.totals.net + read.totals.tax - read.totals.rounding * -1).toBe(piece.totalCents)
      expect(Math.abs(read.totals.tax - piece.vatCents)).toBeLessThanOrEqual(1)
    })
  })
})

test.each([[1], [3], [4999, 4999, 1], [12_345_678], [100, 200, 333, 7]].map((amounts) => [amounts]))(
  'with VAT, of lines of %j cents, every rule holds',
  async (amounts) => {
    for (const kind of ['invoice', 'credit-note'] as const)
      expect(readInvoiceXml(await facturXml(pieceOf('taxed', kind, BUYERS.French!, amounts))).faults).toEqual([])
  },
)

test('the reader sees what is wrong', async () => {
  const xml = await facturXml(pieceOf('taxed', 'invoice', BUYERS.French!, [12_000]))
  const faults = (from: string | RegExp, to: string) => {
    expect(xml.replace(from, to)).not.toBe(xml)
    return readInvoiceXml(xml.replace(from, to)).faults
  }
  expect(readInvoiceXml(xml).faults).toEqual([])
  expect(faults('>100.00</ram:TaxBasisTotalAmount>', '>101.00</ram:TaxBasisTotalAmount>')).toEqual(
    expect.arrayContaining(['BR-CO-10', 'BR-CO-13', 'BR-CO-15']),
  )
  expect(faults('>20.00</ram:CalculatedAmount>', '>21.00</ram:CalculatedAmount>')).toEqual(
    expect.arrayContaining(['BR-CO-17', 'BR-CO-14']),
  )
  expect(faults('schemeID="0002">732829320', 'schemeID="0009">732829320')).toContain('a SIREN under 0002')
  expect(faults('<ram:CountryID>FR', '<ram:CountryID>France')).toContain('BR-09')
  expect(faults(/<ram:CategoryCode>S/g, '<ram:CategoryCode>E')).toEqual(expect.arrayContaining(['BR-E-05', 'BR-E-10']))
  expect(faults('urn:cen.eu:en16931:2017', 'urn:factur-x.eu:1p0:minimum')).toContain('BR-01')
  expect(faults(/(<ram:PostcodeCode>.*?<\/ram:PostcodeCode>)\s*(<ram:LineOne>.*?<\/ram:LineOne>)/s, '$2$1')).toContain(
    'schema: PostalTradeAddress is out of order',
  )
})

describe('the PDF that carries it', () => {
  async function made(kind: InvoicePiece['kind']) {
    const piece = pieceOf('franchise-293-b', kind, BUYERS.French!, [45_000])
    const xml = await facturXml(piece)
    const pdf = await invoicePaper(piece, { t, language: 'fr', colour: '#5B2A86' }, facturXAttachment(xml))
    return { xml, raw: pdf.toString('latin1'), read: await readPdf(pdf) }
  }

  test.each(['invoice', 'credit-note'] as const)(
    'an %s: one file, named, typed, an alternative of the pages, and the same bytes',
    async (kind) => {
      const { xml, raw, read } = await made(kind)
      expect([...read.attachments.keys()]).toEqual(['factur-x.xml'])
      expect(read.attachments.get('factur-x.xml')!.toString('utf8')).toBe(xml)
      const file = /<<[^<>]*\/Type \/Filespec[\s\S]*?>>\s*endobj/.exec(raw)![0]
      for (const words of ['/AFRelationship /Alternative', '/F (factur-x.xml)', '/EF']) expect(file).toContain(words)
      expect(file).toMatch(/\/UF [(<]/)
      expect(raw).toContain('/Subtype /text#2Fxml')
      // From the catalogue: associated, and by its name among the embedded.
      const catalogue = /<<[^<>]*\/Type \/Catalog[\s\S]*?endobj/.exec(raw)![0]
      expect(catalogue).toMatch(/\/AF \[/)
      expect(raw).toMatch(/\/EmbeddedFiles/)
    },
  )

  test('says in its metadata that it is PDF/A-3 and Factur-X EN 16931, each property explained', async () => {
    const { read, raw } = await made('invoice')
    const xmp = read.metadata
    const value = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xmp)?.[1]
    expect([value('pdfaid:part'), value('pdfaid:conformance')]).toEqual(['3', 'A'])
    expect(xmp).toContain('xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"')
    const said = {
      DocumentType: 'INVOICE',
      DocumentFileName: 'factur-x.xml',
      Version: '1.0',
      ConformanceLevel: 'EN 16931',
    }
    for (const [name, words] of Object.entries(said)) {
      expect(value(`fx:${name}`)).toBe(words)
      expect(xmp).toContain(`<pdfaProperty:name>${name}</pdfaProperty:name>`)
    }
    expect(value('pdfaSchema:namespaceURI')).toBe('urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#')
    expect(value('pdfaSchema:prefix')).toBe('fx')
    expect(raw).toContain('/GTS_PDFA1')
    expect(raw).not.toMatch(/\/(JavaScript|Launch|Encrypt)\b/)
  })
})

/**
 * The invoice as data, Factur-X EN 16931 (CII), for companies: made and checked by factur-x-kit, put into our own
 * PDF/A-3.
 */
import type { ComfortProfile } from 'factur-x-kit'
import { largestRemainder } from '#app/domain/ledger/largest-remainder.ts'
import { countryCode } from '#app/i18n/countries.ts'
import { digitsOf } from '#app/tenant/siret.ts'
import { type InvoicePiece, type VatShare, vatShares } from './invoice-piece.ts'
import type { Attachment } from './paper.ts'

/** UNTDID 4461. */
const MEANS: Record<string, string> = { card: '48', sepa: '59', cheque: '20', transfer: '58', cash: '10' }

/** Why no VAT is on it, of the code list VATEX; a gift is not subject to it at all. */
const EXEMPTIONS: Record<string, string> = {
  'exempt-261-7-1': 'VATEX-EU-132-1L',
  'franchise-293-b': 'VATEX-FR-FRANCHISE',
  'outside-scope': 'VATEX-EU-O',
}

const isOutside = ({ vatRule }: Pick<InvoicePiece, 'vatRule'>) => vatRule === 'outside-scope'

const euros = (cents: number) => Math.round(cents) / 100
const dateOf = (day: string) => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return { year, month, day: date }
}

/**
 * @returns the XML
 * @throws Error naming the rules of EN 16931 that the data break: nothing wrong is ever sent
 */
export async function facturXml(piece: InvoicePiece): Promise<string> {
  // Loaded where it is used: a quarter of a second.
  const { FacturX } = await import('factur-x-kit')
  const made = await FacturX.fromObject(profileOf(piece))
  const { valid, errors } = made.validate()
  if (!valid) throw new Error(`not EN 16931: ${errors?.map(({ message }) => message).join('; ')}`)
  return made.getXML()
}

/** @returns the XML as the PDF carries it, with the metadata that tell readers so. */
export function facturXAttachment(xml: string): Attachment {
  return {
    name: 'factur-x.xml',
    bytes: Buffer.from(xml, 'utf8'),
    type: 'text/xml',
    description: 'Factur-X invoice, EN 16931',
    metadata: METADATA,
  }
}

function profileOf(piece: InvoicePiece): ComfortProfile {
  const shares = vatShares(piece)
  const profile = {
    profile: 'urn:cen.eu:en16931:2017',
    document: {
      id: piece.reference,
      type: piece.kind === 'invoice' ? '380' : '381',
      dateOfIssue: dateOf(piece.day),
      currency: 'EUR',
      notes: [{ content: piece.vatMention, subject: 'REG' }],
    },
    seller: sellerOf(piece),
    buyer: buyerOf(piece),
    invoiceLines: linesOf(piece, shares),
    delivery: { deliveryDate: dateOf(piece.day) },
    ...(piece.credits
      ? {
          referencedDocuments: {
            referencedInvoice: [{ documentId: piece.credits.reference, issueDate: dateOf(piece.credits.day) }],
          },
        }
      : {}),
    paymentInformation: {
      paymentMeans: [{ paymentType: MEANS[piece.means] ?? '1' }],
      paymentTerms: { dueDate: dateOf(piece.day) },
    },
    totals: totalsOf(piece, shares),
  }
  return profile as unknown as ComfortProfile
}

/** @returns who sells; where nothing is subject to VAT its VAT number may not stand there (BR-O-02). */
function sellerOf(piece: InvoicePiece) {
  const { seller } = piece
  const local = seller.siren ?? seller.rna
  const registered = seller.siren
    ? { specifiedLegalOrganization: { id: { id: seller.siren, scheme: '0002' } } }
    : { id: [seller.rna ?? seller.legalName] }
  const taxes =
    seller.vat.number && !isOutside(piece) ? { vatId: seller.vat.number } : local ? { localTaxId: local } : undefined
  return {
    name: seller.legalName,
    otherLegalInformation: seller.legalForm,
    ...registered,
    postalAddress: {
      addressLineOne: seller.address.street,
      ...(seller.address.more ? { addressLineTwo: seller.address.more } : {}),
      postcode: seller.address.postcode,
      city: seller.address.city,
      country: seller.address.country,
    },
    ...(taxes ? { taxIdentification: taxes } : {}),
  }
}

function buyerOf(piece: InvoicePiece) {
  const { buyer } = piece
  const siren = buyer.siret ? digitsOf(buyer.siret).slice(0, 9) : undefined
  return {
    name: buyer.name,
    ...(siren ? { specifiedLegalOrganization: { id: { id: siren, scheme: '0002' } } } : {}),
    postalAddress: {
      ...(buyer.address ? { addressLineOne: buyer.address } : {}),
      ...(buyer.more ? { addressLineTwo: buyer.more } : {}),
      ...(buyer.postcode ? { postcode: buyer.postcode } : {}),
      ...(buyer.city ? { city: buyer.city } : {}),
      country: countryCode(buyer.country ?? '') ?? 'FR',
    },
    ...(buyer.vatNumber && !isOutside(piece) ? { taxIdentification: { vatId: buyer.vatNumber } } : {}),
  }
}

function taxOf(piece: InvoicePiece, points: number) {
  if (isOutside(piece)) return { typeCode: 'VAT', categoryCode: 'O' }
  return points > 0
    ? { typeCode: 'VAT', categoryCode: 'S', rateApplicablePercent: points / 100 }
    : { typeCode: 'VAT', categoryCode: 'E', rateApplicablePercent: 0 }
}

/** Net amounts of lines, so that those of one rate add up to its net to the cent. */
function linesOf(piece: InvoicePiece, shares: readonly VatShare[]) {
  const { lines } = piece
  const nets = new Map<number, number>()
  for (const { points, net } of shares) {
    const own = lines.flatMap((line, at) => (line.vatPoints === points ? [{ at, cents: line.cents }] : []))
    const some = own.some(({ cents }) => cents > 0)
    const parts = some
      ? largestRemainder(
          net,
          own.map(({ cents }) => cents),
        )
      : own.map(() => 0)
    for (const [i, { at }] of own.entries()) nets.set(at, parts[i]!)
  }
  return lines.map((line, at) => {
    const net = nets.get(at) ?? 0
    return {
      generalLineData: { lineId: String(at + 1) },
      productDescription: { name: line.label },
      // A price of the whole quantity: a unit price of cents cannot always be divided.
      productPriceAgreement: {
        productNetPricing: {
          netPricePerItem: euros(net),
          priceBaseQuantity: { quantity: line.quantity, unit: 'C62' },
        },
      },
      delivery: { itemQuantity: { quantity: line.quantity, unit: 'C62' } },
      settlement: { tax: taxOf(piece, line.vatPoints), lineTotals: { netTotal: euros(net) } },
    }
  })
}

function totalsOf(piece: InvoicePiece, shares: readonly VatShare[]) {
  const net = shares.reduce((sum, share) => sum + share.net, 0)
  // The rule asks for base × rate, rounded; where prices hold VAT a cent may be over, which the standard calls
  // rounding.
  const taxed = shares.map((share) => ({ ...share, tax: Math.round((share.net * share.points) / 10_000) }))
  const tax = taxed.reduce((sum, share) => sum + share.tax, 0)
  const rounding = piece.totalCents - net - tax
  return {
    sumWithoutAllowancesAndCharges: euros(net),
    netTotal: euros(net),
    taxBreakdown: taxed.map((share) => ({
      ...taxOf(piece, share.points),
      basisAmount: euros(share.net),
      calculatedAmount: euros(share.tax),
      ...(share.points > 0
        ? {}
        : {
            exemptionReason: piece.vatMention,
            ...(EXEMPTIONS[piece.vatRule] ? { exemptionReasonCode: EXEMPTIONS[piece.vatRule] } : {}),
          }),
    })),
    taxTotal: [{ amount: euros(tax), currency: 'EUR' }],
    grossTotal: euros(net + tax),
    prepaidAmount: euros(piece.totalCents),
    ...(rounding === 0 ? {} : { roundingAmount: euros(rounding) }),
    openAmount: 0,
  }
}

const PROPERTIES = [
  ['DocumentFileName', 'The name of the embedded XML document'],
  ['DocumentType', 'The type of the hybrid document in capital letters'],
  ['Version', 'The version of the standard of the embedded XML document'],
  ['ConformanceLevel', 'The conformance level of the embedded XML document'],
]

/** The words of Factur-X in the PDF's metadata, and the extension schema that PDF/A asks for to explain them. */
const METADATA = `
  <rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">
    <fx:DocumentType>INVOICE</fx:DocumentType>
    <fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>
    <fx:Version>1.0</fx:Version>
    <fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>
  </rdf:Description>
  <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
      <pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
      <pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI>
      <pdfaSchema:prefix>fx</pdfaSchema:prefix>
      <pdfaSchema:property><rdf:Seq>${PROPERTIES.map(
        ([name, text]) => `
        <rdf:li rdf:parseType="Resource">
          <pdfaProperty:name>${name}</pdfaProperty:name>
          <pdfaProperty:valueType>Text</pdfaProperty:valueType>
          <pdfaProperty:category>external</pdfaProperty:category>
          <pdfaProperty:description>${text}</pdfaProperty:description>
        </rdf:li>`,
      ).join('')}
      </rdf:Seq></pdfaSchema:property>
    </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>`

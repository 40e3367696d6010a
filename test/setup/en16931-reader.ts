/**
 * A reader of electronic invoices written from the standard's text (EN 16931-1, its CII syntax, Factur-X 1.0) and from
 * nothing of ours nor of the library that writes them: it names every rule that the XML breaks, and hands back what the
 * invoice says.
 */

export interface Node {
  name: string
  attributes: Record<string, string>
  children: Node[]
  text: string
}

/** Reads XML without a DTD: elements, attributes, text. @throws where tags do not match */
export function readXml(xml: string): Node {
  const root: Node = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  for (const [, close, name, attributes, self, text] of xml.matchAll(
    /<\?[^>]*\?>|<!--[\s\S]*?-->|<(\/?)([\w:]+)((?:\s+[\w:]+="[^"]*")*)\s*(\/?)>|([^<]+)/g,
  )) {
    const at = open.at(-1)!
    if (text !== undefined) at.text += unescaped(text)
    else if (name === undefined) continue
    else if (close) {
      if (at.name !== name) throw new Error(`</${name}> closes <${at.name}>`)
      at.text = at.text.trim()
      open.pop()
    } else {
      const node: Node = { name, attributes: attributesOf(attributes ?? ''), children: [], text: '' }
      at.children.push(node)
      if (!self) open.push(node)
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)!.name}> is not closed`)
  return root.children[0]!
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const unescaped = (text: string) => text.replace(/&(\w+);/g, (all, name: string) => ENTITIES[name] ?? all)
const attributesOf = (text: string) =>
  Object.fromEntries([...text.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, name, value]) => [name!, unescaped(value!)]))

const all = (node: Node | undefined, path: string): Node[] =>
  path
    .split('/')
    .reduce<Node[]>(
      (nodes, name) => nodes.flatMap(({ children }) => children.filter((child) => child.name.split(':')[1] === name)),
      node ? [node] : [],
    )
const one = (node: Node | undefined, path: string): Node | undefined => all(node, path)[0]
const text = (node: Node | undefined, path: string): string => one(node, path)?.text ?? ''

/**
 * Children in the order of the CII schema, of the elements that profile EN 16931 uses of ours; anything else is not of
 * the schema.
 */
const SEQUENCES: Record<string, string> = {
  CrossIndustryInvoice: 'ExchangedDocumentContext ExchangedDocument SupplyChainTradeTransaction',
  ExchangedDocumentContext:
    'BusinessProcessSpecifiedDocumentContextParameter GuidelineSpecifiedDocumentContextParameter',
  ExchangedDocument: 'ID TypeCode IssueDateTime IncludedNote',
  IncludedNote: 'Content SubjectCode',
  SupplyChainTradeTransaction:
    'IncludedSupplyChainTradeLineItem ApplicableHeaderTradeAgreement ApplicableHeaderTradeDelivery ApplicableHeaderTradeSettlement',
  IncludedSupplyChainTradeLineItem:
    'AssociatedDocumentLineDocument SpecifiedTradeProduct SpecifiedLineTradeAgreement SpecifiedLineTradeDelivery SpecifiedLineTradeSettlement',
  SpecifiedTradeProduct: 'GlobalID SellerAssignedID BuyerAssignedID Name Description',
  SpecifiedLineTradeAgreement: 'BuyerOrderReferencedDocument GrossPriceProductTradePrice NetPriceProductTradePrice',
  NetPriceProductTradePrice: 'ChargeAmount BasisQuantity',
  SpecifiedLineTradeSettlement:
    'ApplicableTradeTax BillingSpecifiedPeriod SpecifiedTradeAllowanceCharge SpecifiedTradeSettlementLineMonetarySummation',
  ApplicableHeaderTradeAgreement: 'BuyerReference SellerTradeParty BuyerTradeParty SellerTaxRepresentativeTradeParty',
  SellerTradeParty:
    'ID GlobalID Name Description SpecifiedLegalOrganization DefinedTradeContact PostalTradeAddress URIUniversalCommunication SpecifiedTaxRegistration',
  BuyerTradeParty:
    'ID GlobalID Name SpecifiedLegalOrganization DefinedTradeContact PostalTradeAddress URIUniversalCommunication SpecifiedTaxRegistration',
  SpecifiedLegalOrganization: 'ID TradingBusinessName',
  PostalTradeAddress: 'PostcodeCode LineOne LineTwo LineThree CityName CountryID CountrySubDivisionName',
  ApplicableHeaderTradeDelivery: 'ShipToTradeParty ActualDeliverySupplyChainEvent',
  ApplicableHeaderTradeSettlement:
    'CreditorReferenceID PaymentReference TaxCurrencyCode InvoiceCurrencyCode PayeeTradeParty SpecifiedTradeSettlementPaymentMeans ApplicableTradeTax BillingSpecifiedPeriod SpecifiedTradeAllowanceCharge SpecifiedTradePaymentTerms SpecifiedTradeSettlementHeaderMonetarySummation InvoiceReferencedDocument',
  ApplicableTradeTax:
    'CalculatedAmount TypeCode ExemptionReason BasisAmount CategoryCode ExemptionReasonCode TaxPointDate DueDateTypeCode RateApplicablePercent',
  SpecifiedTradeSettlementHeaderMonetarySummation:
    'LineTotalAmount ChargeTotalAmount AllowanceTotalAmount TaxBasisTotalAmount TaxTotalAmount RoundingAmount GrandTotalAmount TotalPrepaidAmount DuePayableAmount',
  InvoiceReferencedDocument: 'IssuerAssignedID FormattedIssueDateTime',
}

const cents = (amount: string) => Math.round(Number(amount) * 100)
/** Half away from zero, to the cent. */
const rounded = (value: number) => Math.sign(value) * Math.round(Math.abs(value) + 1e-9)

export interface ReadInvoice {
  faults: string[]
  id: string
  type: string
  date: string
  seller: Party
  buyer: Party
  taxes: { category: string; rate: string; basis: number; tax: number; reason: string; code: string }[]
  totals: { net: number; tax: number; gross: number; prepaid: number; rounding: number; due: number }
  lines: { name: string; quantity: number; net: number; category: string; rate: string }[]
  cites: string[]
}

interface Party {
  name: string
  legalId: string
  legalScheme: string
  vatId: string
  localTaxId: string
  lines: string[]
  postcode: string
  city: string
  country: string
}

export function readInvoiceXml(xml: string): ReadInvoice {
  const root = readXml(xml)
  const deal = one(root, 'SupplyChainTradeTransaction')
  const agreement = one(deal, 'ApplicableHeaderTradeAgreement')
  const settlement = one(deal, 'ApplicableHeaderTradeSettlement')
  const sums = one(settlement, 'SpecifiedTradeSettlementHeaderMonetarySummation')
  const amount = (name: string) => cents(text(sums, name) || '0')
  const read: ReadInvoice = {
    faults: [],
    id: text(root, 'ExchangedDocument/ID'),
    type: text(root, 'ExchangedDocument/TypeCode'),
    date: text(root, 'ExchangedDocument/IssueDateTime/DateTimeString'),
    seller: partyOf(one(agreement, 'SellerTradeParty')),
    buyer: partyOf(one(agreement, 'BuyerTradeParty')),
    taxes: all(settlement, 'ApplicableTradeTax').map((tax) => ({
      ...{ category: text(tax, 'CategoryCode'), rate: text(tax, 'RateApplicablePercent') },
      ...{ basis: cents(text(tax, 'BasisAmount')), tax: cents(text(tax, 'CalculatedAmount')) },
      ...{ reason: text(tax, 'ExemptionReason'), code: text(tax, 'ExemptionReasonCode') },
    })),
    totals: {
      ...{ net: amount('TaxBasisTotalAmount'), tax: amount('TaxTotalAmount'), gross: amount('GrandTotalAmount') },
      ...{ prepaid: amount('TotalPrepaidAmount'), rounding: amount('RoundingAmount'), due: amount('DuePayableAmount') },
    },
    lines: all(deal, 'IncludedSupplyChainTradeLineItem').map((line) => ({
      name: text(line, 'SpecifiedTradeProduct/Name'),
      quantity: Number(text(line, 'SpecifiedLineTradeDelivery/BilledQuantity')),
      net: cents(
        text(line, 'SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount'),
      ),
      category: text(line, 'SpecifiedLineTradeSettlement/ApplicableTradeTax/CategoryCode'),
      rate: text(line, 'SpecifiedLineTradeSettlement/ApplicableTradeTax/RateApplicablePercent'),
    })),
    cites: all(settlement, 'InvoiceReferencedDocument/IssuerAssignedID').map((node) => node.text),
  }
  const say = (rule: string, holds: boolean) => {
    if (!holds) read.faults.push(rule)
  }
  schemaFaults(root, say)
  documentRules(root, settlement, read, say)
  partyRules(read, say)
  lineRules(deal, read, say)
  taxRules(read, say)
  sumRules(sums, read, say)
  return read
}

type Say = (rule: string, holds: boolean) => void

function partyOf(party: Node | undefined): Party {
  const address = one(party, 'PostalTradeAddress')
  const tax = (scheme: string) =>
    all(party, 'SpecifiedTaxRegistration/ID').find(({ attributes }) => attributes.schemeID === scheme)?.text ?? ''
  const legal = one(party, 'SpecifiedLegalOrganization/ID')
  return {
    ...{ name: text(party, 'Name'), legalId: legal?.text ?? '', legalScheme: legal?.attributes.schemeID ?? '' },
    ...{ vatId: tax('VA'), localTaxId: tax('FC') },
    lines: ['LineOne', 'LineTwo', 'LineThree'].map((line) => text(address, line)).filter(Boolean),
    ...{
      postcode: text(address, 'PostcodeCode'),
      city: text(address, 'CityName'),
      country: text(address, 'CountryID'),
    },
  }
}

function schemaFaults(node: Node, say: Say): void {
  const local = node.name.split(':')[1]!
  const sequence = SEQUENCES[local]?.split(' ')
  if (sequence) {
    const places = node.children.map((child) => sequence.indexOf(child.name.split(':')[1]!))
    say(`schema: ${local} has what is not of it`, !places.includes(-1))
    say(
      `schema: ${local} is out of order`,
      places.every((place, i) => i === 0 || place >= places[i - 1]!),
    )
  }
  say(`schema: ${local} is empty`, node.children.length > 0 || node.text !== '' || local.endsWith('Delivery'))
  for (const child of node.children) schemaFaults(child, say)
}

function documentRules(root: Node, settlement: Node | undefined, read: ReadInvoice, say: Say): void {
  const guideline = text(root, 'ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID')
  say('BR-01', guideline === 'urn:cen.eu:en16931:2017')
  say('BR-02', read.id !== '')
  say('BR-03', /^20\d{6}$/.test(read.date))
  say('BR-04', read.type === '380' || read.type === '381')
  say('BR-05', text(settlement, 'InvoiceCurrencyCode') === 'EUR')
  const dates = [...JSON.stringify(root).matchAll(/"name":"\w+:DateTimeString","attributes":\{([^}]*)\}/g)]
  say('dates are of format 102', dates.length > 0 && dates.every(([, attributes]) => attributes === '"format":"102"'))
  // UNTDID 4461: cash, cheque, transfer, card, SEPA debit.
  say('BR-49', /^(10|20|30|48|58|59)$/.test(text(settlement, 'SpecifiedTradeSettlementPaymentMeans/TypeCode')))
  say('BR-CO-25', read.totals.due <= 0 || one(settlement, 'SpecifiedTradePaymentTerms') !== undefined)
  say(
    'BR-55',
    all(settlement, 'InvoiceReferencedDocument').every((cited) => text(cited, 'IssuerAssignedID') !== ''),
  )
}

function partyRules({ seller, buyer }: ReadInvoice, say: Say): void {
  say('BR-06', seller.name !== '')
  say('BR-07', buyer.name !== '')
  say('BR-08', seller.lines.length > 0 && seller.city !== '')
  say('BR-09', /^[A-Z]{2}$/.test(seller.country))
  say('BR-11', /^[A-Z]{2}$/.test(buyer.country))
  say('BR-CO-26', seller.legalId !== '' || seller.vatId !== '' || seller.localTaxId !== '')
  for (const { vatId, legalId, legalScheme } of [seller, buyer]) {
    say('BR-CO-09', vatId === '' || /^[A-Z]{2}/.test(vatId))
    // ISO 6523: 0002 is SIREN, nine digits.
    say('a SIREN under 0002', legalId === '' || (legalScheme === '0002' && /^\d{9}$/.test(legalId)))
  }
}

function lineRules(deal: Node | undefined, { lines, totals }: ReadInvoice, say: Say): void {
  say('BR-16', lines.length > 0)
  for (const line of all(deal, 'IncludedSupplyChainTradeLineItem')) {
    say('BR-21', text(line, 'AssociatedDocumentLineDocument/LineID') !== '')
    say('BR-23', (one(line, 'SpecifiedLineTradeDelivery/BilledQuantity')?.attributes.unitCode ?? '') !== '')
    const price = one(line, 'SpecifiedLineTradeAgreement/NetPriceProductTradePrice')
    const each = Number(text(price, 'ChargeAmount'))
    say('BR-27', each >= 0)
    const net = cents(
      text(line, 'SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount'),
    )
    const quantity = Number(text(line, 'SpecifiedLineTradeDelivery/BilledQuantity'))
    say(
      'BT-131 = price × quantity',
      rounded((each * 100 * quantity) / Number(text(price, 'BasisQuantity') || 1)) === net,
    )
  }
  for (const { name, quantity, category } of lines) {
    say('BR-22', quantity > 0)
    say('BR-25', name !== '')
    say('BR-CO-04', category !== '')
  }
  say('BR-CO-10', lines.reduce((sum, { net }) => sum + net, 0) === totals.net)
}

function taxRules({ taxes, lines, seller, buyer }: ReadInvoice, say: Say): void {
  say('BR-CO-18', taxes.length > 0)
  const has = (category: string) => lines.some((line) => line.category === category)
  for (const { category, rate, basis, tax, reason, code } of taxes) {
    const of = lines.filter((line) => line.category === category && line.rate === rate)
    say(`BR-${category}-08`, of.reduce((sum, { net }) => sum + net, 0) === basis)
    say('BR-CO-17', tax === rounded((basis * Number(rate || 0)) / 100))
    if (category === 'S') {
      say('BR-S-05', Number(rate) > 0)
      say('BR-S-10', reason === '' && code === '')
      say('BR-S-02', seller.vatId !== '' || seller.localTaxId !== '')
    } else if (category === 'E') {
      say('BR-E-05', Number(rate) === 0 && rate !== '')
      say('BR-E-09', tax === 0)
      say('BR-E-10', reason !== '' || code !== '')
      say('BR-E-02', seller.vatId !== '' || seller.localTaxId !== '')
    } else if (category === 'O') {
      say('BR-O-05', rate === '')
      say('BR-O-09', tax === 0)
      say('BR-O-10', reason !== '' && code === 'VATEX-EU-O')
      say('BR-O-02', seller.vatId === '' && buyer.vatId === '')
      say('BR-O-11', taxes.length === 1)
    } else say(`UNCL5305 ${category}`, false)
    say(`VATEX ${code}`, code === '' || /^VATEX-(EU-132-1L|FR-FRANCHISE|EU-O)$/.test(code))
  }
  for (const category of ['S', 'E', 'O'])
    say(`BR-${category}-01`, has(category) === taxes.some((tax) => tax.category === category))
}

function sumRules(sums: Node | undefined, { taxes, totals }: ReadInvoice, say: Say): void {
  for (const [rule, name] of [
    ['BR-12', 'LineTotalAmount'],
    ['BR-13', 'TaxBasisTotalAmount'],
    ['BR-14', 'GrandTotalAmount'],
    ['BR-15', 'DuePayableAmount'],
  ] as const)
    say(rule, text(sums, name) !== '')
  for (const { text: amount, name } of sums?.children ?? []) say(`BR-DEC ${name}`, /^-?\d+(\.\d{1,2})?$/.test(amount))
  say('BR-53', one(sums, 'TaxTotalAmount')?.attributes.currencyID === 'EUR')
  say('BR-CO-13', cents(text(sums, 'LineTotalAmount')) === totals.net)
  say('BR-CO-14', taxes.reduce((sum, { tax }) => sum + tax, 0) === totals.tax)
  say('BR-CO-15', totals.net + totals.tax === totals.gross)
  say('BR-CO-16', totals.gross - totals.prepaid + totals.rounding === totals.due)
}

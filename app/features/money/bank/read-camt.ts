/** camt.053: statements of ISO 20022, as banks send them to their customers' programs. Pure. */
import { TABLE_LIMITS } from '#app/domain/files/file-limits.ts'
import { attribute, UnreadableXml, XmlReader } from '#app/domain/files/xml-pieces.ts'
import { MOST_LINES, type ReadStatement, type StatementRead } from './statement-line.ts'

/** An element with what is in it: statements are small, so that they are held whole. */
interface Element {
  name: string
  text: string
  currency?: string
  children: Element[]
}

/** @returns whether a text begins like a camt.053 */
export function isCamt(text: string): boolean {
  return /^\ufeff?\s*<(?:\?xml|[\w:]*Document\b)/.test(text) && /BkToCstmrStmt\b/.test(text.slice(0, 4_000))
}

/** @returns lines of booked entries; the fault `sums` where balances and entries of a statement do not agree */
export function readCamt(text: string): ReadStatement {
  const root = parsed(text.replace(/^\ufeff/, ''))
  if (!root) return { ok: false, fault: 'corrupt' }
  const read: StatementRead = { ok: true, lines: [], refused: [], summed: false }
  let at = 0
  for (const statement of all(root, 'Document', 'BkToCstmrStmt', 'Stmt')) {
    let moved = 0
    for (const entry of all(statement, 'Ntry')) {
      at++
      if (at > MOST_LINES) return { ok: false, fault: 'too-long' }
      if (isBooked(entry)) moved += (centsOf(first(entry, 'Amt')?.text) ?? 0) * signOf(entry)
      addEntry(read, entry, at)
    }
    const [opening, closing] = [balance(statement, 'OPBD', 'PRCD'), balance(statement, 'CLBD')]
    if (opening === undefined || closing === undefined) continue
    if (opening + moved !== closing) return { ok: false, fault: 'sums' }
    read.summed = true
  }
  return read
}

function parsed(text: string): Element | undefined {
  const root: Element = { name: '', text: '', children: [] }
  const stack = [root]
  const reader = new XmlReader(
    {
      open(name, attributes) {
        const currency = attributes ? attribute(attributes, 'Ccy') : undefined
        const element: Element = { name, text: '', children: [], ...(currency && { currency }) }
        stack.at(-1)!.children.push(element)
        stack.push(element)
      },
      close: () => stack.pop(),
      text: (words) => {
        stack.at(-1)!.text += words
      },
    },
    TABLE_LIMITS,
    text.length,
  )
  try {
    reader.add(text)
    reader.end()
    return root
  } catch (error) {
    if (error instanceof UnreadableXml) return undefined
    throw error
  }
}

function all(element: Element, ...path: string[]): Element[] {
  return path.reduce<Element[]>(
    (some, name) => some.flatMap((one) => one.children.filter((c) => c.name === name)),
    [element],
  )
}

const first = (element: Element, ...path: string[]): Element | undefined => all(element, ...path)[0]
const words = (element: Element, ...path: string[]): string =>
  (first(element, ...path)?.text ?? '').replace(/\s+/g, ' ').trim()

/** Cents of « 1234.5 »; undefined where there is more to it than cents. */
function centsOf(text: string | undefined): number | undefined {
  const [, whole, decimals = ''] = /^\s*(\d{1,15})(?:\.(\d{1,10}))?\s*$/.exec(text ?? '') ?? []
  if (whole === undefined || /[1-9]/.test(decimals.slice(2))) return undefined
  return Number(whole) * 100 + Number(decimals.slice(0, 2).padEnd(2, '0'))
}

/** Money out is a debit, also of an entry that takes another one back (`RvslInd`). */
const signOf = (element: Element): number => (words(element, 'CdtDbtInd') === 'DBIT' ? -1 : 1)

function balance(statement: Element, ...codes: string[]): number | undefined {
  for (const code of codes)
    for (const one of all(statement, 'Bal')) {
      const cents = centsOf(first(one, 'Amt')?.text)
      if (words(one, 'Tp', 'CdOrPrtry', 'Cd') === code && cents !== undefined) return cents * signOf(one)
    }
  return undefined
}

/** Later versions of the format put the code into an element of its own. */
function isBooked(entry: Element): boolean {
  const status = words(entry, 'Sts', 'Cd') || words(entry, 'Sts')
  return status === '' || status === 'BOOK'
}

function addEntry(read: StatementRead, entry: Element, line: number): void {
  const day = (words(entry, 'BookgDt', 'Dt') || words(entry, 'BookgDt', 'DtTm') || words(entry, 'ValDt', 'Dt')).slice(
    0,
    10,
  )
  const amount = first(entry, 'Amt')
  const cents = centsOf(amount?.text)
  const details = all(entry, 'NtryDtls', 'TxDtls')
  const refuse = (reason: StatementRead['refused'][number]['reason']) =>
    read.refused.push({ line, reason, text: `${day} ${amount?.text ?? ''} ${labelOf(entry, details)}`.slice(0, 200) })
  if (!isBooked(entry)) return void refuse('not-done')
  if (amount?.currency && amount.currency !== 'EUR') return void refuse('currency')
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return void refuse('date')
  if (!cents || !/^(?:CRDT|DBIT)$/.test(words(entry, 'CdtDbtInd'))) return void refuse(cents ? 'sign' : 'amount')
  for (const part of partsOf(details, cents))
    read.lines.push({
      ...{ line, day, cents: part.cents * signOf(entry) },
      label: labelOf(entry, part.details).slice(0, 500),
      reference: referenceOf(entry, part.details).slice(0, 500),
    })
}

/** Payments collected in one entry count one by one, where the bank says each amount and they make up the entry's. */
function partsOf(details: Element[], cents: number): { cents: number; details: Element[] }[] {
  const amounts = details.map((one) => first(one, 'Amt') ?? first(one, 'AmtDtls', 'TxAmt', 'Amt'))
  const parts = amounts.map((amount) => (amount?.currency === 'EUR' ? (centsOf(amount.text) ?? 0) : 0))
  const isWhole = details.length > 1 && parts.every(Boolean) && parts.reduce((sum, one) => sum + one, 0) === cents
  return isWhole ? details.map((one, i) => ({ cents: parts[i]!, details: [one] })) : [{ cents, details }]
}

function joined(texts: string[]): string {
  return [...new Set(texts.filter(Boolean))].join(' ')
}

function labelOf(entry: Element, details: Element[]): string {
  const party = signOf(entry) > 0 ? 'Dbtr' : 'Cdtr'
  const said = details.flatMap((one) => [
    words(one, 'RltdPties', party, 'Nm') || words(one, 'RltdPties', party, 'Pty', 'Nm'),
    ...all(one, 'RmtInf', 'Ustrd').map(({ text }) => text.replace(/\s+/g, ' ').trim()),
    words(one, 'AddtlTxInf'),
  ])
  return joined([words(entry, 'AddtlNtryInf'), ...said])
}

function referenceOf(entry: Element, details: Element[]): string {
  const said = details.flatMap((one) => [
    words(one, 'Refs', 'EndToEndId').replace(/^NOTPROVIDED$/, ''),
    words(one, 'Refs', 'ChqNb'),
    ...all(one, 'RmtInf', 'Strd', 'CdtrRefInf', 'Ref').map(({ text }) => text.trim()),
  ])
  return joined([...said, words(entry, 'NtryRef'), words(entry, 'AcctSvcrRef')])
}

/** Statements as banks export them, and what they are matched with. */
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { readCents } from '#app/domain/ledger/read-cents.ts'
import { type OpenItem, suggestMatches } from '#app/features/money/bank/bank-matches.ts'
import { readDay, readStatement } from '#app/features/money/bank/bank-statement.ts'
import type { StatementLine } from '#app/features/money/bank/statement-line.ts'

const SIGNED = `Compte courant n° 000;Solde : 1 000,00 €

Date;Date valeur;Libellé;Montant
02/01/2026;03/01/2026;"VIR SEPA ÉLOÏSE L'HAME F-2026-00012";+45,00
03/01/2026;03/01/2026;FRAIS BANCAIRES;-1 234,56
04/01/2026;;REMISE CHÈQUES;1 250,00
;;Solde fin;9,99
05/01/2026;;Rien;`

const SIDES = `Date de comptabilisation;Libelle simplifie;Libelle operation;Reference;Debit;Credit
02/01/2026;VIREMENT;VIR DUPONT JEAN;REF123;;80,00
03/01/2026;PRLV;ASSURANCE;; -120,50;
04/01/2026;PRLV;EAU;;-30,10;`

const linesOf = async (text: string, encoding = 'utf8') => {
  const read = await readStatement(iconv.encode(text, encoding))
  if (!read.ok) throw new Error(read.fault)
  return read
}

test.each(['utf8', 'windows-1252', 'utf16le'])('signed amounts, headings after a preamble, in %s', async (encoding) => {
  const bytes = iconv.encode(SIGNED, encoding, { addBOM: encoding === 'utf16le' })
  const read = await readStatement(bytes)
  if (!read.ok) throw new Error(read.fault)
  expect(read.lines).toEqual([
    { line: 4, day: '2026-01-02', label: "VIR SEPA ÉLOÏSE L'HAME F-2026-00012", reference: '', cents: 4500 },
    { line: 5, day: '2026-01-03', label: 'FRAIS BANCAIRES', reference: '', cents: -123456 },
    { line: 6, day: '2026-01-04', label: 'REMISE CHÈQUES', reference: '', cents: 125000 },
  ])
  expect(read.refused.map(({ line, reason }) => [line, reason])).toEqual([
    [7, 'date'],
    [8, 'amount'],
  ])
})

test('two columns, debit with its sign or without, whatever the separator', async () => {
  for (const separator of [';', '\t', '|']) {
    const { lines } = await linesOf(SIDES.replaceAll(';', separator))
    expect(lines.map(({ cents }) => cents)).toEqual([8000, -12050, -3010])
    expect(lines[0]).toMatchObject({ label: 'VIREMENT VIR DUPONT JEAN', reference: 'REF123' })
  }
  const { lines } = await linesOf(`Date,Description,Amount\n2026-01-02,"Dupont, Jean",1234.56`)
  expect(lines).toEqual([{ line: 2, day: '2026-01-02', label: 'Dupont, Jean', reference: '', cents: 123456 }])
})

test('what is no statement is refused in a word', async () => {
  expect(await readStatement(Buffer.alloc(0))).toEqual({ ok: false, fault: 'empty' })
  expect(await readStatement(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).toEqual({ ok: false, fault: 'binary' })
  expect(await readStatement(Buffer.from('Bonjour\nMadame'))).toEqual({ ok: false, fault: 'columns' })
  expect(await readStatement(Buffer.from('"jamais fermé;'))).toEqual({ ok: false, fault: 'quote', line: 1 })
})

test.each([
  ['1 234,56', 123456],
  ['1\u202f234,56\u00a0€', 123456],
  ['-1.234,56', -123456],
  ['1,234.56', 123456],
  ['+45', 4500],
  ['45,5', 4550],
  ['12,50-', -1250],
  ['−3,10', -310],
  [',50', 50],
  ['1.234', 123400],
  ['12,345,6', undefined],
  ['abc', undefined],
  ['', undefined],
  ['--5', undefined],
])('%j is %s cents', (text, cents) => expect(readCents(text)).toBe(cents))

test.each([
  ['22/11/2026', '2026-11-22'],
  ['22/11/26', '2026-11-22'],
  ['2.1.2026', '2026-01-02'],
  ['2026-11-22', '2026-11-22'],
  ['29/02/2028', '2028-02-29'],
  ['29/02/2026', undefined],
  ['31/11/2026', undefined],
  ['demain', undefined],
])('%j is %s', (text, day) => expect(readDay(text)).toBe(day))

const line = (more: Partial<StatementLine>): StatementLine => ({
  ...{ line: 1, day: '2026-01-10', label: '', reference: '', cents: 4500 },
  ...more,
})
const item = (id: string, more: Partial<OpenItem> = {}): OpenItem => ({
  ...{ id, cents: 4500, name: 'Éloïse L’Hame', references: [`F-2026-0000${id}`], day: '2026-01-05' },
  ...more,
})

test('the reference with the amount is sure, a name likely, the amount alone possible', () => {
  const items = [item('1', { name: 'Jean Dupont' }), item('2'), item('3', { cents: 8000, name: 'Z' })]
  const [first, second] = suggestMatches(line({ label: 'VIR HAME ELOISE F202600001' }), items)
  expect(first).toEqual({ id: '1', confidence: 'sure', reasons: ['reference', 'amount', 'date'] })
  expect(second).toEqual({ id: '2', confidence: 'likely', reasons: ['amount', 'name', 'date'] })
  expect(suggestMatches(line({ label: 'VIR' }), items).map(({ confidence }) => confidence)).toEqual([
    'possible',
    'possible',
  ])
})

test('a reference with another amount is shown, never sure; outgoing money matches nothing', () => {
  expect(suggestMatches(line({ label: 'F-2026-00001', cents: 4400 }), [item('1')])).toEqual([
    { id: '1', confidence: 'possible', reasons: ['reference', 'date'] },
  ])
  expect(suggestMatches(line({ label: 'F-2026-00001', cents: -4500 }), [item('1')])).toEqual([])
  expect(suggestMatches(line({ day: '2026-06-01' }), [item('1')])).toEqual([])
})

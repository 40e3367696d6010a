/** The file of entries, read by a reader that knows the text and not the writer. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FecEntry, fecName, writeFec } from '#app/features/money/fec/fec.ts'
import { openingEntry } from '#app/features/money/fec/fec-opening.ts'
import { balancesOf, readFec } from '../setup/fec-reader.ts'

const HEAD = { siren: '732829320', slug: 'exemple', closingDay: '2026-12-31' }

const entry = (number: string, cents: number, more: Partial<FecEntry> = {}): FecEntry => ({
  journal: 'VE',
  journalLabel: 'Ventes et adhésions',
  number,
  day: '2026-03-02',
  piece: `F-2026-${number}`,
  pieceDay: '2026-03-01',
  label: 'Adhésion – Zoë Łódź, “été”\t|\r\nsuite',
  validDay: '2026-03-31',
  lines: [
    {
      account: '411000',
      accountLabel: 'Usagers et clients',
      auxiliary: { number: 'C1', label: 'L’Hame, Éloïse & fils' },
      debit: cents,
      credit: 0,
      lettering: { code: 'A', day: '2026-03-05' },
    },
    { account: '756200', accountLabel: 'Cotisations avec contrepartie', debit: 0, credit: cents },
  ],
  ...more,
})

test('every line is what the text asks for, and the sums are those that went in', () => {
  const file = writeFec(HEAD, [
    entry('0003', 4500, { validDay: '2026-05-31' }),
    entry('0002', 1),
    entry('0001', 123456789, {
      ...{ journal: 'AN', journalLabel: 'À-nouveaux', opening: true, validDay: '2026-06-30', day: '2026-01-01' },
      lines: [
        entry('0001', 123456789).lines[0]!,
        { account: '110', accountLabel: 'Report à nouveau', debit: 0, credit: 123456789 },
      ],
    }),
  ])
  const read = readFec(file.name, file.bytes)
  expect(read.faults).toEqual([])
  expect(file.name).toBe('732829320FEC20261231.txt')
  expect(read.rows.map((row) => row.EcritureNum)).toEqual(['0001', '0001', '0002', '0002', '0003', '0003'])
  expect(read.debit).toBe(4500 + 1 + 123456789)
  expect(read.credit).toBe(read.debit)
  expect(read.rows[0]).toMatchObject({
    JournalLib: 'À-nouveaux',
    Debit: '1234567,89',
    Credit: '0,00',
    CompAuxLib: "L'Hame, Éloïse & fils",
    EcritureLib: 'Adhésion - Zoë Lódz, "été" suite',
    EcritureDate: '20260101',
    DateLet: '20260305',
  })
  expect(file.bytes.includes(Buffer.from('é'))).toBe(false)
})

test('without a SIREN the file does not pass for a regulatory one', () => {
  const file = writeFec({ ...HEAD, siren: null }, [entry('0001', 100)])
  expect(file.regulatory).toBe(false)
  expect(readFec(file.name, file.bytes).faults).toEqual([`name ${file.name}`])
  expect(fecName({ ...HEAD, siren: null })).toContain('NON-REGLEMENTAIRE')
})

test('an entry that does not balance is not written', () => {
  const crooked = entry('0001', 100)
  const lines = [crooked.lines[0]!, { ...crooked.lines[1]!, credit: 99 }]
  expect(() => writeFec(HEAD, [{ ...crooked, lines }])).toThrow(/balance/)
})

test('whatever names hold, fields stay eighteen', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.integer({ min: 1, max: 9e9 }), (text, cents) => {
      const label = `x${text}x`
      const { name, bytes } = writeFec(HEAD, [entry('0001', cents, { label, piece: label })])
      expect(readFec(name, bytes).faults).toEqual([])
    }),
    { numRuns: 200 },
  )
})

test('the reader sees what is wrong', () => {
  const { name, bytes } = writeFec(HEAD, [entry('0001', 100)])
  const broken = (from: string, to: string) =>
    readFec(name, Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1')).faults.length
  expect(broken('1,00', '1.00')).toBeGreaterThan(0)
  expect(broken('1,00', '2,00')).toBeGreaterThan(0)
  expect(broken('20260331', '')).toBeGreaterThan(0)
  expect(broken('20260302', '20261302')).toBeGreaterThan(0)
  expect(broken('\t', '|')).toBeGreaterThan(0)
  expect(readFec('x.txt', bytes).faults.length).toBeGreaterThan(0)
})

test('what opens a year is what the one before closed with, its result in 120 and those before in 110', () => {
  const balance = (account: string, cents: number, lastYear: number, auxiliary: string | null = null) => ({
    ...{ account, name: `Compte ${account}`, cents, lastYear, auxiliary },
    auxiliaryName: auxiliary && `Tiers ${auxiliary}`,
  })
  const balances = [
    balance('411', 4500, 4500, 'P1'),
    balance('411', 0, -100, 'P2'),
    balance('512', 20_000, 8000),
    balance('627', 500, 200),
    balance('7562', -25_000, -12_600),
  ]
  const opening = openingEntry(balances, { year: 2026, first: '2026-01-01', last: '2026-12-31' }, 'À-nouveaux')!
  const { name, bytes } = writeFec(HEAD, [entry('0001', 100), opening])
  const read = readFec(name, bytes)
  expect(read.faults).toEqual([])
  const opened = read.rows.filter((row) => row.JournalCode === 'AN')
  expect(opened.map(({ EcritureNum }) => EcritureNum)).toEqual(opened.map(() => 'AN2026-000001'))
  expect(read.rows.slice(0, opened.length)).toEqual(opened)
  // 12,400 of last year's surplus, 12,100 of the years before.
  expect(balancesOf(opened)).toEqual({ '110': -12_100, '120': -12_400, '411 P1': 4500, '512': 20_000 })
  expect(openingEntry([], { year: 2026, first: '2026-01-01', last: '2026-12-31' }, 'x')).toBeUndefined()
  const deficit = openingEntry(
    [balance('627', 300, 300), balance('512', -300, -300)],
    { year: 2026, first: '2026-09-01', last: '2027-08-31' },
    'x',
  )
  expect(deficit?.lines.map(({ account, debit, credit }) => [account, debit, credit])).toEqual([
    ['512', 0, 300],
    ['129', 300, 0],
  ])
})

test('the reader sees an opening that is none', () => {
  const opening = (more: Partial<FecEntry>) => {
    const { name, bytes } = writeFec(HEAD, [entry('0001', 100, { journal: 'AN', opening: true, ...more })])
    return readFec(name, bytes).faults
  }
  expect(opening({}).join()).toMatch(/does not open on 20260101.*no account of the balance sheet/)
  expect(
    readFec('732829320FEC20270131.txt', writeFec(HEAD, [entry('0001', 100, { day: '2026-01-31' })]).bytes).faults,
  ).toEqual(['0001 is before the exercise', '0001 is before the exercise'])
})

/** The file of entries, read by a reader that knows the text and not the writer. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FecEntry, fecName, writeFec } from '#app/features/books/fec.ts'
import { readFec } from '../setup/fec-reader.ts'

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
    entry('0001', 123456789, { journal: 'AN', journalLabel: 'À-nouveaux', opening: true, validDay: '2026-06-30' }),
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
    EcritureDate: '20260302',
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

// Printed tables: words by where they stand, never glued into one another's cells.
import { expect, test } from 'vitest'
import { layOutPage, type PlacedText, toColumns } from '#app/features/staff/imports/page-columns.ts'
import { importRows, MemoryPeople } from '../factories/memory-people.ts'

/** Each line: words with their left edge. */
const page = (...lines: [number, string][][]): PlacedText[] =>
  lines.flatMap((line, i) =>
    line.map(([left, str]) => ({
      str,
      transform: [1, 0, 0, 1, left, 700 - i * 20],
      width: str.length * 5,
      height: 10,
    })),
  )
const HEAD: [number, string][] = [
  [40, 'Promotion'],
  [140, 'Nom'],
  [240, 'Prénom'],
  [340, 'N° élève'],
]
const person = (n: number, year?: string): [number, string][] => [
  ...(year ? [[45, year] as [number, string]] : []),
  [140, `NOM${n}`],
  [240, 'Zoé'],
  [340, `PV00${n}`],
]

test('a year set once for a group has a column of its own, and no number is made of it', async () => {
  const lines = layOutPage(page(HEAD, person(1, '1990'), person(2), person(3), person(4, '1991'), person(5)))
  const rows = toColumns(lines)
  expect(rows[0]!.cells).toEqual(['Promotion', 'Nom', 'Prénom', 'N° élève'])
  const people = new MemoryPeople()
  await importRows(people, rows, { separated: true })
  expect(
    [...people.people.values()].map(({ values, diplomas }) => [values.studentNumber, diplomas[0]!.values]),
  ).toEqual([1990, 1990, 1990, 1991, 1991].map((promotion, i) => [`PV00${i + 1}`, { promotion }]))
})

test('a year set at the middle of its group says nothing of the lines around it', () => {
  const lines = layOutPage(page(HEAD, person(1), person(2, '1990'), person(3), person(4), person(5, '1991')))
  expect(toColumns(lines).map(({ cells }) => cells[0])).toEqual(['Promotion', null, '1990', null, null, '1991'])
})

test('a word that has no column of its own makes its line refused', async () => {
  const odd: [number, string][] = [...person(9).slice(0, 3), [342, '1990'], [400, 'PV009']]
  const lines = layOutPage(page(HEAD.slice(1), person(1), person(2), person(3), [...odd], person(4)))
  const { decisions } = await importRows(new MemoryPeople(), toColumns(lines), { separated: true })
  expect(
    decisions.flatMap((one) => ('reason' in one && one.kind === 'refused' ? [[one.line, one.reason]] : [])),
  ).toEqual([[5, 'cells']])
})

/** The order of a French directory (D14). */
import { expect, test } from 'vitest'
import { fileEnd, markedEnd, markOf } from '#app/domain/printed/copy-mark.ts'
import { filedUnder } from '#app/domain/printed/french-order.ts'

const sorted = (...names: string[]) =>
  names.toSorted((a, b) => (filedUnder(a).key < filedUnder(b).key ? -1 : filedUnder(a).key > filedUnder(b).key ? 1 : 0))

test('accents decide nothing, and « de » and « d’ » stand after the name', () => {
  expect(sorted('Zola', 'Émile', 'Edmond', "d'Ormesson", 'Oriol', 'Orsay')).toEqual([
    'Edmond',
    'Émile',
    'Oriol',
    "d'Ormesson",
    'Orsay',
    'Zola',
  ])
  expect(filedUnder('d’Ormesson')).toMatchObject({ name: 'Ormesson', particle: 'd’', letter: 'O' })
  expect(filedUnder('de La Fontaine')).toMatchObject({ name: 'La Fontaine', particle: 'de', letter: 'L' })
  expect(filedUnder('DE GAULLE')).toMatchObject({ name: 'GAULLE', particle: 'de' })
})

test('« La », « Le », « L’ », « Du » and « Des » belong to the name, as does a name that only begins like a particle', () => {
  for (const name of ['L’Héritier', 'Le Goff', 'Du Bellay', 'Des Forêts', 'Delatour', 'Dehaene', 'D’', 'De'])
    expect(filedUnder(name)).toMatchObject({ particle: '', name })
  expect(sorted('Lherbier', 'L’Héritier', 'Le Goff', 'Legros')).toEqual(
    ['Legros', 'Le Goff', 'Lherbier', 'L’Héritier'].toSorted((a, b) =>
      filedUnder(a).key < filedUnder(b).key ? -1 : 1,
    ),
  )
  expect(filedUnder('Ольга').letter).toBe('O')
  expect(filedUnder('7ème').letter).toBe('#')
})

test('a name that is the beginning of another stands before it, whatever the first names', () => {
  expect(filedUnder('Dupont', 'Zoé').key < filedUnder('Dupontel', 'Anne').key).toBe(true)
  expect(filedUnder('Dupont', 'Anne').key < filedUnder('Dupont', 'Zoé').key).toBe(true)
})

test('a mark is text of its own signs: it ends no string and opens no other', () => {
  expect(markOf('a) Tj (b').toString()).toContain(`<${Buffer.from('a) Tj (b').toString('hex')}> Tj`)
  expect(markOf('Škoda, Łódź').toString()).toMatch(/<8a6b6f64612c204cf3647a>/)
  expect(() => fileEnd(Buffer.from('no end'), 10, 3)).toThrow()
  const end = { bytes: 100, xref: 50, size: 9, root: '1 0 R', info: '2 0 R', mark: 3 }
  const text = markedEnd(end, 'Exemplaire').toString('latin1')
  const at = Number(/\n(\d{10}) 00000 n/.exec(text)?.[1])
  expect(text.slice(at - 100)).toMatch(/^3 0 obj/)
  expect(text.slice(Number(/startxref\n(\d+)/.exec(text)?.[1]) - 100)).toMatch(/^xref/)
})

// What a line means for people who are there already: whose word counts, who is who, what is left to decide.

import { describe, expect, it } from 'vitest'
import type { Decision } from '#app/features/staff/imports/import-plan.ts'
import { firstNamesAgree } from '#app/features/staff/imports/match-person.ts'
import type { Cell, SourceRow } from '#app/features/staff/imports/source-table.ts'
import { importRows, MemoryPeople } from '../factories/memory-people.ts'

const HEADINGS = [
  'N° élève',
  'Nom',
  'Prénom',
  'Promotion',
  'Programme',
  'Mobile',
  'E-mail',
  'Adresse',
  'CP',
  'Ville',
  'Date de naissance',
]
const at = (line: SourceRow[], ...rows: Cell[][]) => [...line, ...rows.map((cells, i) => ({ line: i + 2, cells }))]
const file = (...rows: Cell[][]): SourceRow[] => at([{ line: 1, cells: HEADINGS }], ...rows)
const kinds = (decisions: Decision[]) =>
  decisions.map((decision) => ('reason' in decision ? `${decision.kind} ${decision.reason}` : decision.kind))

const JEAN: Cell[] = [
  '0012345',
  'Dupont',
  'Jean',
  2010,
  'ING',
  '0612345678',
  'jean@exemple.fr',
  '1 rue A',
  '75001',
  'Paris',
  '01/02/1988',
]
const changed = (row: Cell[], changes: Record<string, Cell>) =>
  row.map((cell, i) => (HEADINGS[i]! in changes ? changes[HEADINGS[i]!]! : cell))

async function baseWith(...rows: Cell[][]) {
  const people = new MemoryPeople()
  await importRows(people, file(...rows))
  return { people, one: [...people.people.values()][0]! }
}

describe('an update', () => {
  it('changes cell by cell, keeps the old value under a blank, and says from what to what', async () => {
    const { people, one } = await baseWith(JEAN)
    const next = changed(JEAN, { Ville: 'Lyon', Mobile: null, CP: '' })
    const { counts, decisions } = await importRows(people, file(next))
    expect(counts).toMatchObject({ created: 0, updated: 1, cells: 1 })
    expect(decisions[0]).toMatchObject({ changes: [{ diploma: null, field: 'homeCity', from: 'Paris', to: 'Lyon' }] })
    expect(one.values).toMatchObject({ homeCity: 'Lyon', mobilePhone: '+33612345678', homePostcode: '75001' })
  })

  it('keeps the person’s own edit and lists the difference, unless the association lets the school win', async () => {
    const { people, one } = await baseWith(JEAN)
    one.values.mobilePhone = '+33699999999'
    one.owners.mobilePhone = 'person'
    const ours = await importRows(people, file(changed(JEAN, { 'E-mail': 'neuf@exemple.fr' })))
    expect(ours.counts).toMatchObject({ updated: 1, cells: 1, conflicts: 1 })
    expect(ours.decisions[0]).toMatchObject({
      conflicts: [{ field: 'mobilePhone', from: '+33699999999', to: '+33612345678' }],
    })
    expect(one.values).toMatchObject({ mobilePhone: '+33699999999', primaryEmail: 'neuf@exemple.fr' })
    await importRows(people, file(JEAN), { conflict: 'school' })
    expect(one.values.mobilePhone).toBe('+33612345678')
  })

  it('does not fill in again what the person emptied', async () => {
    const { people, one } = await baseWith(JEAN)
    delete one.values.mobilePhone
    one.owners.mobilePhone = 'person'
    expect((await importRows(people, file(JEAN))).counts).toMatchObject({ unchanged: 1, cells: 0, conflicts: 1 })
  })

  it('never mixes a corrected address with the school’s old one', async () => {
    const { people, one } = await baseWith(JEAN)
    Object.assign(one.values, { homeCity: 'Nantes' })
    one.owners.homeCity = 'staff'
    const next = changed(JEAN, { Adresse: '9 rue Z', CP: '69001', Ville: 'Lyon' })
    expect((await importRows(people, file(next))).counts).toMatchObject({ updated: 0, unchanged: 1, conflicts: 3 })
    expect(one.values).toMatchObject({ homeAddress: '1 rue A', homePostcode: '75001', homeCity: 'Nantes' })
  })

  it('reports people whom only an earlier edition of the same source names', async () => {
    const { people } = await baseWith(JEAN, ['0012346', 'Martin', 'Zoé', 2011])
    const other = await importRows(people, file(['0099999', 'Autre', 'Ana', 2000]), { source: 'another school' })
    expect(other.absent).toEqual([])
    const next = await importRows(people, file(JEAN))
    expect(next.absent.map(({ label }) => label)).toEqual(['Zoé Martin'])
    expect(people.people.size).toBe(3)
  })

  it('finds a married name under its number, and a lost zero too', async () => {
    const { people, one } = await baseWith(JEAN)
    const { counts } = await importRows(people, file(changed(JEAN, { Nom: 'Dupont-Martin', 'N° élève': 12345 })))
    expect(counts).toMatchObject({ created: 0, updated: 1, cells: 1 })
    expect(one.values.lastName).toBe('Dupont-Martin')
  })
})

describe('who is who', () => {
  it('homonyms of one year with two numbers are two people', async () => {
    const { people } = await baseWith(JEAN, changed(JEAN, { 'N° élève': '0054321', Mobile: null, 'E-mail': null }))
    expect(people.people.size).toBe(2)
    expect((await importRows(people, file(JEAN))).counts).toMatchObject({ unchanged: 1, absent: 1 })
  })

  it('a number that names somebody wholly different is left to decide', async () => {
    const { people } = await baseWith(JEAN)
    const { counts, decisions } = await importRows(people, file(['0012345', 'Martin', 'Zoé', 2011]))
    expect(counts).toMatchObject({ created: 0, updated: 0, doubtful: 1, absent: 0 })
    expect(kinds(decisions)).toEqual(['doubtful number-of-another'])
  })

  it('somebody without a number and the same name and year may be the same: a person decides, unless something own says so', async () => {
    const { people } = await baseWith([null, 'Dupont', 'Jean', 2010])
    expect(kinds((await importRows(people, file(JEAN))).decisions)).toEqual(['doubtful maybe-same'])
    const known = await baseWith([null, 'Dupont', 'Jean', 2010, null, null, null, null, null, null, '01/02/1988'])
    expect((await importRows(known.people, file(JEAN))).counts).toMatchObject({ created: 0, updated: 1, doubtful: 0 })
    expect(known.one.values.studentNumber).toBe('0012345')
  })

  it('without any numbers, name and year find the person, and a birth date tells homonyms apart', async () => {
    const plain = (born: Cell): Cell[] => [null, 'Dupont', 'Jean', 2010, null, null, null, null, null, 'Lyon', born]
    const { people } = await baseWith(plain('01/02/1988'), plain('09/09/1987'))
    expect(people.people.size).toBe(2)
    expect((await importRows(people, file(plain('09/09/1987')))).counts).toMatchObject({ unchanged: 1, doubtful: 0 })
    expect(kinds((await importRows(people, file(plain(null)))).decisions)).toEqual(['doubtful several'])
    expect((await importRows(people, file([null, 'Dupont', 'Jean', 1980]))).counts).toMatchObject({ created: 1 })
  })

  it('a later year of the only diploma is a correction; another programme is a second diploma', async () => {
    const { people, one } = await baseWith(JEAN)
    const both = await importRows(
      people,
      file(changed(JEAN, { Promotion: 2011 }), changed(JEAN, { Programme: 'MS', Promotion: 2012 })),
    )
    expect(both.counts).toMatchObject({ updated: 1, cells: 1, secondDiplomas: 1, merged: 0 })
    expect(one.diplomas.map(({ values }) => [values.programme, values.promotion])).toEqual([
      ['ING', 2011],
      ['MS', 2012],
    ])
    expect((await importRows(people, file(changed(JEAN, { Promotion: 2011 })))).counts).toMatchObject({ unchanged: 1 })
    expect(one.diplomas).toHaveLength(2)
  })
})

describe('lines that come twice', () => {
  it('are merged: the first counts, blanks are filled, differences reported', async () => {
    const people = new MemoryPeople()
    const again = changed(JEAN, { Ville: 'Lyon', Mobile: '06 12 34 56 78' })
    const { counts, decisions } = await importRows(people, file(changed(JEAN, { 'E-mail': null }), again))
    expect(counts).toMatchObject({ created: 1, updated: 0, merged: 1, cells: 0 })
    expect(decisions[1]).toMatchObject({
      ...{ kind: 'update', repeats: 2, changes: [{ field: 'primaryEmail' }] },
      differs: [{ field: 'homeCity', from: 'Paris', to: 'Lyon' }],
    })
    expect([...people.people.values()][0]!.values).toMatchObject({ homeCity: 'Paris', primaryEmail: 'jean@exemple.fr' })
  })

  it('do not flip a value back and forth at each import', async () => {
    const { people } = await baseWith(JEAN)
    const lines = file(changed(JEAN, { Ville: 'Lyon' }), changed(JEAN, { Ville: 'Nice' }))
    expect((await importRows(people, lines)).counts).toMatchObject({ updated: 1, cells: 1, merged: 1 })
    expect((await importRows(people, lines)).counts).toMatchObject({ updated: 0, cells: 0, merged: 1 })
  })
})

describe('lines that are nobody', () => {
  it('are skipped or refused, each with its reason', async () => {
    const rows = file(
      [],
      ['  ', null, '\u00a0'],
      ['0000001', 'Dupont', null, 2010],
      ['0000002', null, 'Jean', 2010],
      ['0000003', null, null, 2010, 'ING'],
      HEADINGS,
      ['Édité le 12/03/2026'],
      [null, 'Total', null, 1500],
    )
    const { counts, decisions } = await importRows(new MemoryPeople(), rows)
    expect(kinds(decisions)).toEqual([
      ...['skipped blank', 'skipped blank', 'refused no-first-name', 'refused no-last-name', 'refused no-name'],
      ...['skipped heading', 'skipped note', 'skipped total'],
    ])
    expect(counts).toMatchObject({ refused: 3, created: 0 })
  })
})

describe('a list of known people', () => {
  const LIST = ['N° d’enregistrement', 'Prénom', 'Nom', 'Né le', 'À', 'Session']
  const list = (...rows: Cell[][]) => at([{ line: 1, cells: LIST }], ...rows)
  const lay = { mode: 'lay', source: 'list' } as const

  it('lays its values on the one who fits and asks about the others', async () => {
    const bare = (number: string, name: string, year: number): Cell[] => [number, name, 'Jean', year, 'ING']
    const { people } = await baseWith(bare('1', 'Un', 2010), bare('2', 'Deux', 2010), bare('3', 'Deux', 2010))
    const { counts, decisions } = await importRows(
      people,
      list(
        ['E-1', 'JEAN', 'UN', '01/02/1988', 'Tunis', '2010'],
        ['E-2', 'Jean', 'DEUX', '01/02/1988', 'Nice', 2010],
        ['E-3', 'Jean', 'UN', '05/05/1985', 'Nice', 2012],
      ),
      lay,
    )
    expect(kinds(decisions)).toEqual(['update', 'doubtful several', 'doubtful nobody'])
    expect(counts).toMatchObject({ created: 0, updated: 1, doubtful: 2, absent: 0 })
    const [one] = people.people.values()
    expect(one).toMatchObject({
      values: { firstName: 'Jean', lastName: 'Un', birthDate: '1988-02-01', birthPlace: 'Tunis' },
      diplomas: [{ values: { registrationNumber: 'E-1', promotion: 2010 } }],
    })
  })

  it('never gives one diploma two registration numbers', async () => {
    const { people } = await baseWith([null, 'Un', 'Jean', 2010, 'ING'])
    const rows = list(
      ['E-1', 'Jean', 'Un', '01/02/1988', 'Tunis', 2010],
      ['E-2', 'Jean', 'Un', '01/02/1988', 'Tunis', 2010],
    )
    expect(kinds((await importRows(people, rows, lay)).decisions)).toEqual(['update', 'doubtful nobody'])
    expect(kinds((await importRows(people, list(['E-9', 'Jean', 'Un', null, null, 2010]), lay)).decisions)).toEqual([
      'doubtful nobody',
    ])
  })
})

it.each([
  ['Jean', 'Jean-Pierre', true],
  ['Éloïse', 'ELOISE', true],
  ['J.-P.', 'Jean-Pierre', true],
  ['J', 'Jean', true],
  ['Mohamed', 'Mohammed', true],
  ['', 'Luc', true],
  ['Anne Marie', 'Annemarie', true],
  ['Luc', 'Lucie', false],
  ['Michel', 'Michèle', false],
  ['Léa', 'Lia', false],
  ['Paul', 'Paula', false],
  ['Jean', 'Luc', false],
])('%s and %s may be one person’s first name: %s', (a, b, may) => {
  expect(firstNamesAgree(a, b)).toBe(may)
  expect(firstNamesAgree(b, a)).toBe(may)
})

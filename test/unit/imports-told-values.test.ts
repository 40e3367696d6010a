// Values that were guessed, cut, joined or completed are right, or said on their line.
import { describe, expect, it } from 'vitest'
import type { Cell } from '#app/features/staff/imports/source-table.ts'
import { importRows, MemoryPeople } from '../factories/memory-people.ts'
import { told } from '../factories/told-lines.ts'

describe('days', () => {
  const days = (...cells: string[]) =>
    told('birthDate', ['Nom;Prénom;Promotion;Date de naissance', ...cells.map((cell, i) => `N${i};A;2001;${cell}`)])
  it('of one column have one order; where it has both, those that may be either are said', async () => {
    expect(await days('12/25/1978', '03/04/1978', '04/30/1978')).toEqual([
      ...[
        [2, '1978-12-25'],
        [3, '1978-03-04'],
        [4, '1978-04-30'],
      ],
    ])
    expect(await days('12/25/1978', '03/04/1978', '25/12/1978', '05/05/1978')).toEqual([
      ...[
        [2, '1978-12-25'],
        [3, '1978-04-03', 'either-date'],
        [4, '1978-12-25'],
        [5, '1978-05-05'],
      ],
    ])
  })

  it('written as instants are those of Paris', async () => {
    const instants = ['1978-01-31T23:00:00.000Z', '1978-06-30T22:00:00.000Z', '1978-01-31 23:00:00 UTC']
    expect((await days(...instants, '1978-02-01T00:00:00+01:00')).map(([, day]) => day)).toEqual([
      ...['1978-02-01', '1978-07-01', '1978-02-01', '1978-02-01'],
    ])
  })

  it('on which nobody of the file can be born are left out; a child with a diploma is said', async () => {
    for (const day of ['01/02/2098', '01/02/0998', '01/01/1900', '30/12/1899', '01/02/2026', '12/12/2001'])
      expect(await days(day)).toEqual([[2, null, 'bad-date']])
    expect(await days('01/02/1998', '01/02/1985')).toEqual([
      [2, '1998-02-01', 'odd-birth'],
      [3, '1985-02-01'],
    ])
  })

  it('give a year, and say where another one stood beside it', async () => {
    const years = ['2023 (entrée 2020)', '75e promotion (2001)', 'n°12', '12e promotion', '2O23', 'Promo 98', '98/99']
    const lines = years.map((year, i) => `N${i};A;${year};x`)
    expect((await told('promotion', ['Nom;Prénom;Promotion;Ville', ...lines])).map(([, ...rest]) => rest)).toEqual([
      ...[
        [2023, 'guessed-year'],
        [2001],
        [null, 'bad-year'],
        [null, 'bad-year'],
        [2023, 'guessed-year'],
        [1998],
        [1999],
      ],
    ])
  })
})

describe('phones', () => {
  const phone = async (cell: string, rest = ';') =>
    (await told('mobilePhone', ['Nom;Prénom;Portable;Pays;Ville', `N;A;${cell};${rest}`]))[0]!.slice(1)
  it('are whole or said', async () => {
    for (const cell of ['3,36123E+10', '3.36E+10', '6,12E+08']) expect(await phone(cell)).toEqual([null, 'lost-digits'])
    expect(await phone('3,3612345678E+10')).toEqual(['+33612345678'])
    expect(await phone('06 12 34 56 7')).toEqual(['06 12 34 56 7', 'odd-phone'])
    expect(await phone('06 12 34 56 O8')).toEqual(['06 12 34 56 O8', 'odd-phone'])
  })

  it('without a zero are those of the country they are in', async () => {
    expect(await phone('612 345 678', 'Espagne;Barcelone')).toEqual(['+34612345678'])
    expect(await phone('612345678', 'France;Nantes')).toEqual(['+33612345678'])
    expect(await phone('0612345678', 'Espagne;Barcelone')).toEqual(['+33612345678'])
  })
})

describe('deaths', () => {
  it('have one word, from whatever column tells them', async () => {
    const words = ['décédé', 'DÉCÉDÉE', 'DECEDE', 'Décédé(e)', 'DCD', 'mort', '†', 'décédé le 12/03/2020', 'Oui']
    const lines = words.map((word, i) => `N${i};A;${word}`)
    expect((await told('status', ['Nom;Prénom;Situation', ...lines])).map(([, ...rest]) => rest)).toEqual([
      ...[['décédé'], ['décédée'], ['décédé'], ['décédé'], ['décédé'], ['décédé'], ['décédé'], ['décédé']],
      [null, 'odd-status'],
    ])
    const own = ['Oui;', ';12/03/2020', 'Non;', 'x;2020', 'peut-être;'].map((cells, i) => `N${i};A;${cells}`)
    expect((await told('status', ['Nom;Prénom;Décédé;Date de décès', ...own])).map(([, ...rest]) => rest)).toEqual([
      ...[['décédé'], ['décédé'], [null], ['décédé'], [null, 'odd-status']],
    ])
    expect(await told('status diplomaState lastName', ['Nom;Prénom;Statut', 'N †;A;Diplômé', 'M;B;décédé'])).toEqual([
      [2, 'décédé', 'Diplômé', 'N'],
      [3, 'décédé', null, 'M'],
    ])
    expect(await told('diplomaState', ['Nom;Prénom;Etat', 'N;A;Bavière'])).toEqual([[2, 'Bavière', 'odd-state']])
  })

  it('told by the school stand against what the person had written before', async () => {
    const people = new MemoryPeople()
    await told('x', ['Nom;Prénom;Promotion;Situation;Ville', 'N;A;2001;en activité;Nantes'], people)
    for (const person of people.people.values()) person.owners = { status: 'person', homeCity: 'person' }
    const lines = ['Nom;Prénom;Promotion;Situation;Ville', 'N;A;2001;décédé;Lyon']
    expect(await told('status homeCity', lines, people)).toEqual([[2, 'décédé', 'Nantes']])
  })
})

describe('names', () => {
  it('in one cell follow their heading, and the capitals before it; what may be cut elsewhere is said', async () => {
    const cells = ['Dupont Jean', 'DUPONT JEAN', 'Nguyen Thi Mai', 'de La Tour Jean', 'DUPONT J.-P.', 'McDONALD Ronald']
    const split = async (heading: string, some: string[]) =>
      (await told('lastName firstName', [`${heading};Promo`, ...some.map((cell) => `${cell};2001`)])).map((one) =>
        one.slice(1),
      )
    expect(await split('Nom et prénom', [...cells, 'DUPONT ép. MARTIN Claire'])).toEqual([
      ...[
        ['Dupont', 'Jean'],
        ['Dupont', 'Jean'],
        ['Nguyen', 'Thi Mai', 'guessed-name'],
        ['de La Tour', 'Jean'],
      ],
      ...[
        ['Dupont', 'J.-P.'],
        ['McDONALD', 'Ronald'],
        ['DUPONT ép. MARTIN', 'Claire'],
      ],
    ])
    expect(await split('Prénom Nom', ['Jean Dupont', 'Jean de La Tour', 'Jean Paul Dupont'])).toEqual([
      ...[
        ['Dupont', 'Jean'],
        ['de La Tour', 'Jean'],
        ['Paul Dupont', 'Jean', 'guessed-name'],
      ],
    ])
    expect(await split('Nom et prénom', ['Jean DUPONT', 'Petit Luc'])).toEqual([
      ...[
        ['Dupont', 'Jean'],
        ['Petit', 'Luc', 'guessed-name'],
      ],
    ])
  })

  it('keep their dots, their brackets and their ß', async () => {
    const names = ['İBRAHİM', 'WEIß', 'MARTIN (DUPONT)', 'LA ROCHEFOUCAULD (de)'].map((name) => `${name};Ana`)
    expect((await told('lastName', ['Nom;Prénom', ...names])).map(([, name]) => name)).toEqual([
      ...['İbrahim', 'Weiß', 'Martin (Dupont)', 'La Rochefoucauld (de)'],
    ])
  })

  it('that lost their accents are said, and change no name that has them', async () => {
    const people = new MemoryPeople()
    await told('x', ['Nom;Prénom;Ville;N° élève', 'Péron;Zoé;Orléans;AB1'], people)
    expect(
      await told('lastName homeCity', ['Nom;Prénom;Ville;N° élève', 'P?ron;Zo?;Orl\ufffdans;AB1'], people),
    ).toEqual([[2, 'Péron', 'Orléans', 'accents', 'accents', 'accents']])
  })

  it('are none in totals and notes', async () => {
    const notes = [
      'Total;2;',
      'Effectif total;2 élèves;',
      'Édité le;12/09/2026;',
      'Page 1;sur 1;',
      'Source :;Scolarité;',
    ]
    const lines = [
      'Nom;Prénom;Mail',
      'Durand;Paul;p@exemple.test',
      ...notes,
      'Page;Jimmy;j@exemple.test',
      'Petit;12/09/2026;',
    ]
    expect(await told('firstName', lines)).toEqual([
      [2, 'Paul'],
      ...[3, 4, 5, 6, 7].map((line) => [line, 'not-a-person']),
      [8, 'Jimmy'],
      [9, 'no-first-name'],
    ])
  })
})

describe('other values', () => {
  it('are taken from the line above where a mark says so, names never', async () => {
    const rows: Cell[][] = [
      ['Promotion', 'Nom', 'Prénom'],
      [1998, 'A', 'Zoé'],
      ['〃', 'B', 'Luc'],
      ['idem', 'C', 'Ida'],
      ['"', '〃', 'Guy'],
    ]
    const people = new MemoryPeople()
    const { decisions } = await importRows(
      people,
      rows.map((cells, i) => ({ line: i + 1, cells })),
    )
    expect([...people.people.values()].map(({ diplomas }) => diplomas[0]!.values.promotion)).toEqual([1998, 1998, 1998])
    expect(decisions.at(-1)).toMatchObject({ kind: 'refused', reason: 'no-last-name' })
  })

  it('that are no consent keep letters back, and say so where that is a guess', async () => {
    const words = ['oui', 'refus', 'Opposition', 'ne pas contacter', 'désabonné', 'NPAI', '']
    const lines = words.map((word, i) => `N${i};A;${word}`)
    expect((await told('emailingConsent', ['Nom;Prénom;Accord mailing', ...lines])).map(([, ...rest]) => rest)).toEqual(
      [...[[true], [false], [false], [false], [false], [false, 'unclear-consent'], [null]]],
    )
  })

  it('that a spreadsheet rounded are not taken', async () => {
    const people = new MemoryPeople()
    const rows: Cell[][] = [
      ['Nom', 'Prénom', 'N° élève', 'SIRET', 'CP'],
      ['A', 'B', 12345678901234567000, '8,51234E+13', '7,5E+04'],
    ]
    const { decisions } = await importRows(
      people,
      rows.map((cells, i) => ({ line: i + 1, cells })),
    )
    expect(decisions[0]).toMatchObject({ values: { firstName: 'B', lastName: 'A' } })
    expect(decisions.flatMap((one) => ('issues' in one ? one.issues.map(({ code }) => code) : []))).toEqual(
      Array(3).fill('lost-digits'),
    )
  })

  it('of towns beyond the border keep their post code, where no country is named', async () => {
    const lines = ['Nom;Prénom;CP;Ville', 'N;A;1000;Bruxelles', 'M;B;1000;Bourg-en-Bresse']
    expect((await told('homePostcode', lines)).map(([, code]) => code)).toEqual(['1000', '01000'])
  })
})

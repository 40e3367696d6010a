// Nothing is wrong and silent: what was guessed, cut, joined, completed or left out is right, or said on its line.
import { describe, expect, it } from 'vitest'
import { findHeadings } from '#app/features/staff/imports/find-headings.ts'
import { MemoryPeople } from '../factories/memory-people.ts'
import { told } from '../factories/told-lines.ts'

describe('a line that lost or gained cells', () => {
  const HEAD = 'Nom;Prénom;Promotion;Adresse;Code postal;Ville;Mail;N° élève'
  const whole = (n: number) => `Nom${n};Paul;2001;1${n} rue X;44000;Nantes;p${n}@exemple.test;AB00${n}`
  it('is refused with its number, wherever the cell was lost or gained, and whatever stands at its end', async () => {
    const lines = [
      ...[HEAD, whole(1), 'B;Luc;2001;14 rue X; bât. B;44000;Nantes;b@exemple.test;AB002', whole(3)],
      ...[
        'C;Ida;2001;14 rue X; bât. B;44000;Nantes;c@exemple.test;',
        'D;Guy;2001 14 rue X;44000;Nantes;d@exemple.test;AB5',
      ],
      ...['E;Eva;2001;12 rue', 'des Lilas;44000;Nantes;e@exemple.test;AB006', whole(7)],
    ]
    expect(await told('homePostcode', lines)).toEqual([
      [2, '44000'],
      [3, 'cells'],
      [4, '44000'],
      ...[5, 6, 7, 8].map((line) => [line, 'cells']),
      [9, '44000'],
    ])
  })

  it('is none where cells are only empty, or all lines have a note that no heading names', async () => {
    expect(await told('homeCity', [HEAD, whole(1), 'B;Luc;2001', `${whole(3)};;;`, `${whole(4)};`])).toEqual([
      ...[2, 3, 4, 5].map((line) => [line, line === 3 ? null : 'Nantes']),
    ])
    expect(await told('homeCity', [HEAD, `${whole(1)};vu`, `${whole(2)};`, `${whole(3)};`])).toEqual(
      [2, 3, 4].map((line) => [line, 'Nantes']),
    )
  })

  it('cannot hide among others like it', async () => {
    const shifted = (n: number) => `N${n};Luc;2001;1${n} rue X; bât. B;44000;Nantes;b${n}@exemple.test;AB00${n}`
    expect(await told('x', [HEAD, shifted(1), shifted(2), shifted(3)])).toEqual(
      [2, 3, 4].map((line) => [line, 'cells']),
    )
  })
})

describe('numbers that are nobody’s', () => {
  it('make no one person of several, and are said', async () => {
    const lines = ['Nom;Prénom;Promotion;N° élève', 'Martin;Paul;2001;0', 'Martin;Luc;2001;0', 'Petit;Ida;2001;N/C']
    lines.push('Roux;Guy;2001;2,001E+07', 'Roux;Eva;2001;2,001E+07', 'Blanc;Max;2001;999999', 'Blanc;Léa;2002;999999')
    lines.push(
      'Vert;Tom;2001;en cours',
      'Gris;Lou;2001;424242',
      'Gris;Anaïs;2001;424242',
      'Noir;Zoé;2001;2,0010006E7',
      'Bleu;Éva;2001;20E15',
    )
    const people = new MemoryPeople()
    expect(await told('firstName studentNumber', lines, people)).toEqual([
      ...[
        [2, 'Paul', null],
        [3, 'Luc', null],
        [4, 'Ida', null, 'bad-number'],
      ],
      ...[
        [5, 'Guy', null, 'lost-digits'],
        [6, 'Eva', null, 'lost-digits'],
      ],
      ...[
        [7, 'Max', null, 'bad-number'],
        [8, 'Léa', null, 'bad-number'],
        [9, 'Tom', null, 'bad-number'],
      ],
      ...[
        [10, 'Lou', null, 'shared-number'],
        [11, 'Anaïs', null, 'shared-number'],
        [12, 'Zoé', '20010006'],
        [13, 'Éva', '20E15'],
      ],
    ])
    expect(people.people.size).toBe(12)
  })

  it('of somebody else in the base are a doubt, of the same person under another last name are theirs', async () => {
    const people = new MemoryPeople()
    await told(
      'x',
      ['Nom;Prénom;Promotion;N° élève', 'Martin;Claire;2001;20010001', 'Durand;Jean;2001;20010002'],
      people,
    )
    const lines = ['Nom;Prénom;Promotion;N° élève', 'Dupont;Claire;2001;20010001', 'Durand;Luc;2001;20010002']
    expect(await told('lastName', lines, people)).toEqual([
      [2, 'Dupont'],
      [3, 'number-of-another'],
    ])
  })
})

describe('headings that come again', () => {
  it('beside the first are about others: nothing of them is taken, and their lines say so', async () => {
    const lines = ['Nom;Prénom;N° élève;;Nom;Prénom;Portable', 'A;Zoé;AB001;;C;Ida;0612345678', 'B;Luc;AB002;;;;']
    expect(await told('lastName diplomaName mobilePhone', lines)).toEqual([
      [2, 'A', null, null, 'second-table'],
      [3, 'B', null, null],
    ])
  })

  it('beside the first, first names first, are others’ to the end of the line', async () => {
    const lines = ['Prénom;Nom;Mail;Prénom;Nom;Portable', 'Zoé;A;zoe@exemple.test;Ida;C;0612345678']
    expect(await told('lastName mobilePhone', lines)).toEqual([[2, 'A', null, 'second-table']])
  })

  it('of parents give the pupil neither a name nor an address', async () => {
    const lines = ['Élève;;;Responsable;;', 'Nom;Prénom;Mail;Nom;Prénom;Mail']
    lines.push('A;Zoé;zoe@exemple.test;Père;Jean;pere@exemple.test')
    expect(await told('diplomaName secondaryEmail primaryEmail', lines)).toEqual([
      [3, null, null, 'zoe@exemple.test', 'second-table'],
    ])
  })

  it('of an address are the company’s behind the company, and another one elsewhere', async () => {
    const head = 'Nom;Prénom;Adresse;CP;Ville;'
    expect(
      await told('homeAddress homePostcode companyAddress', [
        ...[`${head}Société;Adresse;CP;Ville`, 'A;B;1 rue X;75001;Paris;ACME;2 rue Y;69001;Lyon'],
      ]),
    ).toEqual([[2, '1 rue X', '75001', '2 rue Y\n69001\nLyon']])
    expect(
      await told('homeAddress', [`${head}Adresse;CP;Ville`, 'A;B;1 rue X;75001;Paris;2 rue Y;69001;Lyon']),
    ).toEqual([[2, '1 rue X', 'second-table']])
    expect(await told('homeAddress', ['Nom;Prénom;Adresse;Adresse;CP', 'A;B;Bât. C;1 rue X;75001'])).toEqual([
      [2, 'Bât. C\n1 rue X'],
    ])
  })

  it('one by one are the second of their kind, but never a second name', () => {
    const fields = (...headings: string[]) =>
      findHeadings([{ line: 1, cells: headings }]).columns.map(({ field }) => field)
    expect(fields('Nom', 'Prénom', 'Mail', 'Mail', 'Tél', 'Tél')).toEqual([
      ...['lastName', 'firstName', 'primaryEmail', 'secondaryEmail', 'mobilePhone', 'homePhone'],
    ])
    expect(fields('Nom', 'Prénom', 'Mail', 'Nom', 'Ville')).toEqual([
      'lastName',
      'firstName',
      'primaryEmail',
      null,
      null,
    ])
  })
})

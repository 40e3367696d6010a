// Files of schools and years never seen: other headings, orders, separators and encodings.
import iconv from 'iconv-lite'
import { describe, expect, it, vi } from 'vitest'
import { applyRemembered, findHeadings, headingKey, missingColumns } from '#app/features/staff/imports/find-headings.ts'
import { openTable } from '#app/features/staff/imports/read-table.ts'
import type { Cell, SourceRow } from '#app/features/staff/imports/source-table.ts'
import { importRows, MemoryPeople, readAll } from '../factories/memory-people.ts'
import { tempFile, workbookFile } from '../factories/workbooks.ts'

// Whole files are read: a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const table = (...lines: Cell[][]): SourceRow[] => lines.map((cells, i) => ({ line: i + 1, cells }))
const fieldsOf = (...headings: string[]) =>
  findHeadings(table(headings)).columns.map(({ field, import: wanted }) => (wanted ? field : null))

describe('headings', () => {
  it('are known in French', () => {
    expect(
      fieldsOf('N° étudiant', 'NOM DE FAMILLE', 'Prénom usuel', 'Année de sortie', 'Diplôme', 'Courriel', 'GSM'),
    ).toEqual(['studentNumber', 'lastName', 'firstName', 'promotion', 'diploma', 'primaryEmail', 'mobilePhone'])
  })

  it('are known in English', () => {
    expect(
      fieldsOf('Student ID', 'Surname', 'Given name', 'Graduation year', 'Degree', 'E-mail address', 'Zip code'),
    ).toEqual(['studentNumber', 'lastName', 'firstName', 'promotion', 'diploma', 'primaryEmail', 'homePostcode'])
  })

  it('are told apart by their neighbours', () => {
    expect(fieldsOf('Nom', 'Nom d’usage', 'Prénom')).toEqual(['diplomaName', 'lastName', 'firstName'])
    expect(fieldsOf('Téléphone', 'Portable', 'Prénom', 'Nom')).toEqual([
      'homePhone',
      'mobilePhone',
      'firstName',
      'lastName',
    ])
    expect(fieldsOf('E-mail', 'E-mail personnel', 'Nom', 'Prénom').slice(0, 2)).toEqual([
      'primaryEmail',
      'secondaryEmail',
    ])
    expect(fieldsOf('Mail perso', 'Nom', 'Prénom')[0]).toBe('primaryEmail')
    expect(fieldsOf('Name', 'Class of')).toEqual(['fullName', 'promotion'])
  })

  it('about other people or secrets are not imported', () => {
    expect(fieldsOf('Nom', 'Prénom', 'Nom du tuteur', 'Mail du père', 'Ville entreprise', 'Code IESF')).toEqual([
      'lastName',
      'firstName',
      null,
      null,
      null,
      null,
    ])
  })

  it('are found under titles, notes and empty lines, and never above their own line', () => {
    const mapping = findHeadings(
      table(
        ['Liste des élèves – année 2025'],
        [],
        ['Éditée le', '12/03/2026'],
        [],
        ['Prénom', 'Nom', 'Promo'],
        ['A', 'B', 2020],
      ),
    )
    expect(mapping.headingLine).toBe(5)
  })

  it('that say nothing are guessed from the values, but not imported unasked', () => {
    const rows = table(
      ['Nom', 'Prénom', 'X1'],
      ...Array.from({ length: 5 }, (_, i): Cell[] => ['A', 'B', `p${i}@ecole.fr`]),
    )
    expect(findHeadings(rows).columns[2]).toMatchObject({ field: 'primaryEmail', import: false, confidence: 0.5 })
  })

  it('lacking a name are reported, and a file without two columns refused', () => {
    expect(missingColumns(findHeadings(table(['Nom', 'Promo', 'Ville'])))).toEqual([])
    expect(missingColumns(findHeadings(table(['Nom de famille', 'Promo', 'Ville'])))).toEqual(['firstName'])
    expect(() => findHeadings(table(['Bonjour'], [], ['Au revoir']))).toThrow('no-headings')
  })

  it('choices are remembered whatever the order of columns', () => {
    const first = findHeadings(table(['Nom', 'Prénom', 'Sobriquet', 'Ville']))
    const chosen = structuredClone(first)
    Object.assign(chosen.columns[2]!, { field: 'remarks', import: true })
    Object.assign(chosen.columns[3]!, { import: false })
    const next = findHeadings(table(['VILLE', 'Sobriquet', 'Prénom', 'Nom']))
    expect(headingKey(next)).toBe(headingKey(first))
    expect(applyRemembered(next, chosen).columns.map((c) => [c.field, c.import])).toEqual([
      ['homeCity', false],
      ['remarks', true],
      ['firstName', true],
      ['lastName', true],
    ])
    expect(headingKey(findHeadings(table(['Nom', 'Prénom'])))).not.toBe(headingKey(first))
  })
})

describe('text files', () => {
  const LINES = ['Prénom|Nom|Promo|Ville', 'Chloé|Lefèvre|2018/2019|Besançon', 'Łukasz|Œuvrard|2020|Nîmes']
  const written = (separator: string) => `${LINES.join('\r\n').replaceAll('|', separator)}\r\n`
  const names = async (path: string) => {
    const people = new MemoryPeople()
    await importRows(people, await readAll(path))
    return [...people.people.values()].map(({ values, diplomas }) => [
      ...[values.firstName, values.lastName, diplomas[0]!.values.promotion, values.homeCity],
    ])
  }
  const EXPECTED = [
    ['Chloé', 'Lefèvre', 2019, 'Besançon'],
    ['Łukasz', 'Œuvrard', 2020, 'Nîmes'],
  ]

  it.each([';', ',', '\t', '|'])('separated by %j', async (separator) => {
    expect(await names(tempFile('separated.csv', written(separator)))).toEqual(EXPECTED)
  })

  it.each(['utf8', 'utf16le', 'utf16be'])('in %s with a byte order mark', async (encoding) => {
    const bytes = iconv.encode(written(';'), encoding, { addBOM: true })
    expect(await names(tempFile('marked.csv', bytes))).toEqual(EXPECTED)
  })

  it('in UTF-16 without a mark, and in Windows-1252 with its one accent far down', async () => {
    expect(await names(tempFile('unmarked.csv', iconv.encode(written('\t'), 'utf16le')))).toEqual(EXPECTED)
    const plain = 'Jean;Martin;2001;Paris\n'.repeat(20_000)
    const rows = await readAll(
      tempFile('late.csv', iconv.encode(`Prénom;Nom;Promo;Ville\n${plain}Zoé;Œuf;2002;Nîmes\n`, 'win1252')),
    )
    expect(rows.at(-1)).toEqual({ line: 20_002, cells: ['Zoé', 'Œuf', '2002', 'Nîmes'] })
  })

  it('with quotes, separators and line ends inside cells, and Excel’s own first line', async () => {
    const rows = await readAll(
      tempFile('quoted.csv', 'sep=;\nNom;Adresse\n"Du ""Pont""";"1, rue A;\nBât. B"\nSimple;d"été\n'),
    )
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['Nom', 'Adresse'],
      ['Du "Pont"', '1, rue A;\nBât. B'],
      ['Simple', 'd"été'],
    ])
  })

  it('with more commas in addresses than separators', async () => {
    const path = tempFile('commas.csv', 'Nom;Prénom;Adresse\nA;B;1, rue X, bât. 2, Paris\nC;D;3, rue Y, esc. 1, Lyon\n')
    expect((await readAll(path))[1]!.cells).toEqual(['A', 'B', '1, rue X, bât. 2, Paris'])
  })
})

describe('an English workbook of another school', () => {
  it('gives its people: numbers with lost zeros, dates as dates, one name column less', async () => {
    const path = await workbookFile('graduates.xlsx', [
      ['Graduates 2024'],
      [],
      [
        'Country',
        'Zip',
        'City',
        'Street',
        'Mobile number',
        'Date of birth',
        'Class',
        'Degree',
        'First name',
        'Surname',
        'Student no',
      ],
      [
        'France',
        1000,
        'BOURG-EN-BRESSE',
        '1 rue A',
        612345678,
        new Date(Date.UTC(1999, 1, 28)),
        2022,
        'MSc',
        'ANNA',
        'SMITH',
        12345,
      ],
      [
        'Germany',
        80331,
        'MÜNCHEN',
        '2 Weg',
        '089 12345678',
        '03/04/1998',
        '2021/2022',
        'MSc',
        'Jürgen',
        'VON STEIN',
        112346,
      ],
      [null, null, null, null, null, null, null, null, null, null, null],
      ['Total', 2],
    ])
    const people = new MemoryPeople()
    const { counts } = await importRows(people, await readAll(path))
    expect(counts).toMatchObject({ created: 2, refused: 0, issues: 0 })
    const [anna, jurgen] = [...people.people.values()]
    expect(anna!.values).toEqual({
      ...{ firstName: 'Anna', lastName: 'Smith', birthDate: '1999-02-28', studentNumber: '012345' },
      ...{ homeAddress: '1 rue A', homePostcode: '01000', homeCity: 'Bourg-en-Bresse', homeCountry: 'France' },
      mobilePhone: '+33612345678',
    })
    expect(jurgen!.values).toMatchObject({
      ...{ lastName: 'von Stein', homePostcode: '80331', homeCity: 'München', homeCountry: 'Allemagne' },
      ...{ mobilePhone: '+498912345678', birthDate: '1998-04-03' },
    })
    expect(jurgen!.diplomas[0]!.values).toMatchObject({ promotion: 2022, diploma: 'MSc' })
  })

  it('is known by its bytes, not by its name', async () => {
    const path = await workbookFile('really-a-workbook.csv', [['Nom', 'Prénom']])
    expect((await openTable(path)).kind).toBe('xlsx')
  })
})

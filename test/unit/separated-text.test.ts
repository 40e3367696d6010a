// Separated text of every office program: encodings, line ends, and quotes that were never meant as such.
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { cutOf, separatedRecords } from '#app/domain/files/separated-text.ts'
import { decodedText, detectEncoding, undoubled } from '#app/domain/files/text-encoding.ts'

async function textOf(bytes: Buffer, piece = bytes.length): Promise<string> {
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, i) =>
    bytes.subarray(i * piece, (i + 1) * piece),
  )
  const encoding = await detectEncoding(pieces)
  let text = ''
  for await (const part of decodedText(pieces, encoding!)) text += part
  return text
}

async function recordsOf(text: string, piece = Math.max(1, text.length)): Promise<[number, ...string[]][]> {
  const pieces = Array.from({ length: Math.ceil(text.length / piece) }, (_, i) =>
    text.slice(i * piece, (i + 1) * piece),
  )
  const { skipped, ...cut } = cutOf(text)
  const records: [number, ...string[]][] = []
  for await (const { line, cells } of separatedRecords(pieces, { ...cut, longest: 10_000, columns: 100 }))
    if (line > skipped) records.push([line, ...cells])
  return records
}

const LINES = ['Nom;Prénom;Ville', 'BÉRANGÈRE;Zoé;Orléans', 'L’Haÿ;Noël;Besançon', 'Müller;Éric;Sélestat']

describe('the encoding', () => {
  it.each(['utf8', 'windows-1252', 'utf16le', 'utf16be'])('is told in %s', async (encoding) => {
    const text = LINES.join('\r\n')
    const bytes = iconv.encode(text, encoding, { addBOM: encoding.startsWith('utf16') })
    expect(await textOf(bytes)).toBe(text)
    expect(await textOf(bytes, 7)).toBe(text)
  })

  it.each([
    ['macintosh', '\r'],
    ['macintosh', '\r\n'],
    ['cp850', '\r\n'],
  ])('is told in %s, whose lines end in %j', async (encoding, end) => {
    const text = LINES.join(end).replace('’', "'").replace('ÿ', 'é')
    expect(await textOf(iconv.encode(text, encoding))).toBe(text)
    expect(await textOf(iconv.encode(text, encoding), 5)).toBe(text)
  })

  it('is told from the data where the headings have no accents', async () => {
    for (const encoding of ['macintosh', 'cp850', 'windows-1252']) {
      const text = 'Nom;Ville\r\nPéron;Orléans\r\nLefèvre;Besançon\r\n'
      expect(await textOf(iconv.encode(text, encoding))).toBe(text)
    }
  })

  it('is each line’s own where files were glued together', async () => {
    const bytes = Buffer.concat([Buffer.from('Zoé;Orléans\n'), iconv.encode('Agnès;Péron\n', 'windows-1252')])
    expect(await textOf(bytes)).toBe('Zoé;Orléans\nAgnès;Péron\n')
  })

  it('of a text whose one accent is far down is told all the same', async () => {
    const text = `${'Jean;Martin\n'.repeat(60_000)}Zoé;Œuf\n`
    expect(await textOf(iconv.encode(text, 'windows-1252'), 65_536)).toBe(text)
  })

  it('that was taken twice is undone, and nothing else is', () => {
    expect(['PrÃ©nom', 'LefÃ¨vre', 'BÃ‰RANGÃˆRE', 'NÂ° Ã©lÃ¨ve', 'Dâ€™Arc'].map(undoubled)).toEqual([
      ...['Prénom', 'Lefèvre', 'BÉRANGÈRE', 'N° élève', 'D’Arc'],
    ])
    for (const text of ['São', 'Ântonio', 'É € ’', 'Ã', 'Ã© и']) expect(undoubled(text)).toBe(text)
  })
})

describe('records', () => {
  it('end as their own line does, where a program filled in another’s template', async () => {
    for (const text of ['a;b\r\nc;d\ne;f\n', 'a;b\nc;d\r\ne;f\r\n', 'a;b\rc;d\r\ne;f'])
      for (const piece of [1, 3, 100])
        expect(await recordsOf(text, piece)).toEqual([
          [1, 'a', 'b'],
          [2, 'c', 'd'],
          [3, 'e', 'f'],
        ])
  })

  it('keep separators, quotes and line ends inside quotes, and say where they begin', async () => {
    expect(await recordsOf('a;b;c\n"1, rue A;\nBât. B";"x ""y""";z\nd;e"f;g\n')).toEqual([
      [1, 'a', 'b', 'c'],
      [2, '1, rue A;\nBât. B', 'x "y"', 'z'],
      [4, 'd', 'e"f', 'g'],
    ])
  })

  it('have quotes that stand after a space or before one', async () => {
    expect(await recordsOf('a, "b", c\n"d" , "e, f" ,g\n')).toEqual([
      [1, 'a', 'b', ' c'],
      [2, 'd', 'e, f', 'g'],
    ])
  })

  it('keep quotes around one word of a cell as they are', async () => {
    expect(await recordsOf('a;b\n"Le Clos" 12 rue X;c\n12 rue du "Bac";d\n="0612";e\n')).toEqual([
      [1, 'a', 'b'],
      [2, '"Le Clos" 12 rue X', 'c'],
      [3, '12 rue du "Bac"', 'd'],
      [4, '0612', 'e'],
    ])
  })

  it('are not swallowed by a stray quote, whichever later quote would close it', async () => {
    const people = [
      '"Durand;Paul;44000;Nantes',
      'Martin;Luc;44000;Nantes',
      'Petit;Ida;44000;"Nantes"',
      'Roche;Guy;44000;N',
    ]
    const expected = ['Durand', 'Martin', 'Petit', 'Roche']
    const read = async (lines: string[]) =>
      (await recordsOf(`Nom;Prénom;CP;Ville\n${lines.join('\n')}\n`, 17)).slice(1).map(([, ...cells]) => cells)
    expect((await read(people)).map(([name]) => name)).toEqual(expected)
    expect((await read(people)).every((cells) => cells.length === 4)).toBe(true)
    // The next stray quote closes it at the very same column: as many cells as any line.
    const same = [people[0]!, '"Martin;Luc;44000;Nantes', ...people.slice(2)]
    expect((await read(same)).map(([name]) => name)).toEqual(expected)
    const inside = ['Durand;Paul;";Nantes', 'Martin;Luc;"44000;Nantes', ...people.slice(2)]
    expect(await read(inside)).toEqual([
      ['Durand', 'Paul', '', 'Nantes'],
      ['Martin', 'Luc', '44000', 'Nantes'],
      ['Petit', 'Ida', '44000', 'Nantes'],
      ['Roche', 'Guy', '44000', 'N'],
    ])
  })

  it('are refused with their line where a quote is never closed', async () => {
    await expect(recordsOf('a;b\nc;d\n"e;f\ng;h\n')).rejects.toMatchObject({ code: 'unclosed-quote', line: 3 })
    await expect(recordsOf(`a;b\n"${'e;f\n'.repeat(5_000)}`)).rejects.toMatchObject({ code: 'unclosed-quote', line: 2 })
  })

  it('are parted after letters written as web pages write them', async () => {
    expect(await recordsOf('Nom;Ville\nB&eacute;ranger;Orl&#233;ans\nR&D;A &amp; B\n')).toEqual([
      [1, 'Nom', 'Ville'],
      [2, 'Béranger', 'Orléans'],
      [3, 'R&D', 'A & B'],
    ])
  })

  it('follow what Excel’s own first line says, saved again or not', async () => {
    for (const first of ['sep=,', '"sep=,"', 'sep=,,'])
      expect(await recordsOf(`${first}\r\na,b;c\r\nd,e\r\n`)).toEqual([
        [2, 'a', 'b;c'],
        [3, 'd', 'e'],
      ])
  })
})

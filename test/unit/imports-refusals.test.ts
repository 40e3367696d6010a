// What is no honest table is refused at once, in little memory, with a code that a page can explain.
import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { ImportRefused, READ_LIMITS, type ReadLimits } from '#app/features/staff/imports/import-refused.ts'
import { openTable } from '#app/features/staff/imports/read-table.ts'
import type { SourceRow } from '#app/features/staff/imports/source-table.ts'
import { type Part, tempFile, workbookFile, workbookParts, zipOf } from '../factories/workbooks.ts'

// Whole files are read: a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const SHEET =
  '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Nom</t></is></c></row></sheetData></worksheet>'

async function readAll(path: string, limits?: Partial<ReadLimits>, sheet?: string): Promise<SourceRow[]> {
  const rows: SourceRow[] = []
  const table = await openTable(path, { limits, sheet })
  for await (const row of table.rows()) rows.push(row)
  return rows
}
async function refusal(path: string, limits?: Partial<ReadLimits>): Promise<string> {
  const error = await readAll(path, limits).catch((thrown: unknown) => thrown)
  return error instanceof ImportRefused ? error.code : `not refused: ${String(error)}`
}
const refusalOf = (name: string, parts: Part[]) => refusal(tempFile(name, zipOf(parts)))

describe('a workbook', () => {
  it('is read where it is honest', async () => {
    expect(await readAll(tempFile('honest.xlsx', zipOf(workbookParts(SHEET))))).toEqual([{ line: 1, cells: ['Nom'] }])
  })

  it('is refused with macros, links to other files and embedded objects, wherever they hide', async () => {
    const withPart = (name: string) => refusalOf('part.xlsx', workbookParts(SHEET, [{ name, body: 'x' }]))
    expect(await withPart('xl/vbaProject.bin')).toBe('macros')
    expect(await withPart('xl/macrosheets/sheet1.xml')).toBe('macros')
    expect(await withPart('xl/externalLinks/externalLink1.xml')).toBe('external-links')
    expect(await withPart('xl/embeddings/oleObject1.bin')).toBe('active-content')
    expect(await refusal(tempFile('book.xlsm', zipOf(workbookParts(SHEET))))).toBe('macros')
    const types = {
      name: '[Content_Types].xml',
      body: '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
    }
    expect(await refusalOf('renamed.xlsx', [types, ...workbookParts(SHEET).slice(1)])).toBe('macros')
  })

  it('is refused as a bomb, whether it says its size or lies about it', async () => {
    const zeros = Buffer.alloc(32 * 1024 * 1024)
    const before = process.memoryUsage().rss
    expect(await refusalOf('bomb.xlsx', workbookParts(SHEET, [{ name: 'xl/sharedStrings.xml', body: zeros }]))).toBe(
      'zip-bomb',
    )
    const lying = workbookParts(SHEET, [{ name: 'xl/sharedStrings.xml', body: zeros, claims: 1000 }])
    expect(await refusalOf('liar.xlsx', lying)).toBe('zip-bomb')
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
  })

  it('is refused where its parts overlap', async () => {
    const bytes = zipOf(workbookParts(SHEET))
    const second = bytes.indexOf('PK\x01\x02', bytes.indexOf('PK\x01\x02', 0, 'latin1') + 4, 'latin1')
    bytes.writeUInt32LE(0, second + 42)
    expect(await refusal(tempFile('overlap.xlsx', bytes))).toBe('zip-bomb')
  })

  it('is refused when larger than the limits', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => [`Nom ${i}`, i])
    const path = await workbookFile('rows.xlsx', rows)
    expect(await refusal(path, { rows: 20 })).toBe('too-many-rows')
    expect(await refusal(path, { fileBytes: 100 })).toBe('too-big')
    expect(await refusal(path, { inflatedBytes: 1000 })).toBe('too-big')
    expect(await refusal(path, { sharedTextBytes: 100 })).toBe('too-big')
  })

  it('is refused with a million columns, said at the top or found in a cell', async () => {
    const said = '<worksheet><dimension ref="A1:BDWGN10"/><sheetData/></worksheet>'
    expect(await refusalOf('said.xlsx', workbookParts(said))).toBe('too-many-columns')
    for (const ref of ['BDWGN1', 'XFE1', 'XFD1']) {
      const sheet = `<worksheet><sheetData><row r="1"><c r="${ref}"><v>1</v></c></row></sheetData></worksheet>`
      expect(await refusalOf('found.xlsx', workbookParts(sheet))).toBe('too-many-columns')
    }
  })

  it('is refused with entities that could swell, and when broken', async () => {
    const doctype = `<!DOCTYPE w [<!ENTITY a "aaaa">]>${SHEET}`
    expect(await refusalOf('entities.xlsx', workbookParts(doctype))).toBe('wrong-type')
    expect(await refusalOf('broken.xlsx', workbookParts('<worksheet><sheetData><row r="1"><c r="A1"'))).toBe('corrupt')
    const whole = zipOf(workbookParts(SHEET))
    expect(await refusal(tempFile('cut.xlsx', whole.subarray(0, whole.length - 60)))).toBe('corrupt')
  })

  it('is refused under a password, from before 2007, and when it is another kind of zip', async () => {
    expect(await refusalOf('locked.xlsx', workbookParts(SHEET, [{ name: 'xl/x.xml', body: 'x', flags: 1 }]))).toBe(
      'encrypted',
    )
    const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
    expect(await refusal(tempFile('old.xls', ole))).toBe('old-excel')
    const lock = Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')])
    expect(await refusal(tempFile('password.xlsx', lock))).toBe('encrypted')
    expect(await refusalOf('letter.docx', [{ name: 'word/document.xml', body: 'x' }])).toBe('wrong-type')
  })

  it('gives the sheet asked for, and refuses one that is not there', async () => {
    const path = await workbookFile('sheets.xlsx', [['Nom', 'Prénom']], ['Élèves', 'Notice'])
    const table = await openTable(path)
    expect([table.sheets, table.sheet]).toEqual([['Élèves', 'Notice'], 'Élèves'])
    expect(await readAll(path, {}, 'Notice')).toEqual([{ line: 1, cells: ['Notice'] }])
    await expect(openTable(path, { sheet: 'Absente' })).rejects.toMatchObject({ code: 'no-sheet' })
  })

  it('keeps letters whole where pieces of the file meet', async () => {
    const names = Array.from({ length: 20_000 }, (_, i) => [`Éèœđ${i % 7}ßñ${i}`])
    const rows = await readAll(await workbookFile('accents.xlsx', names))
    expect(rows.map(({ cells }) => cells[0])).toEqual(names.map(([name]) => name))
  })

  it('reads dates, formulas, links and rich text by what they show', async () => {
    const link = { text: 'a@b.fr', hyperlink: 'mailto:a@b.fr' }
    const rich = { richText: [{ text: 'Du' }, { text: 'pont', font: { bold: true } }] }
    const row = [
      new Date(Date.UTC(1995, 1, 19)),
      { formula: 'A1', result: 12 },
      link,
      rich,
      true,
      { error: '#N/A' } as const,
    ]
    const [first] = await readAll(await workbookFile('cells.xlsx', [row]))
    expect(first!.cells).toEqual(['1995-02-19', 12, 'a@b.fr', 'Dupont', true, '#N/A'])
  })
})

describe('any other file', () => {
  it('is refused where it is no table', async () => {
    expect(await refusal(tempFile('empty.csv', ''))).toBe('empty')
    expect(await refusal(tempFile('blank.csv', '  \n\n'))).toBe('empty')
    expect(await refusal(tempFile('photo.csv', Buffer.from('89504e470d0a1a0a', 'hex')))).toBe('wrong-type')
    expect(await refusal(tempFile('bytes.csv', Buffer.from([78, 111, 109, 0, 1, 2])))).toBe('wrong-type')
    expect(await refusal(tempFile('page.xls', '<html><table><tr><td>Nom</td></tr></table></html>'))).toBe('web-page')
  })

  it('is refused where a line has too many columns, never ends or leaves a quote open', async () => {
    expect(await refusal(tempFile('wide.csv', `Nom${';'.repeat(1_000)}\n`))).toBe('too-many-columns')
    expect(await refusal(tempFile('million.csv', `a;b\nNom${';'.repeat(1_000_000)}\n`))).toBe('too-many-columns')
    expect(await refusal(tempFile('endless.csv', `Nom;Prénom\n${'a'.repeat(300_000)};b\n`))).toBe('row-too-long')
    expect(await refusal(tempFile('quote.csv', 'Nom;Prénom\n"Dupont;Jean\nDurand;Paul\n'))).toBe('unclosed-quote')
    expect(await refusal(tempFile('long.csv', 'Nom;Prénom\nA;B\nC;D\n'), { rows: 2 })).toBe('too-many-rows')
  })

  it('is refused as a list that is broken, without text or swollen', async () => {
    expect(await refusal(tempFile('broken.pdf', '%PDF-1.4\nnothing'))).toBe('corrupt')
    const { deflateSync } = await import('node:zlib')
    const stream = deflateSync(Buffer.alloc(80 * 1024 * 1024))
    const swollen = Buffer.concat([
      Buffer.from('%PDF-1.4\n1 0 obj<</Filter/FlateDecode>>stream\n'),
      stream,
      Buffer.from('\nendstream'),
    ])
    expect(await refusal(tempFile('swollen.pdf', swollen))).toBe('zip-bomb')
  })
})

describe('texts of refusals', () => {
  it('name a key each, and limits leave room for real schools', () => {
    expect(new ImportRefused('macros').i18nKey).toBe('imports.refused.macros')
    expect(READ_LIMITS.rows).toBeGreaterThan(100_000)
    expect(readFileSync(new URL('../../tenants/isep/data/isep-ecole.xlsx', import.meta.url)).length).toBeLessThan(
      READ_LIMITS.fileBytes / 100,
    )
  })
})

// Files that are wide, deep, empty or repetitive, made by rule and tried against our own limits, small ones in their
// place.
import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { PICTURE_SIDE_PIXELS, type ReadingLimits } from '#app/domain/files/file-limits.ts'
import { declaredSize, isDrawable } from '#app/domain/files/picture-size.ts'
import { FormTooLong, NoForm, takeForm } from '#app/domain/files/take-form.server.ts'
import { readStatement } from '#app/features/money/bank/bank-statement.ts'
import { ImportRefused, type ReadLimits } from '#app/features/staff/imports/import-refused.ts'
import { openTable } from '#app/features/staff/imports/read-table.ts'
import { readTableApart } from '#app/features/staff/imports/read-table-apart.server.ts'
import { tempFile, workbookFile, workbookParts, zipOf } from '../factories/workbooks.ts'

async function refusal(path: string, limits: Partial<ReadLimits> = {}): Promise<string> {
  try {
    const table = await openTable(path, { limits })
    for await (const _ of table.rows());
    return 'read'
  } catch (error) {
    return error instanceof ImportRefused ? error.code : String(error)
  }
}
const sheet = (rows: string) =>
  tempFile('sheet.xlsx', zipOf(workbookParts(`<worksheet><sheetData>${rows}</sheetData></worksheet>`)))
const cell = (text: string) => `<c r="A1" t="inlineStr"><is><t>${text}</t></is></c>`

describe('a sheet is refused', () => {
  test('for lines within lines, and read where they are as deep as is usual', async () => {
    const deep = (levels: number) => sheet(`<row r="1">${'<x>'.repeat(levels)}${'</x>'.repeat(levels)}</row>`)
    expect(await refusal(deep(6))).toBe('read')
    expect(await refusal(deep(60))).toBe('too-complex')
  })

  test('for more elements than its bytes can honestly hold', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => `<row r="${i + 1}">${'<c r="A1"/>'.repeat(20)}</row>`).join('')
    expect(await refusal(sheet(rows))).toBe('read')
    expect(await refusal(sheet(rows), { xmlElements: 1_000, xmlElementsPerByte: 2 })).toBe('too-complex')
  })

  test('for a line of more cells than a sheet has, though they hold nothing', async () => {
    expect(await refusal(sheet(`<row r="1">${'<c r="A1"/>'.repeat(30)}</row>`), { lineCells: 20 })).toBe(
      'too-many-columns',
    )
    const rows = Array.from({ length: 30 }, (_, i) => `<row r="${i + 1}"><c r="A1"/></row>`).join('')
    expect(await refusal(sheet(rows), { lineCells: 20 })).toBe('read')
  })

  test('not for lines that hold nothing, however many', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `<row r="${i + 1}"><c r="A1"/></row>`).join('')
    expect(await refusal(sheet(rows), { rows: 20 })).toBe('read')
  })

  test('for a tag that goes on and on', async () => {
    const long = (length: number) => sheet(`<row r="1" spans="${'1'.repeat(length)}"></row>`)
    expect(await refusal(long(100))).toBe('read')
    expect(await refusal(long(20_000))).toBe('too-complex')
  })

  test('for the length of a line and of all lines, whatever repeats in their cells', async () => {
    const text = 'long '.repeat(200)
    const path = await workbookFile(
      'repeat.xlsx',
      Array.from({ length: 20 }, () => [text, text, text]),
    )
    expect(await refusal(path)).toBe('read')
    expect(await refusal(path, { rowLength: 2_000 })).toBe('row-too-long')
    expect(await refusal(path, { tableCharacters: 20_000 })).toBe('too-big')
    expect(await refusal(path, { tableCells: 59 })).toBe('too-complex')
    expect(await refusal(path, { tableCells: 60 })).toBe('read')
  })

  test('for more parts or shared texts than the limits', async () => {
    const path = await workbookFile(
      'texts.xlsx',
      Array.from({ length: 20 }, (_, i) => [`Nom ${i}`, 'x']),
    )
    expect(await refusal(path, { zipParts: 3 })).toBe('zip-bomb')
    expect(await refusal(path, { sharedTexts: 5 })).toBe('too-complex')
    expect(await refusal(sheet(`<row r="1">${cell('Nom')}</row>`), { sharedTexts: 0 })).toBe('read')
  })
})

describe('a text is refused', () => {
  test('for a line of separators alone, of which no cell holds anything', async () => {
    const wide = tempFile('wide.csv', `Nom;Prénom\n${';'.repeat(300_000)}\nDurand;Inès\n`)
    expect(await refusal(wide)).toBe('too-many-columns')
    const long = tempFile('long.csv', `Nom;Prénom\n${' '.repeat(300_000)}\nDurand;Inès\n`)
    expect(await refusal(long)).toBe('row-too-long')
  })

  test('not for lines that hold nothing, and a bank’s for one that never ends', async () => {
    expect(await refusal(tempFile('blank.csv', `Nom;Prénom\n${';\n'.repeat(50)}`), { rows: 20 })).toBe('read')
    const head = 'Date;Libellé;Montant\n'
    expect(await readStatement(Buffer.from(`${head}02/11/2026;Virement;12,00\n${';'.repeat(30_000)}`))).toEqual({
      ...{ ok: false, fault: 'long-line', line: 3 },
    })
    expect((await readStatement(Buffer.from(`${head}02/11/2026;Virement;12,00\n`))).ok).toBe(true)
  })
})

test('a printed list is refused for brackets within brackets and for objects beyond number', async () => {
  const pdf = (body: string) => tempFile('list.pdf', `%PDF-1.4\n${body}\n%%EOF`)
  expect(await refusal(pdf(`1 0 obj ${'['.repeat(80)} endobj`))).toBe('too-complex')
  expect(await refusal(pdf(`1 0 obj ${'<</A '.repeat(80)} endobj`))).toBe('too-complex')
  expect(await refusal(pdf('1 0 obj 1 endobj '.repeat(30)), { pdfObjects: 20 })).toBe('too-complex')
  expect(await refusal(pdf(`1 0 obj ${'['.repeat(6)} endobj`))).not.toBe('too-complex')
})

test('a picture says its size before it is unpacked', () => {
  const png = Buffer.alloc(64)
  png.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')
  png.writeUInt32BE(60_000, 16)
  png.writeUInt32BE(60_000, 20)
  const jpeg = Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xc2, 0, 17, 8, 0x10, 0, 0x20, 0]),
    Buffer.alloc(40),
  ])
  const gif = Buffer.from(`GIF89a\x40\x01\xf0\0${'\0'.repeat(20)}`, 'latin1')
  expect(declaredSize(png)).toEqual({ kind: 'png', width: 60_000, height: 60_000 })
  expect(declaredSize(jpeg)).toEqual({ kind: 'jpeg', width: 8192, height: 4096 })
  expect(declaredSize(gif)).toEqual({ kind: 'gif', width: 320, height: 240 })
  expect(declaredSize(deflateSync(Buffer.alloc(4_000, 7)))).toBeUndefined()
  expect(isDrawable({ width: 60_000, height: 60_000 })).toBe(false)
  expect(isDrawable({ width: PICTURE_SIDE_PIXELS + 1, height: 1 })).toBe(false)
  expect(isDrawable({ width: 7_000, height: 5_000 })).toBe(true)
})

describe('a form', () => {
  const sent = (form: FormData) => new Request('http://x.test/', { method: 'POST', body: form })

  test('comes as it was filled in, files and all', async () => {
    const form = new FormData()
    const bytes = Buffer.from(`a\r\n--b\r\n\r\n${'é'.repeat(100_000)}\r\n`)
    for (const [name, value] of [
      ['note', 'l’été\r\n'],
      ['none', ''],
      ['note', 'two'],
    ] as const)
      form.append(name, value)
    form.append('file', new File([bytes], 'a "name".csv', { type: 'text/csv' }))
    const taken = await takeForm(sent(form), { most: 1_000_000 })
    expect(taken.getAll('note')).toEqual(['l’été\r\n', 'two'])
    expect(taken.get('none')).toBe('')
    const file = taken.get('file') as File
    expect([file.name, file.type, Buffer.from(await file.arrayBuffer()).equals(bytes)]).toEqual([
      'a "name".csv',
      'text/csv',
      true,
    ])
    const body = '--b\r\nContent-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--b--\r\n'
    const headers = { 'Content-Type': 'multipart/form-data; boundary=b' }
    const none = await takeForm(new Request('http://x.test/', { method: 'POST', headers, body }), { most: 10 })
    const { name, size } = none.get('file') as File
    expect({ name, size }).toEqual({ name: '', size: 0 })
  })

  test('of many parts or of long fields is too long, and cut short it is none', async () => {
    const many = new FormData()
    for (let i = 0; i < 300; i++) many.append('x', String(i))
    await expect(takeForm(sent(many), { most: 1_000_000 })).rejects.toThrow(FormTooLong)
    const long = new FormData()
    long.append('x', 'y'.repeat(300_000))
    await expect(takeForm(sent(long), { most: 1_000_000 })).rejects.toThrow(FormTooLong)
    const file = new FormData()
    file.append('x', new File(['y'.repeat(3_000)], 'x'))
    await expect(takeForm(sent(file), { most: 2_000 })).rejects.toThrow(FormTooLong)
    const headers = { 'Content-Type': 'multipart/form-data; boundary=b' }
    const cut = new Request('http://x.test/', {
      method: 'POST',
      headers,
      body: '--b\r\nContent-Disposition: form-data',
    })
    await expect(takeForm(cut, { most: 2_000 })).rejects.toThrow(NoForm)
  })
})

describe('a table read apart', () => {
  test('brings every line, and the refusal of its reader', async () => {
    const rows = Array.from({ length: 1_234 }, (_, i) => [`Nom ${i}`, 'Inès\u2028\n\t', i])
    const path = await workbookFile('apart.xlsx', [['Nom', 'Prénom', 'Promotion'], ...rows])
    const [table, lines] = await readTableApart({ tenantId: 'a', path }, async (about, batches) => {
      let text = ''
      for await (const batch of batches) text += batch
      return [about, text.split('\n')] as const
    })
    expect(table).toMatchObject({ kind: 'xlsx', lines: 1_235, headings: { headingLine: 1 } })
    expect(lines).toHaveLength(1_236)
    expect(lines.slice(-2)).toEqual(['1235\t["Nom 1233","Inès\u2028\\n\\t",1233]', ''])
    expect(await refusedApart(tempFile('broken.xlsx', 'PK\x03\x04 no zip'))).toMatchObject({ code: 'corrupt' })
  })

  test('hands nothing on before its last line is known to be honest', async () => {
    const path = tempFile('late.csv', `Nom;Prénom\n${'Durand;Inès\n'.repeat(3_000)}${'x'.repeat(200_000)}\n`)
    expect(await refusedApart(path)).toMatchObject({ code: 'row-too-long' })
  })

  test('is refused where its time is up', async () => {
    const path = await workbookFile(
      'slow.xlsx',
      Array.from({ length: 200 }, (_, i) => [`Nom ${i}`, i]),
    )
    expect(await refusedApart(path, { milliseconds: 1 })).toMatchObject({ code: 'too-slow' })
  })
})

/** What it is refused with; a line that was handed on before would be another fault. */
async function refusedApart(path: string, reading: Partial<ReadingLimits> = {}): Promise<unknown> {
  const handed: string[] = []
  const read = readTableApart({ tenantId: 'a', path, reading }, async (_, lines) => {
    for await (const batch of lines) handed.push(batch)
  })
  const error = await read.catch((thrown: unknown) => thrown)
  expect(handed).toEqual([])
  expect(error).toBeInstanceOf(ImportRefused)
  return error
}

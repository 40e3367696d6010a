import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import exceljs from 'exceljs'

const folder = mkdtempSync(join(tmpdir(), 'imports-'))

/** Writes bytes to a temporary file of this name. @returns its path */
export function tempFile(name: string, bytes: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

export interface Part {
  name: string
  body: string | Buffer
  /** What the directory claims the inflated size to be, if not the truth. */
  claims?: number
  flags?: number
}

/** A zip written byte by byte, so that it can lie. */
export function zipOf(parts: Part[]): Buffer {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (const { name, body, claims, flags = 0 } of parts) {
    const bytes = Buffer.from(body)
    const stored = deflateRawSync(bytes)
    const size = claims ?? bytes.length
    const common = Buffer.alloc(26)
    for (const [at, value] of [
      [0, 20],
      [2, flags],
      [4, 8],
    ] as const)
      common.writeUInt16LE(value, at)
    for (const [at, value] of [
      [10, crc32(bytes)],
      [14, stored.length],
      [18, size],
    ] as const)
      common.writeUInt32LE(value, at)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), stored])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, place, Buffer.from(name)]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  for (const at of [8, 10]) end.writeUInt16LE(parts.length, at)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>'

/** The parts of a smallest workbook around one sheet's XML. */
export function workbookParts(sheet: string, extra: Part[] = []): Part[] {
  return [
    { name: '[Content_Types].xml', body: `${XML}<Types/>` },
    {
      name: 'xl/workbook.xml',
      body: `${XML}<workbook xmlns:r="r"><sheets><sheet name="Liste" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      body: `${XML}<Relationships><Relationship Id="rId1" Type="t" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    { name: 'xl/worksheets/sheet1.xml', body: sheet },
    ...extra,
  ]
}

/** A workbook as spreadsheet programs write it, with these rows in its first sheet. */
export async function workbookFile(
  name: string,
  rows: exceljs.CellValue[][],
  sheets: string[] = ['Feuille 1'],
  others?: exceljs.CellValue[][],
): Promise<string> {
  const book = new exceljs.Workbook()
  for (const [i, sheet] of sheets.entries()) {
    const page = book.addWorksheet(sheet)
    if (i === 0) page.addRows(rows)
    else page.addRows(others ?? [[sheet]])
  }
  return tempFile(name, Buffer.from(await book.xlsx.writeBuffer()))
}

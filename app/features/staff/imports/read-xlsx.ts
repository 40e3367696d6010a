/**
 * Workbooks (ECMA-376, transitional and strict): parts by our zip reader, within limits, their XML by our own reader,
 * which keeps nothing of a sheet but the line it is at.
 */

import { attribute, type XmlHandler, XmlReader } from '#app/domain/files/xml-pieces.ts'
import { ImportRefused, type ReadLimits } from './import-refused.ts'
import { dateColumns, namesPeople } from './look-at-headings.ts'
import { DAYS_TO_1904, type Shown, shownBy } from './number-format.ts'
import { openZip, type Zip, type ZipPart } from './read-zip.ts'
import { columnOf, type MergedDown, type SheetFormats, SheetRows, TextCollector } from './sheet-rows.ts'
import type { SourceRow, SourceTable } from './source-table.ts'

interface Sheet {
  name: string
  part: ZipPart
  visible: boolean
}
interface Book {
  sheets: Sheet[]
  is1904: boolean
  styles?: ZipPart
  texts?: ZipPart
}

const FORBIDDEN: [RegExp, 'macros' | 'external-links' | 'active-content'][] = [
  [/vbaProject|vbaData|xl\/macrosheets\//i, 'macros'],
  [/^xl\/externalLinks\//i, 'external-links'],
  [/^xl\/(?:activeX|embeddings|ctrlProps)\/|^xl\/connections\.xml$|^customUI\//i, 'active-content'],
]

/**
 * Opens an .xlsx workbook (P1).
 * @param wanted name of the sheet; without it the first visible one
 * @throws ImportRefused at once for macros, links to other files, embedded objects, bombs, encryption and anything that
 * is no workbook
 */
export async function openXlsx(path: string, limits: ReadLimits, wanted?: string): Promise<SourceTable> {
  const zip = await openZip(path, limits)
  try {
    const book = await readBook(zip, limits)
    const formats: Formats = { kept: undefined, hidden: 0 }
    const sheet = wanted
      ? book.sheets.find(({ name }) => name === wanted)
      : await sheetOfPeople(zip, book, limits, formats)
    if (!sheet) throw new ImportRefused('no-sheet', { sheet: wanted ?? '' })
    return {
      kind: 'xlsx',
      sheets: book.sheets.map(({ name }) => name),
      sheet: sheet.name,
      hidden: () => formats.hidden,
      rows: () => readRows(path, book, sheet, { limits, formats }),
    }
  } finally {
    await zip.close()
  }
}

/** What is known of a workbook once a sheet is looked at: styles and shared texts are read once. */
interface Formats {
  kept: SheetFormats | undefined
  /** Lines of the sheet read last that it hides. */
  hidden: number
}

/** Sheets in which people are looked for; what comes after can still be asked for by name. */
const LOOKED_AT = 12

/** The first sheet in sight that has headings of people: a cover page or a notice may stand before it. */
async function sheetOfPeople(zip: Zip, book: Book, limits: ReadLimits, formats: Formats): Promise<Sheet | undefined> {
  const visible = book.sheets.filter((one) => one.visible)
  if (visible.length < 2) return visible[0] ?? book.sheets[0]
  for (const sheet of visible.slice(0, LOOKED_AT)) {
    const rows: SourceRow[] = []
    for await (const row of sheetRows(zip, book, sheet, { limits, formats })) if (rows.push(row) === SHEET_HEAD) break
    if (namesPeople(rows)) return sheet
  }
  return visible[0]
}

const SHEET_HEAD = 60

async function readBook(zip: Zip, limits: ReadLimits): Promise<Book> {
  checkContents(zip, limits)
  const main = await mainPart(zip, limits)
  const relations = await relationsOf(zip, main, limits)
  const sheets: Sheet[] = []
  let is1904 = false
  await parse(zip, main, limits, (name, attributes) => {
    if (name === 'workbookPr') is1904 = /^(?:1|true|on)$/.test(attribute(attributes, 'date1904') ?? '')
    if (name !== 'sheet') return
    const relation = relations.get(attribute(attributes, 'id') ?? '')
    const isSheet = relation?.type === 'worksheet' || /worksheets\//i.test(relation?.part?.name ?? '')
    const part = isSheet ? relation?.part : undefined
    const state = attribute(attributes, 'state')
    if (part) sheets.push({ name: attribute(attributes, 'name') ?? '', part, visible: !state || state === 'visible' })
  })
  if (!sheets.length) throw new ImportRefused('no-sheet')
  const partOf = (type: string, usual: string) =>
    [...relations.values()].find((relation) => relation.type === type)?.part ?? zip.parts.get(usual)
  return {
    ...{ sheets, is1904 },
    styles: partOf('styles', 'xl/styles.xml'),
    texts: partOf('sharedstrings', 'xl/sharedstrings.xml'),
  }
}

function checkContents(zip: Zip, limits: ReadLimits): void {
  for (const { name } of zip.parts.values())
    for (const [pattern, code] of FORBIDDEN) if (pattern.test(name)) throw new ImportRefused(code)
  if (!zip.parts.has('[content_types].xml')) throw new ImportRefused('wrong-type')
  for (const part of zip.parts.values()) {
    const max = /sharedstrings\.xml$/i.test(part.name) ? limits.sharedTextBytes : limits.wholePartBytes
    if (!/worksheets\//i.test(part.name) && /\.xml$/i.test(part.name) && part.inflatedBytes > max)
      throw new ImportRefused('too-big', { megabytes: Math.round(max / 1024 / 1024) })
  }
}

/** Most writers call it xl/workbook.xml; the package says where it is (ECMA-376-2). */
async function mainPart(zip: Zip, limits: ReadLimits): Promise<ZipPart> {
  let types = ''
  for await (const piece of zip.text(zip.parts.get('[content_types].xml')!)) types += piece
  if (/macroEnabled/i.test(types)) throw new ImportRefused('macros')
  const root = await relationsOf(zip, undefined, limits)
  const said = [...root.values()].find(({ type }) => type === 'officedocument')?.part
  const main = said ?? zip.parts.get('xl/workbook.xml')
  if (!main || /^(?:word|ppt)\//i.test(main.name)) throw new ImportRefused('wrong-type')
  return main
}

type Relations = Map<string, { type: string; part: ZipPart | undefined }>

/** @returns where a part's relations lead, by their id; types without the address they stand under, in small letters */
async function relationsOf(zip: Zip, part: ZipPart | undefined, limits: ReadLimits): Promise<Relations> {
  const relations: Relations = new Map()
  const [folder, file] = part ? [part.name.replace(/[^/]*$/, ''), part.name.replace(/^.*\//, '')] : ['', '']
  const rels = zip.parts.get(`${folder}_rels/${file}.rels`.toLowerCase())
  if (!rels) {
    if (part) throw new ImportRefused('corrupt', { cause: 'relations' })
    return relations
  }
  await parse(zip, rels, limits, (name, attributes) => {
    if (name !== 'Relationship') return
    const target = (attribute(attributes, 'Target') ?? '').replaceAll('\\', '/')
    const path = target.startsWith('/') ? target.slice(1) : new URL(`http://zip/${folder}${target}`).pathname.slice(1)
    const type = (attribute(attributes, 'Type') ?? '').replace(/^.*\//, '').toLowerCase()
    const id = attribute(attributes, 'Id') ?? ''
    relations.set(id, { type, part: zip.parts.get(decodeURI(path).toLowerCase()) })
  })
  return relations
}

/** Calls `open` for each tag of a part. */
async function parse(zip: Zip, part: ZipPart, limits: ReadLimits, open: XmlHandler['open']): Promise<void> {
  await readPart(zip, part, limits, { open, close: () => {}, text: () => {} })
}

async function readPart(zip: Zip, part: ZipPart, limits: ReadLimits, handler: XmlHandler): Promise<void> {
  const reader = new XmlReader(handler, limits, part.storedBytes)
  for await (const piece of zip.text(part)) reader.add(piece)
  reader.end()
}

interface Reading {
  limits: ReadLimits
  formats: Formats
}

async function* readRows(path: string, book: Book, sheet: Sheet, reading: Reading) {
  const zip = await openZip(path, reading.limits)
  try {
    yield* sheetRows(zip, book, sheet, reading)
  } finally {
    await zip.close()
  }
}

async function* sheetRows(
  zip: Zip,
  book: Book,
  sheet: Sheet,
  { limits, formats }: Reading,
): AsyncGenerator<SourceRow, void, undefined> {
  formats.kept ??= {
    styles: book.styles ? await readStyles(zip, book.styles, limits) : [],
    texts: book.texts ? await readTexts(zip, book.texts, limits) : [],
    is1904: book.is1904,
  }
  const merged = await mergedDown(zip, sheet.part, limits)
  const handler = new SheetRows(formats.kept, limits, merged)
  const lines = counting(sheetLines(zip, sheet.part, limits, handler), () => {
    formats.hidden = handler.hidden
  })
  yield* book.is1904 ? daysOf1904(lines) : lines
}

async function* counting(
  lines: AsyncIterable<SourceRow>,
  told: () => void,
): AsyncGenerator<SourceRow, void, undefined> {
  for await (const line of lines) {
    told()
    yield line
  }
}

async function* sheetLines(
  zip: Zip,
  part: ZipPart,
  limits: ReadLimits,
  handler: SheetRows,
): AsyncGenerator<SourceRow, void, undefined> {
  const reader = new XmlReader(handler, limits, part.storedBytes)
  for await (const piece of zip.text(part)) {
    reader.add(piece)
    yield* handler.rows
    handler.rows = []
  }
  reader.end()
}

/** The number formats of cells, by style. */
async function readStyles(zip: Zip, part: ZipPart, limits: ReadLimits): Promise<(Shown | undefined)[]> {
  const codes = new Map<number, string>()
  const styles: (Shown | undefined)[] = []
  let inCells = false
  await readPart(zip, part, limits, {
    open(name, attributes) {
      if (name === 'cellXfs') inCells = true
      const id = Number(attribute(attributes, 'numFmtId') ?? 0)
      if (name === 'numFmt') codes.set(id, attribute(attributes, 'formatCode') ?? '')
      else if (name === 'xf' && inCells) styles.push(shownBy(id, codes.get(id)))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
    text: () => {},
  })
  return styles
}

async function readTexts(zip: Zip, part: ZipPart, limits: ReadLimits): Promise<string[]> {
  const texts: string[] = []
  const collector = new TextCollector()
  await readPart(zip, part, limits, {
    open: (name) => collector.open(name),
    close(name) {
      collector.close(name)
      if (name !== 'si') return
      if (texts.push(collector.take()) > limits.sharedTexts) throw new ImportRefused('too-complex')
    },
    text: (text) => collector.text(text),
  })
  return texts
}

/** Merged cells are named behind the lines they are about: the sheet is looked through for them first. */
async function mergedDown(zip: Zip, part: ZipPart, limits: ReadLimits): Promise<MergedDown[]> {
  const merged: MergedDown[] = []
  let rest = ''
  for await (const piece of zip.text(part)) {
    const text = rest + piece
    for (const [, from, to] of text.matchAll(/mergeCell [^>]*?ref="([A-Z]+\d+):([A-Z]+\d+)"/g)) {
      const [first, last] = [lineOf(from!), lineOf(to!)]
      if (last > first && columnOf(from!) < limits.columns)
        merged.push({ column: columnOf(from!), from: first, to: last })
      if (merged.length > limits.rows) throw new ImportRefused('too-complex')
    }
    const cut = text.lastIndexOf('<')
    rest = cut >= 0 && text.length - cut < 200 ? text.slice(cut) : ''
  }
  return merged
}

const lineOf = (place: string): number => Number(place.replace(/\D/g, ''))

/**
 * Workbooks of old Macintosh programs count days from 1904: whole numbers in columns of days are days of that count,
 * shown as such or not.
 */
async function* daysOf1904(lines: AsyncIterable<SourceRow>): AsyncGenerator<SourceRow, void, undefined> {
  const first: SourceRow[] = []
  let days: ReadonlySet<number> | undefined
  const moved = (row: SourceRow): SourceRow => ({
    line: row.line,
    cells: row.cells.map((cell, column) =>
      typeof cell === 'number' && cell > 3_000 && cell < 80_000 && days!.has(column) ? cell + DAYS_TO_1904 : cell,
    ),
  })
  for await (const row of lines) {
    if (days) yield moved(row)
    else if (first.push(row) === 100) {
      days = dateColumns(first)
      yield* first.map(moved)
    }
  }
  if (days || !first.length) return
  days = dateColumns(first)
  yield* first.map(moved)
}

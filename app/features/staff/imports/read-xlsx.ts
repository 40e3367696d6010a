/**
 * Workbooks by the streaming parsers of exceljs. Parts come from our own zip reader, chosen by name and within limits,
 * in the order the parsers need; exceljs's own unzipping would spool to temporary files, trust the sizes a file
 * declares and cut letters at the edges of its pieces.
 */
import { Readable } from 'node:stream'
import { checkedXml } from './check-xml.ts'
import { ImportRefused, type ReadLimits } from './import-refused.ts'
import { openZip, type Zip, type ZipPart } from './read-zip.ts'
import type { Cell, SourceRow, SourceTable } from './source-table.ts'

/** The parsers of exceljs 4.4 that its own reader calls; pinned, and held by the tests. */
interface Parsers {
  workbookRels?: { Id: string; Target: string }[]
  model?: { sheets?: { rId: string; name: string; state?: string }[] }
  properties?: object
  _parseRels(entry: Readable): Promise<void>
  _parseWorkbook(entry: Readable): Promise<void>
  _parseStyles(entry: Readable): Promise<void>
  _parseSharedStrings(entry: Readable): AsyncIterable<unknown>
  _parseWorksheet(iterator: AsyncIterable<string>, id: string): Iterable<{ value: AsyncIterable<ParsedRow> }>
}
interface ParsedRow {
  number: number
  _cells: ({ value: unknown } | undefined)[]
}
interface Sheet {
  name: string
  part: ZipPart
  visible: boolean
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
    checkContents(zip, limits)
    const sheets = await listSheets(zip, await parseWorkbook(zip, limits))
    const sheet = wanted ? sheets.find(({ name }) => name === wanted) : (sheets.find((s) => s.visible) ?? sheets[0])
    if (!sheet) throw new ImportRefused('no-sheet', { sheet: wanted ?? '' })
    const names = sheets.map(({ name }) => name)
    return { kind: 'xlsx', sheets: names, sheet: sheet.name, rows: () => readRows(path, limits, sheet.name) }
  } catch (error) {
    throw asRefusal(error)
  } finally {
    await zip.close()
  }
}

function checkContents(zip: Zip, limits: ReadLimits): void {
  for (const name of zip.parts.keys())
    for (const [pattern, code] of FORBIDDEN) if (pattern.test(name)) throw new ImportRefused(code)
  if (!zip.parts.has('[Content_Types].xml') || !zip.parts.has('xl/workbook.xml')) throw new ImportRefused('wrong-type')
  for (const part of zip.parts.values()) {
    const max = part.name === 'xl/sharedStrings.xml' ? limits.sharedTextBytes : limits.wholePartBytes
    if (!part.name.startsWith('xl/worksheets/') && part.name.endsWith('.xml') && part.inflatedBytes > max)
      throw new ImportRefused('too-big', { megabytes: Math.round(max / 1024 / 1024) })
  }
}

const streamOf = (zip: Zip, part: ZipPart, limits: ReadLimits): Readable =>
  Readable.from(checkedXml(zip.text(part), part.storedBytes, limits), { objectMode: true })

async function parseWorkbook(zip: Zip, limits: ReadLimits): Promise<Parsers> {
  const types = await wholeText(zip, '[Content_Types].xml')
  if (/macroEnabled/i.test(types)) throw new ImportRefused('macros')
  // Loaded where it is used: a sixth of the time a process takes to start.
  const { default: excel } = await import('exceljs')
  const parsers = new excel.stream.xlsx.WorkbookReader('', {
    sharedStrings: 'cache',
    styles: 'cache',
    worksheets: 'emit',
    hyperlinks: 'ignore',
    entries: 'ignore',
  }) as unknown as Parsers
  const rels = zip.parts.get('xl/_rels/workbook.xml.rels')
  if (!rels) throw new ImportRefused('corrupt')
  await parsers._parseRels(streamOf(zip, rels, limits))
  await parsers._parseWorkbook(streamOf(zip, zip.parts.get('xl/workbook.xml')!, limits))
  parsers.properties ??= {}
  return parsers
}

async function wholeText(zip: Zip, name: string): Promise<string> {
  let text = ''
  for await (const piece of zip.text(zip.parts.get(name)!)) text += piece
  return text
}

function listSheets(zip: Zip, parsers: Parsers): Sheet[] {
  const sheets: Sheet[] = []
  for (const { rId, name, state } of parsers.model?.sheets ?? []) {
    const target = parsers.workbookRels?.find(({ Id }) => Id === rId)?.Target ?? ''
    const part = zip.parts.get(target.startsWith('/') ? target.slice(1) : `xl/${target}`)
    if (part && /worksheets\//.test(part.name)) sheets.push({ name, part, visible: !state || state === 'visible' })
  }
  if (!sheets.length) throw new ImportRefused('no-sheet')
  return sheets
}

async function* readRows(path: string, limits: ReadLimits, name: string): AsyncGenerator<SourceRow, void, undefined> {
  const zip = await openZip(path, limits)
  try {
    const parsers = await parseWorkbook(zip, limits)
    const sheet = listSheets(zip, parsers).find((one) => one.name === name)
    if (!sheet) throw new ImportRefused('no-sheet', { sheet: name })
    const styles = zip.parts.get('xl/styles.xml')
    if (styles) await parsers._parseStyles(streamOf(zip, styles, limits))
    const texts = zip.parts.get('xl/sharedStrings.xml')
    if (texts) for await (const _ of parsers._parseSharedStrings(streamOf(zip, texts, limits)));
    let count = 0
    for (const { value } of parsers._parseWorksheet(checkedSheet(zip, sheet.part, limits), '1'))
      for await (const row of value) {
        if (++count > limits.rows) throw new ImportRefused('too-many-rows', { rows: limits.rows })
        yield { line: row.number || count, cells: rowCells(row, limits) }
      }
  } catch (error) {
    throw asRefusal(error)
  } finally {
    await zip.close()
  }
}

/**
 * The sheet says its size at its beginning: one with a million columns is refused there, before a single cell is built.
 */
async function* checkedSheet(zip: Zip, part: ZipPart, limits: ReadLimits): AsyncGenerator<string, void, undefined> {
  let first = true
  let tail = ''
  for await (const piece of checkedXml(zip.text(part), part.storedBytes, limits)) {
    if (first && /<dimension[^>]*ref="[^"]*:[A-Z]{4,}\d/.test(piece.slice(0, 8192)))
      throw new ImportRefused('too-many-columns', { columns: limits.columns })
    first = false
    tail = (tail + piece).slice(-64)
    yield piece
  }
  if (!/<\/(?:\w+:)?worksheet>\s*$/.test(tail)) throw new ImportRefused('corrupt', { cause: 'cut short' })
}

function rowCells(row: ParsedRow, limits: ReadLimits): Cell[] {
  const cells: Cell[] = []
  for (let i = 0; i < row._cells.length; i++) {
    const value = plainCell(row._cells[i]?.value)
    if (value === null) continue
    if (i >= limits.columns) throw new ImportRefused('too-many-columns', { columns: limits.columns })
    while (cells.length < i) cells.push(null)
    cells[i] = value
  }
  return cells
}

/** Formulas count by their result, links and rich text by their words, dates by their civil day. */
function plainCell(value: unknown): Cell {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'string') return value.includes('_x') ? value.replace(/_x00(?:0D|0A|A0)_/g, ' ') : value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'boolean') return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10)
  const { result, richText, text, error } = value as Record<string, unknown>
  if (typeof error === 'string') return error
  if (Array.isArray(richText)) return richText.map((run: { text?: string }) => run.text ?? '').join('') || null
  return plainCell(result ?? text ?? null)
}

function asRefusal(error: unknown): unknown {
  if (error instanceof ImportRefused) return error
  const message = error instanceof Error ? error.message : ''
  if (/out of bounds/i.test(message)) return new ImportRefused('too-many-columns', { columns: 16_384 })
  return new ImportRefused('corrupt', { cause: message.slice(0, 200) })
}

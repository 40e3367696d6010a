/** OpenDocument workbooks, packed (.ods) or flat (.fods), and Excel 2003’s XML: one document that holds all sheets. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { StringDecoder } from 'node:string_decoder'
import { attribute, XmlReader } from '#app/domain/files/xml-pieces.ts'
import { ImportRefused, type ReadLimits } from './import-refused.ts'
import { namesPeople } from './look-at-headings.ts'
import { OdsRows, type OfficeRows, Xml2003Rows } from './office-rows.ts'
import { openZip, type Zip } from './read-zip.ts'
import type { SourceRow, SourceTable } from './source-table.ts'

/** Where a document's text comes from, and how many bytes were sent of it. */
interface Source {
  bytes: number
  /** The text from its beginning, as often as it is asked for. */
  pieces(): AsyncGenerator<string, void, undefined>
}
type Kind = 'ods' | 'xml-2003'

const SHEET_HEAD = 60
const LOOKED_AT = 12

/** @returns whether a zip is an OpenDocument workbook */
export function isOds({ parts }: Pick<Zip, 'parts'>): boolean {
  return parts.has('content.xml') && parts.has('mimetype')
}

/**
 * Opens an .ods workbook.
 * @throws ImportRefused as {@link openXlsx} does
 */
export async function openOds(path: string, limits: ReadLimits, wanted?: string): Promise<SourceTable> {
  const zip = await openZip(path, limits)
  try {
    const partText = async (name: string) => {
      let text = ''
      const part = zip.parts.get(name)
      if (part)
        for await (const piece of zip.text(part)) {
          text += piece
          if (text.length > limits.wholePartBytes) break
        }
      return text
    }
    if (!(await partText('mimetype')).startsWith('application/vnd.oasis.opendocument.spreadsheet'))
      throw new ImportRefused('wrong-type')
    if (/encryption-data/.test(await partText('meta-inf/manifest.xml'))) throw new ImportRefused('encrypted')
    for (const name of zip.parts.keys())
      if (/^(?:basic|scripts)\/.*\.xml$/.test(name)) throw new ImportRefused('macros')
    const content = zip.parts.get('content.xml')!
    const pieces = async function* () {
      const again = await openZip(path, limits)
      try {
        yield* again.text(content)
      } finally {
        await again.close()
      }
    }
    return await openDocument('ods', { bytes: content.storedBytes, pieces }, limits, wanted)
  } finally {
    await zip.close()
  }
}

/** @returns which office document the text of a file begins like, if any */
export function officeKind(head: string): Kind | undefined {
  if (/<(?:\w+:)?document\b/.test(head) && head.includes('opendocument')) return 'ods'
  return head.includes('urn:schemas-microsoft-com:office:spreadsheet') && /<(?:\w+:)?Workbook\b/.test(head)
    ? 'xml-2003'
    : undefined
}

/** Opens a flat document, as {@link officeKind} found it. */
export async function openFlat(path: string, kind: Kind, limits: ReadLimits, wanted?: string): Promise<SourceTable> {
  const { size } = await stat(path)
  const pieces = async function* () {
    let decoder: StringDecoder | undefined
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
      const bytes = chunk as Buffer
      const isFirst = decoder === undefined
      decoder ??= new StringDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf16le' : 'utf8')
      const text = decoder.write(bytes)
      yield isFirst ? text.replace(/^\ufeff/, '') : text
    }
  }
  return openDocument(kind, { bytes: size, pieces }, limits, wanted)
}

async function openDocument(kind: Kind, source: Source, limits: ReadLimits, wanted?: string): Promise<SourceTable> {
  const sheets = await sheetNames(source, limits)
  const rowsOf = (sheet: string) => sheetRows(kind, source, limits, sheet)
  if (wanted !== undefined && !sheets.some(({ name }) => name === wanted))
    throw new ImportRefused('no-sheet', { sheet: wanted })
  const sheet = wanted ?? (await sheetOfPeople(sheets, rowsOf))
  return { kind: 'ods', sheets: sheets.map(({ name }) => name), sheet, rows: () => rowsOf(sheet) }
}

async function sheetOfPeople(
  sheets: { name: string; visible: boolean }[],
  rowsOf: (sheet: string) => AsyncIterable<SourceRow>,
): Promise<string> {
  const visible = sheets.filter((one) => one.visible)
  if (visible.length > 1)
    for (const { name } of visible.slice(0, LOOKED_AT)) {
      const rows: SourceRow[] = []
      for await (const row of rowsOf(name)) if (rows.push(row) === SHEET_HEAD) break
      if (namesPeople(rows)) return name
    }
  return (visible[0] ?? sheets[0]!).name
}

async function sheetNames(source: Source, limits: ReadLimits): Promise<{ name: string; visible: boolean }[]> {
  const sheets: { name: string; visible: boolean }[] = []
  const hidden = new Set<string>()
  let style = ''
  const open = (tag: string, attributes: string) => {
    if (tag === 'style') style = attribute(attributes, 'name') ?? ''
    else if (tag === 'table-properties' && attribute(attributes, 'display') === 'false') hidden.add(style)
    else if (tag === 'Worksheet' || (tag === 'table' && attribute(attributes, 'name') !== undefined)) {
      const name = attribute(attributes, tag === 'table' ? 'name' : 'Name') ?? ''
      sheets.push({ name, visible: !hidden.has(attribute(attributes, 'style-name') ?? '') })
    } else if (tag === 'Visible' && sheets.length) sheets.at(-1)!.visible = false
  }
  const reader = new XmlReader({ open, close: () => {}, text: () => {} }, limits, source.bytes)
  for await (const piece of source.pieces()) reader.add(piece)
  reader.end()
  if (!sheets.length) throw new ImportRefused('no-sheet', { sheet: '' })
  return sheets
}

async function* sheetRows(
  kind: Kind,
  source: Source,
  limits: ReadLimits,
  sheet: string,
): AsyncGenerator<SourceRow, void, undefined> {
  const handler: OfficeRows = kind === 'ods' ? new OdsRows(sheet, limits) : new Xml2003Rows(sheet, limits)
  const reader = new XmlReader(handler, limits, source.bytes)
  for await (const piece of source.pieces()) {
    reader.add(piece)
    yield* handler.rows
    handler.rows = []
    if (handler.isDone) return
  }
}

/**
 * Official lists printed as tables (P2): words are put back into lines and columns from where they stand on the page.
 */
import { open, readFile } from 'node:fs/promises'
import { inflateSync } from 'node:zlib'
import { getDocumentProxy } from 'unpdf'
import { ImportRefused, type ReadLimits } from './import-refused.ts'
import { layOutPage, type PageLine, type PlacedText, toColumns } from './page-columns.ts'
import type { SourceRow, SourceTable } from './source-table.ts'

/**
 * Opens a list with a text layer; lines are numbered through all pages, headings repeated on later pages are left out.
 * @throws ImportRefused `encrypted`, `too-big`, `zip-bomb`, `no-text` (a scan) or `corrupt`
 */
export async function openPdf(path: string, limits: ReadLimits): Promise<SourceTable> {
  const bytes = await readBounded(path, limits)
  refuseTangles(bytes, limits)
  refuseSwollenStreams(bytes, limits)
  const lines: PageLine[] = []
  try {
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
    if (pdf.numPages > limits.pages) throw new ImportRefused('too-big', { pages: limits.pages })
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number)
      const { items } = await page.getTextContent()
      if (items.length > limits.pageTexts) throw new ImportRefused('too-complex')
      lines.push(...layOutPage(items as PlacedText[]))
      page.cleanup()
      if (lines.length > limits.rows) throw new ImportRefused('too-many-rows', { rows: limits.rows })
    }
    await pdf.cleanup()
  } catch (error) {
    throw asRefusal(error)
  }
  if (!lines.length) throw new ImportRefused('no-text')
  const rows = withoutRepeats(toColumns(lines))
  return {
    kind: 'pdf',
    sheets: [''],
    sheet: '',
    rows: async function* () {
      yield* rows
    },
  }
}

async function readBounded(path: string, { pdfBytes }: ReadLimits): Promise<Buffer> {
  const file = await open(path)
  const { size } = await file.stat()
  await file.close()
  if (size > pdfBytes) throw new ImportRefused('too-big', { megabytes: Math.round(pdfBytes / 1024 / 1024) })
  return readFile(path)
}

/**
 * Objects beyond number and brackets within brackets keep a reader busy for minutes: both are counted before it begins.
 */
function refuseTangles(bytes: Buffer, { pdfObjects, pdfDepth }: ReadLimits): void {
  let objects = 0
  for (let at = bytes.indexOf(' obj'); at >= 0; at = bytes.indexOf(' obj', at + 4))
    if (++objects > pdfObjects) throw new ImportRefused('too-complex')
  const opening = new RegExp(`(?:(?:\\[|<<)\\s{0,8}(?:/\\w{0,32}\\s{0,8})?){${pdfDepth},}`)
  if (opening.test(bytes.toString('latin1'))) throw new ImportRefused('too-complex')
}

/** A page's stream may inflate a thousandfold in the reader's memory: each is tried here first, to a bound. */
function refuseSwollenStreams(bytes: Buffer, { pdfStreamBytes }: ReadLimits): void {
  if (/\/Filter\s*\[\s*\/Fl(?:ateDecode)?\s*\/Fl(?:ateDecode)?/.test(bytes.toString('latin1')))
    throw new ImportRefused('zip-bomb')
  let total = 0
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    if (bytes.toString('latin1', at - 3, at) === 'end') continue
    const start = bytes[at + 6] === 0x0d ? at + 8 : at + 7
    if ((bytes[start]! & 0x0f) !== 8) continue
    try {
      total += inflateSync(bytes.subarray(start), { maxOutputLength: pdfStreamBytes }).length
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new ImportRefused('zip-bomb')
    }
    if (total > 4 * pdfStreamBytes) throw new ImportRefused('zip-bomb')
  }
}

function withoutRepeats(rows: SourceRow[]): SourceRow[] {
  const seen = new Map<string, number>()
  for (const { cells } of rows) seen.set(JSON.stringify(cells), (seen.get(JSON.stringify(cells)) ?? 0) + 1)
  const printed = new Set<string>()
  return rows.filter(({ cells }) => {
    const key = JSON.stringify(cells)
    const isHeading = (seen.get(key) ?? 0) > 1 && !cells.some((cell) => /\d/.test(String(cell ?? '')))
    if (isHeading && printed.has(key)) return false
    printed.add(key)
    return true
  })
}

function asRefusal(error: unknown): unknown {
  if (error instanceof ImportRefused) return error
  const { name, message } = error as Error
  if (name === 'PasswordException') return new ImportRefused('encrypted')
  return new ImportRefused('corrupt', { cause: String(message).slice(0, 200) })
}

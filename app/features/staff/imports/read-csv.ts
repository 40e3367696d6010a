/** Separated text by csv-parse, whatever the encoding and separator an office program chose. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline, Transform } from 'node:stream'
import { type CsvError, parse } from 'csv-parse'
import iconv from 'iconv-lite'
import type { TextEncoding } from '#app/domain/files/text-encoding.ts'
import { detectEncoding, detectSeparator, type Separator } from './detect-text.ts'
import { ImportRefused, type ReadLimits } from './import-refused.ts'
import type { SourceRow, SourceTable } from './source-table.ts'

/**
 * Opens a .csv, .tsv or .txt table (P1).
 * @throws ImportRefused `wrong-type` where the bytes are no text or the text is a web page
 */
export async function openCsv(path: string, limits: ReadLimits): Promise<SourceTable> {
  const encoding = await detectEncoding(path)
  const head = await firstText(path, encoding)
  if (/^\s*<(?:!doctype|html|table|\?xml)/i.test(head)) throw new ImportRefused('wrong-type')
  if (!head.trim()) throw new ImportRefused('empty')
  const separator = detectSeparator(head)
  const skipsFirst = /^sep=.\r?\n/i.test(head)
  return {
    kind: 'csv',
    sheets: [''],
    sheet: '',
    rows: () => readRows(path, encoding, separator, { skipsFirst, limits }),
  }
}

async function firstText(path: string, encoding: TextEncoding): Promise<string> {
  const file = await open(path)
  try {
    const buffer = Buffer.alloc(128 * 1024)
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    return iconv.decode(buffer.subarray(0, bytesRead), encoding)
  } finally {
    await file.close()
  }
}

async function* readRows(
  path: string,
  encoding: TextEncoding,
  separator: Separator,
  { skipsFirst, limits }: { skipsFirst: boolean; limits: ReadLimits },
): AsyncGenerator<SourceRow, void, undefined> {
  const parser = parse({
    delimiter: separator,
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: limits.rowLength,
    info: true,
  })
  let tooLong: ImportRefused | undefined
  const measure = measuredLines(separator, limits, (refusal) => (tooLong = refusal))
  const text = createReadStream(path, { highWaterMark: 256 * 1024 })
  pipeline(text, iconv.decodeStream(encoding), measure, parser, () => {})
  let count = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (++count > limits.rows) throw new ImportRefused('too-many-rows', { rows: limits.rows })
      if (record.length > limits.columns) throw new ImportRefused('too-many-columns', { columns: limits.columns })
      if (count === 1 && skipsFirst) continue
      yield { line: info.lines, cells: record.map((cell) => cell || null) }
    }
  } catch (error) {
    throw tooLong ?? asRefusal(error)
  } finally {
    parser.destroy()
  }
}

/** The parser counts what cells hold, not what parts them: a line of separators alone would grow without end. */
function measuredLines(
  separator: Separator,
  { rowLength, columns }: ReadLimits,
  refuse: (refusal: ImportRefused) => void,
): Transform {
  let length = 0
  let line = 1
  return new Transform({
    decodeStrings: false,
    encoding: 'utf8',
    transform(piece: string | Buffer, _, done) {
      const text = String(piece)
      let from = 0
      for (const { index } of text.matchAll(/[\n\r]/g)) {
        length += index - from
        if (length > rowLength) break
        ;[length, from] = [0, index + 1]
        line++
      }
      if (length <= rowLength) length += text.length - from
      if (length <= rowLength) return done(null, text)
      const isWide = text.slice(from, from + rowLength).split(separator).length > columns
      const refusal = isWide
        ? new ImportRefused('too-many-columns', { columns })
        : new ImportRefused('row-too-long', { line })
      refuse(refusal)
      done(refusal)
    },
  })
}

function asRefusal(error: unknown): unknown {
  if (error instanceof ImportRefused) return error
  const { code, lines } = error as CsvError & { lines?: number }
  if (code === 'CSV_MAX_RECORD_SIZE') return new ImportRefused('row-too-long', { line: lines ?? 0 })
  if (code === 'CSV_QUOTE_NOT_CLOSED') return new ImportRefused('unclosed-quote', { line: lines ?? 0 })
  return new ImportRefused('corrupt', { cause: String((error as Error).message).slice(0, 200) })
}

/** Separated text, whatever the encoding and separator an office program chose. */
import { cutOf, separatedRecords, UnreadableText } from '#app/domain/files/separated-text.ts'
import { decodedText, detectEncoding, fileBytes } from '#app/domain/files/text-encoding.ts'
import { ImportRefused, type ReadLimits } from './import-refused.ts'
import type { SourceRow, SourceTable } from './source-table.ts'

const HEAD = 128 * 1024

/**
 * Opens a .csv, .tsv or .txt table (P1).
 * @throws ImportRefused `wrong-type` where the bytes are no text
 */
export async function openCsv(path: string, limits: ReadLimits): Promise<SourceTable> {
  const encoding = await detectEncoding(fileBytes(path))
  if (!encoding) throw new ImportRefused('wrong-type')
  const pieces = () => decodedText(fileBytes(path), encoding)
  let head = ''
  for await (const piece of pieces()) {
    head += piece.slice(0, HEAD - head.length)
    if (head.length >= HEAD) break
  }
  if (!head.trim()) throw new ImportRefused('empty')
  return { kind: 'csv', sheets: [''], sheet: '', rows: () => readRows(pieces(), head, limits) }
}

async function* readRows(
  pieces: AsyncIterable<string>,
  head: string,
  limits: ReadLimits,
): AsyncGenerator<SourceRow, void, undefined> {
  const { skipped, ...cut } = cutOf(head)
  try {
    const bounds = { longest: limits.rowLength, columns: limits.columns }
    for await (const { line, cells } of separatedRecords(pieces, { ...cut, ...bounds })) {
      if (cells.length > limits.columns) throw new ImportRefused('too-many-columns', { columns: limits.columns })
      if (line > skipped) yield { line, cells: cells.map((cell) => cell || null) }
    }
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error
    if (error.code === 'many-columns') throw new ImportRefused('too-many-columns', { columns: limits.columns })
    throw new ImportRefused(error.code === 'long-line' ? 'row-too-long' : 'unclosed-quote', { line: error.line })
  }
}

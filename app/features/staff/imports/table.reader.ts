/**
 * Reads a table in the process of its own, from its first line to its last: whoever waits learns what it is and that it
 * holds to every limit before a line of it is stored. The lines themselves go into a file.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { PIECE_CHARACTERS } from '#app/domain/files/file-limits.ts'
import { findHeadings, type Mapping, SAMPLE } from './find-headings.ts'
import { writtenLine } from './import-tables.ts'
import { type OpenOptions, openTable } from './read-table.ts'
import type { SourceRow, SourceTable } from './source-table.ts'

export interface ReadTable extends Pick<SourceTable, 'kind' | 'sheets' | 'sheet'> {
  /** Lines of the file that hold anything, headings included. */
  lines: number
  headings: Mapping
}

export interface TableInput extends OpenOptions {
  path: string
  /** Where the lines go ({@link writtenLine}). */
  into: string
}

export async function* read({ path, into, ...options }: TableInput): AsyncGenerator<ReadTable, void, undefined> {
  const { kind, sheets, sheet, rows, ...table } = await openTable(path, options)
  const file = await open(into, 'wx', 0o600)
  try {
    const { lines, sample } = await writeLines(file, rows())
    const hidden = table.hidden?.() ?? 0
    yield { kind, sheets, sheet, lines, headings: { ...findHeadings(sample), ...(hidden && { hidden }) } }
  } finally {
    await file.close()
  }
}

async function writeLines(file: FileHandle, rows: AsyncIterable<SourceRow>) {
  const sample: SourceRow[] = []
  let lines = 0
  let text = ''
  for await (const row of rows) {
    lines++
    if (sample.length < SAMPLE) sample.push(row)
    text += writtenLine(row)
    if (text.length < PIECE_CHARACTERS) continue
    await file.write(text)
    text = ''
  }
  await file.write(text)
  return { lines, sample }
}

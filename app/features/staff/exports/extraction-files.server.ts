/**
 * The three files of an extraction, written while they are read: memory stays bounded however many people there are.
 */
import { Readable } from 'node:stream'
import type { Ctx } from '#app/context/open.ts'
import { csvLine, csvStart } from '#app/domain/documents/csv.ts'
import { type CellValue, workbookStream } from '#app/domain/documents/workbook.server.ts'
import type { ExtractedPerson } from './extraction.server.ts'
import { type Chosen, cellsOf, headsOf, headWords, wordsOf } from './extraction-columns.ts'

/** What stands around the people in a file. */
export interface ExtractionHead {
  /** Slug of the association. */
  tenant: string
  /** The instant of the extraction. */
  at: Date
  /** What a table has in its columns; a file of JSON has everything. */
  chosen: Chosen
  /** In whose words a file for people is written. */
  speaker: Pick<Ctx, 't' | 'language'>
}

type Batches = AsyncIterable<readonly ExtractedPerson[]>

export interface FileKind {
  contentType: string
  write(head: ExtractionHead, batches: Batches): ReadableStream<Uint8Array>
}

/** By the name under which a form asks for it. */
export const FILE_KINDS = {
  'people.json': {
    contentType: 'application/json; charset=utf-8',
    write: (head, batches) => text(json(head, batches)),
  },
  'people.csv': {
    contentType: 'text/csv; charset=utf-8; header=present',
    write: (head, batches) => text(csv(head, batches)),
  },
  'people-excel.csv': {
    contentType: 'text/csv; charset=utf-8; header=present',
    write: (head, batches) => text(excelCsv(head, batches)),
  },
  'people.xlsx': {
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: (head, batches) => workbook(head, batches),
  },
} as const satisfies Record<string, FileKind>

export type FileName = keyof typeof FILE_KINDS

function text(parts: AsyncIterable<string>): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(parts, { objectMode: false })) as ReadableStream<Uint8Array>
}

async function* json({ tenant, at }: ExtractionHead, batches: Batches): AsyncGenerator<string> {
  const opening = JSON.stringify({ tenant, at: at.toISOString() })
  yield `${opening.slice(0, -1)},"people":[`
  let first = true
  for await (const people of batches) {
    const lines = people.map((one) => JSON.stringify(plain(one)))
    if (lines.length > 0) yield (first ? '\n' : ',\n') + lines.join(',\n')
    first &&= lines.length === 0
  }
  yield '\n]}\n'
}

/** As interface.md, "Administrator's extraction", lays it down. */
function plain({ person, login, paidUp, friends, consents }: ExtractedPerson): object {
  return { handle: person.handle, login, paidUp, ...person.fields, audience: person.audience, friends, consents }
}

/** RFC 4180: commas, quotes doubled, lines that end in CRLF. */
async function* csv({ chosen }: ExtractionHead, batches: Batches): AsyncGenerator<string> {
  yield `${headsOf(chosen).join(',')}\r\n`
  for await (const people of batches)
    if (people.length > 0) yield people.map((one) => `${cellsOf(one, chosen).map(quoted).join(',')}\r\n`).join('')
}

/** For the spreadsheet of a French office: semicolons, a mark of UTF-8, headings and values in words. */
async function* excelCsv({ chosen, speaker }: ExtractionHead, batches: Batches): AsyncGenerator<string> {
  yield csvStart(headWords(speaker, chosen))
  for await (const people of batches)
    if (people.length > 0) yield people.map((one) => csvLine(wordsOf(speaker, one, chosen))).join('')
}

function quoted(value: CellValue): string {
  const words = value === null ? '' : String(value)
  return /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words
}

function workbook({ tenant, at, chosen }: ExtractionHead, batches: Batches): ReadableStream<Uint8Array> {
  return workbookStream({ name: tenant, at, head: headsOf(chosen) }, lines(chosen, batches))
}

async function* lines(chosen: Chosen, batches: Batches): AsyncGenerator<CellValue[][]> {
  for await (const people of batches) yield people.map((one) => cellsOf(one, chosen))
}

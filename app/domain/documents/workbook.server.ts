/** A workbook of one sheet, written while its lines are read: memory stays bounded however many there are. */
import { PassThrough, Readable } from 'node:stream'

export type CellValue = string | number | boolean | null

export interface SheetHead {
  name: string
  /** When the file was asked for. */
  at: Date
  /** Titles of the columns, which stay on top. */
  head: readonly string[]
}

type Lines = AsyncIterable<readonly (readonly CellValue[])[]>

/** @returns the bytes of the workbook. @param batches its lines, some at a time */
export function workbookStream(sheet: SheetHead, batches: Lines): ReadableStream<Uint8Array> {
  const out = new PassThrough()
  fill(out, sheet, batches).catch((error: Error) => out.destroy(error))
  return Readable.toWeb(out) as ReadableStream<Uint8Array>
}

async function fill(out: PassThrough, { name, at, head }: SheetHead, batches: Lines): Promise<void> {
  // Loaded where it is used: a sixth of the time a process takes to start.
  const { default: excel } = await import('exceljs')
  const book = new excel.stream.xlsx.WorkbookWriter({ stream: out, useSharedStrings: false, useStyles: false })
  book.created = at
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', xSplit: 1, ySplit: 1 }] })
  sheet.addRow([...head]).commit()
  for await (const lines of batches) {
    for (const line of lines) sheet.addRow(line.map(fitting)).commit()
    await taken(out)
    if (out.destroyed) return
  }
  await book.commit()
}

/** A cell of a workbook holds no more; nothing else is ever cut. */
const LONGEST_CELL = 32_767

function fitting(value: CellValue): CellValue {
  return typeof value === 'string' && value.length > LONGEST_CELL ? value.slice(0, LONGEST_CELL) : value
}

/** The writer does not wait for its reader, so this does, between two batches. */
function taken(out: PassThrough): Promise<void> {
  if (out.destroyed || out.readableLength < out.readableHighWaterMark) return Promise.resolve()
  return new Promise((done) => {
    const settle = () => {
      clearInterval(watch)
      done()
    }
    const watch = setInterval(() => {
      if (out.destroyed || out.readableLength < out.readableHighWaterMark) settle()
    }, 10)
  })
}

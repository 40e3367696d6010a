/** The file itself, written while its people are judged and written down. */
import { Readable } from 'node:stream'
import type { Ctx } from '#app/context/open.ts'
import { isUuid } from '#app/db/uuid.ts'
import { csvLine, csvStart } from '#app/domain/documents/csv.ts'
import { defused } from '#app/domain/documents/defused.ts'
import { workbookStream } from '#app/domain/documents/workbook.server.ts'
import {
  handOver,
  peopleLeaving,
  TRANSFER_FORMATS,
  type TransferFormat,
} from '#app/domain/transfers/hand-over.server.ts'
import { cellText } from '#app/i18n/value-text.ts'
import { type Transfer, transferFields } from '#app/policy/transfer.rules.ts'

const TYPES: Record<TransferFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8; header=present',
}

/** POST `run` and `format`. @returns the file; undefined where it may not be fetched */
export async function fileOf(ctx: Ctx, form: FormData): Promise<Response | undefined> {
  const run = String(form.get('run') ?? '')
  const format = TRANSFER_FORMATS.find((one) => one === form.get('format'))
  const transfer = format && isUuid(run) ? await handOver(ctx, run, format) : undefined
  if (!format || !transfer) return undefined
  const { slug } = ctx.tenant.config
  const head = transferFields(ctx.tenant.config, transfer).map((field) => ctx.t(`common:fields.${field}`))
  const lines = linesOf(ctx, run, transfer)
  const body =
    format === 'csv'
      ? (Readable.toWeb(Readable.from(csv(head, lines), { objectMode: false })) as ReadableStream<Uint8Array>)
      : workbookStream({ name: slug, at: ctx.now, head }, lines)
  return new Response(body, {
    headers: {
      'Content-Type': TYPES[format],
      'Content-Disposition': `attachment; filename="${slug}-${transfer.file.id}.${format}"`,
      'Cache-Control': 'no-store',
    },
  })
}

async function* linesOf(ctx: Ctx, run: string, transfer: Transfer): AsyncGenerator<string[][]> {
  const fields = transferFields(ctx.tenant.config, transfer)
  for await (const people of peopleLeaving(ctx, run, transfer))
    yield people.map((person) => fields.map((field) => defused(cellText(ctx, field, person.fields[field]))))
}

async function* csv(head: readonly string[], lines: AsyncIterable<string[][]>): AsyncGenerator<string> {
  yield csvStart(head)
  for await (const batch of lines) if (batch.length > 0) yield batch.map(csvLine).join('')
}

/** One of the treasurer's lists as a file for a spreadsheet: every line that its filters mean (ux: « Télécharger »). */
import { data } from '@remix-run/node'
import { civilDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { isReason, reasonText, type TypedReason, typedReason } from '#app/domain/audit/reasons.ts'
import { csvFile } from '#app/domain/documents/csv.ts'
import { mayNamePayers } from '#app/policy/money.rules.ts'
import { readWholeList } from './book-lists.server.ts'
import type { BooksQuery } from './books-address.ts'

const COLUMNS = ['day', 'name', 'what', 'means', 'amount', 'refunded', 'state', 'piece'] as const

export interface ListAnswer {
  error: string
  typed: TypedReason
}

/**
 * POST of the list: a file once the log names who asked, why and what.
 * @returns the file, or what is missing with what was typed; names are left out for who may not extract people
 */
export async function takeListFile(ctx: Ctx, query: BooksQuery, form: FormData) {
  const reason = typedReason(form)
  if (!isReason('books', reason))
    return data<ListAnswer>({ error: 'books:reasons.wrong', typed: reason }, { status: 422 })
  const { t, tenant } = ctx
  const named = mayNamePayers(ctx.ability)
  const rows = (await readWholeList(ctx, query)).map((row) => [
    row.at ? civilDay(new Date(row.at)) : null,
    named ? row.name : null,
    row.what,
    row.means && t(`books:means.${row.means}`),
    row.cents,
    row.backCents,
    t(`books:states.${row.state}`),
    row.reference,
  ])
  const titles = COLUMNS.map((column) => t(`books:columns.${column}`))
  const name = `${tenant.slug}-${query.vue}-${civilDay(ctx.now)}.csv`
  await ctx.sql((run) =>
    audit(run, ctx, 'books.exported', {
      subjectId: tenant.id,
      detail: { reason: reasonText(t, 'books', reason), format: name, rows: rows.length },
    }),
  )
  return new Response(csvFile(titles, rows), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    },
  })
}

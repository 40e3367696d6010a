import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { refusedCsv, refusedLines } from './refused-lines.server.ts'
import { runAddress } from './run-address.ts'
import { openRun } from './run-page.server.ts'
import { importTexts, reasonText } from './run-texts.ts'

/**
 * GET `/admin/imports/:run/refus.csv`: the lines to correct, with their reasons; the sheet can be sent again as it is.
 */
export async function loader(args: LoaderFunctionArgs) {
  const { ctx, run } = await openRun(args)
  if (!run.mapping) throw redirect(runAddress(run.id), 303)
  const lines = await refusedLines(ctx.tenant.id, run.id)
  const headings: string[] = []
  for (const { column, heading } of run.mapping.columns) headings[column] = heading
  const text = refusedCsv(
    Array.from(headings, (heading) => heading ?? ''),
    lines,
    (line) => reasonText(importTexts(ctx.t), line),
  )
  return new Response(text, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${ctx.t('imports:check.csvName')}.csv"`,
      'Cache-Control': 'no-store',
    },
  })
}

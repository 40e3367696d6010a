import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { csvFile } from '#app/domain/documents/csv.ts'
import { readShares } from './shares.server.ts'

/** GET `/admin/paiements/repartitions/:id`: one division as a table for a spreadsheet. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const share = (await ctx.sql((query) => readShares(ctx, query))).find(({ id }) => id === args.params.id)
  if (!share) throw notFound()
  const titles = ['day', 'shareTitle', 'party', 'heads', 'amount'].map((column) => ctx.t(`books:columns.${column}`))
  const sign = share.cancels ? -1 : 1
  const rows = share.parts.map(({ name, heads, cents }) => [share.day, share.title, name, String(heads), sign * cents])
  return new Response(csvFile(titles, rows), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': `attachment; filename="repartition-${share.day}.csv"`,
      'Cache-Control': 'no-store',
    },
  })
}

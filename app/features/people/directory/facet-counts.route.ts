import type { LoaderFunctionArgs } from '@remix-run/node'
import { shareWait } from '#app/context/fair-share.ts'
import { open } from '#app/context/open.ts'
import { countText } from '#app/i18n/format.ts'
import { drawnFacets } from './drawn-facets.server.tsx'
import { countFacets } from './facets.server.ts'
import { readQuery } from './search.schema.ts'
import { searchDirectory } from './search.server.ts'

/**
 * GET `/annuaire/facettes.json`, with the criteria of a list, which fetches it beside itself: `facets` is the piece of
 * page that takes the place of what is ticked. With `compte`, how many there are, and `words` for the button.
 */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'search' })
  const headers = { 'Cache-Control': 'no-store' }
  const read = readQuery(ctx.url.searchParams)
  if (!read.ok) return Response.json({ facets: null }, { status: 422, headers })
  const wait = await shareWait(ctx)
  if (wait > 0)
    return Response.json({ facets: null }, { status: 429, headers: { ...headers, 'Retry-After': `${wait}` } })
  if (ctx.url.searchParams.has('compte')) {
    // How many a form would find: no person is shown.
    const { total, more } = await searchDirectory(ctx, { ...read.query, page: 1 }, 0)
    const counted = { count: total, shown: countText(total, ctx.language) }
    return Response.json(
      { total, more, words: ctx.t(`directory:filter.${more ? 'seeMore' : 'see'}`, counted) },
      { headers },
    )
  }
  const facets = await countFacets(ctx, read.query)
  return Response.json({ facets: facets ? drawnFacets(ctx, facets) : null }, { headers })
}

import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { demandShare } from '#app/context/fair-share.ts'
import { open } from '#app/context/open.ts'
import { viewIn } from '#app/domain/people/map-layout.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { MapResults } from './map.tsx'
import { type MapPage, mapPage, PATH } from './map-page.server.ts'
import { countPlaces } from './places.server.ts'
import { NOTHING, readQuery } from './search.schema.ts'
import { readDirectoryQuery } from './search.server.ts'
import { keptOf, SearchFrame } from './search-frame.tsx'
import { unreadShown } from './search-page.server.ts'

/** The people found, by town and region on a map (I7, S7): the directory's own search at another address. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'map' })
  await demandShare(ctx)
  const title = ctx.t('directory:map.title')
  const { searchParams } = ctx.url
  const view = viewIn(searchParams)
  const read = readQuery(searchParams)
  if (!read.ok) {
    const page = {
      ...mapPage(ctx, { asked: NOTHING, understood: null }, { towns: [], rests: [] }, view),
      ...unreadShown(ctx, searchParams, read.wrong, PATH),
    }
    return data({ title, path: PATH, page }, { status: 422 })
  }
  const understood = await readDirectoryQuery(ctx, read.query)
  const places = await countPlaces(ctx, understood?.query ?? read.query)
  return data({ title, path: PATH, page: mapPage(ctx, { asked: read.query, understood }, places, view) })
}

export const meta = pageMeta

export default function DirectoryMap() {
  const loaded = useLoaderData<typeof loader>()
  const page = loaded.page as MapPage
  const zone = page.zones.find(({ current }) => current)!.id
  const scope = page.scopes.find(({ current }) => current)?.id
  const keep = keptOf({ zone: zone === page.zones[0]!.id ? '' : zone, portee: scope === 'federation' ? scope : '' })
  return (
    <SearchFrame page={page} path={loaded.path} keep={keep}>
      {page.wrong.length === 0 && <MapResults page={page} />}
    </SearchFrame>
  )
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { groundPicture, ZONES } from '#app/domain/people/map-ground.server.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'

/** `/annuaire/carte/fond/:zone`: the land that bubbles stand on. The same for everybody, and of nobody. */
export async function loader(args: LoaderFunctionArgs) {
  await open(args)
  const { zone } = args.params
  if (!isOneOf(ZONES, zone)) throw notFound()
  return new Response(groundPicture(zone), {
    headers: { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=604800' },
  })
}

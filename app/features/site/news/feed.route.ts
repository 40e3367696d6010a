import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { newsFeed } from '#app/domain/content/feed.server.ts'

/** GET `/actualites.atom`: public news alone, whoever asks. */
export async function loader(args: LoaderFunctionArgs) {
  const feed = await newsFeed(await open(args))
  return new Response(feed, {
    headers: { 'Content-Type': 'application/atom+xml; charset=utf-8', 'Cache-Control': 'private, max-age=300' },
  })
}

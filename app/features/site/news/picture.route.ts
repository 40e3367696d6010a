import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { readNewsPicture } from './news.server.ts'

/** GET `/actualites/:slug/image`: for who reads the news now. */
export async function loader(args: LoaderFunctionArgs) {
  return readNewsPicture(await open(args), args.params.slug ?? '')
}

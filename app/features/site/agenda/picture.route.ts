import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { readEventPicture } from './event.server.ts'

/** GET `/evenements/:event/image`: for who reads the event now. */
export async function loader(args: LoaderFunctionArgs) {
  return readEventPicture(await open(args), args.params.event ?? '')
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { eventPaper } from './papers.server.ts'

/** GET `/admin/evenements/:event/badges.pdf`: for who keeps events and may extract. */
export async function loader(args: LoaderFunctionArgs) {
  return eventPaper(await open(args, { needs: 'events' }), args.params.event ?? '', 'badges')
}

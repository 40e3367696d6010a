import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { readOwnCalendar } from './calendars.server.ts'

/** GET `/agenda/:file`: the calendar of whose secret address it is, without a session. */
export async function loader(args: LoaderFunctionArgs) {
  return readOwnCalendar(await open(args), args.params.file ?? '')
}

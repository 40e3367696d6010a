import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { readEventCalendar } from './calendars.server.ts'

/** GET `/evenements/:event/agenda.ics`: one event, for who reads it now. */
export async function loader(args: LoaderFunctionArgs) {
  return readEventCalendar(await open(args), args.params.event ?? '')
}

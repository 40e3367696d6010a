import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { readPublicCalendar } from './calendars.server.ts'

/** GET `/evenements.ics`: public events alone, whoever asks. */
export async function loader(args: LoaderFunctionArgs) {
  return readPublicCalendar(await open(args))
}

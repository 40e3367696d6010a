import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { attendeesWorkbook } from './workbook.server.ts'

/** GET `/admin/evenements/:event/inscrits.xlsx`: for who keeps events and may extract. */
export async function loader(args: LoaderFunctionArgs) {
  return attendeesWorkbook(await open(args, { needs: 'events' }), args.params.event ?? '')
}

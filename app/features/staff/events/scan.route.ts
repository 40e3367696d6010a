import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { readCounts, scanCode } from './scan.server.ts'

/** GET and POST `/admin/evenements/:event/entrees/scan`: the door for scanners, as JSON (B11). */
export async function loader(args: LoaderFunctionArgs) {
  return readCounts(await open(args, { needs: 'events' }), args.params.event ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'events' })
  return scanCode(ctx, args.params.event ?? '', await sentForm(args.request))
}

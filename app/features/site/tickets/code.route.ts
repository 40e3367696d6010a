import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { pageOfCode } from './code.server.ts'

/** GET `/billets/:code`: on to the event's page that shows it, for its holder alone. */
export async function loader(args: LoaderFunctionArgs) {
  return redirect(await pageOfCode(await open(args, { needs: 'account' }), args.params.code ?? ''))
}

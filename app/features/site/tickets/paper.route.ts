import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { ownPaper } from './paper.server.ts'

/** GET `/evenements/:event/billets.pdf`, for who comes. */
export async function loader(args: LoaderFunctionArgs) {
  return ownPaper(await open(args, { needs: 'account' }), args.params.event ?? '')
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { openPaper } from '#app/domain/requests/open-paper.server.ts'

/**
 * GET `/admin/a-traiter/:id/piece`: the paper that goes with a request that waits; nobody but its reviewers, nothing
 * once decided.
 */
export async function loader(args: LoaderFunctionArgs) {
  return openPaper(await open(args, { needs: 'requests' }), args.params.id)
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { sendCopy } from '#app/domain/data-rights/copies.server.ts'

/** GET `/parametres/mes-donnees/copie/:id`: the archive, for whoever asked for it and nobody else. */
export async function loader(args: LoaderFunctionArgs) {
  return sendCopy(await open(args, { needs: 'account' }), args.params.id)
}

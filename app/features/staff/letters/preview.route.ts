import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'

/** GET `/admin/lettres/:letter/apercu?comme=long&format=texte` (B19). */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'letters' })
  // Not before it is asked for: the parts mails are made of weigh more than a web process should carry.
  const { previewResponse } = await import('./preview.server.ts')
  return previewResponse(ctx, args.params.letter ?? '')
}

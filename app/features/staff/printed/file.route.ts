import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { sendCopy } from './file.server.ts'

/** GET `/admin/annuaire-imprime/:run/:copy`: a copy by its number, or `epreuve`. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'extract' })
  return sendCopy(ctx, args.params.run, args.params.copy)
}

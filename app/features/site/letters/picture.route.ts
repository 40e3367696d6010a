import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { letterPictureResponse } from '#app/domain/letters/pictures.server.ts'

/** GET `/lettres/:letter/images/:picture`: for mail programs, which have no session. */
export async function loader(args: LoaderFunctionArgs) {
  return letterPictureResponse(await open(args), args.params.letter ?? '', args.params.picture ?? '')
}

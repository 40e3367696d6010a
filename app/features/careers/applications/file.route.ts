import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { readApplicationFile } from './received.server.ts'

/** GET `/candidatures/:application/cv`: for whose offer it is, and for who sent it (C12). */
export async function loader(args: LoaderFunctionArgs) {
  return readApplicationFile(await open(args, { needs: 'account' }), args.params.application ?? '')
}

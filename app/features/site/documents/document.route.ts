import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { sendDocument } from './documents.server.ts'

/** GET `/documents/:id`: for who reads the document now. */
export async function loader(args: LoaderFunctionArgs) {
  return sendDocument(await open(args), args.params.id ?? '')
}

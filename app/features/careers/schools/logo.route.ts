import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { readLogo } from './school.server.ts'

/** GET `/ecoles/:school/logo`: for who reads the page now. */
export async function loader(args: LoaderFunctionArgs) {
  return readLogo(await open(args), args.params.school ?? '')
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { readCv } from './detail.server.ts'

/** GET `/cvtheque/:profile/cv`: for subscribers and who is in contact (N2; C12, C17). */
export async function loader(args: LoaderFunctionArgs) {
  return readCv(await open(args, { needs: 'read-profiles' }), args.params.profile ?? '')
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { readOwnCv } from './own.server.ts'

/** GET `/mes-profils/:profile/cv`: what recruiters get, for its own person (C17). */
export async function loader(args: LoaderFunctionArgs) {
  return readOwnCv(await open(args, { needs: 'account' }), args.params.profile ?? '')
}

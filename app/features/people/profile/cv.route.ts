import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { personFile } from './person-file.server.ts'

/** GET `/profil/:handle/cv`. */
export async function loader(args: LoaderFunctionArgs) {
  return personFile(await open(args), args.params.handle ?? '', 'cv')
}

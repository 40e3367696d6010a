import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { documentFile } from './documents.server.ts'

/** GET `/groupes/:group/documents/:document`: for who finds the document now (A20), and who reads what waits (A21). */
export async function loader(args: LoaderFunctionArgs) {
  const { group = '', document = '' } = args.params
  return documentFile(await open(args, { needs: ['join-groups', 'groups', 'moderation'] }), group, document)
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { openCorrespondent } from './correspondent.server.ts'
import { messageFile } from './files.server.ts'

/** GET `/messagerie/:conversation/fichiers/:file`: for whoever reads the message now. */
export async function loader(args: LoaderFunctionArgs) {
  const { conversation = '', file = '' } = args.params
  return messageFile(await openCorrespondent(args), conversation, file)
}

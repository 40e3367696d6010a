import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { FILE_BYTES } from '#app/domain/files/judge-file.server.ts'
import { readUpload } from '#app/domain/files/upload.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { openCorrespondent } from './correspondent.server.ts'
import { changeThread, readThread } from './thread.server.ts'
import { ThreadPage } from './thread-page.tsx'

/** GET and POST `/messagerie/:conversation` (N9). */
export async function loader(args: LoaderFunctionArgs) {
  return readThread(await openCorrespondent(args), args.params.conversation ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const one = await openCorrespondent(args)
  return changeThread(one, args.params.conversation ?? '', await readUpload(args.request, FILE_BYTES))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Thread() {
  return <ThreadPage page={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}

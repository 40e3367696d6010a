import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/ui/page-meta.ts'
import { openCorrespondent } from './correspondent.server.ts'
import { readInbox } from './inbox.server.ts'
import { InboxPage } from './inbox-page.tsx'

/** GET `/messagerie/demandes`: first messages of strangers, which wait for a yes, an answer or a silent no. */
export async function loader(args: LoaderFunctionArgs) {
  return readInbox(await openCorrespondent(args), 'requests')
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Requests() {
  return <InboxPage page={useLoaderData<typeof loader>()} />
}

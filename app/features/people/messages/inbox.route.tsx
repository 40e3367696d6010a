import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/ui/page-meta.ts'
import { openCorrespondent } from './correspondent.server.ts'
import { readInbox } from './inbox.server.ts'
import { InboxPage } from './inbox-page.tsx'

/** GET `/messagerie`: newest first; `?archives=1` what was put away, `?q=` where something was said (N9). */
export async function loader(args: LoaderFunctionArgs) {
  return readInbox(await openCorrespondent(args))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Inbox() {
  return <InboxPage page={useLoaderData<typeof loader>()} />
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { open } from '#app/context/open.ts'

import { pageMeta } from '#app/ui/page-meta.ts'
import { readNotice } from './legal.server.ts'
import { LegalPage } from './legal-page.tsx'

/** GET `/mentions-legales`: worked out from the association's own file. */
export async function loader(args: LoaderFunctionArgs) {
  return readNotice(await open(args))
}

export const meta = pageMeta

export default function Notice() {
  return <LegalPage {...useLoaderData<typeof loader>()} />
}

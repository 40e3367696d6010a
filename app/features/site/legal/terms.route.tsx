import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { open } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readTerms } from './legal.server.ts'
import { LegalPage } from './legal-page.tsx'

/** GET `/conditions-de-vente`: worked out from the association's own file. */
export async function loader(args: LoaderFunctionArgs) {
  const page = readTerms(await open(args))
  if (!page) throw notFound()
  return page
}

export const meta = pageMeta

export default function Terms() {
  return <LegalPage {...useLoaderData<typeof loader>()} />
}

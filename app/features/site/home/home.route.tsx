import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { siteOfRequest } from '#app/context/site.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { associationHome } from './association-home.server.ts'
import { AssociationHomePage } from './association-home.tsx'
import { productHome } from './product-home.server.ts'
import { ProductHome } from './product-home.tsx'

/** `/`: the association's home; on the product's own host, what it is; on the operator's, the way in. */
export async function loader(args: LoaderFunctionArgs) {
  const { request } = args
  const { kind } = await siteOfRequest(request)
  if (kind === 'association') {
    return { kind, title: '', home: await associationHome(await open(args)) } as const
  }
  if (kind === 'operator') throw redirect(href.operator)
  if (kind !== 'product') throw notFound()
  return { kind, ...(await productHome(args)) } as const
}

export const meta = pageMeta

export default function Home() {
  const home = useLoaderData<typeof loader>()
  return home.kind === 'product' ? <ProductHome {...home} /> : <AssociationHomePage home={home.home} />
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { open } from '../../context/open.ts'
import { notFound } from '../../context/refusals.ts'
import { siteOfRequest } from '../../context/site.ts'
import { allTenants } from '../../context/tenants.ts'
import { languageOf } from '../../i18n/language.ts'
import { translatorFor } from '../../i18n/translator.ts'
import { pageMeta } from '../../ui/page-meta.ts'
import { associationHome } from './association-home.server.ts'
import { AssociationHomePage } from './association-home.tsx'
import { ProductHome } from './product-home.tsx'

/** `/`: the association's home; on the product's own host, the way to each association. */
export async function loader(args: LoaderFunctionArgs) {
  const { request } = args
  const { kind } = await siteOfRequest(request)
  if (kind === 'association') {
    return { kind, title: '', home: associationHome(await open(args)) } as const
  }
  if (kind !== 'product') throw notFound()
  const language = languageOf(request)
  const { protocol, port } = new URL(request.url)
  const associations = (await allTenants()).map(({ config, canonicalHost }) => ({
    name: config.name,
    tagline: config.tagline[language],
    address: `${protocol}//${canonicalHost}${port ? `:${port}` : ''}/`,
  }))
  return { kind, title: translatorFor(language)('content:product.title'), associations } as const
}

export const meta = pageMeta

export default function Home() {
  const home = useLoaderData<typeof loader>()
  return home.kind === 'product' ? <ProductHome {...home} /> : <AssociationHomePage home={home.home} />
}

/** The product's own page (the bare host): what it is, and in the demo the way to each association. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { env } from '#app/context/env.ts'
import type { Args } from '#app/context/open.ts'
import { openProduct } from '#app/context/operator.ts'
import { allTenants, type Tenant } from '#app/context/tenants.ts'

export interface ListedAssociation {
  name: string
  tagline: string
  kind: string
  address: string
  /** The picture itself, as a data address: it lives on another host. */
  logo: string | null
}

/** Once per version of an association. */
const logos = new WeakMap<object, string | null>()

async function logoOf({ slug, config }: Tenant): Promise<string | null> {
  const known = logos.get(config)
  if (known !== undefined) return known
  const svg = await readFile(join(process.cwd(), 'tenants', slug, config.brand.logo)).catch(() => null)
  const made = svg && `data:image/svg+xml;base64,${svg.toString('base64')}`
  logos.set(config, made)
  return made
}

/** @throws Response 404 on any other host */
export async function productHome(args: Args) {
  const { url, language, t } = await openProduct(args)
  // A customer is named on our page where the customer agreed; the demo's associations are there to be visited.
  const listed = env().DEMO || env().NODE_ENV !== 'production' ? await allTenants() : []
  const associations = await Promise.all(
    listed.map(async (tenant): Promise<ListedAssociation> => {
      const { config, canonicalHost } = tenant
      return {
        name: config.name,
        tagline: config.tagline[language],
        kind: config.kind,
        address: `${url.protocol}//${canonicalHost}${url.port ? `:${url.port}` : ''}/`,
        logo: await logoOf(tenant),
      }
    }),
  )
  const demo = env().DEMO
  return { title: t('content:product.title'), associations, demo }
}

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'

/** `/logo.svg`: the picture beside the association's tenant.yaml. */
export async function loader(args: LoaderFunctionArgs) {
  const { tenant } = await open(args)
  const { slug, config } = tenant
  const svg = await readFile(join(process.cwd(), 'tenants', slug, config.brand.logo)).catch(() => null)
  if (!svg) throw notFound()
  return new Response(svg, {
    headers: { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=31536000, immutable' },
  })
}

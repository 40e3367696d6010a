import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { siteOfRequest } from '#app/context/site.ts'
import { themeSheet } from './frame.server.ts'

/** `/theme.css?v=…`: the association's colours. Its address names its content, so browsers keep it. */
export async function loader(args: LoaderFunctionArgs) {
  const { kind } = await siteOfRequest(args.request)
  const { css, address } = themeSheet(kind === 'association' ? (await open(args)).tenant.config : undefined)
  const exact = address.endsWith(`?v=${new URL(args.request.url).searchParams.get('v')}`)
  return new Response(css, {
    headers: {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': exact ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  })
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { pictureResponse } from '#app/domain/content/pictures.server.ts'
import { findCompanyPage } from './company.server.ts'

/** GET `/entreprises/:company/logo`: for who reads the page; `?etat=waiting` the one that was handed in. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args)
  const wanted = ctx.url.searchParams.get('etat') ?? undefined
  const { page } = await ctx.sql((query) => findCompanyPage(ctx, query, args.params.company ?? '', wanted))
  return pictureResponse(page.fileKey)
}

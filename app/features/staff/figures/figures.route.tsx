import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { open } from '#app/context/open.ts'
import { FiguresPage } from '#app/domain/figures/figure-tables.tsx'
import { readFigures } from '#app/domain/figures/read-figures.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { FIGURES } from '#app/vocabulary/figures.ts'

/** GET `/admin/statistiques`: every figure, for the staff (S16). */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'people' })
  return { title: ctx.t('figures:title'), ...(await readFigures(ctx, FIGURES)) }
}

export const meta = pageMeta

export default function StaffFigures() {
  return <FiguresPage {...useLoaderData<typeof loader>()} />
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { open } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import { FiguresPage } from '#app/domain/figures/figure-tables.tsx'
import { readFigures } from '#app/domain/figures/read-figures.server.ts'
import { readsFigures } from '#app/policy/figure.rules.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

/** GET `/statistiques`: the part of the figures that the association shows its members (S16). */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  const { members } = ctx.tenant.config.figures
  if (members.length === 0) throw notFound()
  if (!readsFigures(ctx.ability, ctx.tenant.config)) throw forbidden()
  return { title: ctx.t('figures:title'), ...(await readFigures(ctx, members)) }
}

export const meta = pageMeta

export default function Figures() {
  return <FiguresPage {...useLoaderData<typeof loader>()} />
}

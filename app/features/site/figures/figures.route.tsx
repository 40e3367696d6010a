import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import ChartColumn from 'lucide-react/icons/chart-column'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import { FigureTables } from '#app/domain/figures/figure-tables.tsx'
import { readFigures } from '#app/domain/figures/read-figures.server.ts'
import { readsFigures } from '#app/policy/figure.rules.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
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
  const { t } = useTranslation('figures')
  const { title, month, tables } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <PageHeading title={title} lead={month ? t('lead', { month }) : t('leadNone')} />
      {month ? <FigureTables tables={tables} /> : <EmptyState icon={ChartColumn} title={t('none')} />}
      <p className="reading text-sm text-muted">{t('how')}</p>
    </div>
  )
}

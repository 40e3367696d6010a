import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { countText, euros } from '#app/i18n/format.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { StatCard } from '#app/ui/stat-card.tsx'
import { BooksFrame } from './books-frame.tsx'
import { INCOMES, readOverview } from './overview.server.ts'
import { CountChart, MonthChart } from './overview-charts.tsx'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'keep-books' })
  const { tiers, ...overview } = await readOverview(ctx)
  const names = new Map(ctx.tenant.config.tiers.map(({ id, name }) => [id, name[ctx.language]]))
  return {
    title: ctx.t('books:overview.title'),
    tiers: tiers.map(({ id, count }) => ({ name: names.get(id) ?? id, count })),
    incomes: INCOMES,
    ...overview,
  }
}

export const meta = pageMeta

/** The shortest way for whoever comes with the post. */
function EnterCheques() {
  const { t } = useTranslation('books')
  return <LinkButton to={href.recordCheques}>{t('overview.cheques')}</LinkButton>
}

export default function Overview() {
  const { t, i18n } = useTranslation('books')
  const { title, year, months, incomes, members, passes, plans, waiting, tiers, promotions } =
    useLoaderData<typeof loader>()
  const count = (value: number) => countText(value, i18n.language)
  const sum = (values: number[]) => values.reduce((total, cents) => total + cents, 0)
  const before = (value: string) => t('overview.before', { year: year - 1, value })
  return (
    <BooksFrame title={title} lead={t('overview.lead', { year })} current="overview" actions={<EnterCheques />}>
      <div className="grid gap-4 sm:grid-cols-3">
        {incomes.map((income) => (
          <StatCard
            key={income}
            value={euros(sum(months[income].now), i18n.language)}
            label={t(`incomes.${income}`)}
            note={before(euros(sum(months[income].before), i18n.language))}
          />
        ))}
      </div>
      <div className="grid grid-cols-2 gap-4 xl:grid-cols-3">
        {(['paidUp', 'renewed', 'joined', 'lapsed'] as const).map((key) => (
          <StatCard
            key={key}
            value={count(members[key].now)}
            label={t(`overview.${key}`)}
            note={before(count(members[key].before))}
          />
        ))}
        <StatCard
          value={count(passes.inForce)}
          label={t('overview.passes')}
          note={t('overview.sold', { now: passes.now, before: passes.before, year: year - 1 })}
          to={`${href.treasuryLists}?vue=acces`}
        />
        {plans.running > 0 && (
          <StatCard
            value={count(plans.running)}
            label={t('overview.plans')}
            note={t('overview.plansNote', { amount: euros(plans.cents, i18n.language), late: count(plans.late) })}
            to={`${href.treasuryLists}?vue=echeances`}
          />
        )}
        {waiting.bankLines > 0 && (
          <StatCard value={count(waiting.bankLines)} label={t('overview.bankLines')} to={href.bank} />
        )}
        {waiting.movements > 0 && (
          <StatCard value={count(waiting.movements)} label={t('overview.movements')} to={href.stripeMovements} />
        )}
        {waiting.processing > 0 && (
          <StatCard
            value={count(waiting.processing)}
            label={t('overview.processing')}
            to={`${href.treasuryLists}?etat=waiting`}
          />
        )}
      </div>
      <div className="grid gap-6 xl:grid-cols-2">
        {incomes.map((income) => (
          <Card key={income} id={income} title={t(`incomes.${income}`)}>
            <MonthChart id={`mois-${income}`} title={t(`overview.byMonth.${income}`)} year={year} {...months[income]} />
          </Card>
        ))}
        <Card id="formules" title={t('overview.byTier')}>
          <CountChart id="par-formule" title={t('overview.byTierTitle')} what={t('overview.tier')} bars={tiers} />
        </Card>
        <Card id="promotions" title={t('overview.byDecade')}>
          <CountChart
            id="par-promotion"
            title={t('overview.byDecadeTitle')}
            what={t('overview.decade')}
            bars={promotions.map(({ decade, count: people }) => ({
              name: t('overview.decadeOf', { decade }),
              count: people,
            }))}
          />
        </Card>
      </div>
    </BooksFrame>
  )
}

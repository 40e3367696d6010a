import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import CircleCheckBig from 'lucide-react/icons/circle-check-big'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { countText, shortDay } from '#app/i18n/format.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { StatCard } from '#app/ui/stat-card.tsx'
import { readOverview } from './todo.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'staff' })
  return { title: ctx.t('admin:home.title'), ...(await readOverview(ctx)) }
}

export const meta = pageMeta

export default function AdminHome() {
  const { t, i18n } = useTranslation('admin')
  const { title, todo, people, paidUp, lastImport } = useLoaderData<typeof loader>()
  const share = people && paidUp ? Math.round((paidUp / people) * 100) : 0
  return (
    <>
      <PageHeading title={title} lead={t('home.lead')} />
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {people !== null && (
          <StatCard
            value={countText(people, i18n.language)}
            label={t('home.people', { count: people })}
            to={href.members}
          />
        )}
        {paidUp !== null && (
          <StatCard
            value={countText(paidUp, i18n.language)}
            label={t('home.paidUp', { count: paidUp })}
            note={t('home.share', { share })}
            to={`${href.members}?role=adherent`}
          />
        )}
        {lastImport && (
          <StatCard
            value={shortDay(lastImport.appliedAt, i18n.language)}
            label={t('home.lastImport')}
            note={lastImport.fileName}
            to={href.importRun(lastImport.id)}
          />
        )}
      </div>
      <h2 className="text-xl">{t('home.todo')}</h2>
      {todo.length === 0 ? (
        <EmptyState icon={CircleCheckBig} title={t('home.nothing')} level={3}>
          <p>{t('home.nothingWhy')}</p>
        </EmptyState>
      ) : (
        <Rows>
          {todo.map(({ id, count, to }) => (
            <Row
              key={id}
              to={to}
              title={t(`home.items.${id}`, { count, shown: countText(count, i18n.language) })}
              note={t(`home.notes.${id}`)}
            />
          ))}
        </Rows>
      )}
    </>
  )
}

import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Flag from 'lucide-react/icons/flag'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { shortDay } from '#app/i18n/format.ts'
import { Badge } from '#app/ui/badge.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Tabs } from '#app/ui/tabs.tsx'
import { readQueue } from './queue.server.ts'

/** GET `/admin/signalements`: open ones, or with `?etat=decides` those decided about. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'moderation' })
  const decided = ctx.url.searchParams.get('etat') === 'decides'
  return { title: ctx.t('reports:queue.title'), decided, people: await readQueue(ctx, !decided) }
}

export const meta = pageMeta

export default function Queue() {
  const { t, i18n } = useTranslation('reports')
  const { title, decided, people } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeading title={title} lead={t('queue.lead')} />
      <Tabs
        label={title}
        tabs={[
          { to: href.reports, text: t('queue.open'), current: !decided },
          { to: `${href.reports}?etat=decides`, text: t('queue.decided'), current: decided },
          { to: href.messageReports, text: t('queue.messages') },
        ]}
      />
      {people.length === 0 ? (
        <EmptyState icon={Flag} title={t(decided ? 'queue.noneDecided' : 'queue.none')}>
          <p>{t('queue.noneText')}</p>
        </EmptyState>
      ) : (
        <Rows>
          {people.map(({ handle, name, reporters, since, reasons }) => (
            <Row
              key={handle}
              data-person={handle}
              to={href.reportsOf(handle)}
              title={name}
              note={reasons.map((reason) => t(`reasons.${reason}`)).join(' · ')}
              end={
                <>
                  {reporters > 0 && (
                    <Badge tone={reporters > 1 ? 'error' : 'warning'}>
                      {t('queue.reporters', { count: reporters })}
                    </Badge>
                  )}{' '}
                  {shortDay(since, i18n.language)}
                </>
              }
            />
          ))}
        </Rows>
      )}
    </>
  )
}

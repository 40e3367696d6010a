import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Flag from 'lucide-react/icons/flag'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { shortDay } from '#app/i18n/format.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Tabs } from '#app/ui/tabs.tsx'
import { readMessageQueue } from './message-reports.server.ts'

/** GET `/admin/messages-signales`: open ones, or with `?etat=decides` those decided about. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'moderation' })
  const decided = ctx.url.searchParams.get('etat') === 'decides'
  return { title: ctx.t('reports:message.queue'), decided, reports: await readMessageQueue(ctx, !decided) }
}

export const meta = pageMeta

export default function MessageQueue() {
  const { t, i18n } = useTranslation('reports')
  const { title, decided, reports } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeading title={title} lead={t('message.queueLead')} />
      <Tabs
        label={title}
        tabs={[
          { to: href.reports, text: t('queue.people') },
          { to: href.messageReports, text: t('queue.open'), current: !decided },
          { to: `${href.messageReports}?etat=decides`, text: t('queue.decided'), current: decided },
        ]}
      />
      {reports.length === 0 ? (
        <EmptyState icon={Flag} title={t(decided ? 'queue.noneDecided' : 'queue.none')}>
          <p>{t('message.noneText')}</p>
        </EmptyState>
      ) : (
        <Rows data-total={reports.length}>
          {reports.map(({ id, reason, since }) => (
            <Row
              key={id}
              to={href.messageReport(id)}
              title={t(`reasons.${reason}`)}
              end={shortDay(since, i18n.language)}
            />
          ))}
        </Rows>
      )}
    </>
  )
}

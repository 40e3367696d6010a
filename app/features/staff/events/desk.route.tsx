import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import CalendarDays from 'lucide-react/icons/calendar-days'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { localTime } from '#app/domain/events/event-times.ts'
import { shortDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { readEventsDesk } from './desk.server.ts'
import { TONES } from './tones.ts'

/** GET `/admin/evenements` (S14). */
export async function loader(args: LoaderFunctionArgs) {
  return readEventsDesk(await open(args, { needs: 'events' }))
}

export const meta = pageMeta

export default function EventsDesk() {
  const { t, i18n } = useTranslation('events')
  const { title, past, events, outcome } = useLoaderData<typeof loader>()
  const write = <LinkButton to={href.eventNew}>{t('new')}</LinkButton>
  const heads = ['heading', 'state', 'at', 'organiser', 'category', 'audience'] as const
  return (
    <>
      <PageHeading title={title} lead={t('lead')} actions={events.length > 0 && write} />
      <Tabs
        label={t('tabs.label')}
        tabs={[
          { to: href.eventsDesk, text: t('tabs.next'), current: !past },
          { to: `${href.eventsDesk}?quand=passes`, text: t('tabs.past'), current: past },
        ]}
      />
      {outcome === 'removed' && (
        <Alert tone="success" live>
          {t('outcome.removed')}
        </Alert>
      )}
      {events.length === 0 ? (
        <EmptyState icon={CalendarDays} title={t('none')} action={past ? undefined : write}>
          <p>{t(past ? 'nonePast' : 'noneText')}</p>
        </EmptyState>
      ) : (
        <Table
          id="evenements"
          caption={t('caption')}
          head={heads.map((one) => <ColumnHead key={one}>{t(`columns.${one}`)}</ColumnHead>)}
        >
          {events.map((one) => (
            <tr key={one.id} data-event={one.slug} data-state={one.state}>
              <RowHead>
                <Anchor to={href.eventDesk(one.id)}>{one.title}</Anchor>
              </RowHead>
              <Cell>
                <Badge tone={TONES[one.state]}>{t(`states.${one.state}`)}</Badge>
              </Cell>
              <Cell>{`${shortDay(one.startsLocal.slice(0, 10), i18n.language)} ${localTime(one.startsLocal)}`}</Cell>
              <Cell>{one.organiser ?? t('association')}</Cell>
              <Cell>{one.category ?? '–'}</Cell>
              <Cell>{t(`audiences.${one.audience}`)}</Cell>
            </tr>
          ))}
        </Table>
      )}
    </>
  )
}

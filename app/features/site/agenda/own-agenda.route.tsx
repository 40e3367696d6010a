import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import CalendarDays from 'lucide-react/icons/calendar-days'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { EventCard } from '#app/domain/events/event-card.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readOwnAgenda } from './own-agenda.server.ts'

/** GET `/mon-agenda` (I10). */
export async function loader(args: LoaderFunctionArgs) {
  return readOwnAgenda(await open(args, { needs: 'account' }))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function OwnAgenda() {
  const { t } = useTranslation('agenda')
  const { title, lines } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <PageHeading
        title={title}
        lead={t('own.lead')}
        above={<Breadcrumbs label={t('trail')} items={[{ to: href.events, text: t('title') }, { text: title }]} />}
      />
      {lines.length === 0 ? (
        <EmptyState
          icon={CalendarDays}
          title={t('own.none')}
          action={<LinkButton to={href.events}>{t('home.all')}</LinkButton>}
        >
          <p>{t('own.noneText')}</p>
        </EmptyState>
      ) : (
        <ul className="event-list" data-total={lines.length}>
          {lines.map((one) => (
            <EventCard key={one.id} one={one} level={2} place={one.place} />
          ))}
        </ul>
      )}
    </div>
  )
}

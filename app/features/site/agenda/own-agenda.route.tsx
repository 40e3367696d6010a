import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import CalendarDays from 'lucide-react/icons/calendar-days'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { EventCard } from '#app/domain/events/event-card.tsx'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { FeedCard } from './feed-card.tsx'
import { LostPlaces } from './lost-places.tsx'
import { changeOwnAgenda, readOwnAgenda } from './own-agenda.server.ts'

/** GET and POST `/mon-agenda` (I10). */
export async function loader(args: LoaderFunctionArgs) {
  return readOwnAgenda(await open(args, { needs: 'account' }))
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  return changeOwnAgenda(ctx, await sentForm(args.request))
}

const OUTCOMES = ['renewed', 'ended', 'given'] as const

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function OwnAgenda() {
  const { t } = useTranslation('agenda')
  const page = useLoaderData<typeof loader>()
  const { title, lines, feed } = page
  const outcome = OUTCOMES.find((one) => one === page.outcome)
  return (
    <div className="stack">
      <PageHeading
        title={title}
        lead={t('own.lead')}
        above={<Breadcrumbs label={t('trail')} items={[{ to: href.events, text: t('title') }, { text: title }]} />}
      />
      {outcome && (
        <Alert tone="success" live>
          {t(outcome === 'given' ? 'own.lost.given' : `feed.${outcome}`)}
        </Alert>
      )}
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
            <EventCard key={one.id} one={one} level={2} own={one.own} />
          ))}
        </ul>
      )}
      <LostPlaces places={page.lost} />
      <FeedCard address={feed} />
    </div>
  )
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { EventWhen } from '#app/domain/events/event-card.tsx'
import { Alert } from '#app/ui/alert.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { changeEventDesk, readEventDesk } from './event.server.ts'
import { EventSteps } from './event-steps.tsx'
import { PeopleCard } from './people-card.tsx'
import { RegistrationCard } from './registration-card.tsx'
import { TONES } from './tones.ts'

/** GET and POST `/admin/evenements/:event` (S14, E3). */
export async function loader(args: LoaderFunctionArgs) {
  return readEventDesk(await open(args, { needs: 'events' }), args.params.event ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'events' })
  return changeEventDesk(ctx, args.params.event ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const OUTCOMES = ['saved', 'published', 'withdrawn', 'cancelled', 'places', 'message'] as const

export default function EventDesk() {
  const { t } = useTranslation('events')
  const one = useLoaderData<typeof loader>()
  const outcome = OUTCOMES.find((word) => word === one.outcome)
  const where = [one.place, one.address, one.city].filter(Boolean).join(', ')
  return (
    <div className="stack" data-event={one.slug} data-state={one.state}>
      <PageHeading
        title={one.title}
        above={
          <Breadcrumbs label={t('trail')} items={[{ to: href.eventsDesk, text: t('title') }, { text: one.title }]} />
        }
        actions={
          <>
            <LinkButton to={href.eventEdit(one.id)}>{t('edit')}</LinkButton>
            <LinkButton look="secondary" to={href.eventSeries(one.id)}>
              {one.dates > 0 ? t('series.dates', { count: one.dates }) : t('series.title')}
            </LinkButton>
            <LinkButton look="secondary" to={href.event(one.slug)}>
              {t('look')}
            </LinkButton>
          </>
        }
      />
      {outcome && (
        <Alert tone="success" live>
          {t(`outcome.${outcome}`)}
        </Alert>
      )}
      <p className="event-marks">
        <Badge tone={TONES[one.state]}>{t(`states.${one.state}`)}</Badge>
        {one.category && <Badge>{one.category}</Badge>}
      </p>
      <Card id="evenement" title={t('facts')}>
        <DefinitionList>
          <Definition term={t('columns.at')}>
            <EventWhen one={one} zoned />
          </Definition>
          {where && <Definition term={t('form.place')}>{where}</Definition>}
          {one.link && <Definition term={t('form.link')}>{one.link}</Definition>}
          <Definition term={t('columns.organiser')}>{one.organiser ?? t('association')}</Definition>
          <Definition term={t('columns.audience')}>{t(`audiences.${one.audience}`)}</Definition>
        </DefinitionList>
      </Card>
      <RegistrationCard one={one} />
      {one.lists.map(({ state, people, count }) => (
        <PeopleCard key={state} state={state} people={people} count={count} questions={one.questions} />
      ))}
      <EventSteps steps={one.steps} />
    </div>
  )
}

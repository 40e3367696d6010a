import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { RichText } from '#app/ui/rich-text.tsx'
import { DatesCard } from './dates-card.tsx'
import { readEvent } from './event.server.ts'
import { EventFacts } from './facts.tsx'
import { KnownCard, PlaceCard } from './place-card.tsx'

/** GET `/evenements/:event` (I10). */
export async function loader(args: LoaderFunctionArgs) {
  const slug = args.params.event ?? ''
  if (slug.endsWith('.ics')) throw redirect(href.eventCalendar(slug.slice(0, -4)))
  return readEvent(await open(args), slug)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

const ALERTS = { draft: 'warning', cancelled: 'error', ended: 'info' } as const

export default function EventPage() {
  const { t } = useTranslation('agenda')
  const one = useLoaderData<typeof loader>()
  const { state, picture, category, audience } = one
  return (
    <article className="stack" data-event={one.slug} data-state={state}>
      <PageHeading
        title={one.title}
        lead={one.lead}
        above={<Breadcrumbs label={t('trail')} items={[{ to: href.events, text: t('title') }, { text: one.title }]} />}
        actions={
          one.edit && (
            <LinkButton look="secondary" to={one.edit}>
              {t('manage')}
            </LinkButton>
          )
        }
      />
      {(state === 'draft' || state === 'cancelled' || state === 'ended') && (
        <Alert tone={ALERTS[state]}>{t(`stateTexts.${state}`)}</Alert>
      )}
      <p className="event-marks">
        {category && <Badge>{category}</Badge>}
        {audience !== 'public' && <Badge tone="info">{t(`audiences.${audience}`)}</Badge>}
      </p>
      <div className="event-page">
        <div className="stack">
          {picture && (
            <img
              className="news-picture"
              src={picture.src}
              alt={picture.alt}
              width={picture.width}
              height={picture.height}
            />
          )}
          <RichText html={one.html} />
        </div>
        <div className="stack">
          <EventFacts one={one} />
          <PlaceCard one={one} />
          <DatesCard dates={one.dates} />
          <KnownCard one={one} />
        </div>
      </div>
    </article>
  )
}

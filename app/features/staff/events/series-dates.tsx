import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { EventWhen } from '#app/domain/events/event-card.tsx'
import type { EventState } from '#app/domain/events/event-line.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { TONES } from './tones.ts'

interface SeriesDate {
  id: string
  slug: string
  startsLocal: string
  endsLocal: string
  zone: string
  state: EventState
  apart: boolean
}

/** The dates of a series, each a page of its own. @param current the one that is open */
export function SeriesDates({ dates, current }: { dates: readonly SeriesDate[]; current: string }) {
  const { t } = useTranslation('events')
  return (
    <ul className="rows" data-total={dates.length}>
      {dates.map((one) => (
        <li key={one.id} data-event={one.slug} data-state={one.state}>
          <div className="row-main">
            {one.id === current ? (
              <strong aria-current="true">
                <EventWhen one={one} />
              </strong>
            ) : (
              <Anchor to={href.eventDesk(one.id)}>
                <EventWhen one={one} />
              </Anchor>
            )}
          </div>
          <div className="row-end">
            {one.apart && <Badge>{t('series.apart')}</Badge>}
            <Badge tone={TONES[one.state]}>{t(`states.${one.state}`)}</Badge>
          </div>
        </li>
      ))}
    </ul>
  )
}

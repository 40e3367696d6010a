import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { EventWhen } from '#app/domain/events/event-card.tsx'
import type { EventLine } from '#app/domain/events/event-line.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Card } from '#app/ui/card.tsx'

type Dates = readonly Pick<EventLine, 'slug' | 'startsLocal' | 'endsLocal' | 'zone' | 'state'>[]

/** The other dates of an event that repeats, as far as its reader finds them in the agenda. */
export function DatesCard({ dates }: { dates: Dates }) {
  const { t } = useTranslation('agenda')
  if (dates.length === 0) return null
  return (
    <Card id="dates" title={t('dates')}>
      <ul className="event-lines">
        {dates.map((one) => (
          <li key={one.slug} data-event={one.slug} data-state={one.state}>
            <Anchor to={href.event(one.slug)}>
              <EventWhen one={one} />
            </Anchor>
            {(one.state === 'full' || one.state === 'cancelled') && (
              <span className="month-marks">{t(`states.${one.state}`)}</span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

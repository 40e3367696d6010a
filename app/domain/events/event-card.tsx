import MapPin from 'lucide-react/icons/map-pin'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Icon } from '#app/ui/icon.tsx'
import type { EventLine } from './event-line.ts'
import { dateBadge, isElsewhere, isOneDay, localDay, localTime } from './event-times.ts'

const TONES = { draft: 'warning', published: 'info', full: 'warning', cancelled: 'error', ended: 'neutral' } as const

/** One of the events in a list: its day, what it is, where. @param own how its reader stands to it */
export function EventCard({ one, level = 3, own }: { one: EventLine; level?: 2 | 3; own?: string }) {
  const { t, i18n } = useTranslation('agenda')
  const Heading = level === 2 ? 'h2' : 'h3'
  const { day, month } = dateBadge(one.startsLocal, i18n.language)
  const where = [one.place, one.city].filter(Boolean).join(', ') || t('online')
  return (
    <li className="event-card" data-event={one.slug} data-state={one.state}>
      <span className="event-date" aria-hidden="true">
        <strong>{day}</strong>
        {month}
      </span>
      <div className="event-words">
        <Heading className="text-lg">
          <Anchor className="row-link" to={href.event(one.slug)}>
            {one.title}
          </Anchor>
        </Heading>
        <p>
          <EventWhen one={one} />
        </p>
        <p className="event-where">
          <Icon of={MapPin} size={16} />
          <span>{where}</span>
        </p>
        <p className="event-marks">
          {own && <Badge tone={own === 'registered' ? 'success' : 'warning'}>{t(`own.places.${own}`)}</Badge>}
          {one.state !== 'published' && <Badge tone={TONES[one.state]}>{t(`states.${one.state}`)}</Badge>}
          {one.category && <Badge>{one.category}</Badge>}
          {one.organiser && <Badge>{one.organiser}</Badge>}
          {one.audience !== 'public' && <Badge tone="info">{t(`audiences.${one.audience}`)}</Badge>}
        </p>
      </div>
    </li>
  )
}

type When = Pick<EventLine, 'startsLocal' | 'endsLocal' | 'zone'>

/** « samedi 22 novembre 2026, de 18:30 à 21:00 (heure de Paris) ». */
export function EventWhen({ one, zoned }: { one: When; zoned?: boolean }) {
  const { t, i18n } = useTranslation('agenda')
  const { startsLocal, endsLocal, zone } = one
  const [day, from, to] = [localDay(startsLocal, i18n.language), localTime(startsLocal), localTime(endsLocal)]
  const text = isOneDay(startsLocal, endsLocal)
    ? t('when.day', { day, from, to })
    : t('when.days', { day, from, lastDay: localDay(endsLocal, i18n.language), to })
  const place = zoned || isElsewhere(zone) ? ` (${t(`zones.${zone}`)})` : ''
  return (
    <time dateTime={startsLocal}>
      {text}
      {place}
    </time>
  )
}

import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { EventWhen } from '#app/domain/events/event-card.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import type { readEvent } from './event.server.ts'

type FactsProps = { one: SerializeFrom<typeof readEvent> }

/** When, where, and who invites. */
export function EventFacts({ one }: FactsProps) {
  const { t } = useTranslation('agenda')
  const where = [one.place, one.address, one.city].filter(Boolean)
  return (
    <Card id="pratique" title={t('facts.title')}>
      <DefinitionList>
        <Definition term={t('facts.when')}>
          <EventWhen one={one} zoned />
        </Definition>
        {where.length > 0 && (
          <Definition term={t('facts.where')}>
            {where.map((line) => (
              <span key={line} className="block">
                {line}
              </span>
            ))}
          </Definition>
        )}
        {one.followed && (
          <Definition term={t('facts.link')}>
            {one.link ? <a href={one.link}>{one.link}</a> : t('facts.linkLater')}
          </Definition>
        )}
        <Definition term={t('facts.organiser')}>
          {one.organiser ? <Anchor to={one.organiser.to}>{one.organiser.name}</Anchor> : one.association}
        </Definition>
      </DefinitionList>
      {one.calendars && (
        <Disclosure summary={t('calendar.add')}>
          <ul className="stack">
            <li>
              <a href={href.eventCalendar(one.slug)}>{t('calendar.file')}</a>
            </li>
            <li>
              <a href={one.calendars.google} rel="noopener noreferrer">
                {t('calendar.google')}
              </a>
            </li>
            <li>
              <a href={one.calendars.outlook} rel="noopener noreferrer">
                {t('calendar.outlook')}
              </a>
            </li>
          </ul>
        </Disclosure>
      )}
    </Card>
  )
}

import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { localDay, localTime } from '#app/domain/events/event-times.ts'
import type { LostPlace } from '#app/domain/events/own-events.server.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Card } from '#app/ui/card.tsx'
import { DisclosedStep } from '#app/ui/disclosed-step.tsx'

/** Places of events that one may no longer read, each to be given back; paid ones by way of the association. */
export function LostPlaces({ places }: { places: readonly LostPlace[] }) {
  const { t, i18n } = useTranslation('agenda')
  if (places.length === 0) return null
  return (
    <Card id="places-gardees" title={t('own.lost.title')}>
      <p className="text-muted">{t('own.lost.text')}</p>
      <ul className="stack mt-4">
        {places.map(({ eventId, startsLocal, bought }) => {
          const when = `${localDay(startsLocal, i18n.language)}, ${localTime(startsLocal)}`
          return (
            <li key={eventId}>
              <p>{when}</p>
              {bought ? (
                <p>
                  {t('own.lost.bought')} <Anchor to={href.contact}>{t('own.lost.contact')}</Anchor>
                </p>
              ) : (
                <DisclosedStep
                  summary={t('own.lost.give', { when })}
                  text={t('own.lost.sure')}
                  button={t('register.withdraw.button')}
                  intent="give-back"
                  hidden={[{ name: 'event', value: eventId }]}
                />
              )}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

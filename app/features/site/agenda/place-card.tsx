import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Title } from '#app/domain/search/person-line.tsx'
import { longMoment } from '#app/i18n/format.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import type { readEvent } from './event.server.ts'

type PlaceCardProps = { one: SerializeFrom<typeof readEvent> }

/** Places that are left, one's own, and the way to say that one comes. */
export function PlaceCard({ one }: PlaceCardProps) {
  const { t, i18n } = useTranslation('agenda')
  const { places } = one
  if (!places) return null
  const { place, free, registers, signsIn, closesAt } = places
  const isIn = place !== 'none' && place !== 'withdrawn'
  const until = places.heldUntil ? longMoment(places.heldUntil, i18n.language) : ''
  const to = places.sells ? href.eventTickets(one.slug) : href.eventRegistration(one.slug)
  return (
    <Card id="inscription" title={t('register.trail')}>
      <div className="stack" data-state={place}>
        {isIn && <p>{t(`register.place.${place}`, { until })}</p>}
        <Prices tickets={one.tickets} />
        {free !== null && <p>{free === 0 ? t('places.none') : t('places.left', { count: free })}</p>}
        {registers || signsIn ? (
          <p className="text-muted">{t('places.until', { moment: longMoment(closesAt, i18n.language) })}</p>
        ) : (
          !isIn && <p>{t('register.closed')}</p>
        )}
        {(registers || signsIn) && !isIn && (
          <LinkButton to={to}>
            {t(free === 0 ? 'register.button.wait' : places.sells ? 'tickets.choose' : 'register.button.register')}
          </LinkButton>
        )}
        {isIn && (
          <LinkButton look={place === 'offered' || place === 'paying' ? 'primary' : 'secondary'} to={to}>
            {t(ownWord(place, places.sells))}
          </LinkButton>
        )}
      </div>
    </Card>
  )
}

function ownWord(place: string, sells: boolean) {
  if (place === 'offered') return sells ? 'tickets.choose' : 'register.button.accept'
  if (place === 'paying') return 'tickets.pay'
  return sells ? 'tickets.own' : 'register.button.change'
}

/** What places cost this reader. */
function Prices({ tickets }: Pick<PlaceCardProps['one'], 'tickets'>) {
  if (tickets.length === 0) return null
  return (
    <ul>
      {tickets.map(({ id, name, price }) => (
        <li key={id} data-ticket-type={id}>
          {name} : <strong>{price}</strong>
        </li>
      ))}
    </ul>
  )
}

/** Contacts and people of one's year who come. */
export function KnownCard({ one }: PlaceCardProps) {
  const { t } = useTranslation('agenda')
  if (one.known.length === 0) return null
  return (
    <Card id="participants" title={t('known')}>
      <ul>
        {one.known.map((line) => (
          <li key={line.handle} data-person={line.handle}>
            <Anchor to={line.address}>
              <Title line={line} />
            </Anchor>
          </li>
        ))}
      </ul>
    </Card>
  )
}

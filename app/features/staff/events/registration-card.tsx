import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Actions } from '#app/ui/layout.tsx'
import type { readEventDesk } from './event.server.ts'

type RegistrationCardProps = { one: SerializeFrom<typeof readEventDesk> }

/** How many come of how many, and what may be done about them. */
export function RegistrationCard({ one }: RegistrationCardProps) {
  const { t } = useTranslation('events')
  const { id, registration, capacity, seats, extracts, invites } = one
  const coming = one.lists.some(({ state, people }) => state === 'registered' && people.length > 0)
  return (
    <Card id="inscriptions" title={t('people.title')}>
      <p className="mb-4">
        {registration === 'open'
          ? t(capacity === null ? 'people.seats' : 'people.seatsOf', { count: seats, capacity })
          : t('places.none')}
      </p>
      <Actions>
        <LinkButton look="secondary" to={href.eventPlaces(id)}>
          {t('places.title')}
        </LinkButton>
        <LinkButton look="secondary" to={href.eventTicketTypes(id)}>
          {t('tickets.title')}
        </LinkButton>
        {invites && (
          <LinkButton look="secondary" to={href.eventInvitations(id)}>
            {t('invitations.open')}
          </LinkButton>
        )}
        {coming && (
          <LinkButton look="secondary" to={href.eventDoor(id)}>
            {t('door.title')}
          </LinkButton>
        )}
        {coming && (
          <LinkButton look="secondary" to={href.eventMessage(id)}>
            {t('message.title')}
          </LinkButton>
        )}
        {coming && extracts && (
          <>
            <LinkButton look="quiet" to={href.eventWorkbook(id)}>
              {t('workbook.link')}
            </LinkButton>
            <LinkButton look="quiet" to={href.eventBadges(id)}>
              {t('papers.badges')}
            </LinkButton>
            <LinkButton look="quiet" to={href.eventAttendance(id)}>
              {t('papers.attendance')}
            </LinkButton>
          </>
        )}
      </Actions>
    </Card>
  )
}

/** Letters before dues end and after; about money, so they say « vous ». */

import * as href from '#app/addresses.ts'
import { lastDay } from '#app/calendar/civil-day.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { longDay } from '#app/i18n/format.ts'
import { MailButton, MailHeading, MailText } from '#app/ui/mail/parts.tsx'
import { stillEnding } from './still-ending.server.ts'

interface Ending {
  name: string
  endsAt: string
  renews: boolean
}

const letter = (when: 'before' | 'after') =>
  defineLetter<Ending>({
    kind: `membership.${when}`,
    /** It may have waited: who paid or died meanwhile is reminded of nothing. */
    async atSending(unit, mails) {
      const people = mails.flatMap(({ personId }) => personId ?? [])
      const ends = await stillEnding(unit, people)
      const due = mails.filter(({ personId, data }) => ends.get(personId ?? '')?.toISOString() === data.endsAt)
      return new Map(due.map(({ id, data }) => [id, data]))
    },
    subject: (_, { t, config }) => t(`membership-letters:${when}.subject`, { association: config.shortName }),
    body: ({ name, endsAt, renews }, { t, language, link }) => (
      <>
        <MailHeading>{t(`membership-letters:${when}.title`)}</MailHeading>
        <MailText>{t('membership-letters:hello', { name })}</MailText>
        <MailText>{t(`membership-letters:${when}.text`, { day: longDay(lastDay(endsAt), language) })}</MailText>
        {when === 'before' && renews ? (
          <MailText>{t('membership-letters:before.auto')}</MailText>
        ) : (
          <MailButton to={link(href.dues)}>{t('membership-letters:button')}</MailButton>
        )}
      </>
    ),
  })

export const reminderLetters = [letter('before'), letter('after')]

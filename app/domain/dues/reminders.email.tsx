/** Letters before dues end and after; about money, so they say « vous ». */

import * as href from '#app/addresses.ts'
import { lastDay } from '#app/calendar/civil-day.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { longDay } from '#app/i18n/format.ts'
import { MailButton, MailHeading, MailText } from '#app/ui/mail/parts.tsx'

interface Ending {
  name: string
  endsAt: string
  renews: boolean
}

const letter = (when: 'before' | 'after') =>
  defineLetter<Ending>({
    kind: `membership.${when}`,
    subject: (_, { t, config }) => t(`membership:mail.${when}.subject`, { association: config.shortName }),
    body: ({ name, endsAt, renews }, { t, language, link }) => (
      <>
        <MailHeading>{t(`membership:mail.${when}.title`)}</MailHeading>
        <MailText>{t('membership:mail.hello', { name })}</MailText>
        <MailText>{t(`membership:mail.${when}.text`, { day: longDay(lastDay(endsAt), language) })}</MailText>
        {when === 'before' && renews ? (
          <MailText>{t('membership:mail.before.auto')}</MailText>
        ) : (
          <MailButton to={link(href.dues)}>{t('membership:mail.button')}</MailButton>
        )}
      </>
    ),
  })

export const reminderLetters = [letter('before'), letter('after')]

/** The letter to whose profile ends soon. */
import * as href from '#app/addresses.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { longDay } from '#app/i18n/format.ts'
import { periodOf } from '#app/tenant/retention.ts'
import { MailButton, MailText } from '#app/ui/mail/parts.tsx'

export interface EndingLetter {
  headline: string
  /** Civil day on which it goes. */
  until: string
}

export const endingLetter = defineLetter<EndingLetter>({
  kind: 'profiles.ending',
  subject: ({ headline }, { t }) => t('profiles:mail.ending.subject', { headline }),
  body: ({ headline, until }, { t, link, language, config }) => (
    <>
      <MailText>
        {t('profiles:mail.ending.text', {
          headline,
          day: longDay(`${until}T12:00:00Z`, language),
          months: periodOf(config.keep, 'publication').months ?? 24,
        })}
      </MailText>
      <MailButton to={link(href.ownProfiles)}>{t('profiles:mail.ending.action')}</MailButton>
    </>
  ),
})

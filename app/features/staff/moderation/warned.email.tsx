/** To somebody the staff warn after reports: what is held against them, never by whom (E6, N11). */

import { defineLetter } from '#app/domain/mail/letter.ts'
import { MailNote, MailText } from '#app/ui/mail/parts.tsx'

interface Warning {
  because: string
}

export const warnedLetter = defineLetter<Warning>({
  kind: 'reports.warned',
  subject: (_, { t, config }) => t('reports:mail.subject', { association: config.shortName }),
  body: ({ because }, { t, config }) => (
    <>
      <MailText>{t('reports:mail.text', { association: config.name })}</MailText>
      <MailText>« {because} »</MailText>
      <MailText>{t('reports:mail.next')}</MailText>
      <MailNote>{t('reports:mail.answer', { address: config.contactEmail })}</MailNote>
    </>
  ),
})

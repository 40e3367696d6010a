/** « Your account is deleted »: the last letter, gone from here with everything else once it has left. */

import { defineLetter } from '#app/domain/mail/letter.ts'
import { MailHeading, MailNote, MailText } from '#app/ui/mail/parts.tsx'

export const deletedLetter = defineLetter<{ years: number }>({
  kind: 'rights.deleted',
  subject: (_, { t, config }) => t('rights:farewell.subject', { name: config.name }),
  body: ({ years }, { t, config }) => (
    <>
      <MailHeading>{t('rights:farewell.title')}</MailHeading>
      <MailText>{t('rights:farewell.text', { name: config.name })}</MailText>
      <MailText>{t('rights:farewell.stays', { count: years })}</MailText>
      <MailNote>
        {t('rights:farewell.note', { contact: config.processing.officer?.email ?? config.contactEmail })}
      </MailNote>
    </>
  ),
})

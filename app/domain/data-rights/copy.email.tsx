/** « Your copy is ready »: a link to the page where one signs in to fetch it, never to the file. */

import * as href from '#app/addresses.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { MailButton, MailHeading, MailNote, MailText } from '#app/ui/mail/parts.tsx'

export const copyLetter = defineLetter<{ days: number }>({
  kind: 'rights.copy',
  subject: (_, { t, config }) => t('rights:letter.subject', { name: config.name }),
  body: ({ days }, { t, link }) => (
    <>
      <MailHeading>{t('rights:letter.title')}</MailHeading>
      <MailText>{t('rights:letter.text', { count: days })}</MailText>
      <MailButton to={link(href.myData)}>{t('rights:letter.button')}</MailButton>
      <MailNote>{t('rights:letter.note')}</MailNote>
    </>
  ),
})

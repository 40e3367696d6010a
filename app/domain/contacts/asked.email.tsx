/**
 * « … souhaite vous compter parmi ses contacts » : to the person asked, at most once a month for each who asks (S9).
 */

import * as href from '#app/addresses.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { MailButton, MailNote, MailText } from '#app/ui/mail/parts.tsx'

interface Asked {
  /** Who asks: asking shows it. */
  name: string
  note: string | null
}

export const askedLetter = defineLetter<Asked>({
  kind: 'contacts.asked',
  subject: ({ name }, { t }) => t('contacts:mail.subject', { name }),
  body: ({ name, note }, { t, link }) => (
    <>
      <MailText>{t('contacts:mail.text', { name })}</MailText>
      {note && <MailText>« {note} »</MailText>}
      <MailButton to={link(href.contactsList('recues'))}>{t('contacts:mail.answer')}</MailButton>
      <MailNote>{t('contacts:mail.free')}</MailNote>
    </>
  ),
})

/** To the association: what somebody wrote by the contact form; the answer goes to their address. */
import * as href from '#app/addresses.ts'
import type { ContactLetter } from '#app/domain/content/contact.server.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { MailLink, MailNote, MailText } from '#app/ui/mail/parts.tsx'

export const contactLetter = defineLetter<ContactLetter>({
  kind: 'contact.message',
  subject: ({ name }, { t }) => t('contact:mail.subject', { name }),
  replyTo: ({ email }) => email,
  body: ({ name, email, text }, { t, link }) => (
    <>
      <MailText>{t('contact:mail.from', { name, email })}</MailText>
      {text.split(/\n{2,}/).map((paragraph, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no name but their place
        <MailText key={i}>{paragraph}</MailText>
      ))}
      <MailNote>
        {t('contact:mail.note')} <MailLink to={link(href.contactDesk)}>{t('contact:mail.desk')}</MailLink>
      </MailNote>
    </>
  ),
})

/** A letter of no feature, for tests of how mails are sent. */
import { defineLetter, type Letter } from '#app/domain/mail/letter.ts'
import { MailButton, MailText } from '#app/ui/mail/parts.tsx'

export const trialLetter = defineLetter<{ subject: string; path: string; words?: string }>({
  kind: 'test.trial',
  subject: ({ subject }) => subject,
  body: ({ path, words }, { link, t }) => (
    <>
      <MailText>{words ?? t('mailing:letter.choose')}</MailText>
      <MailButton to={link(path)}>Ouvrir</MailButton>
    </>
  ),
}) as unknown as Letter

/** Letters about applications: received, answered, the offer is over, and the list of the unanswered (C9–C11). */
import { defineLetter } from '#app/domain/mail/letter.ts'
import { MailButton, MailText } from '#app/ui/mail/parts.tsx'

export interface ApplicationLetter {
  /** Of the offer. */
  title: string
  /** Of who applied. */
  name: string
  path: string
  /** The recruiter's answer. */
  words: string | null
  /** Those who wait for an answer. */
  names: string[]
}

const about = (key: 'received' | 'accepted' | 'refused' | 'over' | 'unanswered') =>
  defineLetter<ApplicationLetter>({
    kind: `application.${key}`,
    subject: ({ title, name }, { t }) => t(`applications:mail.${key}.subject`, { title, name }),
    body: ({ title, name, path, words, names }, { t, link }) => (
      <>
        <MailText>{t(`applications:mail.${key}.text`, { title, name })}</MailText>
        {words && <MailText>« {words} »</MailText>}
        {names.length > 0 && <MailText>{names.join(', ')}</MailText>}
        <MailButton to={link(path)}>{t(`applications:mail.${key}.action`)}</MailButton>
      </>
    ),
  })

export const applicationLetters = [
  about('received'),
  about('accepted'),
  about('refused'),
  about('over'),
  about('unanswered'),
]

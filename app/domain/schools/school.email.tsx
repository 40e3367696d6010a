/** Letters to a school: what the association decided about its page, a course or a claim. */
import * as href from '#app/addresses.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { MailButton, MailText } from '#app/ui/mail/parts.tsx'

export interface SchoolLetter {
  decision: 'approved' | 'refused' | 'takenDown' | 'shownAgain' | 'claimAccepted' | 'claimRefused'
  /** The id of the page, the course or the claim. */
  about: string
  /** Its name or title. */
  name: string
  because: string | null
}

export const schoolLetter = defineLetter<SchoolLetter>({
  kind: 'school.decided',
  subject: ({ decision, name }, { t }) => t(`schools:mail.${decision}.subject`, { name }),
  body: ({ decision, name, because }, { t, link }) => (
    <>
      <MailText>{t(`schools:mail.${decision}.text`, { name })}</MailText>
      {because && <MailText>« {because} »</MailText>}
      <MailButton to={link(href.schoolSpace)}>{t('schools:mail.open')}</MailButton>
    </>
  ),
})

/** Letters to a company: what the association decided about its page. */
import * as href from '#app/addresses.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { MailButton, MailText } from '#app/ui/mail/parts.tsx'

export interface CompanyPageLetter {
  organisationId: string
  name: string
  because: string | null
}

const said = (kind: string, key: 'approved' | 'refused' | 'takenDown') =>
  defineLetter<CompanyPageLetter>({
    kind,
    subject: (_, { t }) => t(`companies:mail.${key}.subject`),
    body: ({ organisationId, name, because }, { t, link }) => (
      <>
        <MailText>{t(`companies:mail.${key}.text`, { name })}</MailText>
        {because && <MailText>« {because} »</MailText>}
        <MailButton to={link(key === 'approved' ? href.company(organisationId) : href.companyEdit(organisationId))}>
          {t(`companies:mail.${key}.action`)}
        </MailButton>
      </>
    ),
  })

export const companyPageLetters = [
  said('company-page.approved', 'approved'),
  said('company-page.refused', 'refused'),
  said('company-page.taken-down', 'takenDown'),
]

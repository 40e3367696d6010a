import { MailButton, MailText } from '../../ui/mail/parts.tsx'
import { defineLetter } from '../mailing/letter.ts'

interface News {
  id: string
  reference: string
  year: number
}

/** A tax receipt is there: the paper itself stays behind the sign-in. */
export const taxReceiptLetter = defineLetter<News>({
  kind: 'books.tax-receipt',
  subject: ({ year }, { t, config }) => t('books:letter.subject', { association: config.shortName, year }),
  body: ({ id, reference, year }, { t, config, link }) => (
    <>
      <MailText>{t('books:letter.hello')}</MailText>
      <MailText>{t('books:letter.text', { association: config.name, reference, year })}</MailText>
      <MailButton to={link(`/recus/fiscal/${id}`)}>{t('books:letter.open')}</MailButton>
      <MailText>{t('books:letter.keep')}</MailText>
    </>
  ),
})

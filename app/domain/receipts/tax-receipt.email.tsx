import * as href from '#app/addresses.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { MailButton, MailText } from '#app/ui/mail/parts.tsx'

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
      <MailButton to={link(href.taxReceiptPaper(id))}>{t('books:letter.open')}</MailButton>
      <MailText>{t('books:letter.keep')}</MailText>
    </>
  ),
})

/** A tax receipt holds no more, since its gift went back, and none stands in for it. */
export const taxReceiptVoidLetter = defineLetter<{ reference: string; year: number; piece: string }>({
  kind: 'books.tax-receipt-void',
  subject: ({ reference }, { t, config }) =>
    t('books:voidLetter.subject', { association: config.shortName, reference }),
  body: ({ reference, year, piece }, { t, config }) => (
    <>
      <MailText>{t('books:letter.hello')}</MailText>
      <MailText>{t('books:voidLetter.text', { association: config.name, reference, year, piece })}</MailText>
      <MailText>{t('books:voidLetter.declare')}</MailText>
    </>
  ),
})

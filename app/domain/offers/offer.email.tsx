/** Letters to who deposited an offer: what was decided about it, that it ends, that it is on top again. */
import * as href from '#app/addresses.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { longDay } from '#app/i18n/format.ts'
import { MailButton, MailLink, MailNote, MailText } from '#app/ui/mail/parts.tsx'

export interface OfferLetter {
  id: string
  title: string
  /** Civil day of its last day on line. */
  last: string
  because: string | null
  /** Of the page that prolongs and withdraws, without an account. */
  path: string
}

const said = (kind: string, key: 'approved' | 'refused' | 'changed' | 'notChanged' | 'takenDown') =>
  defineLetter<OfferLetter>({
    kind,
    subject: ({ title }, { t }) => t(`offers:mail.${key}.subject`, { title }),
    body: ({ id, title, last, because }, { t, link, language }) => (
      <>
        <MailText>{t(`offers:mail.${key}.text`, { title, day: longDay(last, language) })}</MailText>
        {because && <MailText>« {because} »</MailText>}
        <MailButton to={link(href.offer(id))}>{t('offers:mail.open')}</MailButton>
      </>
    ),
  })

const asked = (kind: string, key: 'ending' | 'refreshed') =>
  defineLetter<OfferLetter>({
    kind,
    subject: ({ title }, { t }) => t(`offers:mail.${key}.subject`, { title }),
    body: ({ title, last, path }, { t, link, language }) => (
      <>
        <MailText>{t(`offers:mail.${key}.text`, { title, day: longDay(last, language) })}</MailText>
        <MailButton to={link(path)}>{t(`offers:mail.${key}.action`)}</MailButton>
        <MailNote>
          <MailLink to={link(path)}>{t('offers:mail.remove')}</MailLink>
        </MailNote>
      </>
    ),
  })

export const offerLetters = [
  said('offer.approved', 'approved'),
  said('offer.refused', 'refused'),
  said('offer.changed', 'changed'),
  said('offer.not-changed', 'notChanged'),
  said('offer.taken-down', 'takenDown'),
  asked('offer.ending', 'ending'),
  asked('offer.refreshed', 'refreshed'),
]

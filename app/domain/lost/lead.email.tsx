/** The one letter to somebody lost from view: who asks and why, what is kept until when, how to say no (article 14). */
import { defineLetter } from '#app/domain/mail/letter.ts'
import { longDay } from '#app/i18n/format.ts'
import { MailButton, MailLink, MailNote, MailText } from '#app/ui/mail/parts.tsx'
import { stillAsked } from './consider-leads.server.ts'

interface Lead {
  /** Id of the address that was sent. */
  lead: string
  name: string
  promotion: number | null
  /** The classmate who sent the address. */
  sender: string
  senderPromotion: number | null
  path: string
  /** Civil day on which the address is erased. */
  until: string
}

export const leadLetter = defineLetter<Lead>({
  kind: 'lost.asked',
  /** The letter may have waited: to who died, was found, refused or was deleted meanwhile it does not leave. */
  async atSending(unit, mails) {
    const asked = await stillAsked(
      unit,
      mails.map(({ data }) => data.lead),
    )
    return new Map(mails.flatMap(({ id, data }) => (asked.has(data.lead) ? [[id, data] as const] : [])))
  },
  subject: ({ sender }, { t }) => t('lost:mail.subject', { sender }),
  body: ({ name, promotion, sender, senderPromotion, path, until }, { t, link, language, config }) => (
    <>
      <MailText>
        {t('lost:mail.text', { sender, association: config.name, year: senderPromotion ?? promotion ?? '' })}
      </MailText>
      <MailText>{t('lost:mail.who', { name, year: promotion ?? '' })}</MailText>
      <MailButton to={link(path)}>{t('lost:mail.accept')}</MailButton>
      <MailText>
        <MailLink to={link(`${path}?reponse=non`)}>{t('lost:mail.refuse')}</MailLink>
      </MailText>
      <MailNote>{t('lost:mail.kept', { day: longDay(until, language) })}</MailNote>
    </>
  ),
})

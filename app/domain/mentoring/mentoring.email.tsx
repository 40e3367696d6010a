/** A step of a mentoring: the mail names nobody and repeats no words, since its page judges anew who may read them. */
import * as href from '#app/addresses.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { MailButton, MailText } from '#app/ui/mail/parts.tsx'

export const MENTORING_TOLD = ['asked', 'accepted', 'declined', 'full', 'ended'] as const
export type MentoringTold = (typeof MENTORING_TOLD)[number]

const about = (what: MentoringTold) =>
  defineLetter<{ request: string }>({
    kind: `mentoring.${what}`,
    subject: (_, { t }) => t(`mentoring:mail.${what}.subject`),
    body: ({ request }, { t, link }) => (
      <>
        <MailText>{t(`mentoring:mail.${what}.text`)}</MailText>
        <MailButton to={link(href.mentoringRequest(request))}>{t('mentoring:mail.open')}</MailButton>
      </>
    ),
  })

export const mentoringLetters = MENTORING_TOLD.map(about)

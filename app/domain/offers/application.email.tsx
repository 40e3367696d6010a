/** Letters about applications: received, answered, the offer is over, and the list of the unanswered (C9–C11). */
import { defineLetter, type Letter } from '#app/domain/mail/letter.ts'
import { MailButton, MailText } from '#app/ui/mail/parts.tsx'
import { toldOf, waitingOf } from './told-applications.server.ts'

export interface ApplicationLetter {
  /** Of the offer. */
  title: string
  /** Of who applied. */
  name: string
  path: string
  /** The recruiter's answer. */
  words: string | null
  /** Those who wait for an answer: each is read again when the mail leaves. */
  waiting?: { application: string; name: string }[]
  /** The one that it tells a recruiter of: read again when the mail leaves. */
  application?: string
}

const about = (key: 'received' | 'accepted' | 'refused' | 'over' | 'unanswered') =>
  defineLetter<ApplicationLetter>({
    kind: `application.${key}`,
    subject: ({ title, name }, { t }) => t(`applications:mail.${key}.subject`, { title, name }),
    body: ({ title, name, path, words, waiting }, { t, link }) => (
      <>
        <MailText>{t(`applications:mail.${key}.text`, { title, name })}</MailText>
        {words && <MailText>« {words} »</MailText>}
        {waiting && <MailText>{waiting.map((one) => one.name).join(', ')}</MailText>}
        <MailButton to={link(path)}>{t(`applications:mail.${key}.action`)}</MailButton>
      </>
    ),
  })

/** Leaves while the application is still there for whose offer it is: not once it was taken back or erased. */
const received: Letter<ApplicationLetter> = {
  ...about('received'),
  async atSending({ query, tenant }, mails) {
    const ids = mails.flatMap(({ data }) => data.application ?? [])
    const still = new Set(await toldOf(query, tenant.id, ids))
    return new Map(mails.flatMap(({ id, data }) => (still.has(data.application ?? '') ? [[id, data] as const] : [])))
  },
}

/** Names those who still wait when it leaves, and does not leave where nobody does. */
const unanswered: Letter<ApplicationLetter> = {
  ...about('unanswered'),
  async atSending({ query, tenant }, mails) {
    const ids = mails.flatMap(({ data }) => (data.waiting ?? []).map(({ application }) => application))
    const still = new Set(await waitingOf(query, tenant.id, ids))
    return new Map(
      mails.flatMap(({ id, data }) => {
        const waiting = (data.waiting ?? []).filter(({ application }) => still.has(application))
        return waiting.length > 0 ? [[id, { ...data, waiting }] as const] : []
      }),
    )
  },
}

export const applicationLetters = [received, about('accepted'), about('refused'), about('over'), unanswered]

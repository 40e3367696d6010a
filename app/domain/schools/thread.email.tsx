/** Letters of what schools are asked: the proofs of both addresses, what is forwarded, what is answered (N8, C24). */
import * as href from '#app/addresses.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { MailButton, MailFacts, MailNote, MailParagraphs, MailText } from '#app/ui/mail/parts.tsx'
import { type Forwarded, openService, type ThreadRow, threadRow } from './threads.server.ts'

interface LinkMail {
  /** Of the school. */
  name: string
  path: string
}

const proof = (kind: string, key: 'forwarding' | 'proof') =>
  defineLetter<LinkMail>({
    kind,
    urgent: true,
    subject: ({ name }, { t }) => t(`school-threads:mail.${key}.subject`, { name }),
    body: ({ name, path }, { t, link }) => (
      <>
        <MailText>{t(`school-threads:mail.${key}.text`, { name })}</MailText>
        <MailButton to={link(path)}>{t(`school-threads:mail.${key}.action`)}</MailButton>
        <MailNote>{t('school-threads:mail.notYou')}</MailNote>
      </>
    ),
  })

/** What is read when the mail leaves. */
interface ToSchool extends Forwarded {
  thread?: Pick<ThreadRow, 'id' | 'kind' | 'course' | 'name' | 'postal' | 'schoolName'>
  text?: string
}

/** Nothing leaves for a service that is off, an address that is no longer its own, or words that are gone (C24). */
async function stillWanted(unit: Unit, data: ToSchool): Promise<ToSchool | undefined> {
  const { query, tenant } = unit
  const thread = await threadRow(query, tenant.id, data.threadId)
  const service = thread && (await openService(query, tenant, thread))
  if (!thread || service?.forwardTo !== data.address) return undefined
  const [message] = await query<RowOf<'school_message', 'text'>>(sql`SELECT "text" FROM "school_message"
    WHERE "tenantId" = ${tenant.id} AND "id" = ${data.messageId}`)
  return message && { ...data, thread, text: message.text }
}

const forwarded = defineLetter<ToSchool>({
  kind: 'school.forwarded',
  async atSending(unit, mails) {
    const wanted = new Map<string, ToSchool>()
    for (const { id, data } of mails) {
      const said = await stillWanted(unit, data)
      if (said) wanted.set(id, said)
    }
    return wanted
  },
  subject: ({ thread }, { t }) => t(`school-threads:mail.forwarded.${thread!.kind}`, { name: thread!.name }),
  body: ({ thread, text }, { t, link }) => (
    <>
      <MailFacts
        facts={[
          [t('school-threads:from'), thread!.name],
          ...(thread!.course ? ([[t('school-threads:course'), thread!.course]] as const) : []),
          ...(thread!.postal ? ([[t('school-threads:postal'), thread!.postal]] as const) : []),
        ]}
      />
      <MailParagraphs text={text!} />
      <MailButton to={link(href.schoolInboxThread(thread!.id))}>{t('school-threads:mail.forwarded.action')}</MailButton>
      <MailNote>{t('school-threads:mail.forwarded.note')}</MailNote>
    </>
  ),
})

interface Answered {
  school: string
  text: string
  path: string
}

const answered = defineLetter<Answered>({
  kind: 'school.answered',
  subject: ({ school }, { t }) => t('school-threads:mail.answered.subject', { name: school }),
  body: ({ school, text, path }, { t, link }) => (
    <>
      <MailText>{t('school-threads:mail.answered.text', { name: school })}</MailText>
      <MailParagraphs text={text} />
      <MailButton to={link(path)}>{t('school-threads:mail.answered.action')}</MailButton>
    </>
  ),
})

export const threadLetters = [
  proof('school.forwarding', 'forwarding'),
  proof('school.question', 'proof'),
  forwarded,
  answered,
]

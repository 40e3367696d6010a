/**
 * A member's mail to the people of their year. Its words are read when it leaves, with who still wants it; no name and
 * no address of a person is in it: who answers does so by a message, on the site (S9).
 */
import * as href from '#app/addresses.ts'
import type { Unit } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { MailButton, MailHeading, MailNote, MailParagraphs } from '#app/ui/mail/parts.tsx'
import { cohortReadersSql } from './cohort-list.server.ts'
import type { CohortMailRow } from './cohort-mails.server.ts'

interface CohortMail {
  /** Its id. */
  mail: string
  subject?: string
  text?: string
  cohort?: number
}

/** Its words, and those of the people who are still to receive it. */
async function wordsFor({ query, tenant, now }: Unit, mail: string, ids: readonly string[]) {
  const [row] = await query<CohortMailRow>(sql`SELECT * FROM "cohort_mail" WHERE "tenantId" = ${tenant.id}
    AND "id" = ${mail} AND "state" IN ('sending', 'sent')`)
  if (!row) return undefined
  const people = await query<{ personId: string }>(sql`SELECT "personId" FROM (${cohortReadersSql(tenant, row, now)}) f
    WHERE "personId" = ANY(${[...ids]}::uuid[])`)
  const { subject, text, cohort } = row
  return { people: new Set(people.map(({ personId }) => personId)), data: { mail, subject, text, cohort } }
}

export const cohortMailLetter = defineLetter<CohortMail>({
  kind: 'letters.cohort',
  async atSending(unit, mails) {
    const said = new Map<string, CohortMail>()
    for (const mail of new Set(mails.map(({ data }) => data.mail))) {
      const its = mails.filter(({ data }) => data.mail === mail)
      const ids = its.flatMap(({ personId }) => personId ?? [])
      const words = await wordsFor(unit, mail, ids)
      for (const { id, personId } of its) if (words?.people.has(personId ?? '')) said.set(id, words.data)
    }
    return said
  },
  subject: ({ subject, cohort }, { t }) => `[${t('cohort-mail:promo', { year: cohort })}] ${subject}`,
  body: ({ mail, subject, text, cohort }, { t, link }) => (
    <>
      <MailHeading>{subject}</MailHeading>
      <MailParagraphs text={text!} />
      <MailButton to={link(href.cohortMail(mail))}>{t('groups:mails.answer')}</MailButton>
      <MailNote>{t('cohort-mail:why', { year: cohort })}</MailNote>
    </>
  ),
})

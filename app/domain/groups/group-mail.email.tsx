/**
 * A group's mail. Its words are read when it leaves, with who still wants it; no name and no address of a person is in
 * it: who answers does so by a message, on the site.
 */

import * as href from '#app/addresses.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { fileGroupOf } from '#app/tenant/groups.ts'
import { MailButton, MailHeading, MailNote, MailParagraphs } from '#app/ui/mail/parts.tsx'
import { recipientsSql } from './group-list.server.ts'

interface GroupMail {
  /** Its id. */
  mail: string
  subject?: string
  text?: string
  slug?: string
  names?: { fr: string; en: string }
}

type Row = RowOf<'group_mail', 'groupId' | 'personId' | 'subject' | 'text'> & RowOf<'group', 'slug' | 'name'>

/** Its words, for those of the people who are still to receive it. */
async function wordsFor(unit: Unit, mail: string, personIds: readonly string[]) {
  const { query, tenant, now } = unit
  const [row] = await query<Row>(sql`SELECT x."groupId", x."personId", x."subject", x."text", r."slug", r."name"
    FROM "group_mail" x JOIN "group" r ON r."tenantId" = ${tenant.id} AND r."id" = x."groupId" AND r."state" = 'open'
    WHERE x."tenantId" = ${tenant.id} AND x."id" = ${mail} AND x."state" IN ('sending', 'sent')`)
  if (!row) return undefined
  const { groupId, subject, text, slug, name } = row
  const people = await query<{ personId: string }>(sql`SELECT "personId"
    FROM (${recipientsSql(tenant, groupId, row.personId, now)}) found
    WHERE "personId" = ANY(${[...personIds]}::uuid[])`)
  const names = fileGroupOf(tenant, groupId)?.name ?? { fr: name ?? slug, en: name ?? slug }
  return { people: new Set(people.map(({ personId }) => personId)), data: { mail, subject, text, slug, names } }
}

export const groupMailLetter = defineLetter<GroupMail>({
  kind: 'groups.mail',
  async atSending(unit, mails) {
    const said = new Map<string, GroupMail>()
    for (const mail of new Set(mails.map(({ data }) => data.mail))) {
      const its = mails.filter(({ data }) => data.mail === mail)
      const words = await wordsFor(
        unit,
        mail,
        its.flatMap(({ personId }) => personId ?? []),
      )
      for (const { id, personId } of its) if (words?.people.has(personId ?? '')) said.set(id, words.data)
    }
    return said
  },
  subject: ({ subject, names }, { language }) => `[${names![language]}] ${subject}`,
  body: ({ mail, subject, text, slug, names }, { t, language, link }) => (
    <>
      <MailHeading>{subject}</MailHeading>
      <MailParagraphs text={text!} />
      <MailButton to={link(href.groupMail(slug!, mail))}>{t('groups:mails.answer')}</MailButton>
      <MailNote>{t('groups:mails.why', { name: names![language] })}</MailNote>
    </>
  ),
})

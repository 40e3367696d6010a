import * as href from '#app/addresses.ts'
import { deceasedSql } from '#app/context/in-force.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { MailButton, MailFacts, MailHeading, MailNote, MailText } from '#app/ui/mail/parts.tsx'

interface Left {
  /** The file's run. */
  run: string
  /** The receiver, in the association's words. */
  to: { fr: string; en: string }
  /** Ids of the fields that left. */
  fields: string[]
}

/** « Des données de votre fiche ont été transmises »: to whom and which lines, never what they say (P7). */
export const leftLetter = defineLetter<Left>({
  kind: 'transfers.left',
  follows: true,
  /** Who died since is not written to. */
  async atSending({ query, tenant }, mails) {
    const alive = await query<RowOf<'person', 'id'>>(sql`SELECT p."id" FROM "person" p WHERE p."tenantId" = ${tenant.id}
      AND p."id" = ANY(${mails.map(({ personId }) => personId)}::uuid[]) AND NOT ${deceasedSql(tenant.config)}`)
    const known = new Set(alive.map(({ id }) => id))
    return new Map(mails.flatMap(({ id, personId, data }) => (known.has(personId ?? '') ? [[id, data] as const] : [])))
  },
  subject: (_, { t, config }) => t('transfers:mail.subject', { name: config.shortName }),
  body: ({ to, fields }, { t, link, language, config }) => (
    <>
      <MailHeading>{t('transfers:mail.title')}</MailHeading>
      <MailText>{t('transfers:mail.text', { name: config.name, to: to[language] })}</MailText>
      <MailFacts facts={fields.map((field) => ['·', t(`fields.${field}`)] as const)} />
      <MailButton to={link(`${href.myData}#transmissions`)}>{t('transfers:mail.look')}</MailButton>
      <MailNote>{t('transfers:mail.no')}</MailNote>
    </>
  ),
})

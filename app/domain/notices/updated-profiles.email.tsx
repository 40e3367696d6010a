/**
 * « Fiches mises à jour »: what people of the base changed in a week, in values that this reader may see when the mail
 * leaves. Who would read nothing receives nothing (S12, B23).
 */
import * as href from '#app/addresses.ts'
import { abilityOf } from '#app/context/abilities.ts'
import { closedAccountSql } from '#app/context/in-force.ts'
import { sistersOf } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import { readPersonViewer } from '#app/context/viewer.ts'
import { sql } from '#app/db/sql.ts'
import { defineLetter } from '#app/domain/mail/letter.ts'
import { MailButton, MailHeading, MailText } from '#app/ui/mail/parts.tsx'
import { readUpdated } from './contacts-news.server.ts'
import { NewsLine } from './told.email.tsx'
import { newsLine, type ToldNews } from './told-words.server.ts'

/** People in one mail; the directory has the others. */
const MOST = 12

export interface UpdatedProfilesMail {
  /** ISO instants: changes after the first and until the second. */
  since: string
  until: string
  news?: ToldNews[]
  more?: boolean
}

/** Whose account was closed opens no page of the directory: its news are not theirs either. */
async function isShut({ query, tenant }: Unit, personId: string): Promise<boolean> {
  const rows = await query(sql`SELECT FROM "person" p WHERE p."tenantId" = ${tenant.id}
    AND p."id" = ${personId} AND ${closedAccountSql(tenant.id)}`)
  return rows.length > 0
}

async function newsFor(unit: Unit, personId: string, { since, until }: UpdatedProfilesMail) {
  const { query, tenant, now } = unit
  const looking = await readPersonViewer(tenant, personId, now, query)
  if (!looking || (await isShut(unit, personId))) return []
  const reader = { tenant, viewer: looking.viewer, ability: abilityOf(tenant, looking.viewer, await sistersOf(tenant)) }
  const window = { since: new Date(since), until: new Date(until), limit: MOST + 1 }
  return (await readUpdated(reader, query, window)).map((one) => newsLine(reader, one))
}

export const updatedProfilesLetter = defineLetter<UpdatedProfilesMail>({
  kind: 'notices.updated-profiles',
  async atSending(unit, mails) {
    const said = new Map<string, UpdatedProfilesMail>()
    for (const { id, personId, data } of mails) {
      const news = personId ? await newsFor(unit, personId, data) : []
      if (news.length > 0) said.set(id, { ...data, news: news.slice(0, MOST), more: news.length > MOST })
    }
    return said
  },
  subject: (_, { t, config }) => t('notices:updated.subject', { name: config.shortName }),
  body: ({ news, more }, ctx) => (
    <>
      <MailHeading>{ctx.t('notices:updated.title')}</MailHeading>
      {news!.map((one) => (
        <NewsLine key={one.to} news={one} ctx={ctx} />
      ))}
      {more && <MailText>{ctx.t('notices:updated.more')}</MailText>}
      <MailButton to={ctx.link(href.directory)}>{ctx.t('notices:updated.directory')}</MailButton>
    </>
  ),
})

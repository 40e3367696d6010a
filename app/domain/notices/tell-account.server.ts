/**
 * Mails about notices to one account: at once, or with others in a digest. Everything is read again when it is written,
 * under the reader's rights of that moment; what is left of nothing is not sent, and is not looked at again (A22).
 */
import { abilityOf } from '#app/context/abilities.ts'
import { sistersOf, type Tenant } from '#app/context/tenants.ts'
import { readAccountViewer } from '#app/context/viewer.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import { type ProvedAddress, provedAddresses } from '#app/domain/mail/proved-addresses.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { textOf } from '#app/domain/search/row.ts'
import { nameOf } from '#app/domain/search/visible-person.server.ts'
import type { NoticeKind, Volume } from '#app/vocabulary/notices.ts'
import type { News } from './contacts-news.server.ts'
import { takeNews } from './news-digest.server.ts'
import { type NoticeReader, readNotices, type ShownNotice } from './read-notices.server.ts'
import type { ToldLetterNews, ToldLine, ToldNotices } from './told.email.tsx'
import { volumeSql } from './volumes.server.ts'

/** Lines of one mail; the page has the others. */
const MOST_LINES = 20

interface Due extends RowOf<'notice', 'subjectId' | 'placeId'> {
  kind: NoticeKind
  volume: Volume
}

function dueOf({ tenant: { id: tenantId }, accountId, now }: NoticeReader, query: Query): Promise<Due[]> {
  const columns = { kind: sql`n."kind"`, placeId: sql`n."placeId"`, itemId: sql`coalesce(c."postId", n."subjectId")` }
  return query<Due>(sql`SELECT n."kind", n."subjectId", n."placeId", ${volumeSql(tenantId, columns)} AS "volume"
    FROM "notice" n JOIN "account" a ON a."tenantId" = ${tenantId} AND a."id" = n."accountId"
    LEFT JOIN "comment" c ON c."tenantId" = ${tenantId} AND c."id" = n."subjectId"
    WHERE n."tenantId" = ${tenantId} AND n."accountId" = ${accountId} AND n."dueAt" <= ${now} AND n."seenAt" IS NULL
    ORDER BY n."at" DESC FOR NO KEY UPDATE OF n`)
}

const among = (due: readonly Due[]): Sql => sql`(u."kind", u."subjectId", u."placeId") IN (
  SELECT w."kind", w."subjectId", w."placeId" FROM unnest(${due.map(({ kind }) => kind)}::text[],
    ${due.map(({ subjectId }) => subjectId)}::uuid[], ${due.map(({ placeId }) => placeId)}::uuid[])
    AS w("kind", "subjectId", "placeId"))`

const lineOf = ({ words, title, group, who, byPerson, to }: ShownNotice): ToldLine => {
  return { words, title, group, who: who?.name ?? null, byPerson, to }
}

const newsLine = ({ tenant }: NoticeReader, { line, changed }: News): ToldLetterNews => ({
  name: nameOf({ tenant }, line),
  to: line.address,
  changed: changed.map((field) => ({ field, value: textOf(line.fields[field]) })),
})

interface Told {
  due: readonly Due[]
  every: ToldNotices['every']
  news: readonly News[]
}

/** @returns whether there was something to tell */
async function put(reader: NoticeReader, query: Query, address: ProvedAddress, told: Told): Promise<boolean> {
  const { due, every, news } = told
  const shown = due.length > 0 ? await readNotices(reader, query, among(due), { limit: MOST_LINES + 1 }) : []
  if (shown.length + news.length === 0) return false
  const lines = shown.slice(0, MOST_LINES).map(lineOf)
  const data: ToldNotices = {
    ...{ every, lines, more: shown.length > MOST_LINES },
    news: news.map((one) => newsLine(reader, one)),
  }
  const { accountId, now, viewer } = reader
  const key = `notices.told/${accountId}/${every ?? 'once'}/${now.getTime()}`
  const mail = { key, kind: 'notices.told', to: address.to, language: address.language, accountId }
  await putMail(query, reader.tenant.id, { ...mail, personId: viewer.personId, data: { ...data } }, now)
  return true
}

/** What is due by now, parted into the mail at once and the digest. */
async function parts(reader: NoticeReader, query: Query, alone: boolean): Promise<Told[]> {
  const due = await dueOf(reader, query)
  const of = (volume: Volume) => due.filter((one) => one.volume === volume)
  const [daily, weekly] = [of('daily'), of('weekly')]
  const digest = [...daily, ...weekly]
  const news = alone || digest.length > 0 ? await takeNews(reader, query) : []
  const every = weekly.length > 0 || (news.length > 0 && daily.length === 0) ? ('week' as const) : ('day' as const)
  return [
    { due: of('mail'), every: null, news: [] },
    { due: digest, every, news },
  ]
}

/**
 * Puts the mails that are due to the account.
 * @param news look at the news of its contacts, whatever else there is
 * @returns how many
 */
export async function tellAccount(tenant: Tenant, now: Date, accountId: string, news = false): Promise<number> {
  const [sisters, viewer] = [await sistersOf(tenant), await readAccountViewer(tenant, accountId, now)]
  const ability = abilityOf(tenant, viewer, sisters)
  return inTenantSql(tenant.id, async (query) => {
    const [address] = await provedAddresses({ query, tenant }, [accountId])
    const language = address?.language ?? 'fr'
    const reader: NoticeReader = { tenant, ability, viewer, sisters, language, now, accountId }
    let count = 0
    for (const part of await parts(reader, query, news))
      if (address && (await put(reader, query, address, part))) count += 1
    await query(sql`UPDATE "notice" SET "dueAt" = NULL, "toldAt" = ${now} WHERE "tenantId" = ${tenant.id}
      AND "accountId" = ${accountId} AND "dueAt" <= ${now}`)
    return count
  })
}

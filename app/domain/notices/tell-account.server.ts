/**
 * Mails about notices to one account: at once, or with others in a digest. Everything is read again when one is put,
 * under the reader's rights of that moment; what is left of nothing is not put, and is not looked at again (A22). What
 * is kept of a mail points to things, and its words are read when it leaves.
 */
import { abilityOf } from '#app/context/abilities.ts'
import { sistersOf, type Tenant } from '#app/context/tenants.ts'
import { readAccountViewer } from '#app/context/viewer.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import { type ProvedAddress, provedAddresses } from '#app/domain/mail/proved-addresses.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import type { NoticeKind, Volume } from '#app/vocabulary/notices.ts'
import type { News } from './contacts-news.server.ts'
import { takeNews } from './news-digest.server.ts'
import type { NoticeReader } from './read-notices.server.ts'
import type { ToldNotices } from './told.email.tsx'
import { readTold } from './told-words.server.ts'
import { volumeSql } from './volumes.server.ts'

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

interface Told {
  due: readonly Due[]
  every: ToldNotices['every']
  news: readonly News[]
}

/** @returns whether there was something to tell */
async function put(reader: NoticeReader, query: Query, address: ProvedAddress, told: Told): Promise<boolean> {
  const { due, every, news } = told
  const shown = await readTold(reader, query, due)
  if (shown.length + news.length === 0) return false
  const { accountId, now, viewer, language } = reader
  const data: ToldNotices = {
    ...{ every, accountId, language },
    notices: shown.map(({ kind, subjectId, placeId }) => ({ kind, subjectId, placeId })),
    news: news.map(({ personId, changed }) => ({ personId, fields: changed })),
  }
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

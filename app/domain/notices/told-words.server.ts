/**
 * The words of a mail about notices, from what it points to. They are read when it is put and again when it leaves,
 * under the reader's rights of that moment: hours may lie between, in which somebody was kept away, narrowed a field,
 * left a group, read it all on the page or chose to hear nothing (A10, A11, A22, A23).
 */
import { abilityOf } from '#app/context/abilities.ts'
import { sistersOf } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import { readAccountViewer } from '#app/context/viewer.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { provedAddresses } from '#app/domain/mail/proved-addresses.server.ts'
import { textOf } from '#app/domain/search/row.ts'
import { nameOf } from '#app/domain/search/visible-person.server.ts'
import type { Language } from '#app/i18n/language.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import type { NoticeKind } from '#app/vocabulary/notices.ts'
import { type News, readNews } from './contacts-news.server.ts'
import { hearsNews } from './news-digest.server.ts'
import { type NoticeReader, readNotices, type ShownNotice } from './read-notices.server.ts'
import { volumeSql } from './volumes.server.ts'

/** Lines of one mail; the page has the others. */
const MOST_LINES = 20

export interface ToldLine {
  /** A text `kinds.<words>`. */
  words: string
  title: string | null
  group: string | null
  who: string | null
  byPerson: boolean
  to: string
}

/** A contact with what changed, in values that the reader sees today. */
export interface ToldNews {
  name: string
  to: string
  changed: { field: FieldId; value: string }[]
}

export interface ToldWords {
  lines: ToldLine[]
  more: boolean
  news: ToldNews[]
}

export interface NoticePointer {
  kind: NoticeKind
  subjectId: string
  placeId: string
}

/** What a mail points to, and all that is kept of it until it leaves. */
export interface ToldPointers {
  accountId: string
  language: Language
  notices: NoticePointer[]
  /** Contacts, and fields of theirs that changed. */
  news: { personId: string; fields: FieldId[] }[]
}

const lineOf = ({ words, title, group, who, byPerson, to }: ShownNotice): ToldLine => {
  return { words, title, group, who: who?.name ?? null, byPerson, to }
}

/** @returns what a mail says of somebody's changes */
export const newsLine = ({ tenant }: Pick<NoticeReader, 'tenant'>, { line, changed }: News): ToldNews => ({
  name: nameOf({ tenant }, line),
  to: line.address,
  changed: changed.map((field) => ({ field, value: textOf(line.fields[field]) })),
})

/** Notices `u` that are still news to their account, by mail. */
function among({ tenant: { id: tenantId } }: NoticeReader, notices: readonly NoticePointer[]): Sql {
  const columns = { kind: sql`u."kind"`, placeId: sql`u."placeId"`, itemId: sql`coalesce(c."postId", u."subjectId")` }
  return sql`(u."kind", u."subjectId", u."placeId") IN (
    SELECT w."kind", w."subjectId", w."placeId" FROM unnest(${notices.map(({ kind }) => kind)}::text[],
      ${notices.map(({ subjectId }) => subjectId)}::uuid[], ${notices.map(({ placeId }) => placeId)}::uuid[])
      AS w("kind", "subjectId", "placeId"))
    AND u."seenAt" IS NULL AND (SELECT ${volumeSql(tenantId, columns)} FROM "account" a
      WHERE a."tenantId" = ${tenantId} AND a."id" = u."accountId") NOT IN ('site', 'never')`
}

/** @returns notices that may be told by mail now, the newest first: one more than a mail has lines */
export async function readTold(reader: NoticeReader, query: Query, notices: readonly NoticePointer[]) {
  if (notices.length === 0) return []
  return readNotices(reader, query, among(reader, notices), { limit: MOST_LINES + 1 })
}

async function readAgain(reader: NoticeReader, query: Query, pointers: ToldPointers['news']): Promise<News[]> {
  if (pointers.length === 0 || !(await hearsNews(reader, query))) return []
  const fields = new Map(pointers.map((one) => [one.personId, one.fields]))
  const news = await readNews(reader, query, { among: [...fields.keys()], limit: pointers.length })
  return news
    .map((one) => ({ ...one, changed: one.changed.filter((field) => fields.get(one.personId)!.includes(field)) }))
    .filter(({ changed }) => changed.length > 0)
}

/** @returns what the mail says now; undefined where nothing is left of it, or its account is written to no more */
export async function toldWords(
  { query, tenant, now }: Unit,
  { accountId, language, notices = [], news = [] }: ToldPointers,
): Promise<ToldWords | undefined> {
  const [address] = await provedAddresses({ query, tenant }, [accountId])
  if (!address) return undefined
  const sisters = await sistersOf(tenant)
  const viewer = await readAccountViewer(tenant, accountId, now, query)
  const reader = { tenant, ability: abilityOf(tenant, viewer, sisters), viewer, sisters, language, now, accountId }
  const [shown, changes] = [await readTold(reader, query, notices), await readAgain(reader, query, news)]
  if (shown.length + changes.length === 0) return undefined
  return {
    lines: shown.slice(0, MOST_LINES).map(lineOf),
    more: shown.length > MOST_LINES,
    news: changes.map((one) => newsLine(reader, one)),
  }
}

/**
 * News of contacts (S7; A10): which values of theirs changed lately, from the history of values, of which the field and
 * the date alone are told. What is shown is the value of today, by the rules of today: who narrows a field, or is no
 * contact any more, is out of it at once, as if nothing had ever changed.
 *
 * A change counts, with its date, while what it wrote still stands and may be read: the date of a value that was taken
 * away or replaced tells of that value. What a run of the staff wrote over many people, and its undoing, is no news of
 * theirs.
 */
import * as href from '#app/addresses.ts'
import { toSql } from '#app/db/condition.ts'
import { join, name, type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { type Line, lineOf } from '#app/domain/search/row.ts'
import { type JudgedRow, reveal, whereListed, whereReadable } from '#app/policy/view.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import type { NoticeReader } from './read-notices.server.ts'

/** What a change of is news. */
export const NEWS_FIELDS = ['jobTitle', 'company', 'workField', 'homeCity', 'skills', 'bio'] as const
type NewsField = (typeof NEWS_FIELDS)[number]

const DAY = 86_400_000
/** Days of news: older changes are none. */
export const NEWS_DAYS = 60

export interface News {
  /** For whoever points to it: never for a page. */
  personId: string
  line: Line
  /** Fields that changed and that the reader may see, in the order of {@link NEWS_FIELDS}. */
  changed: NewsField[]
  /** Of the newest of them. */
  at: string
}

interface Window {
  /** Changes after it, and until `until`: half-open, so that two windows in a row tell everything once. */
  since: Date
  until: Date
}

interface Span {
  /** Changes after it, and until now. */
  since?: Date
  /** Of these contacts alone. */
  among?: readonly string[]
  limit: number
  offset?: number
}

/** The change `v` was written one by one: by no import or run over many people, and by no undoing of one. */
export const writtenSql = (tenantId: string): Sql => sql`v."runId" IS NULL AND v."from" IN ('person', 'staff')
  AND NOT EXISTS (SELECT 1 FROM "value_change" r WHERE r."tenantId" = ${tenantId} AND r."personId" = v."personId"
    AND r."field" = v."field" AND r."runId" IS NOT NULL AND r."at" <= v."at"
    AND r."before" IS NOT DISTINCT FROM v."after" AND r."after" IS NOT DISTINCT FROM v."before")`

/** A change of a field that the reader may read today, of the person `p`, whose value is what it wrote. */
function readableChanges({ tenant, ability }: NewsReader): Sql {
  const each = NEWS_FIELDS.map(
    (field) => sql`(v."field" = ${field} AND v."after" = to_jsonb(${name(field, 'p')})
      AND ${toSql(whereReadable(ability, 'Person', field), 'p')})`,
  )
  return sql`(${join(each, ' OR ')}) AND v."after" NOT IN ('null'::jsonb, '""'::jsonb, '[]'::jsonb)
    AND ${writtenSql(tenant.id)}`
}

/** @returns contacts with news, the newest first: one entry a person */
export async function readNews(
  reader: NoticeReader,
  query: Query,
  { since, among, limit, offset = 0 }: Span,
): Promise<News[]> {
  const { viewer, now } = reader
  const { friendIds } = viewer
  if (!viewer.personId || friendIds.length === 0) return []
  const oldest = new Date(now.getTime() - NEWS_DAYS * DAY)
  const from = since && since > oldest ? since : oldest
  const contacts = among ? friendIds.filter((id) => among.includes(id)) : friendIds
  const whose = sql`v."personId" = ANY(${contacts}::uuid[])`
  return readChanges(reader, query, whose, { since: from, until: now, limit, offset })
}

/**
 * @returns people of the base whom the reader may know of and who changed something that the reader may see, the newest
 *   first: neither the reader nor anybody they are kept apart from (S12, B23)
 */
export function readUpdated(reader: NewsReader, query: Query, window: Window & { limit: number }): Promise<News[]> {
  const { personId } = reader.viewer
  if (!personId) return Promise.resolve([])
  return readChanges(reader, query, sql`v."personId" <> ${personId}::uuid`, window)
}

/** Who reads changes: as notices, without an account. */
export type NewsReader = Pick<NoticeReader, 'tenant' | 'ability' | 'viewer'>

async function readChanges(
  reader: NewsReader,
  query: Query,
  whose: Sql,
  { since, until, limit, offset = 0 }: Window & { limit: number; offset?: number },
): Promise<News[]> {
  const { tenant, ability, viewer } = reader
  const { apartIds = [] } = viewer
  const { identity } = tenant.config
  const named: FieldId[] = [identity.field, ...identity.with, 'photo']
  const fields = [...new Set([...named, ...NEWS_FIELDS])]
  const rows = await query<JudgedRow & { id: string; newsAt: Date; newsFields: NewsField[] }>(sql`
    SELECT ${columns([...JUDGED, ...fields], 'p')}, w."newsAt", w."newsFields" FROM (
      SELECT p."id", max(v."at") AS "newsAt", array_agg(DISTINCT v."field") AS "newsFields" FROM "value_change" v
      JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = v."personId"
      WHERE v."tenantId" = ${tenant.id} AND ${whose}
        AND NOT v."personId" = ANY(${apartIds}::uuid[]) AND v."at" > ${since} AND v."at" <= ${until}
        AND ${toSql(whereListed(ability, 'Person'), 'p')} AND ${readableChanges(reader)}
      GROUP BY p."id" ORDER BY max(v."at") DESC, p."id" LIMIT ${limit} OFFSET ${offset}) w
    JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = w."id" ORDER BY w."newsAt" DESC, w."id"`)
  return rows.flatMap((row) => {
    const changed = NEWS_FIELDS.filter((field) => row.newsFields.includes(field))
    const person = reveal(ability, 'Person', row, [...named, ...changed])
    const shown = changed.filter((field) => person?.fields[field] !== undefined)
    if (!person || shown.length === 0) return []
    const line = lineOf({ ...person, address: href.profile(person.handle) })
    return [{ personId: row.id, line, changed: shown, at: row.newsAt.toISOString() }]
  })
}

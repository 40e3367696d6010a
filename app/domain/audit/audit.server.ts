/** The trace of what staff do: who, when, to whom, why. Rows are only ever added. */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { holderOf } from '#app/context/stand-in.ts'
import type { RowOf } from '#app/db/rows.ts'
import { join, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import type { AuditSearch } from './audit-search.ts'

/** Words of the log: features and subjects add theirs in the file in which they announce themselves. */
// biome-ignore lint/suspicious/noEmptyInterface: declarations of other files are merged into it
export interface AuditWords {}
export type Audited = keyof AuditWords

/** Who does it, where and when: a request, or work that goes on after it. */
type Acting = Pick<Ctx, 'tenant' | 'viewer' | 'now'>

/**
 * Writes one event in the transaction of what it tells of.
 * @param subjectId the person, account or organisation concerned
 * @param detail closed words, dates and the staff's own reason; no value of a person's field
 */
export async function audit(
  query: Query,
  { tenant, viewer, now }: Acting,
  action: Audited,
  { subjectId, detail = {} }: { subjectId: string; detail?: Record<string, unknown> },
): Promise<void> {
  await query(sql`
    INSERT INTO "audit_event" ("tenantId", "id", "at", "accountId", "action", "subjectId", "detail")
    VALUES (${tenant.id}, ${uuidv7(now.getTime())}, ${now}, ${viewer.accountId ?? null}::uuid, ${action}, ${subjectId},
      ${JSON.stringify(detail)}::jsonb)`)
}

export type ReadingKind = 'person.read' | 'person.compared' | 'person.considered'

/**
 * Notes that the staff read records of people, once a day for each reader: a page that is reloaded is read once. Lists
 * and searches, in which people are only recognised, are no readings.
 */
export async function auditReading(ctx: Ctx, action: ReadingKind, people: readonly string[]): Promise<void> {
  const { tenant, now, sql: run } = ctx
  const { accountId = null } = holderOf(ctx)
  if (people.length === 0) return
  const rows = [...new Set(people)].map((subjectId) => ({ id: uuidv7(now.getTime()), subjectId }))
  await run(
    (query) =>
      query(sql`
      INSERT INTO "audit_event" ("tenantId", "id", "at", "accountId", "action", "subjectId")
      SELECT ${tenant.id}::uuid, r."id", ${now}, ${accountId}::uuid, ${action}, r."subjectId"
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r("id" uuid, "subjectId" uuid)
      WHERE NOT EXISTS (SELECT 1 FROM "audit_event" e WHERE e."tenantId" = ${tenant.id}
      AND e."subjectId" = r."subjectId"
        AND e."action" = ${action} AND e."accountId" = ${accountId}::uuid
        AND e."at" >= date_trunc('day', ${now}::timestamptz, 'Europe/Paris'))
      RETURNING 1`),
    { signal: undefined },
  )
}

/** Writes events as {@link audit} does, about many subjects in one statement. */
export async function auditMany(
  query: Query,
  { tenant, viewer, now }: Acting,
  action: Audited,
  events: readonly { subjectId: string; detail?: Record<string, unknown> }[],
): Promise<void> {
  const rows = events.map(({ subjectId, detail = {} }) => ({ id: uuidv7(now.getTime()), subjectId, detail }))
  await query(sql`
    INSERT INTO "audit_event" ("tenantId", "id", "at", "accountId", "action", "subjectId", "detail")
    SELECT ${tenant.id}::uuid, r."id", ${now}, ${viewer.accountId ?? null}::uuid, ${action}, r."subjectId", r."detail"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r("id" uuid, "subjectId" uuid, "detail" jsonb)
    RETURNING 1`)
}

export interface AuditLine {
  id: string
  at: string
  by: string | null
  action: string
  /** What the event is about, as staff know it: a handle, a login, a company's name. */
  about: { text: string; to: string | null } | null
  detail: Record<string, unknown>
}

export const AUDIT_ROWS = 50

/**
 * @param before id of the last line of the page before; newest first
 * @param subjects only events about these
 */
export function readAudit(
  ctx: Ctx,
  { before, subjects, search }: { before?: string; subjects?: readonly string[]; search?: AuditSearch } = {},
) {
  return ctx.sql(async (query) => {
    const rows = await query<Row>(sql`
      SELECT e."id", e."at", a."login" AS "by", e."action", e."detail", p."handle", o."id" AS "organisationId",
        o."name" AS "organisation", s."login", s."personHandle"
      FROM "audit_event" e
      LEFT JOIN "account" a ON a."tenantId" = ${ctx.tenant.id} AND a."id" = e."accountId"
      LEFT JOIN "person" p ON p."tenantId" = ${ctx.tenant.id} AND p."id" = e."subjectId"
      LEFT JOIN "organisation" o ON o."tenantId" = ${ctx.tenant.id} AND o."id" = e."subjectId"
      LEFT JOIN LATERAL (SELECT t."login", h."handle" AS "personHandle" FROM "account" t
        LEFT JOIN "person" h ON h."tenantId" = ${ctx.tenant.id} AND h."id" = t."personId"
        WHERE t."tenantId" = ${ctx.tenant.id} AND t."id" = e."subjectId") s ON TRUE
      WHERE e."tenantId" = ${ctx.tenant.id}
        AND ${before && isUuid(before) ? sql`e."id" < ${before}::uuid` : sql`TRUE`}
        AND ${search ? matching(search) : sql`TRUE`}
        AND ${subjects ? sql`e."subjectId" = ANY(${[...subjects]}::uuid[])` : sql`TRUE`}
      ORDER BY e."id" DESC LIMIT ${AUDIT_ROWS + 1}`)
    const lines = rows.slice(0, AUDIT_ROWS).map(lineOf)
    return { lines, next: rows.length > AUDIT_ROWS ? lines.at(-1)!.id : null }
  })
}

/** Days are those of Paris, where associations live. */
function matching({ about, by, action, from, until }: AuditSearch) {
  const parts = [
    ...(about
      ? [sql`${about} IN (lower(p."handle"), lower(s."personHandle"), lower(s."login"), lower(o."name"))`]
      : []),
    ...(by ? [sql`lower(a."login") = ${by}`] : []),
    ...(action ? [sql`starts_with(e."action", ${action})`] : []),
    ...(from ? [sql`e."at" >= ${from}::date::timestamp AT TIME ZONE 'Europe/Paris'`] : []),
    ...(until ? [sql`e."at" < (${until}::date + 1)::timestamp AT TIME ZONE 'Europe/Paris'`] : []),
  ]
  return join(parts, ' AND ', sql`TRUE`)
}

interface Row extends RowOf<'audit_event', 'id' | 'at' | 'action'> {
  by: string | null
  detail: Record<string, unknown>
  handle: string | null
  organisationId: string | null
  organisation: string | null
  login: string | null
  personHandle: string | null
}

function lineOf({ id, at, by, action, detail, ...row }: Row): AuditLine {
  return { id, at: at.toISOString(), by, action, about: aboutOf(row), detail }
}

function aboutOf(row: Omit<Row, 'id' | 'at' | 'by' | 'action' | 'detail'>): AuditLine['about'] {
  const handle = row.handle ?? row.personHandle
  if (handle) return { text: handle, to: href.member(handle) }
  if (row.organisation) return { text: row.organisation, to: href.organisation(row.organisationId!) }
  return row.login ? { text: row.login, to: null } : null
}

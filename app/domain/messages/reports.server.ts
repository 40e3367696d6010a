/** Messages that somebody reported: the conversation is frozen, and the staff see that message and five before it. */
import type { Scoped, Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { Reason } from '#app/vocabulary/reports.ts'
import type { Found } from './between.server.ts'

/** Messages before the reported one that the staff see (N11). */
export const BEFORE = 5

/** @returns a message of the other's that the seat may read; undefined for every other */
export async function reportedMessage({ query, tenant }: Scoped, { id, seat }: Pick<Found, 'id' | 'seat'>, n: number) {
  const [row] = await query<RowOf<'message', 'n' | 'text'>>(sql`SELECT "n", "text" FROM "message"
    WHERE "tenantId" = ${tenant.id} AND "conversationId" = ${id} AND "n" = ${n} AND "seat" = ${1 - seat}
    AND NOT "withheld"`)
  return row
}

/** @returns `budget` where the account has reported enough today; a conversation has one open report */
export async function reportMessage(
  { query, tenant, now }: Unit,
  { conversationId, n }: { conversationId: string; n: number },
  { accountId, reason, words }: { accountId: string; reason: Reason; words: string | null },
): Promise<'budget' | 'reported'> {
  // One after the other: the day's reports are counted.
  await query(sql`SELECT 1 AS "one" FROM "account" WHERE "tenantId" = ${tenant.id} AND "id" = ${accountId}
    FOR NO KEY UPDATE`)
  const [row] = await query<{ n: number }>(sql`SELECT count(*)::int AS "n" FROM "message_report"
    WHERE "tenantId" = ${tenant.id} AND "accountId" = ${accountId}
      AND ("at" AT TIME ZONE 'Europe/Paris')::date = (${now}::timestamptz AT TIME ZONE 'Europe/Paris')::date`)
  if (row!.n >= tenant.config.contacts.reportedPerDay) return 'budget'
  await query(sql`UPDATE "conversation" SET "frozenAt" = coalesce("frozenAt", ${now}::timestamptz)
    WHERE "tenantId" = ${tenant.id} AND "id" = ${conversationId}`)
  await query(sql`INSERT INTO "message_report"
    ("tenantId", "id", "conversationId", "n", "accountId", "reason", "words", "at")
    VALUES (${tenant.id}, ${uuidv7(now.getTime())}, ${conversationId}, ${n}, ${accountId}, ${reason}, ${words}, ${now})
    ON CONFLICT ("tenantId", "conversationId", "open") DO NOTHING`)
  return 'reported'
}

export interface ReportRow
  extends RowOf<
    'message_report',
    'id' | 'conversationId' | 'n' | 'reason' | 'words' | 'at' | 'open' | 'decision' | 'because' | 'decidedAt'
  > {
  by: string | null
  decider: string | null
}

/** @returns reports that wait, longest first, or those decided, newest first; one of them by its id */
export function listReports({ query, tenant }: Scoped, open: boolean, most: number, id?: string): Promise<ReportRow[]> {
  const which = id ? sql`r."id" = ${id}::uuid` : open ? sql`r."open"` : sql`r."open" IS NULL`
  const order = open ? sql`r."at"` : sql`r."decidedAt" DESC`
  return query<ReportRow>(sql`SELECT r."id", r."conversationId", r."n", r."reason", r."words", r."at", r."open",
      r."decision", r."because", r."decidedAt", a."login" AS "by", d."login" AS "decider"
    FROM "message_report" r
    LEFT JOIN "account" a ON a."tenantId" = ${tenant.id} AND a."id" = r."accountId"
    LEFT JOIN "account" d ON d."tenantId" = ${tenant.id} AND d."id" = r."decidedBy"
    WHERE r."tenantId" = ${tenant.id} AND ${which} ORDER BY ${order} LIMIT ${most}`)
}

export interface SeenMessage
  extends RowOf<'message', 'n' | 'text' | 'at' | 'personId' | 'organisationId' | 'accountId'> {
  seat: number
}

/** @returns the reported message and at most five that its reader had before it; none of an erased writer's */
export async function seenWith({ query, tenant }: Scoped, report: Pick<ReportRow, 'conversationId' | 'n'>) {
  const { conversationId, n } = report
  const rows = await query<SeenMessage>(sql`SELECT "n", "text", "at", "seat"::int AS "seat", "personId",
      "organisationId", "accountId" FROM "message"
    WHERE "tenantId" = ${tenant.id} AND "conversationId" = ${conversationId} AND "n" <= ${n} AND NOT "withheld"
    ORDER BY "n" DESC LIMIT ${BEFORE + 1}`)
  return rows.reverse()
}

/** @returns people who sit in the conversation: none of them decides about it */
export async function peopleIn({ query, tenant }: Scoped, conversationId: string): Promise<string[]> {
  const rows = await query<{ personId: string }>(sql`SELECT "personId" FROM "conversation_seat"
    WHERE "tenantId" = ${tenant.id} AND "conversationId" = ${conversationId} AND "personId" IS NOT NULL`)
  return rows.map(({ personId }) => personId)
}

/** Notes the decision and lets both write again; what it does to an account is the caller's. */
export async function closeReport(
  { query, tenant, now }: Unit,
  report: Pick<ReportRow, 'id' | 'conversationId'>,
  { decision, because, by }: { decision: string; because: string; by: string | null },
): Promise<void> {
  await query(sql`UPDATE "message_report" SET "open" = NULL, "decision" = ${decision}, "decidedAt" = ${now},
      "decidedBy" = ${by}::uuid, "because" = ${because}
    WHERE "tenantId" = ${tenant.id} AND "id" = ${report.id}`)
  await query(sql`UPDATE "conversation" SET "frozenAt" = NULL
    WHERE "tenantId" = ${tenant.id} AND "id" = ${report.conversationId}`)
}

/** @returns the report while it waits, held against a second decision */
export async function holdReport({ query, tenant }: Scoped, id: string) {
  const [row] = await query<Pick<ReportRow, 'id' | 'conversationId' | 'n'>>(sql`SELECT "id", "conversationId", "n"
    FROM "message_report" WHERE "tenantId" = ${tenant.id} AND "id" = ${id}::uuid AND "open" FOR UPDATE`)
  return row
}

/**
 * Dues that ask for a paper (E1): it is sent with the payment, the staff look at it, and with their yes the dues open;
 * with their no all of it goes back. The paper is an `access_request` of kind `proof`; a line of dues names it
 * (`data.proof`), and `data.waits` says that nothing opens before the yes.
 */
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { SaleRow } from '#app/domain/ledger/sale.ts'

/** The sale of a paper, by the paper's own id and person. @param id,personId columns of an `access_request` */
const saleOf = (id: Sql, personId: Sql, tenantId: string): Sql => sql`
  SELECT s.* FROM "sale" s JOIN "sale_line" l ON l."tenantId" = ${tenantId} AND l."saleId" = s."id"
  WHERE s."tenantId" = ${tenantId} AND s."personId" = ${personId} AND l."kind" = 'dues'
  AND l."data"->>'proof' = (${id})::text`

/**
 * Papers that somebody has to look at: their dues are paid, or the bank is being asked.
 * @returns a condition on a row `r`
 */
export const isPaidFor = (tenantId: string): Sql => sql`EXISTS (SELECT 1 FROM
  (${saleOf(sql`r."id"`, sql`r."personId"`, tenantId)}) o WHERE o."state" IN ('paid', 'pending'))`

/** @returns the sale that a paper belongs to, held until the transaction ends */
export async function saleOfPaper(
  query: Query,
  tenantId: string,
  paper: { id: string; personId: string | null },
): Promise<SaleRow | undefined> {
  const [found] = await query<{ id: string }>(sql`
    SELECT o."id" FROM (${saleOf(sql`${paper.id}::uuid`, sql`${paper.personId}::uuid`, tenantId)}) o
    ORDER BY o."createdAt" DESC LIMIT 1`)
  if (!found) return undefined
  const [sale] = await query<SaleRow>(
    sql`SELECT * FROM "sale" WHERE "tenantId" = ${tenantId} AND "id" = ${found.id} FOR UPDATE`,
  )
  return sale
}

/**
 * @returns the condition that a line of dues may open: its paper has been accepted, or may be looked at afterwards and
 * was not refused
 */
export function paperAllows(tenantId: string, data: Record<string, unknown> | undefined): Sql {
  const paper = typeof data?.proof === 'string' ? data.proof : undefined
  if (!paper) return sql`TRUE`
  const stands = (state: string) => sql`EXISTS (SELECT 1 FROM "access_request" r
    WHERE r."tenantId" = ${tenantId} AND r."id" = ${paper}::uuid AND r."state" = ${state})`
  return data?.waits === true ? stands('approved') : sql`NOT ${stands('refused')}`
}

/**
 * @returns the sale of somebody's dues that are paid and wait for the staff's yes: nobody pays for them a second time
 */
export async function paidAndWaiting(query: Query, tenantId: string, personId: string): Promise<SaleRow | undefined> {
  const [sale] = await query<SaleRow>(sql`
    SELECT s.* FROM "access_request" r CROSS JOIN LATERAL (${saleOf(sql`r."id"`, sql`r."personId"`, tenantId)}) s
    WHERE r."tenantId" = ${tenantId} AND r."personId" = ${personId} AND r."kind" = 'proof' AND r."state" = 'waiting'
      AND s."state" = 'paid' LIMIT 1`)
  return sale
}

/**
 * Papers nobody needs any more go: their sale was not paid, was given back, or another came instead. The round removes
 * the bytes.
 */
async function close(query: Query, tenantId: string, which: Sql, now: Date): Promise<void> {
  await query(sql`
    WITH old AS (SELECT r."id", r."fileKey" FROM "access_request" r
      WHERE r."tenantId" = ${tenantId} AND r."kind" = 'proof' AND r."state" = 'waiting' AND ${which} FOR UPDATE),
    gone AS (UPDATE "access_request" a SET "state" = 'closed', "fileKey" = NULL, "fileType" = NULL
      FROM old WHERE a."tenantId" = ${tenantId} AND a."id" = old."id" RETURNING old."fileKey")
    INSERT INTO "loose_file" ("tenantId", "key", "at")
    SELECT ${tenantId}::uuid, gone."fileKey", ${now}::timestamptz FROM gone WHERE gone."fileKey" IS NOT NULL
    ON CONFLICT ("tenantId", "key") DO NOTHING`)
}

/** The sale is over: so is what was sent with it. */
export const dropPapersOf = (query: Query, tenantId: string, saleId: string, now: Date): Promise<void> =>
  close(
    query,
    tenantId,
    sql`r."id" IN (SELECT (l."data"->>'proof')::uuid FROM "sale_line" l
      WHERE l."tenantId" = ${tenantId} AND l."saleId" = ${saleId} AND l."data"->>'proof' IS NOT NULL)`,
    now,
  )

/** One paper that no sale took up. */
export const dropPaper = (query: Query, tenantId: string, id: string, now: Date): Promise<void> =>
  close(query, tenantId, sql`r."id" = ${id}::uuid`, now)

/** @returns the state of the paper that a line names; null where none asks for one */
export async function paperOfLines(
  query: Query,
  tenantId: string,
  lines: readonly { data?: Record<string, unknown> }[],
): Promise<string | null> {
  const paper = lines.find(({ data }) => typeof data?.proof === 'string')?.data?.proof
  if (!paper) return null
  const [row] = await query<RowOf<'access_request', 'state'>>(
    sql`SELECT "state" FROM "access_request" WHERE "tenantId" = ${tenantId} AND "id" = ${paper}::uuid`,
  )
  return row?.state ?? null
}

export interface PaperState {
  /** `waiting`: paid, or asked of the bank, and for the staff to look at. */
  state: 'waiting' | 'refused'
  saleId: string | null
  reason: string | null
}

/** @returns what became of the paper that somebody sent last; undefined where there is nothing to say of it */
export async function paperState(
  query: Query,
  tenantId: string,
  personId: string,
  now: Date,
): Promise<PaperState | undefined> {
  const [row] = await query<PaperState & { lately: boolean }>(sql`
    SELECT r."state", r."reason", (SELECT o."id" FROM (${saleOf(sql`r."id"`, sql`r."personId"`, tenantId)}) o
      LIMIT 1) AS "saleId",
      coalesce(r."decidedAt" > ${now}::timestamptz - interval '60 days', true) AS "lately"
    FROM "access_request" r WHERE r."tenantId" = ${tenantId} AND r."personId" = ${personId} AND r."kind" = 'proof'
      AND (r."state" IN ('refused', 'approved') OR (r."state" = 'waiting' AND ${isPaidFor(tenantId)}))
    ORDER BY r."createdAt" DESC, r."id" DESC LIMIT 1`)
  if (!row?.lately || !['waiting', 'refused'].includes(row.state)) return undefined
  const { state, saleId, reason } = row
  return { state, saleId, reason }
}

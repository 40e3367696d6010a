/** Copies of an edition: a number for each paid-up member who asked for one (S12), and whom it leaves out. */
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { subscribersOf } from '#app/domain/mail/subscriptions.server.ts'
import { PRINTED_LIST } from '#app/policy/printed.rules.ts'
import type { FileEnd } from './copy-mark.ts'

type Of = Pick<Tenant, 'id' | 'config'>

/** @returns whether the association has the list by which copies are asked for */
export const hasCopies = ({ config }: Pick<Tenant, 'config'>): boolean =>
  config.mailingLists.some(({ id }) => id === PRINTED_LIST)

/** @returns who receives a copy at this instant, to stand in FROM: dues run, they asked for it, an address is there */
export const receiversSql = (tenant: Of, now: Date): Sql =>
  hasCopies(tenant) ? subscribersOf(tenant, PRINTED_LIST, now) : sql`SELECT NULL::uuid AS "personId" WHERE FALSE`

/** Gives a number to whoever has none yet; numbers of others are not given again. */
export async function giveNumbers(
  query: Query,
  { tenant, runId, now }: Omit<Unit<Of>, 'query'> & { runId: string },
): Promise<void> {
  await query(sql`
    INSERT INTO "print_copy" ("tenantId", "runId", "number", "personId")
    SELECT ${tenant.id}::uuid, ${runId}::uuid,
      (SELECT coalesce(max(k."number"), 0) FROM "print_copy" k WHERE k."tenantId" = ${tenant.id} AND k."runId" = ${runId})
        + row_number() OVER (ORDER BY p."sortName", p."id"), p."id"
    FROM (${receiversSql(tenant, now)}) r
    JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = r."personId"
    WHERE NOT EXISTS (SELECT 1 FROM "print_copy" c WHERE c."tenantId" = ${tenant.id} AND c."runId" = ${runId}
      AND c."personId" = p."id")
    ON CONFLICT ("tenantId", "runId", "personId") DO NOTHING`)
}

/** People of the file from whom the receiver `c` is kept apart, whichever of the two asked for it (decision 040). */
const apartOf = (tenantId: string): Sql => sql`"person_block" b
    JOIN "print_entry" e ON e."tenantId" = ${tenantId} AND e."runId" = c."runId" AND e."drawn"
      AND e."personId" = CASE WHEN b."personId" = c."personId" THEN b."otherId" ELSE b."personId" END
    WHERE b."tenantId" = ${tenantId} AND c."personId" IN (b."personId", b."otherId")`

/** @returns copies that leave somebody out, and whom */
export function copiesApart(query: Query, tenantId: string, runId: string) {
  return query<RowOf<'print_copy', 'number'> & { apart: string[] }>(sql`
    SELECT c."number", a."apart" FROM "print_copy" c
    CROSS JOIN LATERAL (SELECT array_agg(DISTINCT e."personId") AS "apart" FROM ${apartOf(tenantId)}) a
    WHERE c."tenantId" = ${tenantId} AND c."runId" = ${runId} AND a."apart" IS NOT NULL ORDER BY c."number"`)
}

export type CopyRow = RowOf<'print_copy', 'number' | 'personId' | 'without' | 'fileKey'> & {
  /** People it would leave out now. */
  apart: number
  /** Somebody of the file was kept apart since it was drawn: as many may be others. */
  since: boolean
  ending: FileEnd | null
}

/** @returns copies of those who are to receive one now. @param number of one alone */
export function readCopies(
  query: Query,
  { tenant, runId, now }: Omit<Unit<Of>, 'query'> & { runId: string },
  number?: number,
): Promise<CopyRow[]> {
  return query<CopyRow>(sql`
    SELECT c."number", c."personId", c."without", c."fileKey", c."ending",
      (SELECT count(DISTINCT e."personId")::int FROM ${apartOf(tenant.id)}) AS "apart",
      EXISTS (SELECT FROM ${apartOf(tenant.id)} AND b."at" >= u."drawnAt") AS "since"
    FROM "print_copy" c
    JOIN "print_run" u ON u."tenantId" = ${tenant.id} AND u."id" = c."runId"
    JOIN (${receiversSql(tenant, now)}) r ON r."personId" = c."personId"
    WHERE c."tenantId" = ${tenant.id} AND c."runId" = ${runId}
      AND ${number === undefined ? sql`TRUE` : sql`c."number" = ${number}`}
    ORDER BY c."number" LIMIT 500`)
}

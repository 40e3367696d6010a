/** Editions of the printed directory as they stand, and whether somebody has said no since a file was made (D14). */
import type { Tenant } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { loosen } from '#app/domain/files/loose-files.server.ts'
import { printRules } from '#app/policy/printed.rules.ts'
import type { FileEnd } from './copy-mark.ts'
import { printableSql, valuesSql } from './who-is-in.ts'

export const EDITION_STATES = ['freezing', 'frozen', 'drawing', 'ready', 'printed', 'dropped'] as const
export type EditionState = (typeof EDITION_STATES)[number]

/** An edition that is not printed yet and can still change. */
export const OPEN = ['freezing', 'frozen', 'drawing', 'ready'] as const

export type Edition = Omit<RowOf<'print_run'>, 'state' | 'ending'> & { state: EditionState; ending: FileEnd | null }

const openSql = (tenantId: string): Sql => sql`"tenantId" = ${tenantId} AND "state" = ANY(${[...OPEN]}::text[])`

/** @returns the edition under way; an association has one at most */
export async function openEdition(query: Query, tenantId: string): Promise<Edition | undefined> {
  const [row] = await query<Edition>(sql`SELECT * FROM "print_run" WHERE ${openSql(tenantId)}
    ORDER BY "createdAt" DESC LIMIT 1`)
  return row
}

/** @returns editions that are over, newest first */
export const pastEditions = (query: Query, tenantId: string): Promise<Edition[]> =>
  query<Edition>(sql`SELECT * FROM "print_run" WHERE "tenantId" = ${tenantId} AND "state" IN ('printed', 'dropped')
    ORDER BY "createdAt" DESC LIMIT 20`)

/** @returns the edition; none where there is no such one. @param lock held until the transaction ends */
export async function findEdition(
  query: Query,
  tenantId: string,
  id: string,
  lock = false,
): Promise<Edition | undefined> {
  const [row] = await query<Edition>(sql`SELECT * FROM "print_run" WHERE "tenantId" = ${tenantId} AND "id" = ${id}
    ${lock ? sql`FOR UPDATE` : sql``}`)
  return row
}

/** Takes the names of an edition's files off their rows. @returns their keys, to be dropped once this is committed */
export async function takeFiles(query: Query, tenantId: string, runId: string, now: Date): Promise<string[]> {
  const rows = await query<{ key: string }>(sql`
    SELECT "fileKey" AS "key" FROM "print_run" WHERE "tenantId" = ${tenantId} AND "id" = ${runId} AND "fileKey" IS NOT NULL
    UNION ALL SELECT "fileKey" FROM "print_copy" WHERE "tenantId" = ${tenantId} AND "runId" = ${runId}
      AND "fileKey" IS NOT NULL`)
  const keys = rows.map(({ key }) => key)
  await loosen(query, tenantId, keys, now)
  await query(sql`UPDATE "print_run" SET "fileKey" = NULL, "ending" = NULL
    WHERE "tenantId" = ${tenantId} AND "id" = ${runId}`)
  await query(sql`UPDATE "print_copy" SET "fileKey" = NULL, "ending" = NULL, "without" = 0
    WHERE "tenantId" = ${tenantId} AND "runId" = ${runId}`)
  return keys
}

/** @returns true where a file was made by other rules for print than the association has now, or by unknown ones */
export const byOtherRules = ({ config }: Pick<Tenant, 'config'>, run: Edition): boolean =>
  run.rules !== printRules(config)

/**
 * A « no » after the file was made, of a person or for one field, makes it a past one; so does another value, or a
 * record that is gone, and for everybody other rules of the association.
 * @returns people of the file who would not be in it as they are; 0 where it may be printed
 */
export async function countStale(query: Query, tenant: Pick<Tenant, 'id' | 'config'>, run: Edition): Promise<number> {
  if (byOtherRules(tenant, run)) return Math.max(1, run.printed)
  const [row] = await query<{ same: number }>(sql`SELECT count(*)::int AS "same" FROM "print_entry" e
    JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = e."personId"
    WHERE e."tenantId" = ${tenant.id} AND e."runId" = ${run.id} AND e."drawn" AND e."choices" = p."printChoices"
      AND e."hash" = ${valuesSql}
      AND ${printableSql(tenant)}`)
  return Math.max(0, run.printed - (row?.same ?? 0))
}

/** Files for receivers outside as they stand (P7). */
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'

export const TRANSFER_STATES = ['gathering', 'ready', 'handed', 'dropped'] as const
export type TransferRun = Omit<RowOf<'transfer_run'>, 'state'> & { state: (typeof TRANSFER_STATES)[number] }

/** Days after which a file is made anew: those who came since are not in it. */
const FRESH = 30 * 86_400_000

/** @returns whether the file may be fetched: its people are gathered, not long ago */
export const mayHand = ({ state, createdAt }: TransferRun, now: Date): boolean =>
  (state === 'ready' || state === 'handed') && now.getTime() - createdAt.getTime() < FRESH

/** @returns the run; undefined where there is none. @param lock held until the transaction ends */
export async function findTransfer(
  query: Query,
  tenantId: string,
  id: string,
  lock = false,
): Promise<TransferRun | undefined> {
  const [row] = await query<TransferRun>(sql`SELECT * FROM "transfer_run" WHERE "tenantId" = ${tenantId}
    AND "id" = ${id} ${lock ? sql`FOR UPDATE` : sql``}`)
  return row
}

/** @returns the last fifty runs, newest first, each with how many people's values have left */
export const recentTransfers = (query: Query, tenantId: string): Promise<(TransferRun & { left: number })[]> =>
  query<TransferRun & { left: number }>(sql`
    SELECT t.*, (SELECT count(*)::int FROM "transfer_record" r WHERE r."tenantId" = ${tenantId} AND r."runId" = t."id"
      AND r."leftAt" IS NOT NULL) AS "left"
    FROM "transfer_run" t WHERE t."tenantId" = ${tenantId} ORDER BY t."createdAt" DESC, t."id" DESC LIMIT 50`)

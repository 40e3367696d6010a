/** What left of one person and to whom, and their no to what comes (GDPR, articles 15 and 21). */
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { agreedColumn, transferOf, transfersOf } from '#app/policy/transfer.rules.ts'

/**
 * @returns each announced file with what the person decided, and what has left, newest first; undefined where there is
 *   neither
 */
export async function ownTransfers({ tenant, sql: run, language }: Ctx, personId: string) {
  const { objections, records } = await run(async (query) => ({
    objections: await query<RowOf<'transfer_objection', 'file'>>(sql`SELECT "file" FROM "transfer_objection"
      WHERE "tenantId" = ${tenant.id} AND "personId" = ${personId}`),
    records: await query<RowOf<'transfer_record', 'recipient' | 'fields'> & { leftAt: Date }>(sql`
      SELECT "recipient", "fields", "leftAt" FROM "transfer_record" WHERE "tenantId" = ${tenant.id}
        AND "personId" = ${personId} AND "leftAt" IS NOT NULL ORDER BY "leftAt" DESC LIMIT 50`),
  }))
  if (transfersOf(tenant.config).length + records.length === 0) return undefined
  return {
    files: transfersOf(tenant.config).map((transfer) => ({
      id: transfer.file.id,
      to: transfer.to[language],
      what: transfer.what[language],
      /** Only people who agreed are in it: the agreement is changed elsewhere. */
      asks: agreedColumn(transfer) !== undefined,
      objected: objections.some(({ file }) => file === transfer.file.id),
    })),
    left: records.map(({ recipient, fields, leftAt }) => ({ to: recipient, fields, at: leftAt.toISOString() })),
  }
}

/** Keeps a no to one file, or takes it back; nothing happens where the association has no such file. */
export async function objectTo(
  { tenant, now, sql: run }: Ctx,
  personId: string,
  { file, no }: { file: string; no: boolean },
): Promise<void> {
  if (!transferOf(tenant.config, file)) return
  await run(
    async (query) => {
      if (no)
        await query(sql`INSERT INTO "transfer_objection" ("tenantId", "personId", "file", "at")
          VALUES (${tenant.id}, ${personId}, ${file}, ${now}) ON CONFLICT DO NOTHING`)
      else
        await query(sql`DELETE FROM "transfer_objection" WHERE "tenantId" = ${tenant.id} AND "personId" = ${personId}
          AND "file" = ${file}`)
    },
    { signal: undefined },
  )
}

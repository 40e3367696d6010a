/** Files of the demo that left for whom the register announces (P7): one last year, one that may be fetched. */
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { leavesSql } from '#app/domain/transfers/who-leaves.server.ts'
import { type Transfer, transferFields, transfersOf } from '#app/policy/transfer.rules.ts'

const DAY = 86_400_000

/** A file handed over some months ago to each receiver, and one for the first that waits. */
export async function addTransfers(query: Query, { id, config }: Scope, now: Date): Promise<void> {
  const past = (days: number) => new Date(now.getTime() - days * DAY)
  for (const transfer of transfersOf(config)) await put(query, { id, config }, { transfer, at: past(120), left: true })
  const [first] = transfersOf(config)
  if (first) await put(query, { id, config }, { transfer: first, at: past(1), left: false })
}

async function put(
  query: Query,
  tenant: Pick<Scope, 'id' | 'config'>,
  { transfer, at, left }: { transfer: Transfer; at: Date; left: boolean },
): Promise<void> {
  const { id } = tenant
  const runId = uuidv7(at.getTime())
  const leftAt = left ? at : null
  // What every record has: the demo does not say of each which more there was.
  const fields = transferFields(tenant.config, transfer).filter((field) =>
    ['firstName', 'lastName', 'promotion', 'diploma'].includes(field),
  )
  await query(sql`INSERT INTO "transfer_run" ("tenantId", "id", "file", "state", "reason", "createdAt", "handedAt")
    VALUES (${id}, ${runId}, ${transfer.file.id}, ${left ? 'handed' : 'ready'}, 'Mise à jour annuelle', ${at},
      ${leftAt}::timestamptz)`)
  await query(sql`INSERT INTO "transfer_record" ("tenantId", "runId", "personId", "recipient", "fields", "leftAt")
    SELECT ${id}::uuid, ${runId}::uuid, p."id", ${transfer.to.fr}::text, ${left ? fields : []}::text[],
      ${leftAt}::timestamptz FROM "person" p
    WHERE p."tenantId" = ${id} AND ${leavesSql(tenant, transfer)} ON CONFLICT DO NOTHING`)
  await query(sql`UPDATE "transfer_run" SET "people" = (SELECT count(*)::int FROM "transfer_record" r
      WHERE r."tenantId" = ${id} AND r."runId" = ${runId})
    WHERE "tenantId" = ${id} AND "id" = ${runId}`)
}

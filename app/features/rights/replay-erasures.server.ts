/** Erasures that outlive the database: a list of them kept beside its copies, and done again after an older copy was restored. */
import { z } from 'zod'
import { allTenants } from '../../context/tenants.ts'
import { sql } from '../../db/sql.ts'
import { inTenantSql } from '../../db/transaction.ts'
import { eraseSubject } from './erase-subject.server.ts'

const id = z.uuid()

/** Ids alone: the list names nobody. */
const erasure = z.strictObject({
  tenantId: id,
  requestId: id,
  kind: z.enum(['person', 'company', 'school']),
  personId: id.nullable(),
  organisationId: id.nullable(),
  accountId: id.nullable(),
  requestedAt: z.iso.datetime(),
})
export type ErasureLine = z.infer<typeof erasure>

/** @throws where a line is no erasure: half a list would leave people in */
export function readErasures(text: string): ErasureLine[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => erasure.parse(JSON.parse(line)))
}

/** @returns every erasure that was carried out or begun, of every association; companies that only asked are none. */
export async function listErasures(): Promise<ErasureLine[]> {
  const all: ErasureLine[] = []
  for (const { id: tenantId } of await allTenants()) {
    const rows = await inTenantSql(tenantId, (query) =>
      query<Omit<ErasureLine, 'tenantId' | 'requestedAt'> & { requestedAt: Date }>(sql`
        SELECT "id" AS "requestId", "kind", "personId", "organisationId", "accountId", "requestedAt"
        FROM "erasure_request" WHERE "tenantId" = ${tenantId} AND ("kind" = 'person' OR "state" <> 'asked')
        ORDER BY "requestedAt", "id"`),
    )
    all.push(...rows.map((row) => ({ ...row, tenantId, requestedAt: row.requestedAt.toISOString() })))
  }
  return all
}

/**
 * Does again what the restored copy does not know of. Twice is as once.
 * @returns how many were carried out now
 */
export async function replayErasures(lines: readonly ErasureLine[], now: Date): Promise<number> {
  const tenants = new Map((await allTenants()).map((tenant) => [tenant.id, tenant]))
  let done = 0
  for (const line of lines) {
    const tenant = tenants.get(line.tenantId)
    if (!tenant) continue
    const [before] = await inTenantSql(tenant.id, (query) =>
      query<{ state: string }>(sql`SELECT "state" FROM "erasure_request"
        WHERE "tenantId" = ${tenant.id} AND "id" = ${line.requestId}`),
    )
    if (before?.state === 'done') continue
    await inTenantSql(tenant.id, (query) =>
      query(sql`INSERT INTO "erasure_request"
          ("tenantId", "id", "kind", "personId", "organisationId", "accountId", "requestedAt", "dueAt")
        VALUES (${tenant.id}, ${line.requestId}, ${line.kind}, ${line.personId}::uuid, ${line.organisationId}::uuid,
          ${line.accountId}::uuid, ${line.requestedAt}::timestamptz, ${now}) ON CONFLICT ("tenantId", "id") DO NOTHING`),
    )
    await eraseSubject(tenant, line.requestId, now)
    done += 1
  }
  return done
}

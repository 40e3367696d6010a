/**
 * Erasures that outlive the database: their marks, kept beside its copies, do them again after an older copy was
 * restored.
 */
import { z } from 'zod'
import { allTenants, type Tenant } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, SLOW } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { goneMark } from '#app/domain/people/erased-identities.server.ts'
import { eraseSubject } from './erase-subject.server.ts'

/** Keyed hashes alone: the list names nobody, nor any row. */
const mark = z.strictObject({
  tenantId: z.uuid(),
  id: z.string().regex(/^[\w-]{20,100}$/),
  withNumber: z.boolean(),
  erasedAt: z.iso.datetime(),
})
export type ErasureMark = z.infer<typeof mark>

/** @throws where a line is no mark: half a list would leave people in */
export function readErasures(text: string): ErasureMark[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => mark.parse(JSON.parse(line)))
}

/** @returns the marks of every association. */
export async function listErasures(): Promise<ErasureMark[]> {
  const all: ErasureMark[] = []
  for (const { id: tenantId } of await allTenants()) {
    const rows = await inTenantSql(tenantId, (query) =>
      query<RowOf<'erased_identity', 'id' | 'withNumber' | 'erasedAt'>>(sql`
        SELECT "id", "withNumber", "erasedAt" FROM "erased_identity" WHERE "tenantId" = ${tenantId} ORDER BY "id"`),
    )
    all.push(...rows.map((row) => ({ ...row, tenantId, erasedAt: row.erasedAt.toISOString() })))
  }
  return all
}

/**
 * Does again what the restored copy does not know of. Twice is as once.
 * @returns how many were erased now
 */
export async function replayErasures(marks: readonly ErasureMark[], now: Date): Promise<number> {
  let done = 0
  for (const tenant of await allTenants()) {
    const own = marks.filter(({ tenantId }) => tenantId === tenant.id)
    if (own.length > 0) done += await replayIn(tenant, own, now)
  }
  return done
}

interface Row extends RowOf<'person', 'id'> {
  kind: string
}

async function replayIn(tenant: Tenant, own: readonly ErasureMark[], now: Date): Promise<number> {
  const gone = new Set(own.map(({ id }) => id))
  const rows = await inTenantSql(
    tenant.id,
    async (query) => {
      await query(sql`INSERT INTO "erased_identity" ("tenantId", "id", "withNumber", "erasedAt")
        SELECT ${tenant.id}::uuid, m."id", m."withNumber", m."erasedAt"
        FROM jsonb_to_recordset(${JSON.stringify(own)}::jsonb) AS m("id" text, "withNumber" boolean,
          "erasedAt" timestamptz)
        ON CONFLICT ("tenantId", "id") DO NOTHING`)
      return query<Row>(sql`SELECT "id", 'person' AS "kind" FROM "person" WHERE "tenantId" = ${tenant.id}
        UNION ALL SELECT "id", "kind" FROM "organisation" WHERE "tenantId" = ${tenant.id}`)
    },
    SLOW,
  )
  const back = rows.filter(({ id }) => gone.has(goneMark(tenant.id, id)))
  for (const row of back) await eraseSubject(tenant, await requestFor(tenant.id, row, now), now)
  return back.length
}

async function requestFor(tenantId: string, { id, kind }: Row, now: Date): Promise<string> {
  const requestId = uuidv7(now.getTime())
  const [personId, organisationId] = kind === 'person' ? [id, null] : [null, id]
  await inTenantSql(tenantId, (query) =>
    query(sql`INSERT INTO "erasure_request" ("tenantId", "id", "kind", "personId", "organisationId", "accountId",
        "requestedAt", "dueAt")
      VALUES (${tenantId}, ${requestId}, ${kind}, ${personId}::uuid, ${organisationId}::uuid,
        (SELECT "id" FROM "account" WHERE "tenantId" = ${tenantId} AND "personId" = ${personId}::uuid
        LIMIT 1), ${now}, ${now})`),
  )
  return requestId
}

/** Applying a tenant file: a new version in force, the old ones kept with author, time and diff (C2). */
import type { RowOf } from '#app/db/rows.ts'
import { join, sql } from '#app/db/sql.ts'
import { onPlatform, type Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { forgetTenants } from './tenants.ts'

export interface ApplyOptions {
  config: TenantConfig
  /** Who applied it, as history shows. */
  author: string
  /** What changed, in words (app/tenant/diff.ts). */
  diff: string
  /** Hosts the association answers on; the first is the one that links name. */
  hosts: string[]
}

interface Applied {
  id: string
  version: number
  /** False where the file in force was the same. */
  changed: boolean
}

/**
 * Puts a validated file in force; made anew where the association does not exist.
 * A federation is applied before its members.
 * @throws where a member names a federation that is not there
 */
export async function applyTenant({ config, author, diff, hosts }: ApplyOptions): Promise<Applied> {
  const applied = await onPlatform(async (query) => {
    const [before] = await query<RowOf<'tenant', 'id' | 'version'> & { same: boolean }>(sql`
      SELECT "id", "version", "config" = ${JSON.stringify(config)}::jsonb AS same FROM "tenant"
      WHERE "slug" = ${config.slug} FOR UPDATE`)
    const id = before?.id ?? uuidv7()
    const version = before ? before.version + (before.same ? 0 : 1) : 1
    const federationId = await federationOf(query, config, id)
    await query(sql`
      INSERT INTO "tenant" ("id", "slug", "kind", "version", "config", "federationId")
      VALUES (${id}, ${config.slug}, ${config.kind}, ${version}, ${JSON.stringify(config)}::jsonb, ${federationId})
      ON CONFLICT ("id") DO UPDATE SET "kind" = EXCLUDED."kind", "version" = EXCLUDED."version",
        "config" = EXCLUDED."config", "federationId" = EXCLUDED."federationId"`)
    await keepHosts(query, id, hosts)
    if (!before?.same) {
      await query(sql`
        INSERT INTO "tenant_version" ("tenantId", "id", "number", "author", "config", "diff")
        VALUES (${id}, ${uuidv7()}, ${version}, ${author}, ${JSON.stringify(config)}::jsonb, ${diff})`)
      await keepContract(query, id, federationId, config)
    }
    return { id, version, changed: !before?.same }
  })
  forgetTenants()
  return applied
}

async function federationOf(query: Query, config: TenantConfig, own: string): Promise<string | null> {
  if (config.kind === 'federation') return own
  if (!config.federation) return null
  const [row] = await query<RowOf<'tenant', 'id'>>(
    sql`SELECT "id" FROM "tenant" WHERE "slug" = ${config.federation.of}`,
  )
  if (!row) throw new Error(`the federation “${config.federation.of}” has to be applied first`)
  return row.id
}

async function keepHosts(query: Query, tenantId: string, hosts: string[]): Promise<void> {
  await query(sql`DELETE FROM "domain" WHERE "tenantId" = ${tenantId} AND NOT "host" = ANY(${hosts})`)
  const rows = hosts.map((host, i) => sql`(${host}, ${tenantId}::uuid, ${i === 0})`)
  if (rows.length > 0)
    await query(sql`INSERT INTO "domain" ("host", "tenantId", "canonical") VALUES ${join(rows, ', ')}
      ON CONFLICT ("host") DO UPDATE SET "canonical" = EXCLUDED."canonical"
        WHERE "domain"."tenantId" = EXCLUDED."tenantId"`)
}

/** The file's contract becomes the one in force; a contract ended by hand stays ended until the file changes. */
async function keepContract(
  query: Query,
  tenantId: string,
  federationId: string | null,
  config: TenantConfig,
): Promise<void> {
  const contract = federationId ? config.federation?.contract : undefined
  await query(sql`DELETE FROM "federation_contract" WHERE "tenantId" = ${tenantId}
    AND "federationId" IS DISTINCT FROM ${contract ? federationId : null}::uuid`)
  await query(sql`DELETE FROM "federation_member" WHERE "tenantId" = ${tenantId}`)
  if (!federationId) return
  await query(sql`INSERT INTO "federation_member" ("federationId", "tenantId") VALUES (${federationId}, ${tenantId})`)
  if (!contract) return
  // Changed in place, since what is shared takes the dates of the row (a trigger's work): twice, were it taken away
  // first.
  const kept = await query(sql`
    UPDATE "federation_contract" SET "columns" = ${contract.columns}, "readers" = ${contract.readers},
      "federationReaders" = ${contract.federationReaders}, "startsAt" = ${contract.from}::timestamptz,
      "endsAt" = ${contract.until ?? null}::timestamptz
    WHERE "federationId" = ${federationId} AND "tenantId" = ${tenantId} RETURNING 1`)
  if (kept.length > 0) return
  await query(sql`
    INSERT INTO "federation_contract"
      ("tenantId", "id", "federationId", "columns", "readers", "federationReaders", "startsAt", "endsAt")
    VALUES (${tenantId}, ${uuidv7()}, ${federationId}, ${contract.columns}, ${contract.readers},
      ${contract.federationReaders}, ${contract.from}::timestamptz, ${contract.until ?? null}::timestamptz)`)
}

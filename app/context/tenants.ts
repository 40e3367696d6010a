/** Which association answers on which host: read from the database, kept in memory, fresh within a second. */

import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { outsideTenants, rememberFederations } from '#app/db/transaction.ts'
import type { Sister } from '#app/policy/types.ts'
import { type TenantConfig, tenantSchema } from '#app/tenant/schema.ts'

export interface Tenant {
  id: string
  slug: string
  version: number
  config: TenantConfig
  /** The host that links in mails name (design §3). */
  canonicalHost: string
  /** The federation this association belongs to, or which it is. */
  federationId: string | null
}

interface Known {
  byHost: Map<string, Tenant>
  byId: Map<string, Tenant>
  bySlug: Map<string, Tenant>
  /** Tells one state of the tables from the next. */
  stamp: string
  checkedAt: number
}

/** Milliseconds that an answer may lag behind `tenant apply`. */
const FRESH = 1_000

const holder = globalThis as typeof globalThis & { alumniTenants?: Known; alumniTenantsLoading?: Promise<Known> }

async function stampOfTables(): Promise<string> {
  const [row] = await outsideTenants((query) =>
    query<{ stamp: string }>(sql`
      SELECT (SELECT string_agg("slug" || "version", ',' ORDER BY "slug") FROM "tenant" WHERE "releasedAt" IS NULL)
        || '|' || coalesce((SELECT md5(string_agg(concat_ws(' ', "host", "tenantId", "canonical"), ',' ORDER BY "host"))
          FROM "domain"), '') AS stamp`),
  )
  return row?.stamp ?? ''
}

async function load(previous: Known | undefined): Promise<Known> {
  const stamp = await stampOfTables()
  if (previous && previous.stamp === stamp) return { ...previous, checkedAt: Date.now() }
  const { tenants, domains } = await outsideTenants(async (query) => ({
    tenants: await query<RowOf<'tenant', 'id' | 'slug' | 'version' | 'federationId'> & { config: unknown }>(
      sql`SELECT "id", "slug", "version", "config", "federationId" FROM "tenant" WHERE "releasedAt" IS NULL`,
    ),
    domains: await query<RowOf<'domain', 'host' | 'tenantId' | 'canonical'>>(
      sql`SELECT "host", "tenantId", "canonical" FROM "domain" ORDER BY "canonical" DESC, "host"`,
    ),
  }))
  const known: Known = { byHost: new Map(), byId: new Map(), bySlug: new Map(), stamp, checkedAt: Date.now() }
  for (const row of tenants) {
    const host = domains.find((domain) => domain.tenantId === row.id)?.host ?? row.slug
    const tenant: Tenant = { ...row, config: tenantSchema.parse(row.config), canonicalHost: host }
    known.byId.set(row.id, tenant)
    known.bySlug.set(row.slug, tenant)
  }
  for (const domain of domains) {
    const tenant = known.byId.get(domain.tenantId)
    if (tenant) known.byHost.set(domain.host, tenant)
  }
  rememberFederations(new Map(tenants.flatMap(({ id, federationId }) => (federationId ? [[id, federationId]] : []))))
  return known
}

/** Every association in force. One look-up at a time; the others wait for it. */
async function known(): Promise<Known> {
  const now = holder.alumniTenants
  if (now && Date.now() - now.checkedAt < FRESH) return now
  holder.alumniTenantsLoading ??= load(now).finally(() => {
    delete holder.alumniTenantsLoading
  })
  holder.alumniTenants = await holder.alumniTenantsLoading
  return holder.alumniTenants
}

/**
 * @param host the request's `Host` header without its port, lower case; no other header is ever believed
 * @returns undefined for a host that belongs to no association
 */
export async function tenantOfHost(host: string): Promise<Tenant | undefined> {
  return (await known()).byHost.get(host)
}

/** @returns the association of that slug, for commands and the operator's pages. */
export async function tenantOfSlug(slug: string): Promise<Tenant | undefined> {
  return (await known()).bySlug.get(slug)
}

/** @returns the association of that id, for tasks. */
export async function tenantOfId(id: string): Promise<Tenant | undefined> {
  return (await known()).byId.get(id)
}

/** @returns every association in force, by slug. */
export async function allTenants(): Promise<Tenant[]> {
  return [...(await known()).bySlug.values()].sort((a, b) => (a.slug < b.slug ? -1 : 1))
}

/** @returns the other associations of the same federation (the federation itself has no people of its own). */
export async function sistersOf(tenant: Tenant): Promise<Sister[]> {
  if (!tenant.federationId) return []
  return (await allTenants())
    .filter((other) => other.federationId === tenant.federationId && other.id !== tenant.id)
    .filter((other) => other.config.kind !== 'federation')
    .map((other) => ({ tenantId: other.id, config: other.config }))
}

/** Forgets what is in memory: after applying a tenant file, and when tests change databases. */
export function forgetTenants(): void {
  delete holder.alumniTenants
}

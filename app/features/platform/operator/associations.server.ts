/**
 * What an operator sees of associations: names, addresses and rules. People stay behind the tenant wall, not even
 * counted.
 */
import { notFound } from '#app/context/refusals.ts'
import { allTenants, tenantOfSlug } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, outsideTenants } from '#app/db/transaction.ts'
import { diffTenants } from '#app/tenant/diff.ts'
import { type DiffLanguage, diffText } from '#app/tenant/diff-words.ts'
import { tenantSchema } from '#app/tenant/schema.ts'

export interface AssociationLine {
  slug: string
  name: string
  kind: string
  version: number
  hosts: string[]
  federation: string | null
}

/** @returns every association in force, by slug. */
export async function listAssociations(): Promise<AssociationLine[]> {
  const [tenants, domains] = await Promise.all([
    allTenants(),
    outsideTenants((query) =>
      query<RowOf<'domain', 'host' | 'tenantId'>>(
        sql`SELECT "host", "tenantId" FROM "domain" ORDER BY "canonical" DESC, "host"`,
      ),
    ),
  ])
  const slugs = new Map(tenants.map(({ id, slug }) => [id, slug]))
  return tenants.map(({ id, slug, version, config, federationId }) => ({
    slug,
    name: config.name,
    kind: config.kind,
    version,
    hosts: domains.filter((domain) => domain.tenantId === id).map(({ host }) => host),
    federation: federationId && federationId !== id ? (slugs.get(federationId) ?? null) : null,
  }))
}

export interface AssociationVersion {
  number: number
  author: string
  appliedAt: string
  /** Against the version before; absent for the first. */
  diff?: string[]
}

/** @throws Response 404 for a slug that is nobody's */
export async function readAssociation(slug: string | undefined, language: DiffLanguage) {
  const line = (await listAssociations()).find((one) => one.slug === slug)
  const tenant = line && (await tenantOfSlug(line.slug))
  if (!line || !tenant) throw notFound()
  const rows = await inTenantSql(tenant.id, (query) =>
    query<
      RowOf<'tenant_version', 'number' | 'author' | 'appliedAt' | 'diff'> & { config: unknown; previous: unknown }
    >(sql`
      SELECT "number", "author", "appliedAt", "config", "diff", lag("config") OVER (ORDER BY "number") AS "previous"
      FROM "tenant_version" WHERE "tenantId" = ${tenant.id} ORDER BY "number" DESC LIMIT 50`),
  )
  const versions = rows.map(({ number, author, appliedAt, config, previous, diff }): AssociationVersion => {
    const [from, to] = [previous, config].map((one) => tenantSchema.safeParse(one))
    const lines =
      from?.success && to?.success
        ? diffText(diffTenants(from.data, to.data), language)
        : diff.split('\n').filter(Boolean)
    return { number, author, appliedAt: appliedAt.toISOString(), ...(previous ? { diff: [...new Set(lines)] } : {}) }
  })
  return { ...line, versions }
}

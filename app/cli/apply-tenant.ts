/** Putting a tenant file in force from the command line: what it would change, then the change itself. */
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { env } from '#app/context/env.ts'
import { applyTenant } from '#app/context/tenant-versions.ts'
import { forgetTenants, type Tenant, tenantOfSlug } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, outsideTenants } from '#app/db/transaction.ts'
import { followRules } from '#app/domain/people/follow-rules.server.ts'
import { previewLoginChange } from '#app/domain/people/login-change.server.ts'
import { diffTenants } from '#app/tenant/diff.ts'
import { diffText } from '#app/tenant/diff-words.ts'
import { tenantErrorText, tenantsIn } from '#app/tenant/load.ts'
import type { LoginCollision } from '#app/tenant/login-assignment.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'

/** Following new rules rewrites what is stored of everybody. */
const STATEMENT_TIMEOUT = 600_000

export interface Pending {
  config: TenantConfig
  /** The version in force; absent for a new association. */
  before: Tenant | undefined
  /** Keys and consequences in English; empty where nothing changes. */
  lines: string[]
}

/**
 * Compares a file with what is in force. Checks it with all the other files: a federation is wrong or right as a whole.
 * @throws with file, line and key of every fault, or where the slug was released and stays reserved
 */
export async function pendingChange(slug: string, folder = 'tenants'): Promise<Pending> {
  const loaded = tenantsIn(folder)
  if (!loaded.ok) throw new Error(loaded.errors.map(tenantErrorText).join('\n'))
  const config = loaded.configs.find((one) => one.slug === slug)
  if (!config) throw new Error(`there is no ${join(folder, slug, 'tenant.yaml')}`)
  const released = await outsideTenants((query) =>
    query(sql`SELECT 1 FROM "tenant" WHERE "slug" = ${slug} AND "releasedAt" IS NOT NULL`),
  )
  if (released.length > 0) throw new Error(`the slug “${slug}” was released and stays reserved`)
  forgetTenants()
  const before = await tenantOfSlug(slug)
  const lines = before ? diffText(diffTenants(before.config, config), 'en') : []
  return { config, before, lines: before ? [...lines, ...(await collisions(before, config))] : lines }
}

/** Collisions named on the console; the others are counted. */
const TOLD = 20

/** What another form of login would run into, by login and with no names (C2). */
async function collisions(before: Tenant, next: TenantConfig): Promise<string[]> {
  if (isDeepStrictEqual(before.config.login, next.login)) return []
  const options = { statementTimeout: STATEMENT_TIMEOUT }
  const found = await inTenantSql(before.id, (query) => previewLoginChange(query, before.id, next), options)
  if (found.length === 0) return ['logins: nobody collides with anybody']
  const told = found.slice(0, TOLD).map(({ login, reason, keys }) => {
    return `  ${login || '(none)'}: ${WHY[reason]} (${keys.length} ${keys.length > 1 ? 'people' : 'person'})`
  })
  const rest = found.length - told.length
  return [`logins: ${found.length} collide`, ...told, ...(rest > 0 ? [`  … and ${rest} more`] : [])]
}

const WHY: Record<LoginCollision['reason'], string> = {
  same: 'several people would have it; all but the first get a number',
  taken: 'somebody else signs in with it; it stays theirs',
  reserved: 'a reserved word',
  missing: 'nothing to make a login of; the old one stays',
}

/**
 * Puts the file in force as a new version and lets what is stored follow its rules, the shared base included.
 * @returns the version in force now
 * @throws where a member's federation has not been applied
 */
export async function applyPending({ config, before }: Pending): Promise<{ version: number; changed: boolean }> {
  const { version, changed } = await applyTenant({
    config,
    author: author(),
    diff: before ? diffText(diffTenants(before.config, config), 'fr').join('\n') : '',
    hosts: await hostsFor(config, before),
  })
  const tenant = (await tenantOfSlug(config.slug))!
  if (changed && before)
    await inTenantSql(tenant.id, (query) => followRules(query, before.config, tenant), {
      statementTimeout: STATEMENT_TIMEOUT,
    })
  return { version, changed }
}

/** Hosts stay, the canonical one first; those that the old file named and the new one does not are given up. */
async function hostsFor(config: TenantConfig, before: Tenant | undefined): Promise<string[]> {
  const rows = before
    ? await outsideTenants((query) =>
        query<RowOf<'domain', 'host'>>(
          sql`SELECT "host" FROM "domain" WHERE "tenantId" = ${before.id} ORDER BY "canonical" DESC, "host"`,
        ),
      )
    : []
  const given = before?.config.domains.filter((host) => !config.domains.includes(host)) ?? []
  const kept = rows.map(({ host }) => host).filter((host) => !given.includes(host))
  return [...new Set([...kept, `${config.slug}.${env().BASE_DOMAIN}`, ...config.domains])]
}

/** Who sits at the machine, as history shows it. */
function author(): string {
  try {
    return userInfo().username
  } catch {
    return 'command line'
  }
}

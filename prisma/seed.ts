/**
 * The demo's associations, people and accounts (interface.md, "Demo accounts"). Running it again changes nothing: each
 * association is filled in one transaction, once.
 */
import { join } from 'node:path'
import { now as clockNow } from '#app/context/clock.ts'
import { env } from '#app/context/env.ts'
import { hashPassword } from '#app/context/password.ts'
import { applyTenant } from '#app/context/tenant-versions.ts'
import { type Tenant, tenantOfSlug } from '#app/context/tenants.ts'
import { closeDatabase, openDatabase } from '#app/db/client.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, onPlatform, type Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { followRules } from '#app/domain/people/follow-rules.server.ts'
import { diffTenants } from '#app/tenant/diff.ts'
import { diffText } from '#app/tenant/diff-words.ts'
import { tenantErrorText, tenantsIn } from '#app/tenant/load.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { type DemoAccount, demoAccounts } from './seed/cast.ts'
import { fillAssociation } from './seed/fill.ts'
import { addSales } from './seed/sales.ts'
import { importSchoolFile } from './seed/school-file.ts'
import { addTreasury } from './seed/treasury.ts'

export interface SeedOptions {
  /** The database to fill; the one that is open already unless told. */
  appUrl?: string
  platformUrl?: string
  /** Associations answer on subdomains of it; `BASE_DOMAIN` unless told. */
  baseDomain?: string
  /** The caller has just made the database: nothing is looked for in it. */
  reset?: boolean
  log?: (line: string) => void
}

const TENANTS = join(import.meta.dirname, '..', 'tenants')
const STATEMENT_TIMEOUT = 60_000

/**
 * @throws where a tenant file is wrong, naming file, line and key, or where a documented login is not the one that came
 * out
 */
export async function seedDemo(options: SeedOptions = {}): Promise<void> {
  const { appUrl, platformUrl, baseDomain, reset = false, log = () => {} } = options
  if (appUrl) openDatabase({ appUrl, ...(platformUrl ? { platformUrl } : {}) })
  try {
    const accounts = demoAccounts()
    const filled: Tenant[] = []
    for (const config of readConfigs()) {
      const tenant = await apply(config, baseDomain ?? env().BASE_DOMAIN)
      await connectAccount(tenant)
      const mine = accounts.filter((account) => account.tenant === config.slug)
      if (!reset && (await isFilled(tenant))) continue
      const count = await fill(tenant, mine)
      filled.push(tenant)
      log(`${config.slug}: ${count} people, ${mine.length} demo accounts`)
    }
    // A federation shares with its members, who are counted: so all of them first.
    await sellForAll(filled)
    await addOperators(accounts.filter((account) => account.door === 'operator'))
  } finally {
    if (appUrl) await closeDatabase()
  }
}

/** Federations first: their members name them. */
function readConfigs(): TenantConfig[] {
  const loaded = tenantsIn(TENANTS)
  if (!loaded.ok) throw new Error(loaded.errors.map(tenantErrorText).join('\n'))
  return loaded.configs.toSorted((a, b) => Number(b.kind === 'federation') - Number(a.kind === 'federation'))
}

async function apply(config: TenantConfig, baseDomain: string): Promise<Tenant> {
  const before = await tenantOfSlug(config.slug)
  const diff = before ? diffText(diffTenants(before.config, config), 'fr').join('\n') : ''
  const hosts = [`${config.slug}.${baseDomain}`, ...config.domains]
  const { changed } = await applyTenant({ config, author: 'demo', diff, hosts })
  const tenant = (await tenantOfSlug(config.slug))!
  if (changed && before)
    await inTenantSql(tenant.id, (query) => followRules(query, before.config, tenant), {
      statementTimeout: STATEMENT_TIMEOUT,
    })
  return tenant
}

/** The demo's connected accounts, which only the double of Stripe knows. */
const accountOf = ({ slug }: Tenant): string => `acct_demo${slug.replaceAll('-', '')}`

async function connectAccount(tenant: Tenant): Promise<void> {
  const account = accountOf(tenant)
  await onPlatform((query) =>
    query(
      sql`INSERT INTO "stripe_account" ("id", "tenantId") VALUES (${account}, ${tenant.id}) ON CONFLICT DO NOTHING`,
    ),
  )
}

/** Transactions wait for the database more than they reckon: a few associations at a time. */
const SELL_AT_ONCE = 4

async function sellForAll(tenants: readonly Tenant[]): Promise<void> {
  const waiting = [...tenants]
  const seller = async () => {
    for (let tenant = waiting.shift(); tenant; tenant = waiting.shift()) await sell(tenant)
  }
  await Promise.all(Array.from({ length: SELL_AT_ONCE }, seller))
}

async function sell(tenant: Tenant): Promise<void> {
  const now = clockNow()
  const work = async (query: Query) => {
    if ((await addSales(query, tenant, accountOf(tenant), now)) > 0)
      await addTreasury(query, tenant, accountOf(tenant), now)
  }
  await inTenantSql(tenant.id, work, { statementTimeout: STATEMENT_TIMEOUT })
}

async function isFilled(tenant: Tenant): Promise<boolean> {
  const rows = await inTenantSql(tenant.id, (query) =>
    query(sql`SELECT 1 FROM "account" WHERE "tenantId" = ${tenant.id} LIMIT 1`),
  )
  return rows.length > 0
}

async function fill(tenant: Tenant, accounts: readonly DemoAccount[]): Promise<number> {
  const hashed = accounts.map(async ({ login, password }) => [login, await hashPassword(password)] as const)
  const hashes = new Map(await Promise.all(hashed))
  const work = { scope: tenant, accounts, hashes, now: clockNow(), isImported: await importSchoolFile(tenant) }
  return inTenantSql(tenant.id, (query) => fillAssociation(query, work), { statementTimeout: STATEMENT_TIMEOUT })
}

async function addOperators(accounts: readonly DemoAccount[]): Promise<void> {
  for (const { login, password } of accounts) {
    const known = await onPlatform((query) => query(sql`SELECT 1 FROM "operator" WHERE "email" = ${login}`))
    if (known.length > 0) continue
    const passwordHash = await hashPassword(password)
    await onPlatform((query) =>
      query(sql`INSERT INTO "operator" ("id", "email", "passwordHash") VALUES (${uuidv7()}, ${login}, ${passwordHash})
        ON CONFLICT DO NOTHING`),
    )
  }
}

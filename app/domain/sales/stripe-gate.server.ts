/** The way to Stripe for one association: its own connected account. */
import { env } from '#app/context/env.ts'
import { type Tenant, tenantOfId } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { outsideTenants } from '#app/db/transaction.ts'
import { type StripeAccountGate, stripeAccount } from '#app/outside/stripe.ts'

export interface TenantStripe {
  account: string
  livemode: boolean
  gate: StripeAccountGate
}

type Row = RowOf<'stripe_account', 'id' | 'tenantId' | 'livemode'>

/**
 * @returns undefined where the association has no account, or this installation no key: it then takes no payments on
 * line.
 */
export async function stripeOf(tenantId: string): Promise<TenantStripe | undefined> {
  const { STRIPE_SECRET_KEY: key, STRIPE_BASE_URL: baseUrl } = env()
  if (!key) return undefined
  const [row] = await outsideTenants((query) =>
    query<Row>(sql`SELECT "id", "tenantId", "livemode" FROM "stripe_account" WHERE "tenantId" = ${tenantId}`),
  )
  return row && { account: row.id, livemode: row.livemode, gate: stripeAccount({ key, baseUrl }, row.id) }
}

/** @returns whose account it is. */
export async function tenantOfAccount(account: string): Promise<{ tenant: Tenant; livemode: boolean } | undefined> {
  const [row] = await outsideTenants((query) =>
    query<Row>(sql`SELECT "id", "tenantId", "livemode" FROM "stripe_account" WHERE "id" = ${account}`),
  )
  const tenant = row && (await tenantOfId(row.tenantId))
  return tenant && { tenant, livemode: row.livemode }
}

/** An association's connected account at Stripe. */
import { sql } from '#app/db/sql.ts'
import { onPlatform } from '#app/db/transaction.ts'
import { scopeOf } from './world.ts'

/** Connects an association. @returns its account */
export async function connectStripe(slug: string): Promise<string> {
  const { id } = await scopeOf(slug)
  const account = `acct_${slug.replaceAll('-', '')}`
  await onPlatform((query) =>
    query(sql`INSERT INTO "stripe_account" ("id", "tenantId") VALUES (${account}, ${id}) ON CONFLICT DO NOTHING`),
  )
  return account
}

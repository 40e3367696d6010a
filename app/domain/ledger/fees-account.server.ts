/** Where the books put what payments cost: a dated setting of the treasurer's (law-fr §2: 627, or 6278 apart). */
import type { Tenant } from '#app/context/tenants.ts'
import type { Query } from '#app/db/transaction.ts'
import { ACCOUNTS } from './plan.ts'
import { sellerOn } from './seller-on.server.ts'

/** @param day civil day of the cost */
export async function feesAccountOn(query: Query, tenant: Pick<Tenant, 'id' | 'config'>, day: string): Promise<string> {
  return (await sellerOn(query, tenant, day))?.feesAccount ?? ACCOUNTS.fees
}

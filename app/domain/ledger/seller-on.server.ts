/** Who sells on a day: pieces freeze it when they are issued. */
import type { Tenant } from '#app/context/tenants.ts'
import type { Query } from '#app/db/transaction.ts'
import { type Seller, sellerSchema } from '#app/tenant/seller.schema.ts'
import { settingOn } from './dated-settings.server.ts'

/**
 * @param day civil day of issue, `2026-11-22`
 * @returns what a treasurer last wrote for that day, else what the association's file says; undefined where neither
 * does
 */
export async function sellerOn(
  query: Query,
  { id, config }: Pick<Tenant, 'id' | 'config'>,
  day: string,
): Promise<Seller | undefined> {
  const written = sellerSchema.safeParse(await settingOn(query, id, 'seller', day))
  return written.success ? written.data : config.seller
}

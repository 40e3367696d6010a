/** The VAT rule under which a basket is priced: the dated setting, as on the piece that will be issued for it. */
import type { Tenant } from '../../context/tenants.ts'
import type { Query } from '../../db/transaction.ts'
import { civilDay } from '../../tenant/civil-day.ts'
import { sellerOn } from '../seller/seller-on.server.ts'
import type { Vat } from './lines.ts'

/** @returns undefined where nobody said who sells */
export async function vatOn(query: Query, tenant: Pick<Tenant, 'id' | 'config'>, now: Date): Promise<Vat | undefined> {
  return (await sellerOn(query, tenant, civilDay(now)))?.vat
}

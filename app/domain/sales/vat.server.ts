/** The VAT rule under which a basket is priced: the dated setting, as on the piece that will be issued for it. */

import { civilDay } from '#app/calendar/civil-day.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Query } from '#app/db/transaction.ts'
import type { Vat } from '#app/domain/ledger/lines.ts'
import { sellerOn } from '#app/domain/ledger/seller-on.server.ts'

/** @returns undefined where nobody said who sells */
export async function vatOn(query: Query, tenant: Pick<Tenant, 'id' | 'config'>, now: Date): Promise<Vat | undefined> {
  return (await sellerOn(query, tenant, civilDay(now)))?.vat
}

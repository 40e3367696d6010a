/** Companies that begin with what was typed, for the combobox of a position (I3). */
import { sql } from '../../db/sql.ts'
import type { Query } from '../../db/transaction.ts'
import type { CompanySource } from './person-source.ts'
import { foldCompany } from './person-tables.ts'

const MOST = 10

/**
 * @param typed the beginning of a name, in any spelling
 * @returns ten at most, by name; none for nothing typed
 */
export function findCompanies(
  query: Query,
  tenantId: string,
  typed: string,
): Promise<(CompanySource & { id: string })[]> {
  const from = foldCompany(typed)
  if (from === '') return Promise.resolve([])
  return query(sql`
    SELECT "id", "name", "siret", "naf", "address", "city", "country" FROM "company"
    WHERE "tenantId" = ${tenantId} AND "folded" >= ${from} AND "folded" < ${`${from}\x7f`}
    ORDER BY "folded", "id" LIMIT ${MOST}`)
}

/** What Postfix looks up follows people's addresses (migration « correspondence »). */
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'

/** After any change of addresses, of errors in them, of proofs or of where mail is to go. */
export async function refreshLifetimeAliases(query: Query, personIds: readonly string[]): Promise<void> {
  if (personIds.length > 0) await query(sql`SELECT refresh_lifetime_aliases(${[...personIds]}::uuid[])`)
}

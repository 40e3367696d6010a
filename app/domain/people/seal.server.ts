/** The key of secret fields, fetched only where there is a secret to seal or to open. */
import { env } from '#app/context/env.ts'
import type { RowOf } from '#app/db/rows.ts'
import { decryptSecret, encryptSecret } from '#app/db/secret.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { Seal } from './apply-values.ts'

const ownerOf = (tenantId: string, personId: string) => `${tenantId}/${personId}/iesfCode`

/** @returns the seal of one person's secret; a value sealed for one person opens for no other. */
export function sealFor(tenantId: string, personId: string): Seal {
  const owner = ownerOf(tenantId, personId)
  return {
    seal: (text) => encryptSecret(env().DATA_KEY, text, owner),
    open: (sealed) => decryptSecret(env().DATA_KEY, sealed, owner),
  }
}

/**
 * The secret in clear, for the person themselves on request; the caller asks `mayReadSecret` first.
 * @returns null where there is none
 */
export async function readSecret(query: Query, tenantId: string, personId: string): Promise<string | null> {
  const [row] = await query<RowOf<'person', 'iesfCode'>>(
    sql`SELECT "iesfCode" FROM "person" WHERE "tenantId" = ${tenantId} AND "id" = ${personId}`,
  )
  return row?.iesfCode ? sealFor(tenantId, personId).open(row.iesfCode) : null
}

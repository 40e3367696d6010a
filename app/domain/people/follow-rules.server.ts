/**
 * After another version of an association's rules is in force: what is stored of people in their shape follows (C2).
 */
import { isDeepStrictEqual } from 'node:util'
import { name, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { changeLogins } from './login-change.server.ts'
import type { PersonValues } from './person-source.ts'
import { sortNameOf } from './projection.ts'
import { refreshSharedEntries, type Scope } from './shared-entries.server.ts'

export interface Followed {
  /** People whose place in lists was worked out anew. */
  ordered: number
  /** People in the shared base now; undefined where nothing about it changed. */
  shared?: number
  /** Logins that are another now. */
  logins: number
}

/**
 * Orders of lists after the identity field, the shared base after contract and consent, logins after their form.
 * Audiences need nothing: rows hold choices, and rules are read at each request. Cheap where nothing of this changed.
 * @param before the configuration that was in force
 * @param scope the association with the one that is now
 */
export async function followRules(query: Query, before: TenantConfig, scope: Scope): Promise<Followed> {
  const { config } = scope
  const differs = (part: (one: TenantConfig) => unknown) => !isDeepStrictEqual(part(before), part(config))
  const newOrder = differs((one) => one.identity)
  const newBase =
    newOrder || differs((one) => [one.federation?.of, one.federation?.contract.columns, one.consents.federation])
  const newLogins = differs(({ login }) => [login.forms, login.join, login.suffix])
  return {
    ordered: newOrder ? await reorder(query, scope) : 0,
    ...(newBase ? { shared: await refreshSharedEntries(query, scope) } : {}),
    logins: newLogins ? await changeLogins(query, scope) : 0,
  }
}

const BATCH = 2000
const FIRST = '00000000-0000-0000-0000-000000000000'

async function reorder(query: Query, { id: tenantId, config }: Scope): Promise<number> {
  const fields = [config.identity.field, ...config.identity.with].map((field) => name(field))
  const list = fields.reduce((all, one) => sql`${all}, ${one}`)
  let count = 0
  for (let last = FIRST; ; ) {
    const rows = await query<PersonValues & { id: string }>(sql`SELECT "id", ${list} FROM "person"
      WHERE "tenantId" = ${tenantId} AND "id" > ${last} ORDER BY "id" LIMIT ${BATCH}`)
    await query(sql`UPDATE "person" p SET "sortName" = r.sort
      FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map((row) => sortNameOf(config, row))}::text[]) AS r(id,
        sort)
      WHERE p."tenantId" = ${tenantId} AND p."id" = r.id`)
    count += rows.length
    if (rows.length < BATCH) return count
    last = rows.at(-1)!.id
  }
}

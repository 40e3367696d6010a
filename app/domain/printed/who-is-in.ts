/** Who may be printed, as conditions on the person `p`, and why somebody is left out. */
import { closedAccountSql, deceasedSql } from '#app/context/in-force.ts'
import type { Tenant } from '#app/context/tenants.ts'
import { toSql } from '#app/db/condition.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { columns } from '#app/domain/search/bases.ts'
import { PRINTED_FIELDS, printAbility } from '#app/policy/printed.rules.ts'
import { whereListed } from '#app/policy/view.ts'
import { AUDIENCES, choiceCode } from '#app/vocabulary/audiences.ts'

type Of = Pick<Tenant, 'id' | 'config'>

const opensSql = ({ config }: Of): Sql => toSql(whereListed(printAbility(config), 'Person'), 'p')

/**
 * @returns the condition that the living person `p` says no to nothing that would keep them out of the book; somebody
 *   whose account was closed can no longer say no, and is left out
 */
export const printableSql = (tenant: Of): Sql => sql`(NOT ${deceasedSql(tenant.config)}
  AND NOT ${closedAccountSql(tenant.id)} AND ${opensSql(tenant)})`

/** A digest of all that an entry of the person `p` may be made of. */
export const valuesSql: Sql = sql`md5(ROW(${columns(PRINTED_FIELDS, 'p')})::text)`

/** Why a person stands in the list, or does not; `later`: not among those proposed. */
export const REASONS = ['in', 'deceased', 'objected', 'closed', 'chosen', 'rule', 'later'] as const
export type Reason = (typeof REASONS)[number]

/** @param proposed the condition that the person was proposed at the frozen date @returns one of {@link REASONS} */
export function reasonSql(tenant: Of, proposed: Sql): Sql {
  const chosen = AUDIENCES.map((audience) => choiceCode(tenant.config.identity.field, audience))
  return sql`CASE WHEN ${deceasedSql(tenant.config)} THEN 'deceased' WHEN NOT p."listed" THEN 'objected'
    WHEN ${closedAccountSql(tenant.id)} THEN 'closed' WHEN ${opensSql(tenant)} THEN CASE WHEN ${proposed} THEN 'in' ELSE 'later' END
    WHEN p."printChoices" && ${chosen}::smallint[] THEN 'chosen' ELSE 'rule' END`
}

/** Of whom a file for a receiver outside may say anything, as conditions on the person `p` (P7). */
import { closedAccountSql, deceasedSql } from '#app/context/in-force.ts'
import type { Tenant } from '#app/context/tenants.ts'
import { toSql } from '#app/db/condition.ts'
import { name, type Sql, sql } from '#app/db/sql.ts'
import { agreedColumn, type Transfer, transferAbility } from '#app/policy/transfer.rules.ts'
import { whereListed } from '#app/policy/view.ts'

type Of = Pick<Tenant, 'id' | 'config'>

/** @returns the condition that the person agreed, where the basis asks for it, and did not say no to this file */
const willingSql = (tenant: Of, transfer: Transfer): Sql => {
  const column = agreedColumn(transfer)
  return sql`(${column ? name(column, 'p') : sql`TRUE`} AND NOT EXISTS (SELECT FROM "transfer_objection" o
    WHERE o."tenantId" = ${tenant.id} AND o."personId" = p."id" AND o."file" = ${transfer.file.id}))`
}

/**
 * @returns the condition that the living person `p` exists for the receiver and is willing; somebody whose account was
 *   closed can no longer say no, and is left out
 */
export const leavesSql = (tenant: Of, transfer: Transfer): Sql => sql`(NOT ${deceasedSql(tenant.config)}
  AND NOT ${closedAccountSql(tenant.id)} AND ${willingSql(tenant, transfer)}
  AND ${toSql(whereListed(transferAbility(tenant.config, transfer), 'Person'), 'p')})`

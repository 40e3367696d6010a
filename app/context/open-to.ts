/** The rule of `policy/open-to.ts` as SQL. */
import { type Sql, sql } from '#app/db/sql.ts'
import { openTo } from '#app/policy/open-to.ts'
import type { Action } from '#app/vocabulary/actions.ts'
import { type At, paidUpSql } from './in-force.ts'

/** @returns the condition that the person `p` may do it by their roles */
export function openToSql(at: At, action: Action): Sql {
  const who = openTo(at.tenant.config, action)
  if (who === 'paid-up') return paidUpSql(at, sql`p."id"`)
  return who === 'everybody' ? sql`TRUE` : sql`FALSE`
}

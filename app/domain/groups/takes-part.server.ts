/** Whose roles let them take part in groups, as a condition (`policy/group.rules.ts` says it of one viewer). */
import { type At, paidUpSql } from '#app/context/in-force.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { whoTakesPart } from '#app/policy/group.rules.ts'

/** @returns the condition that the person `p` takes part: everybody, those whose dues are in force, or nobody */
export function takesPartSql(at: At): Sql {
  const who = whoTakesPart(at.tenant.config)
  if (who === 'paid-up') return paidUpSql(at, sql`p."id"`)
  return who === 'everybody' ? sql`TRUE` : sql`FALSE`
}

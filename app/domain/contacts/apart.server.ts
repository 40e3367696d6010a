/** Two people kept apart, as a condition: whoever asked for it, neither exists for the other (decision 040). */
import { type Sql, sql } from '#app/db/sql.ts'

/** @returns the condition that one of two people, each given by an id, keeps the other away */
export const apartSql = (tenantId: string, one: Sql, other: Sql): Sql => sql`EXISTS (SELECT 1 FROM "person_block" b
  WHERE b."tenantId" = ${tenantId} AND ((b."personId" = ${one} AND b."otherId" = ${other})
    OR (b."personId" = ${other} AND b."otherId" = ${one})))`

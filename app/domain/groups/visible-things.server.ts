/** What people publish, as conditions of statements. */
import type { Ctx } from '#app/context/open.ts'
import { toSql } from '#app/db/condition.ts'
import type { Sql } from '#app/db/sql.ts'
import { whereVisible } from '#app/policy/thing.rules.ts'
import type { Thing } from '#app/vocabulary/things.ts'

/** @returns the rows of a kind of thing that exist for this viewer, of the alias `x` */
export const visibleSql = ({ ability, now }: Pick<Ctx, 'ability' | 'now'>, thing: Thing): Sql =>
  toSql(whereVisible({ ability, now }, thing), 'x')

/**
 * A rule about rows as a closed tree: a small subset of Prisma's `where`, so that CASL judges a loaded row by it,
 * Prisma takes it as it stands, and {@link toSql} writes the same as parametrised SQL. Nothing else is ever a
 * condition.
 */
import { join, name, type Sql, sql } from './sql.ts'

export type Scalar = string | number | boolean

/** One test on one column; of instants, whether it came by then (`lte`) or is still to come (`gt`). */
export type Test =
  | Scalar
  | { in: readonly Scalar[] }
  | { hasSome: readonly Scalar[] }
  | { has: Scalar }
  | { lte: Date }
  | { gt: Date }

export interface Condition {
  AND?: readonly Condition[]
  /** An empty list holds for no row, as in Prisma. */
  OR?: readonly Condition[]
  NOT?: Condition
  [column: string]: Test | readonly Condition[] | Condition | undefined
}

/** Holds for no row. */
export const NEVER: Condition = { OR: [] }

/** @returns the condition for Prisma's `where`; a copy, since Prisma may not be handed something shared. */
export function toPrisma(condition: Condition): Record<string, unknown> {
  return structuredClone(condition) as Record<string, unknown>
}

/**
 * @param alias the table's alias in the statement
 * @throws for a test it does not know: an unknown rule must never read as "everybody"
 */
export function toSql(condition: Condition, alias: string): Sql {
  const pieces = Object.entries(condition).map(([key, value]) => {
    if (key === 'AND') return group(value as readonly Condition[], alias, ' AND ', sql`TRUE`)
    if (key === 'OR') return group(value as readonly Condition[], alias, ' OR ', sql`FALSE`)
    if (key === 'NOT') return sql`NOT (${toSql(value as Condition, alias)})`
    return test(name(key, alias), value as Test)
  })
  return join(pieces, ' AND ', sql`TRUE`)
}

function group(members: readonly Condition[], alias: string, glue: ' AND ' | ' OR ', empty: Sql): Sql {
  if (members.length === 0) return empty
  return sql`(${join(
    members.map((member) => toSql(member, alias)),
    glue,
  )})`
}

function test(column: Sql, value: Test): Sql {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return sql`${column} IS NOT DISTINCT FROM ${value}`
  if (value && typeof value === 'object') {
    if ('in' in value) return sql`(${column} IS NOT NULL AND ${column} = ANY(${value.in}))`
    if ('hasSome' in value)
      return typeof value.hasSome[0] === 'number'
        ? sql`${column} && ${value.hasSome}::smallint[]`
        : sql`${column} && ${value.hasSome}::text[]`
    if ('has' in value) return sql`${value.has} = ANY(${column})`
    if ('lte' in value && value.lte instanceof Date) return sql`${column} <= ${value.lte}::timestamptz`
    if ('gt' in value && value.gt instanceof Date) return sql`${column} > ${value.gt}::timestamptz`
  }
  throw new Error(`no such test: ${JSON.stringify(value)}`)
}

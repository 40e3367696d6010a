/**
 * Parametrised SQL as values: pieces compose, and only {@link Sql} made by the tag below is ever sent. The tag is
 * `sql-template-tag`, which Prisma's runtime brings along; its `raw` stays in this file.
 */
import { join as joinAll, raw, Sql, sqltag } from '@prisma/client/runtime/client'

export { Sql }

/** Values become parameters; a nested {@link Sql} is spliced with its own. `text` has $1 … $n, as pg wants it. */
export const sql: (strings: TemplateStringsArray, ...values: unknown[]) => Sql = sqltag

/** Joins pieces with a separator written here in code; `empty` where there are none. */
export function join(
  pieces: readonly Sql[],
  separator: ' AND ' | ' OR ' | ', ' | ' UNION ALL ' | ' INTERSECT ',
  empty: Sql = sql``,
): Sql {
  return pieces.length === 0 ? empty : joinAll([...pieces], separator)
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

/**
 * A column or table name, quoted, optionally after an alias.
 * @throws for anything but letters, digits and underscores: names come from code, never from a request
 */
export function name(column: string, alias?: string): Sql {
  if (!NAME.test(column) || (alias !== undefined && !NAME.test(alias))) throw new Error(`not a column name: ${column}`)
  return raw(alias ? `${alias}."${column}"` : `"${column}"`)
}

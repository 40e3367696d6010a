/**
 * Many rows in one statement: the rows travel as one JSON parameter, so the statement's text never changes and stays
 * prepared.
 */
import { Sql } from './sql.ts'

export type ColumnType =
  | 'uuid'
  | 'text'
  | 'integer'
  | 'smallint'
  | 'boolean'
  | 'double precision'
  | 'jsonb'
  | 'text[]'
  | 'smallint[]'
  | 'timestamptz'

/** A table as bulk writes see it: names and types are written in code, never taken from a request. */
export interface BulkTable {
  name: string
  columns: Readonly<Record<string, ColumnType>>
  /** Columns of the primary key. */
  key: readonly string[]
  /** Columns in which many rows at once are likely to hold the same: where they all do, it travels and is read once. */
  alike?: readonly string[]
}

/** What becomes of a row whose key is there already. */
export type OnConflict = 'fail' | 'update' | 'nothing'

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/
/** From here on, what a column costs per row outweighs a statement of its own. */
const MANY = 50
const texts = new WeakMap<BulkTable, Map<string, string[]>>()

/**
 * @param rows objects with the table's columns; a missing one is written as NULL, so all columns must be named by the
 * table
 * @param onConflict `fail` (the default) is the fastest
 * @throws for a table description that is no list of plain names
 */
export function insertRows(table: BulkTable, rows: readonly object[], onConflict: OnConflict = 'fail'): Sql {
  const common = commonOf(table, rows)
  const given = new Set<string>()
  const lean = rows.map((row) => withoutNulls(table, row, given, common))
  const used = Object.keys(table.columns).filter((column) => rows.length < MANY || given.has(column))
  const known = texts.get(table) ?? new Map<string, string[]>()
  texts.set(table, known)
  const shared = Object.keys(common)
  const key = `${onConflict} ${used.join(' ')} | ${shared.join(' ')}`
  const strings = known.get(key) ?? write(table, onConflict, used, shared)
  known.set(key, strings)
  return new Sql(strings, [JSON.stringify(lean), ...(shared.length > 0 ? [JSON.stringify(common)] : [])])
}

/**
 * @returns what all rows hold alike, of the columns that the table names; nothing for few rows, which cost little as
 * they are
 */
function commonOf({ alike = [] }: BulkTable, rows: readonly object[]): Record<string, unknown> {
  const common: Record<string, unknown> = {}
  if (rows.length < MANY) return common
  const [first, ...others] = rows as Record<string, unknown>[]
  for (const column of alike) {
    const value = first![column]
    if (value === null || value === undefined) continue
    const text = typeof value === 'object' ? JSON.stringify(value) : undefined
    const isAlike = (other: unknown) =>
      other === value || (text !== undefined && typeof other === 'object' && JSON.stringify(other) === text)
    if (others.every((row) => isAlike(row[column]))) common[column] = value
  }
  return common
}

/** Most of a person's ninety columns are empty: the server reads, copies and looks up the name of each that travels. */
function withoutNulls(table: BulkTable, row: object, given: Set<string>, common: object): object {
  const lean: Record<string, unknown> = {}
  for (const [column, value] of Object.entries(row)) {
    if (value === null || value === undefined || column in common || !(column in table.columns)) continue
    lean[column] = value
    given.add(column)
  }
  return lean
}

/**
 * @param used columns that some row has; the others are NULL in all of them, whatever the table would put there by
 * itself
 * @param shared columns in which all rows hold the same
 */
function write(table: BulkTable, onConflict: OnConflict, used: readonly string[], shared: readonly string[]): string[] {
  const columns = Object.keys(table.columns)
  for (const name of [table.name, ...columns, ...table.key])
    if (!NAME.test(name)) throw new Error(`not a column name: ${name}`)
  const list = columns.map((column) => `"${column}"`).join(', ')
  const valueIn = (column: string) =>
    shared.includes(column) ? `s."${column}"` : used.includes(column) ? `r."${column}"` : 'NULL'
  const typed = (some: readonly string[]) => some.map((column) => `"${column}" ${table.columns[column]}`).join(', ')
  const values = columns.map(valueIn).join(', ')
  const rest = columns.filter((column) => !table.key.includes(column))
  const key = table.key.map((column) => `"${column}"`).join(', ')
  const conflict = {
    // Without an end of its own, a distributed database would copy the rows, and no copy passes the tenant wall.
    fail: ' RETURNING 1',
    nothing: ' ON CONFLICT DO NOTHING',
    update: ` ON CONFLICT (${key}) DO UPDATE SET ${rest.map((column) => `"${column}" = EXCLUDED."${column}"`).join(', ')}`,
  }[onConflict]
  const begin = `INSERT INTO "${table.name}" (${list}) SELECT ${values} FROM json_to_recordset(`
  const rows = `::json) AS r(${typed(used)})`
  if (shared.length === 0) return [begin, `${rows}${conflict}`]
  return [begin, `${rows}, json_to_record(`, `::json) AS s(${typed(shared)})${conflict}`]
}

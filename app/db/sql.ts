/** Parametrised SQL as values: pieces compose, and only {@link Sql} made by the tag below is ever sent. */
export class Sql {
  readonly strings: readonly string[]
  readonly values: readonly unknown[]

  constructor(strings: readonly string[], values: readonly unknown[]) {
    this.strings = strings
    this.values = values
  }

  /** The statement with $1 … $n, as pg wants it. */
  get text(): string {
    return this.strings.reduce((text, part, i) => (i === 0 ? part : `${text}$${i}${part}`), '')
  }
}

/** Values become parameters; a nested {@link Sql} is spliced with its own. */
export function sql(strings: TemplateStringsArray, ...values: unknown[]): Sql {
  const parts: string[] = []
  const params: unknown[] = []
  let last = strings[0] ?? ''
  for (const [i, value] of values.entries()) {
    if (value instanceof Sql) {
      last += value.strings[0] ?? ''
      for (const [j, param] of value.values.entries()) {
        params.push(param)
        parts.push(last)
        last = value.strings[j + 1] ?? ''
      }
    } else {
      params.push(value)
      parts.push(last)
      last = ''
    }
    last += strings[i + 1] ?? ''
  }
  return new Sql([...parts, last], params)
}

/** Joins pieces with a separator written here in code; `empty` where there are none. */
export function join(
  pieces: readonly Sql[],
  separator: ' AND ' | ' OR ' | ', ' | ' UNION ALL ' | ' INTERSECT ',
  empty: Sql = sql``,
): Sql {
  if (pieces.length === 0) return empty
  const glue = new Sql([separator], [])
  return pieces.slice(1).reduce((all, piece) => sql`${all}${glue}${piece}`, pieces[0]!)
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

/**
 * A column or table name, quoted, optionally after an alias.
 * @throws for anything but letters, digits and underscores: names come from code, never from a request
 */
export function name(column: string, alias?: string): Sql {
  if (!NAME.test(column) || (alias !== undefined && !NAME.test(alias))) throw new Error(`not a column name: ${column}`)
  return new Sql([alias ? `${alias}."${column}"` : `"${column}"`], [])
}

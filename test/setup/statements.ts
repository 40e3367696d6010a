/**
 * What a statement may say, so that a distributed database sends it to the one node of its association (design.md §8).
 * Reads texts.
 */
import { loadModule, parseSync } from 'libpg-query'
import { CATALOGUE } from '#app/db/catalogue.ts'

await loadModule()

type Node = Record<string, unknown>
interface Relation {
  table: string
  alias: string
}

const TENANT = new Set(CATALOGUE.filter((one) => one.class === 'tenant').map(({ table }) => table))
/**
 * Tables that a federation reads: its own id stands beside them, the association's where one association's rows are
 * meant.
 */
const SHARED = new Set([
  'federation_contract',
  'shared_entry',
  'shared_token',
  'shared_deletion',
  'shared_place',
  'shared_post',
  'shared_decision',
])

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

/** Every node below, level by level of queries: `enter` says whether to go on into it. */
function walk(value: unknown, enter: (kind: string, node: Node) => boolean): void {
  if (Array.isArray(value)) for (const one of value) walk(one, enter)
  else if (isNode(value))
    for (const [kind, below] of Object.entries(value))
      if (!isNode(below) || Array.isArray(below) || enter(kind, below)) walk(below, enter)
}

const QUERIES = ['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt']

/** Queries at any depth, each by itself; parts of a UNION are queries of their own. */
function queriesIn(tree: unknown): [string, Node][] {
  const found: [string, Node][] = []
  walk(tree, (kind, node) => {
    if (QUERIES.includes(kind)) found.push([kind, node])
    else if ((kind === 'larg' || kind === 'rarg') && 'op' in node) found.push(['SelectStmt', node])
    return true
  })
  return found
}

/** Whether a node is a query inside the query that is read. */
const isInner = (kind: string, node: Node) =>
  QUERIES.includes(kind) || ((kind === 'larg' || kind === 'rarg') && 'op' in node)

function relationsOf(kind: string, query: Node): Relation[] {
  const found: Relation[] = []
  const add = (node: Node) => {
    const table = String(node.relname)
    const alias = isNode(node.alias) ? String(node.alias.aliasname) : table
    if (TENANT.has(table)) found.push({ table, alias })
  }
  if (kind !== 'InsertStmt' && isNode(query.relation)) add(query.relation)
  for (const part of [query.fromClause, query.usingClause])
    walk(part, (kind, node) => {
      if (kind === 'RangeVar') add(node)
      return !isInner(kind, node)
    })
  return found
}

const isParameter = (value: unknown): boolean =>
  isNode(value) && ('ParamRef' in value || (isNode(value.TypeCast) && isParameter(value.TypeCast.arg)))

function columnOf(value: unknown): string | undefined {
  if (!isNode(value) || !isNode(value.ColumnRef)) return undefined
  return (value.ColumnRef.fields as Node[]).map((field) => (isNode(field.String) ? field.String.sval : '*')).join('.')
}

/** Columns that the query itself, and no query inside it, sets equal to a parameter. */
function fixedIn(query: Node): Set<string> {
  const fixed = new Set<string>()
  const { fromClause, usingClause, whereClause } = query
  walk([fromClause, usingClause, { whereClause }], (kind, node) => {
    if (kind === 'A_Expr' && node.kind === 'AEXPR_OP' && JSON.stringify(node.name).includes('"="')) {
      const { lexpr, rexpr } = node
      const column = isParameter(rexpr) ? columnOf(lexpr) : isParameter(lexpr) ? columnOf(rexpr) : undefined
      if (column) fixed.add(column)
    }
    return !isInner(kind, node)
  })
  return fixed
}

function relationFaults(kind: string, query: Node): string[] {
  const relations = relationsOf(kind, query)
  const fixed = fixedIn(query)
  const says = (alias: string, column: string) =>
    fixed.has(`${alias}.${column}`) || (relations.length === 1 && fixed.has(column))
  return relations
    .filter(({ table, alias }) => !says(alias, 'tenantId') && !(SHARED.has(table) && says(alias, 'federationId')))
    .map(({ table, alias }) =>
      `${table} ${alias === table ? '' : `${alias} `}has no tenantId of its own`.replace('  ', ' '),
    )
}

function calls(part: unknown): boolean {
  let found = false
  walk(part, (kind, node) => {
    if (kind === 'FuncCall' || kind === 'SQLValueFunction') found = true
    return !isInner(kind, node)
  })
  return found
}

function writeFaults(kind: string, query: Node): string[] {
  const faults: string[] = []
  const select =
    isNode(query.selectStmt) && isNode(query.selectStmt.SelectStmt) ? query.selectStmt.SelectStmt : undefined
  const { onConflictClause, returningClause } = query
  if (kind === 'InsertStmt' && select && !select.valuesLists && !onConflictClause && !returningClause)
    faults.push('INSERT … SELECT ends with neither ON CONFLICT nor RETURNING')
  if (kind !== 'SelectStmt' && calls(returningClause)) faults.push('RETURNING calls a function')
  if (isNode(onConflictClause) && calls(onConflictClause.targetList)) faults.push('DO UPDATE calls a function')
  return faults
}

/** @returns what a distributed database would refuse, or ask all its nodes for */
export function statementFaults(text: string): string[] {
  const faults: string[] = []
  if (/\bset_config\b/i.test(text)) faults.push('set_config is not sent to other nodes')
  if (/\bctid\b/i.test(text)) faults.push('ctid names no row of a distributed table')
  const { stmts = [] } = parseSync(text) as unknown as { stmts?: Node[] }
  const sets = stmts.some(({ stmt }) => isNode(stmt) && 'VariableSetStmt' in stmt)
  if (sets && stmts.length > 1) faults.push('SET LOCAL shares its text')
  for (const [kind, query] of queriesIn(stmts)) faults.push(...relationFaults(kind, query), ...writeFaults(kind, query))
  return faults
}

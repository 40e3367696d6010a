/** How the database went about each statement of a request, on the plan it settles on for good. */
import pg from 'pg'
import type { Ctx } from '#app/context/open.ts'
import type { Sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'

/** One table that was read. */
export interface Visit {
  table: string
  how: string
  index?: string
  /** Rows looked at, those thrown away again included. */
  rows: number
  /** Pages of the buffer that this node and those below it asked for. */
  buffers: number
}

interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  Plans?: Node[]
}

/** Executions after which PostgreSQL has chosen between plans for these values and one plan for all. */
const SETTLED = 6

/** @returns the context, writing down what every statement visits. */
export function watched(ctx: Ctx, visits: Visit[]): Ctx {
  return {
    ...ctx,
    sql: (work) =>
      inTenantSql(ctx.tenant.id, (query, client) => {
        const watching: Query = async (statement) => {
          visits.push(...(await visitsOf(client, statement)))
          return query(statement)
        }
        return work(watching)
      }),
  }
}

async function visitsOf(client: pg.PoolClient, { text, values }: Sql): Promise<Visit[]> {
  await client.query(`PREPARE watched AS ${text}`)
  const given = values.length > 0 ? `(${values.map(literal).join(', ')})` : ''
  let plan: Node | undefined
  for (let i = 0; i < SETTLED; i++) {
    // What writes is written once, by the request itself.
    await client.query('SAVEPOINT once')
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Node }[] }>(
      `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) EXECUTE watched${given}`,
    )
    plan = rows[0]!['QUERY PLAN'][0]!.Plan
    await client.query('ROLLBACK TO SAVEPOINT once')
  }
  await client.query('DEALLOCATE watched')
  return visitsIn(plan!)
}

/** As pg itself writes parameters, in quotes. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (value instanceof Date) return `'${value.toISOString()}'`
  if (Array.isArray(value))
    return `${pg.escapeLiteral(`{${value.map((one) => `"${String(one).replace(/["\\]/g, '\\$&')}"`).join()}}`)}`
  return pg.escapeLiteral(String(value))
}

/** A scan of an index inside a bitmap scan has no table of its own: its rows are counted where the table is read. */
function visitsIn(node: Node): Visit[] {
  const below = (node.Plans ?? []).flatMap(visitsIn)
  const table = node['Relation Name']
  if (!table) return below
  const perLoop =
    node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)
  const index = node['Index Name']
  const visit = {
    table,
    how: node['Node Type'],
    ...(index ? { index } : {}),
    rows: Math.round(perLoop * node['Actual Loops']),
    buffers: node['Shared Hit Blocks'] + node['Shared Read Blocks'],
  }
  return [visit, ...below]
}

/** Rows of other tables that name a person, from one record to another and back (merge-tables.ts). */

import type { Scoped } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { join, name, type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { MERGE_TABLES } from './merge-tables.ts'

type Row = Record<string, unknown>

/** What was done to one table, for undoing it. */
export interface RowsMoved {
  table: string
  column: string
  /** Keys of the rows whose column was changed. */
  moved: Row[]
  /** Whole rows of the record that is gone, which could not be moved or were written anew. */
  left: Row[]
  /** Keys of rows written for the kept record. */
  added: Row[]
}

interface Ids {
  tenantId: string
  keptId: string
  goneId: string
}

const plans = Object.entries(MERGE_TABLES).flatMap(([place, plan]) => {
  const [table, column] = place.split('.') as [string, string]
  return plan.how === 'moved' || plan.how === 'pair' ? [{ table, column, plan }] : []
})

/** Moves or rewrites every row of the record that goes. @returns what it takes to undo it */
export async function moveRows(query: Query, ids: Ids): Promise<RowsMoved[]> {
  await closeDoubleReports(query, ids)
  await joinInvitations(query, ids)
  const given = await joinRegistrations(query, ids)
  const done: RowsMoved[] = []
  for (const { table, column, plan } of plans) {
    const one =
      plan.how === 'moved'
        ? await move(query, ids, table, { column, key: plan.key })
        : await rewrite(query, ids, table, [column, plan.other])
    if (one.moved.length + one.left.length + one.added.length > 0) done.push(one)
  }
  // Last: undone, they come back once the other's rows have left their place.
  if (given.left.length > 0) done.push(given)
  // A contact and somebody kept away are not both: what keeps away is the stronger.
  await query(sql`DELETE FROM "friendship" f USING "person_block" b
    WHERE f."tenantId" = ${ids.tenantId} AND b."tenantId" = ${ids.tenantId}
    AND (f."personId" = ${ids.keptId} OR f."friendId" = ${ids.keptId})
      AND ((b."personId" = f."personId" AND b."otherId" = f."friendId")
      OR (b."personId" = f."friendId" AND b."otherId" = f."personId"))`)
  return done
}

/** One reporter has one open report on a person; where both records had one, the later is answered by the earlier. */
async function closeDoubleReports(query: Query, { tenantId, keptId, goneId }: Ids): Promise<void> {
  await query(sql`UPDATE "person_report" r SET "open" = NULL WHERE r."tenantId" = ${tenantId}
    AND r."personId" = ${goneId} AND r."open"
    AND EXISTS (SELECT 1 FROM "person_report" k WHERE k."tenantId" = ${tenantId} AND k."personId" = ${keptId}
      AND k."accountId" = r."accountId" AND k."open")`)
}

/** An event that one of both declined is declined: the narrower wish holds. */
async function joinInvitations(query: Query, { tenantId, keptId, goneId }: Ids): Promise<void> {
  await query(sql`UPDATE "event_invitation" k SET "state" = 'declined' FROM "event_invitation" g
    WHERE k."tenantId" = ${tenantId} AND k."personId" = ${keptId} AND g."tenantId" = ${tenantId}
      AND g."personId" = ${goneId} AND g."eventId" = k."eventId" AND g."state" = 'declined'`)
}

/**
 * For an event that both said something about: seen coming only where both want it, and what holds more is kept, a paid
 * place before a free one.
 */
async function joinRegistrations(query: Query, { tenantId, keptId, goneId }: Ids): Promise<RowsMoved> {
  const both = (one: string, other: string) => sql`k."tenantId" = ${tenantId} AND k."personId" = ${one}
    AND g."tenantId" = ${tenantId} AND g."personId" = ${other} AND g."eventId" = k."eventId"`
  for (const pair of [both(keptId, goneId), both(goneId, keptId)])
    await query(sql`UPDATE "event_registration" k SET "shown" = FALSE FROM "event_registration" g
      WHERE ${pair} AND k."shown" AND NOT g."shown"`)
  const rank = (alias: 'k' | 'g') =>
    sql`(array_position(ARRAY['withdrawn', 'transferred', 'waiting', 'offered', 'paying', 'registered'],
      ${name('state', alias)}) * 2 + (${name('saleId', alias)} IS NOT NULL)::int)`
  const left = await query<{ row: Row }>(sql`WITH given AS (DELETE FROM "event_registration" k
      USING "event_registration" g WHERE ${both(keptId, goneId)} AND ${rank('k')} < ${rank('g')} RETURNING k.*)
    SELECT to_jsonb(given) AS "row" FROM given`)
  const rows = left.map(({ row }) => row)
  return { table: 'event_registration', column: 'personId', moved: [], left: rows, added: [] }
}

const equal = (keys: readonly string[], one: string, other: string): Sql =>
  join(
    keys.map((key) => sql`${name(key, one)} = ${name(key, other)}`),
    ' AND ',
    sql`TRUE`,
  )

async function move(
  query: Query,
  ids: Ids,
  table: string,
  { column, key }: { column: string; key: readonly string[] },
): Promise<RowsMoved> {
  const { tenantId, keptId, goneId } = ids
  const keyed = key.includes('id')
    ? sql`FALSE`
    : sql`EXISTS (SELECT 1 FROM ${name(table)} k WHERE k."tenantId" = ${tenantId}
      AND ${name(column, 'k')} = ${keptId} AND ${equal(key, 'k', 't')})`
  const moved = await query<{ row: Row }>(sql`WITH moved AS (UPDATE ${name(table)} t SET ${name(column)} = ${keptId}
    WHERE t."tenantId" = ${tenantId} AND ${name(column, 't')} = ${goneId} AND NOT ${keyed} RETURNING t.*)
    SELECT to_jsonb(moved) AS "row" FROM moved`)
  const left = await query<{ row: Row }>(sql`SELECT to_jsonb(t) AS "row" FROM ${name(table)} t
    WHERE t."tenantId" = ${tenantId} AND ${name(column, 't')} = ${goneId}`)
  if (left.length > 0)
    await query(sql`DELETE FROM ${name(table)} t WHERE t."tenantId" = ${tenantId} AND ${name(column, 't')} = ${goneId}`)
  const keys = moved.map(({ row }) => Object.fromEntries(key.map((one) => [one, row[one]])))
  return { table, column, moved: keys, left: left.map(({ row }) => row), added: [] }
}

/** Rows between two people: for the kept record as for the one that goes, but never with oneself. */
async function rewrite(query: Query, ids: Ids, table: string, pair: [string, string]): Promise<RowsMoved> {
  const { tenantId, keptId, goneId } = ids
  const [a, b] = pair
  const left = (
    await query<{ row: Row }>(sql`SELECT to_jsonb(t) AS "row" FROM ${name(table)} t
      WHERE t."tenantId" = ${tenantId} AND (${name(a, 't')} = ${goneId} OR ${name(b, 't')} = ${goneId})`)
  ).map(({ row }) => row)
  const now = (id: unknown) => (id === goneId ? keptId : id)
  const wanted = left
    .map((row) => ({ ...row, [a]: now(row[a]), [b]: now(row[b]) }) as Row)
    .filter((row) => row[a] !== row[b])
  const added = await restore(query, table, wanted)
  return { table, column: a, moved: [], left, added: added.map((row) => ({ [a]: row[a], [b]: row[b] })) }
}

/** Writes whole rows; those whose key is there already are left as they are. @returns the rows written */
async function restore(query: Query, table: string, rows: readonly Row[]): Promise<Row[]> {
  if (rows.length === 0) return []
  return query<Row>(sql`INSERT INTO ${name(table)} AS t
    SELECT * FROM jsonb_populate_recordset(NULL::${name(table)}, ${JSON.stringify(rows)}::jsonb)
    ON CONFLICT DO NOTHING RETURNING t.*`)
}

/** Undoes {@link moveRows}, once the record is there again; rows that went meanwhile stay away. */
export async function moveRowsBack(query: Query, ids: Ids, done: readonly RowsMoved[]): Promise<void> {
  const { tenantId, keptId, goneId } = ids
  for (const { table, column, moved, left, added } of done) {
    const plan = MERGE_TABLES[`${table}.${column}`]
    for (const key of moved)
      await query(sql`UPDATE ${name(table)} t SET ${name(column)} = ${goneId}
        WHERE t."tenantId" = ${tenantId} AND ${name(column, 't')} = ${keptId} AND ${matching(key)}`)
    for (const key of added)
      await query(sql`DELETE FROM ${name(table)} t WHERE t."tenantId" = ${tenantId} AND ${matching(key)}`)
    await restore(
      query,
      table,
      plan?.how === 'pair' ? await withBoth({ query, tenant: { id: tenantId } }, left, column, plan.other) : left,
    )
  }
}

/** Values travel as text: each is read as its column's type. */
const matching = (key: Row): Sql =>
  join(
    Object.entries(key).map(([column, value]) => sql`${name(column, 't')} = ${value}`),
    ' AND ',
    sql`TRUE`,
  )

/** Rows of which both people are still there. */
async function withBoth(
  { query, tenant: { id: tenantId } }: Scoped<{ id: string }>,
  rows: readonly Row[],
  a: string,
  b: string,
): Promise<Row[]> {
  const ids = rows.flatMap((row) => [row[a], row[b]]) as string[]
  const there = await query<RowOf<'person', 'id'>>(
    sql`SELECT "id" FROM "person" WHERE "tenantId" = ${tenantId} AND "id" = ANY(${ids}::uuid[])`,
  )
  const known = new Set(there.map(({ id }) => id))
  return rows.filter((row) => known.has(row[a] as string) && known.has(row[b] as string))
}

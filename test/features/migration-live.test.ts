/**
 * A new version's migrations on a database that the version before is using: nobody fails, and nobody waits for long.
 */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { installQueue } from '#app/tasks/queue.ts'
import { applyMigrations } from '../../prisma/engine.ts'
import { queryAs, urlOf } from '../setup/database.ts'

/** So many migrations behind, the version before. */
const BEHIND = 5
const NAME = `live_${randomUUID().replaceAll('-', '')}`
const TENANT = randomUUID()
let older: Map<string, string[]>

const owner = () => urlOf('owner', NAME)
const COLUMNS = `SELECT c.relname::text AS "table", a.attname::text AS "column"
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname NOT LIKE '\\_%'
    AND has_table_privilege('alumni_app', c.oid, 'SELECT') ORDER BY 1, a.attnum`

async function columnsNow(): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (const { table, column } of await queryAs<{ table: string; column: string }>(owner(), COLUMNS))
    found.set(table, [...(found.get(table) ?? []), column])
  return found
}

beforeAll(async () => {
  await queryAs(urlOf('owner', 'postgres'), `CREATE DATABASE ${NAME}`)
  await applyMigrations(owner(), BEHIND)
  await installQueue(owner(), 'alumni_app')
  older = await columnsNow()
})
afterAll(async () => {
  for (let tries = 0; ; tries++) {
    try {
      await queryAs(urlOf('owner', 'postgres'), `DROP DATABASE ${NAME}`)
      return
    } catch (error) {
      if (tries > 40) throw error
      await new Promise((done) => setTimeout(done, 250))
    }
  }
})

/** What the version before says: every column that it knows of, by name, as it does in its statements. */
const statements = () =>
  [...older].map(([table, columns]) => `SELECT ${columns.map((one) => `"${one}"`).join()} FROM "${table}" LIMIT 5`)

interface Traffic {
  faults: string[]
  longest: number
  asked: number
}

/** One visitor after another of the version before, until told to stop. */
async function visit(traffic: Traffic, isOver: () => boolean): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf('app', NAME) })
  await client.connect()
  const all = statements()
  for (let i = Math.floor(Math.random() * all.length); !isOver(); i++) {
    const began = performance.now()
    try {
      await client.query('BEGIN')
      await client.query(`SELECT set_config('app.tenant', $1, true)`, [TENANT])
      await client.query(all[i % all.length]!)
      await client.query('COMMIT')
    } catch (error) {
      traffic.faults.push(`${all[i % all.length]!.slice(-40)}: ${(error as Error).message}`)
      await client.query('ROLLBACK')
    }
    traffic.asked += 1
    traffic.longest = Math.max(traffic.longest, performance.now() - began)
  }
  await client.end()
}

/** A report that reads for seconds what the migrations are about to change, so that their locks have to wait. */
async function readSlowly(tables: readonly string[], ms: number): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: urlOf('app', NAME) })
  await client.connect()
  await client.query('BEGIN')
  for (const table of tables) await client.query(`SELECT 1 FROM "${table}" LIMIT 1`)
  const ended = new Promise<void>((done) => setTimeout(done, ms)).then(() => client.query('COMMIT'))
  return () => ended.then(() => client.end())
}

test('under traffic, and behind somebody who reads for five seconds: nothing fails, none waits for more than two', async () => {
  const traffic: Traffic = { faults: [], longest: 0, asked: 0 }
  let over = false
  const visitors = Array.from({ length: 4 }, () => visit(traffic, () => over))
  const slow = await readSlowly([...older.keys()], 5_000)
  const applied = await applyMigrations(owner())
  await slow()
  await new Promise((done) => setTimeout(done, 300))
  over = true
  await Promise.all(visitors)
  expect(applied).toHaveLength(BEHIND)
  expect(traffic.faults).toEqual([])
  expect(traffic.asked).toBeGreaterThan(100)
  expect(traffic.longest).toBeLessThan(2_000)
}, 90_000)

test('what the version before writes is still taken: every new column has a value of its own or none', async () => {
  const wanting = await queryAs<{ table: string; column: string }>(
    owner(),
    `SELECT c.relname::text AS "table", a.attname::text AS "column" FROM pg_attribute a
     JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT a.atthasdef`,
  )
  const fresh = wanting.filter(({ table, column }) => older.has(table) && !older.get(table)!.includes(column))
  expect(fresh).toEqual([])
  const now = await columnsNow()
  for (const [table, columns] of older) expect(now.get(table), table).toEqual(expect.arrayContaining(columns))
})

/**
 * A new version's migrations on a database that the version before is using: nobody fails, and nobody waits for long.
 */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { installQueue } from '#app/tasks/queue.ts'
import { applyMigrations, migrationNames } from '../../prisma/engine.ts'
import { queryAs, urlOf } from '../setup/database.ts'

/**
 * The version before is behind the newest migration that changes a table which others read: `keys_keep_their_ids` has a
 * lock on forty of them. Those after it are tried as well, whatever they lock.
 */
const LOCKING = '20261130160000_keys_keep_their_ids'
const BEHIND = migrationNames().length - migrationNames().indexOf(LOCKING)
const NAME = `live_${randomUUID().replaceAll('-', '')}`
const TENANT = randomUUID()
/** Milliseconds of the slow one; visitors behind a migration that waits for it would wait as long. */
const SLOW = 8_000
let older: Map<string, string[]>
/** Tables out of which the application's role may delete. */
let writable: string[]

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
  const may = await queryAs<{ name: string }>(
    owner(),
    `SELECT c.relname::text AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
       AND c.relname NOT LIKE '\\_%' AND has_table_privilege('alumni_app', c.oid, 'DELETE') ORDER BY 1`,
  )
  writable = may.map(({ name }) => name)
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

/**
 * What the version before says: every column that it knows of, by name, as it does in its statements; and, where it
 * may, a writer's word that changes no row but asks for the lock of one that does.
 */
const statements = () => [
  ...[...older].map(([table, columns]) => `SELECT ${columns.map((one) => `"${one}"`).join()} FROM "${table}" LIMIT 5`),
  ...writable.map((table) => `DELETE FROM "${table}" WHERE false`),
]

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

/** @returns whether the migrations wait for somebody's lock now */
async function isWaiting(): Promise<boolean> {
  const waiting = `SELECT 1 FROM pg_stat_activity
    WHERE datname = '${NAME}' AND usename = 'alumni_owner' AND wait_event_type = 'Lock' AND wait_event = 'relation'`
  return (await queryAs(owner(), waiting)).length > 0
}

/**
 * A report that has read and written what the migrations are about to change, and goes on for as long as it takes after
 * they were seen waiting for it.
 * @returns whether they were seen before they were done
 */
async function workSlowly(client: pg.Client, isDone: () => boolean): Promise<boolean> {
  let seen = false
  for (; !seen && !isDone(); await new Promise((done) => setTimeout(done, 20))) seen = await isWaiting()
  if (seen) await new Promise((done) => setTimeout(done, SLOW))
  await client.query('COMMIT')
  await client.end()
  return seen
}

async function beginSlowWork(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: urlOf('app', NAME) })
  await client.connect()
  await client.query('BEGIN')
  for (const table of older.keys()) await client.query(`SELECT 1 FROM "${table}" LIMIT 1`)
  for (const table of writable) await client.query(`DELETE FROM "${table}" WHERE false`)
  return client
}

test('under traffic, and behind somebody who works for eight seconds: nothing fails, and none waits for half as long', async () => {
  const traffic: Traffic = { faults: [], longest: 0, asked: 0 }
  let over = false
  let migrated = false
  const visitors = Array.from({ length: 4 }, () => visit(traffic, () => over))
  const slow = workSlowly(await beginSlowWork(), () => migrated)
  const applied = await applyMigrations(owner()).finally(() => {
    migrated = true
  })
  // Otherwise nobody had to wait for anything, and the rest says nothing.
  expect(await slow).toBe(true)
  await new Promise((done) => setTimeout(done, 300))
  over = true
  await Promise.all(visitors)
  expect(applied).toHaveLength(BEHIND)
  expect(traffic.faults).toEqual([])
  expect(traffic.asked).toBeGreaterThan(100)
  expect(traffic.longest).toBeLessThan(SLOW / 2)
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

/**
 * A database's copy as pg_dump makes it, which the packages of the tests' server do not hold: every row in one
 * snapshot, out of one database's tables into those that the migrations made in another.
 */
import pg from 'pg'
import { installQueue } from '#app/tasks/queue.ts'
import { applyMigrations } from '../../prisma/engine.ts'
import { queryAs, urlOf } from './database.ts'

/** What a client of pg says and hears while it copies. */
interface Wire {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
}

/** One COPY, in the form that pg hands the connection to. */
class Copying {
  readonly #text: string
  readonly #rows: Buffer[]
  readonly done: Promise<void>
  #end!: () => void
  #fail!: (error: Error) => void

  /** @param rows what goes in; what comes out is added to it */
  constructor(text: string, rows: Buffer[]) {
    this.#text = text
    this.#rows = rows
    this.done = new Promise((end, fail) => {
      this.#end = end
      this.#fail = fail
    })
  }
  submit(wire: Wire) {
    wire.query(this.#text)
  }
  handleCopyData({ chunk }: { chunk: Buffer }) {
    this.#rows.push(Buffer.from(chunk))
  }
  handleCopyInResponse(wire: Wire) {
    for (const row of this.#rows) wire.sendCopyFromChunk(row)
    wire.endCopyFrom()
  }
  handleCommandComplete() {}
  handleReadyForQuery() {
    this.#end()
  }
  handleError(error: Error) {
    this.#fail(error)
  }
}

async function copy(client: pg.Client, text: string, rows: Buffer[]): Promise<void> {
  const copying = new Copying(text, rows)
  client.query(copying as unknown as pg.Submittable)
  await copying.done
}

/** As the superuser, whom no policy holds. */
async function asSuperuser<T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const url = new URL(urlOf('owner', database))
  url.username = 'postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  return work(client).finally(() => client.end())
}

export interface LogicalCopy {
  tables: { name: string; columns: string; rows: Buffer[] }[]
  sequences: { name: string; last: string | null }[]
}

const TABLES = `SELECT format('%I.%I', n.nspname, c.relname) AS "name",
    (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS "columns"
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND n.nspname IN ('public', 'pgboss') AND c.relname <> '_prisma_migrations' ORDER BY 1`
const SEQUENCES = `SELECT format('%I.%I', schemaname, sequencename) AS "name", last_value::text AS "last" FROM pg_sequences`

/** @param isolation the level of the one transaction in which everything is read */
export function takeCopy(database: string, isolation = 'REPEATABLE READ'): Promise<LogicalCopy> {
  return asSuperuser(database, async (client) => {
    await client.query(`BEGIN ISOLATION LEVEL ${isolation} READ ONLY`)
    const found = (await client.query<{ name: string; columns: string }>(TABLES)).rows
    const tables = found.map((table) => ({ ...table, rows: [] as Buffer[] }))
    for (const { name, columns, rows } of tables) await copy(client, `COPY ${name} (${columns}) TO STDOUT`, rows)
    const sequences = (await client.query<LogicalCopy['sequences'][number]>(SEQUENCES)).rows
    await client.query('COMMIT')
    return { tables, sequences }
  })
}

/** Makes the database and puts the copy into it; its triggers and keys wait, as they do for pg_restore. */
export async function restoreCopy({ tables, sequences }: LogicalCopy, database: string): Promise<void> {
  await queryAs(urlOf('owner', 'postgres'), `CREATE DATABASE ${database}`)
  await applyMigrations(urlOf('owner', database))
  await installQueue(urlOf('owner', database), 'alumni_app')
  await asSuperuser(database, async (client) => {
    await client.query('BEGIN')
    await client.query('SET LOCAL session_replication_role = replica')
    await client.query(`TRUNCATE ${tables.map(({ name }) => name).join(', ')}`)
    for (const { name, columns, rows } of tables) await copy(client, `COPY ${name} (${columns}) FROM STDIN`, rows)
    for (const { name, last } of sequences)
      if (last !== null) await client.query('SELECT setval($1::regclass, $2::bigint)', [name, last])
    await client.query('COMMIT')
  })
}

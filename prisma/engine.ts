/**
 * Prisma's schema engine, compiled to WebAssembly: applies and compares the plain SQL migrations beside this file
 * without the native binary that the prisma CLI would download.
 */
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { DiffParams, SchemaEngine } from '@prisma/schema-engine-wasm'

const here = import.meta.dirname
const migrationsFolder = join(here, 'migrations')
interface Connection {
  host: string
  port: number
  user: string
  password: string
  database: string
}

const filters = { externalTables: [], externalEnums: [] }

/**
 * The adapter cuts scripts at every semicolon, inside functions and comments too; sent whole, a migration is also one
 * transaction.
 */
class WholeScripts extends PrismaPg {
  readonly parts: Connection
  readonly #open = new Set<() => Promise<void>>()
  constructor(parts: Connection) {
    super(parts)
    this.parts = parts
  }
  override async connect() {
    const adapter = sendWhole(await super.connect())
    const end = adapter.dispose.bind(adapter)
    this.#open.add(end)
    adapter.dispose = () => {
      this.#open.delete(end)
      return end()
    }
    return adapter
  }
  /** Ends what the engine leaves open: for ten seconds more it would hold the lock that keeps other migrations out. */
  async close() {
    for (const end of this.#open) await end()
    this.#open.clear()
  }
  /** As the adapter's own, but its connections end before its database is dropped. */
  override async connectToShadowDb() {
    const outer = await this.connect()
    const database = `shadow_${randomUUID()}`
    await outer.executeScript(`CREATE DATABASE "${database}"`)
    const shadow = await new WholeScripts({ ...this.parts, database }).connect()
    const close = shadow.dispose.bind(shadow)
    shadow.dispose = async () => {
      await close()
      await outer.executeScript(`DROP DATABASE "${database}"`)
      await outer.dispose()
    }
    return shadow
  }
}

/**
 * The engine's questions on a live schema, in terms this adapter can read (not the internal type "char") and PostgreSQL
 * 18 answers as older ones did (NOT NULL is a constraint there; checks and exclusions are meant).
 */
function readable(sql: string): string {
  return sql
    .replace("contype NOT IN ('p', 'u', 'f')", "contype IN ('c', 'x')")
    .replace('constr.contype AS constraint_type', 'constr.contype::char(1) AS constraint_type')
    .replace(/^(\s+)con\.(confdeltype|confupdtype),$/gm, '$1con.$2::char(1) AS $2,')
}

function sendWhole<T extends Awaited<ReturnType<PrismaPg['connect']>>>(adapter: T): T {
  const query = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = (request) => query({ ...request, sql: readable(request.sql) })
  adapter.executeScript = (script) => runScript(adapter.underlyingDriver(), script)
  return adapter
}

/**
 * Whoever waits for a table keeps all that come after waiting too: a script asks for so long, lets them through, and
 * asks again.
 */
const LOCK_WAIT = '1s'
const TRIES = 120
/** PostgreSQL's word for a lock that was not given in time. */
const LOCK_NOT_GIVEN = '55P03'

interface Driver {
  connect(): Promise<{ query(text: string): Promise<unknown>; release(): void }>
}

/** A script that did not get its locks has changed nothing: it is one transaction. */
async function runScript(driver: Driver, script: string): Promise<void> {
  const client = await driver.connect()
  try {
    await client.query(`SET lock_timeout = '${LOCK_WAIT}'`)
    for (let left = TRIES; ; left--) {
      try {
        await client.query(script)
        break
      } catch (error) {
        if (left === 0 || (error as { code?: string }).code !== LOCK_NOT_GIVEN) throw error
        await new Promise((done) => setTimeout(done, 200 + Math.random() * 300))
      }
    }
    await client.query('RESET lock_timeout')
  } finally {
    client.release()
  }
}

/**
 * The engine's own loader imports the .wasm file as a module, which needs a flag; this does the same by hand, once per
 * process.
 */
async function loadBindings() {
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'))
  const bindings = (await import(
    join(folder, 'schema_engine_bg.js')
  )) as typeof import('@prisma/schema-engine-wasm') & {
    __wbg_set_wasm(exports: unknown): void
  }
  const { instance } = await WebAssembly.instantiate(readFileSync(join(folder, 'schema_engine_bg.wasm')), {
    './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports,
  })
  bindings.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  return bindings
}

/** In parts: beside a connection string the adapter's own name of the shadow database would be ignored. */
function connection(ownerUrl: string): Connection {
  const url = new URL(ownerUrl)
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
  }
}

let loaded: ReturnType<typeof loadBindings> | undefined

async function withEngine<T>(ownerUrl: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  loaded ??= loadBindings()
  const { SchemaEngine } = await loaded
  const scripts = new WholeScripts(connection(ownerUrl))
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(scripts)
    return await work(await SchemaEngine.new({ datamodels: undefined }, () => {}, adapter))
  } finally {
    await scripts.close()
  }
}

/** @param leaveOut so many of the newest are left out */
function migrationsList(leaveOut = 0) {
  const folders = readdirSync(migrationsFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return {
    baseDir: migrationsFolder,
    lockfile: {
      path: 'migration_lock.toml',
      content: readFileSync(join(migrationsFolder, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: folders
      .map((entry) => entry.name)
      .sort()
      .slice(0, folders.length - leaveOut)
      .map((name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: readFileSync(join(migrationsFolder, name, 'migration.sql'), 'utf8') },
        },
      })),
  }
}

/** Names of the migrations in this checkout, oldest first: what /healthz compares with the database. */
export function migrationNames(): string[] {
  return migrationsList().migrationDirectories.map((directory) => directory.path)
}

/**
 * Applies what is missing, as the owner role.
 * @param ownerUrl connection of the role that owns the schema
 * @param leaveOut so many of the newest wait: for tests of a version that is about to be replaced
 * @returns names of the migrations applied now
 * @throws the engine's error, naming the migration and the statement
 */
export async function applyMigrations(ownerUrl: string, leaveOut = 0): Promise<string[]> {
  const wanted = { migrationsList: migrationsList(leaveOut), filters }
  const { appliedMigrationNames } = await withEngine(ownerUrl, (engine) => engine.applyMigrations(wanted))
  return appliedMigrationNames
}

/**
 * What `prisma/schema` says and the migrations don't.
 * @param ownerUrl a role that may create the shadow database
 * @returns the missing SQL; an empty string when they agree
 */
export async function missingSql(ownerUrl: string): Promise<string> {
  const folder = join(here, 'schema')
  const files = readdirSync(folder)
    .sort()
    .map((name) => ({ path: join(folder, name), content: readFileSync(join(folder, name), 'utf8') }))
  const list = migrationsList()
  const asked: DiffParams = {
    from: list.migrationDirectories.length === 0 ? { tag: 'empty' } : { tag: 'migrations', ...list },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: true,
    filters,
  }
  const { exitCode, stdout } = await withEngine(ownerUrl, (engine) => engine.diff(asked))
  return exitCode === 0 ? '' : (stdout ?? '')
}

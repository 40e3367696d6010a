/**
 * The people that benches look for: a PostgreSQL of its own under `.data/bench`, kept between runs. One database holds
 * 10,000 people in all; the other an association of the very same 10,000, one of 80,000, and copies of that one under
 * other names, up to 250,000 or 1,050,000 people in all.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createDatabase, DATA, migrate, variablesFor } from '#app/cli/database.ts'
import { stopLater } from '#app/cli/until-stopped.ts'
import { setEnvironment } from '#app/context/env.ts'
import { hashPassword } from '#app/context/password.ts'
import { applyTenant } from '#app/context/tenant-versions.ts'
import { forgetTenants, tenantOfSlug } from '#app/context/tenants.ts'
import { closeDatabase, openDatabase } from '#app/db/client.ts'
import { type EmbeddedServer, startEmbedded } from '#app/db/embedded.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { addPeople } from '../../prisma/seed/add-people.ts'
import { demoAccounts } from '../../prisma/seed/cast.ts'
import { fillAssociation } from '../../prisma/seed/fill.ts'
import { tenantFile } from '../factories/world.ts'
import { copyAssociation } from './copy-association.ts'
import { note } from './report.ts'

/** People of the association that exists in both databases, and of the big one. */
export const SMALL = 10_000
export const BIG = 80_000
const SETTINGS = ['shared_buffers=1GB', 'max_wal_size=4GB', 'max_connections=100', 'checkpoint_timeout=15min']
/** Where benches keep what they make. */
export const FOLDER = join(DATA, 'bench')
const STATE = join(FOLDER, 'worlds.json')
/** People whom the fill adds by itself: the cast and the demo's graduates. */
const FILLED = 364

export const ACCOUNT = demoAccounts().find(({ tenant, role }) => tenant === 'isep' && role === 'adherent')!

/** What one database came to, as the state file keeps it. */
export interface Made {
  database: string
  total: number
  /** People added per second by `addPeople`; copies are not counted. */
  perSecond: number
}

export interface World {
  server: EmbeddedServer
  small: Made
  big: Made
  /** Variables of a process that works on one of the databases. */
  variables(made: Made): Record<string, string>
}

/**
 * The rules of one of the demo's associations, but for the budgets: a bench opens more people in a day than anybody.
 */
export async function applySchool(slug: string) {
  const config = tenantFile('isep')
  const all = 1_000_000_000
  const opened = { openedPerDay: all, openedPerDayCompany: all }
  const shown = { shownPerDay: all, shownPerDayCompany: all, heavyPerMinute: all }
  const directory = { ...config.directory, ...opened, ...shown }
  const own = { ...config, slug, name: `Association ${slug}`, domains: [], directory }
  await applyTenant({ config: own, author: 'bench', diff: '', hosts: [`${slug}.localhost`] })
  forgetTenants()
  return (await tenantOfSlug(slug))!
}

/** An association with that many people, the cast among them. @returns how many people came in a second. */
export async function fill(slug: string, people: number, seed: number): Promise<number> {
  const accounts = demoAccounts().filter(({ tenant }) => tenant === 'isep')
  const hash = await hashPassword(ACCOUNT.password)
  const hashes = new Map(accounts.map(({ login }) => [login, hash]))
  const started = performance.now()
  const scope = await applySchool(slug)
  await inTenantSql(scope.id, (query) =>
    fillAssociation(query, { scope, accounts, hashes, now: new Date(), isImported: false }),
  )
  await addPeople(scope, { count: people - FILLED, seed, school: 'isep' }, (done) => {
    if (done % 10_000 === 0) note(`${slug}: ${done} of ${people} people`)
  })
  return people / ((performance.now() - started) / 1000)
}

function states(): Made[] {
  return existsSync(STATE) ? JSON.parse(readFileSync(STATE, 'utf8')) : []
}

async function make(server: EmbeddedServer, copies: number): Promise<Made> {
  const total = SMALL + copies * BIG
  const database = `bench_${total}`
  const known = states().find((made) => made.database === database)
  if (!known) await server.run(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`)
  await createDatabase(server, database)
  await migrate(server.url('owner', database))
  if (known) return known
  use(server, database)
  const made = { database, total, perSecond: await people(server, database, copies).finally(closeDatabase) }
  await server.run('VACUUM (ANALYZE)', database)
  writeFileSync(STATE, JSON.stringify([...states().filter((one) => one.database !== database), made]))
  return made
}

async function people(server: EmbeddedServer, database: string, copies: number): Promise<number> {
  const perSecond = await fill('petite', SMALL, 2)
  if (copies === 0) return Math.round(perSecond)
  const big = await fill('grande', BIG, 3)
  const { id } = (await tenantOfSlug('grande'))!
  for (let i = 1; i < copies; i++) {
    await copyAssociation(server, database, id, (await applySchool(`copie-${i}`)).id)
    note(`copie-${i}: another ${BIG} people`)
  }
  return Math.round(big)
}

/**
 * A fresh database for benches that sell: books are never changed, so it is not kept.
 * @returns its variables and its owner's address
 */
export async function openShop(server: EmbeddedServer, database: string) {
  await server.run(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`)
  await createDatabase(server, database)
  await migrate(server.url('owner', database))
  use(server, database)
  return { variables: benchVariables(server, database), ownerUrl: server.url('owner', database) }
}

/** Lets this process work on a database. */
export function use(server: EmbeddedServer, database: string): void {
  setEnvironment({ ...benchVariables(server, database), LOG_LEVEL: 'silent' })
  openDatabase({ appUrl: server.url('app', database), platformUrl: server.url('platform', database), max: 16 })
  forgetTenants()
}

function benchVariables(server: EmbeddedServer, database: string): Record<string, string> {
  return { ...variablesFor(server, database), FILES_URL: `file://${resolve(FOLDER, 'files')}` }
}

/** Starts the server, or joins the one that runs; it stops with the process that started it. */
export async function openServer(): Promise<EmbeddedServer> {
  mkdirSync(FOLDER, { recursive: true })
  const server = await startEmbedded({ folder: join(FOLDER, 'postgres'), settings: SETTINGS })
  stopLater(() => server.stop())
  return server
}

/**
 * Starts the server, or joins the one that run.ts started, and makes what is not there.
 * @param full 1,050,000 people in all instead of 250,000
 */
export async function openWorld(full: boolean): Promise<World> {
  const server = await openServer()
  const small = await make(server, 0)
  const big = await make(server, full ? 13 : 3)
  return { server, small, big, variables: ({ database }) => benchVariables(server, database) }
}

/** Works in this process on one of the databases, then closes it. */
export async function inWorld<T>(world: World, made: Made, work: () => Promise<T>): Promise<T> {
  use(world.server, made.database)
  return work().finally(closeDatabase)
}

/** @returns whether the whole million people were asked for on the command line. */
export function isFull(): boolean {
  return process.argv.includes('--full')
}

/** @returns the number given on the command line as `--<option>=<number>`. */
export function asked(option: string): number | undefined {
  const given = process.argv.find((arg) => arg.startsWith(`--${option}=`))
  return given ? Number(given.slice(option.length + 3)) : undefined
}

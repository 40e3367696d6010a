/** A database ready for use where no `DATABASE_URL` names one: the embedded server, migrated. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type EmbeddedServer, ROLE_NAMES, startEmbedded } from '#app/db/embedded.ts'
import { installQueue } from '#app/tasks/queue.ts'
import { applyMigrations } from '../../prisma/engine.ts'

/** Where demo and development keep everything; deleting it begins anew. */
export const DATA = '.data'
const DATABASE = 'alumni'

export interface Prepared {
  server: EmbeddedServer
  /** Variables that a process needs to use it. */
  variables: Record<string, string>
}

/** Makes the database if it is not there. */
export async function createDatabase(server: EmbeddedServer, name: string): Promise<void> {
  await server.run(`CREATE DATABASE "${name}" OWNER ${ROLE_NAMES.owner}`).catch((error: { code?: string }) => {
    if (error.code !== '42P04') throw error
  })
}

/** Applies migrations as the owner and brings the queue's tables up to date. */
export async function migrate(ownerUrl: string, appRole: string = ROLE_NAMES.app): Promise<string[]> {
  const applied = await applyMigrations(ownerUrl)
  await installQueue(ownerUrl, appRole)
  return applied
}

/** Secrets of this machine's demo: made once, so that sessions and encrypted values outlive a restart. */
function secrets(): { DATA_KEY: string; SESSION_SECRET: string } {
  const file = join(DATA, 'secrets.json')
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true })
    const made = { DATA_KEY: randomBytes(32).toString('base64'), SESSION_SECRET: randomBytes(36).toString('base64url') }
    writeFileSync(file, JSON.stringify(made), { mode: 0o600 })
  }
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** @returns what a process needs to work on that database of the embedded server. */
export function variablesFor(server: EmbeddedServer, database: string = DATABASE): Record<string, string> {
  return {
    DATABASE_URL: server.url('app', database),
    DATABASE_PLATFORM_URL: server.url('platform', database),
    DATABASE_OWNER_URL: server.url('owner', database),
    BASE_DOMAIN: 'localhost',
    FILES_URL: `file://${resolve(DATA, 'files')}`,
    ...secrets(),
  }
}

/**
 * Starts the embedded server of demo and development and migrates its database.
 * @param onStarted hears of the server before anything else can fail, to stop it
 * @param reset throws the old database away first
 */
export async function prepareEmbedded(onStarted: (server: EmbeddedServer) => void, reset = false): Promise<Prepared> {
  const server = await startEmbedded({ folder: join(DATA, 'postgres') })
  onStarted(server)
  if (reset) await server.run(`DROP DATABASE IF EXISTS "${DATABASE}" WITH (FORCE)`)
  await createDatabase(server, DATABASE)
  await migrate(server.url('owner', DATABASE))
  return { server, variables: variablesFor(server) }
}

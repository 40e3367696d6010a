/** A database of its own for each test file, copied from the migrated template. */
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { setEnvironment } from '#app/context/env.ts'
import { forgetTenants } from '#app/context/tenants.ts'
import { closeDatabase, openDatabase } from '#app/db/client.ts'
import { type DatabaseRole, ROLE_NAMES } from '#app/db/embedded.ts'
import { closeQueue } from '#app/tasks/queue.ts'
import { WEBHOOK_SECRET } from '../outside/resend-events.ts'
import { hearStatements } from './heard-statements.ts'

const TEMPLATE = 'template_alumni'

/** @returns the connection string of a role to a database of this run's server. */
export function urlOf(role: DatabaseRole, database: string): string {
  return inject('databaseUrl').replace('{user}', ROLE_NAMES[role]).replace('{database}', database)
}

/** Runs one statement as a role and hands back its rows: for tests that look behind the application. */
export async function queryAs<Row extends object>(url: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}

export interface TestDatabase {
  /** Connection string of a role; set once `beforeAll` has run. */
  url(role: DatabaseRole): string
}

const filesOf = (database: string) => join(tmpdir(), 'alumni-files', database)

/** Variables of a process that works on that database. */
export function variablesOf(database: string): Record<string, string> {
  return {
    NODE_ENV: 'test',
    DATABASE_URL: urlOf('app', database),
    DATABASE_PLATFORM_URL: urlOf('platform', database),
    DATABASE_OWNER_URL: urlOf('owner', database),
    BASE_DOMAIN: 'localhost',
    DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
    SESSION_SECRET: 'a secret of forty characters for tests only',
    FILES_URL: `file://${filesOf(database)}`,
    RESEND_API_KEY: 're_test',
    MAIL_FROM: 'courriel@alumni.example',
    RESEND_WEBHOOK_SECRET: WEBHOOK_SECRET,
    LOG_LEVEL: 'silent',
    BUILD_DIRECTORY: inject('buildDirectory'),
  }
}

/** Files share their process: the next one finds the machine's clock, and the variables that this one found. */
function leaveProcess(before: NodeJS.ProcessEnv): void {
  setClock(undefined)
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
  setEnvironment(before as Record<string, string>)
}

/**
 * Call at the top of a test file: the application works on a fresh migrated database as the role `app`, which is
 * dropped when the file is done. Nothing is in it, not even an association.
 */
export function useDatabase(): TestDatabase {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  let endHearing = (): string[] => []
  let before = process.env
  beforeAll(async () => {
    before = { ...process.env }
    endHearing = hearStatements()
    await queryAs(urlOf('owner', 'postgres'), `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`)
    setEnvironment(variablesOf(name))
    openDatabase({ appUrl: urlOf('app', name), platformUrl: urlOf('platform', name), max: 8 })
    forgetTenants()
  })
  afterAll(async () => {
    await closeQueue()
    await closeDatabase()
    forgetTenants()
    // Waits for sessions that are still leaving; FORCE would need the right to end another role's.
    await queryAs(urlOf('owner', 'postgres'), `DROP DATABASE ${name}`)
    await rm(filesOf(name), { recursive: true, force: true })
    leaveProcess(before)
    // Statements name their association beside each relation, and say nothing that a distributed database refuses.
    expect(endHearing()).toEqual([])
  })
  return { url: (role) => urlOf(role, name) }
}

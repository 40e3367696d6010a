/**
 * The one pool of connections and the one Prisma client of a process. Nothing outside `app/db` may import this file:
 * features come in through `transaction.ts`, where the tenant is fixed first.
 */
import { createCaslExtension } from '@casl/prisma'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '#app/db/generated/client.ts'

export interface DatabaseOptions {
  /** Connection of the `app` role. */
  appUrl: string
  /** Connection of the `platform` role; absent where a process never works across associations. */
  platformUrl?: string
  /** Connections at most, per process. */
  max?: number
  /** Milliseconds that work waits for one of them while all are taken (default 10,000). */
  wait?: number
}

/** Milliseconds a new connection may take: a server that answers nobody costs a visitor no more. */
const CONNECT = 1_500

/** The pool's own limit counts from when somebody began to wait for any connection; this one is for making one. */
class PromptClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super({ ...config, connectionTimeoutMillis: CONNECT, keepAlive: true })
  }
}

/**
 * A connection breaks whenever the server ends it, idle or in the middle of a transaction. Its statements fail with
 * that, and say so to who waits for them; the event besides, heard by nobody, would end the process.
 */
function openPool(config: pg.PoolConfig & { pipeline?: boolean }): pg.Pool {
  const pool = new pg.Pool({ ...config, Client: PromptClient })
  pool.on('error', () => {})
  // For as long as it lives: the pool takes its own listener off while a transaction holds the connection.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

function makePrisma(pool: pg.Pool) {
  return new PrismaClient({ adapter: new PrismaPg(pool) }).$extends(createCaslExtension())
}

type Prisma = ReturnType<typeof makePrisma>

interface Database {
  pool: pg.Pool
  prisma: Prisma
  /** One connection of its own for cancelling statements, so that a full pool can still be relieved. */
  cancels: pg.Pool
  /** Connections outside the pools. */
  listeners: Set<pg.Client>
  platform?: { pool: pg.Pool; prisma: Prisma }
}

/** On globalThis: the server's own modules and the built bundle are two copies of this file in one process. */
const holder = globalThis as typeof globalThis & { alumniDatabase?: Database }

/**
 * Opens the pool; calling it again replaces it (tests change databases).
 * @throws nothing: the first query does when the server is away
 */
export function openDatabase({ appUrl, platformUrl, max = 16, wait = 10_000 }: DatabaseOptions): void {
  const open = (connectionString: string, most: number, pipeline: boolean) => {
    const pool = openPool({
      connectionString,
      max: most,
      idleTimeoutMillis: 30_000,
      connectionTimeoutMillis: wait,
      pipeline,
    })
    return { pool, prisma: makePrisma(pool) }
  }
  // A transaction's first statement need not wait for the answer to its opening, where the tenant wall stands behind
  // (transaction.ts).
  const app = open(appUrl, max, true)
  const cancels = openPool({
    connectionString: appUrl,
    max: 1,
    idleTimeoutMillis: 10_000,
    connectionTimeoutMillis: CONNECT * 2,
  })
  holder.alumniDatabase = {
    ...app,
    cancels,
    listeners: new Set(),
    ...(platformUrl ? { platform: open(platformUrl, 2, false) } : {}),
  }
}

/** Ends every connection once its query is done. */
export async function closeDatabase(): Promise<void> {
  const database = holder.alumniDatabase
  delete holder.alumniDatabase
  await Promise.all([...(database?.listeners ?? [])].map((client) => client.end()))
  await database?.prisma.$disconnect()
  await database?.platform?.prisma.$disconnect()
  await database?.cancels.end()
  await database?.pool.end()
  await database?.platform?.pool.end()
}

/** @returns a connection outside the pools, not yet made, for what listens as long as it lives (listen.ts) */
export function listener(): pg.Client {
  const { pool, listeners } = database()
  const client = new PromptClient({ connectionString: pool.options.connectionString })
  listeners.add(client)
  return client.once('end', () => listeners.delete(client))
}

/** @throws before {@link openDatabase} */
export function database(): Database {
  if (!holder.alumniDatabase) throw new Error('openDatabase() has not been called in this process')
  return holder.alumniDatabase
}

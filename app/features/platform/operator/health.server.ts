/** How the machine does: database, migrations, queue. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { appliedMigrations } from '#app/context/boot.ts'
import { type Forwarded, unexpectedProxy } from '#app/context/proxies.ts'
import { sql } from '#app/db/sql.ts'
import { outsideTenants } from '#app/db/transaction.ts'

export interface Health {
  database: { version: string; role: string; milliseconds: number; bytes: number } | null
  migrations: { applied: string[]; missing: string[] } | null
  /** A proxy that `PROXIES` does not count. */
  proxy: Forwarded | null
  /** Work by state; null where the queue's tables cannot be read. */
  queue: { task: string; waiting: number; running: number; failed: number }[] | null
}

/** @returns what answers; a part that does not is null, and the page says so. */
export async function readHealth(): Promise<Health> {
  const [database, migrations, queue] = await Promise.all([
    orNull(databaseHealth),
    orNull(migrationHealth),
    orNull(queueHealth),
  ])
  return { database, migrations, queue, proxy: unexpectedProxy() }
}

function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  return read().catch(() => null)
}

async function databaseHealth(): Promise<NonNullable<Health['database']>> {
  const started = performance.now()
  const [row] = await outsideTenants((query) =>
    query<{ version: string; role: string; bytes: string }>(sql`
      SELECT current_setting('server_version') AS "version", current_user::text AS "role",
        pg_database_size(current_database())::text AS "bytes"`),
  )
  const milliseconds = Math.round(performance.now() - started)
  return { version: row!.version, role: row!.role, bytes: Number(row!.bytes), milliseconds }
}

async function migrationHealth(): Promise<NonNullable<Health['migrations']>> {
  const applied = await appliedMigrations()
  const folders = readdirSync(join(process.cwd(), 'prisma', 'migrations'), { withFileTypes: true })
  const wanted = folders.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return { applied: applied.sort(), missing: wanted.filter((name) => !applied.includes(name)) }
}

function queueHealth(): Promise<NonNullable<Health['queue']>> {
  return outsideTenants((query) =>
    query(sql`
      SELECT "name" AS "task", count(*) FILTER (WHERE "state" IN ('created', 'retry'))::int AS "waiting",
        count(*) FILTER (WHERE "state" = 'active')::int AS "running",
        count(*) FILTER (WHERE "state" = 'failed')::int AS "failed"
      FROM pgboss.job WHERE "name" NOT LIKE '\\_\\_pgboss%' GROUP BY "name" ORDER BY "name"`),
  )
}

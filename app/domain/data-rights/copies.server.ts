/** Copies of one's data: asked for, made, fetched by their owner alone, gone after some days. */
import { Readable } from 'node:stream'
import { env } from '#app/context/env.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { fileStore } from '#app/outside/files.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { cutOff, periodOf } from '#app/tenant/retention.ts'
import { copyTask } from './copy.task.ts'
import { unseal } from './copy-seal.server.ts'

export interface Copy {
  id: string
  state: string
  requestedAt: string
  readyAt: string | null
  /** The last instant it can be fetched. */
  until: string | null
  bytes: number | null
}

type Row = RowOf<'data_copy', 'id' | 'state' | 'requestedAt' | 'readyAt' | 'bytes' | 'fileKey'>

const daysOf = ({ config }: Tenant): number => periodOf(config.keep, 'copy').days ?? 0

/**
 * @returns the account's copies, newest first; those whose days are over are gone, whether or not the round has come
 * by.
 */
export function listCopies({ tenant, viewer, now, sql: run }: Ctx): Promise<Copy[]> {
  return run(async (query) => {
    const rows =
      await query<Row>(sql`SELECT "id", "state", "requestedAt", "readyAt", "bytes", "fileKey" FROM "data_copy"
      WHERE "tenantId" = ${tenant.id} AND "accountId" = ${viewer.accountId}
        AND "requestedAt" > ${cutOff(periodOf(tenant.config.keep, 'copy'), now)} ORDER BY "requestedAt" DESC, "id" DESC
        LIMIT 10`)
    return rows.map(({ id, state, bytes, requestedAt, readyAt }) => {
      const until = readyAt && new Date(requestedAt.getTime() + daysOf(tenant) * 86_400_000)
      return {
        ...{ id, state, bytes, requestedAt: requestedAt.toISOString(), readyAt: readyAt?.toISOString() ?? null },
        until: until?.toISOString() ?? null,
      }
    })
  })
}

/** Asks for a copy; while one is being made, that is the one. */
export function askForCopy(ctx: Ctx): Promise<void> {
  const { tenant, viewer, now } = ctx
  return inTenantSql(tenant.id, async (query, client) => {
    await query(
      sql`SELECT "id" FROM "account" WHERE "tenantId" = ${tenant.id} AND "id" = ${viewer.accountId} FOR UPDATE`,
    )
    const [waiting] = await query(sql`SELECT "id" FROM "data_copy" WHERE "tenantId" = ${tenant.id}
      AND "accountId" = ${viewer.accountId} AND "state" = 'asked'`)
    if (waiting) return
    const copyId = uuidv7(now.getTime())
    await query(sql`INSERT INTO "data_copy" ("tenantId", "id", "accountId", "personId", "requestedAt")
      VALUES (${tenant.id}, ${copyId}, ${viewer.accountId}, ${viewer.personId ?? null}::uuid, ${now})`)
    await enqueue(copyTask, { tenantId: tenant.id, copyId }, { client })
  })
}

/** @throws Response 404 for a copy that is somebody else's, not made yet or gone */
export async function sendCopy(ctx: Ctx, copyId: string | undefined): Promise<Response> {
  const { tenant, viewer, now } = ctx
  if (!copyId || !isUuid(copyId)) throw notFound()
  const [copy] = await ctx.sql((query) =>
    query<Row>(sql`SELECT "fileKey", "bytes" FROM "data_copy" WHERE "tenantId" = ${tenant.id} AND "id" = ${copyId}
      AND "accountId" = ${viewer.accountId} AND "state" = 'ready'
      AND "requestedAt" > ${cutOff(periodOf(tenant.config.keep, 'copy'), now)}`),
  )
  const store = fileStore(env().FILES_URL)
  const key = copy?.fileKey
  if (!key || !(await store.has(key))) throw notFound()
  const zip = await unseal(tenant.id, copyId, () => store.readStream(key))
  return new Response(Readable.toWeb(zip) as ReadableStream, {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Length': String(copy.bytes),
      'Content-Disposition': `attachment; filename="mes-donnees-${now.toISOString().slice(0, 10)}.zip"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}

/** Copies that were asked for and never made: a worker died, or the queue lost the work. */
export async function unmadeCopies(query: Query, tenantId: string): Promise<string[]> {
  const rows = await query<RowOf<'data_copy', 'id'>>(
    sql`SELECT "id" FROM "data_copy" WHERE "tenantId" = ${tenantId} AND "state" = 'asked'`,
  )
  return rows.map(({ id }) => id)
}

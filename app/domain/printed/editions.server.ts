/** Editions of the printed directory: begun, drawn, printed or given up by the staff (D14, I17). */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { dropFiles } from '#app/domain/files/loose-files.server.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { drawTask, freezeTask } from './printed.task.ts'
import { countStale, findEdition, OPEN, takeFiles } from './read-editions.server.ts'

/** Begins an edition: the worker closes its list at this instant. @returns false where one is under way */
export function beginEdition(ctx: Ctx): Promise<boolean> {
  const { tenant, now, viewer } = ctx
  return inTenantSql(tenant.id, async (query, client) => {
    const runId = uuidv7(now.getTime())
    // Two at once wait for each other in the index of those under way: the second writes nothing.
    const begun =
      await query(sql`INSERT INTO "print_run" ("tenantId", "id", "state", "frozenAt", "accountId", "createdAt")
      VALUES (${tenant.id}, ${runId}, 'freezing', ${now}, ${viewer.accountId ?? null}::uuid, ${now})
      ON CONFLICT DO NOTHING RETURNING "id"`)
    if (begun.length === 0) return false
    await audit(query, ctx, 'print.begun', { subjectId: runId })
    await enqueue(freezeTask, { tenantId: tenant.id, runId }, { client })
    return true
  })
}

/** Asks for the file. @returns false where the edition is not at that step */
export function askDrawing(ctx: Ctx, id: string): Promise<boolean> {
  const { tenant, viewer } = ctx
  return inTenantSql(tenant.id, async (query, client) => {
    const run = await findEdition(query, tenant.id, id, true)
    if (!run || !['frozen', 'ready'].includes(run.state)) return false
    await query(sql`UPDATE "print_run" SET "state" = 'drawing', "done" = 0, "accountId" = ${viewer.accountId ?? null}::uuid
      WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
    await enqueue(drawTask, { tenantId: tenant.id, runId: id }, { client })
    return true
  })
}

/**
 * Ends an edition: files and the list of people go, the register of copies stays where it was printed.
 * @returns why not: `stale` where somebody has said no since the file was made, `late` where it is over or busy
 */
export async function endEdition(
  ctx: Ctx,
  id: string,
  state: 'printed' | 'dropped',
): Promise<'stale' | 'late' | undefined> {
  const { tenant, now } = ctx
  const ended = await inTenantSql(tenant.id, async (query) => {
    const run = await findEdition(query, tenant.id, id, true)
    if (!run || !(state === 'printed' ? ['ready'] : OPEN).some((one) => one === run.state)) return 'late' as const
    if (state === 'printed' && (await countStale(query, tenant, run)) > 0) return 'stale' as const
    const keys = await takeFiles(query, tenant.id, id, now)
    await query(sql`DELETE FROM "print_entry" WHERE "tenantId" = ${tenant.id} AND "runId" = ${id}`)
    if (state === 'dropped')
      await query(sql`DELETE FROM "print_copy" WHERE "tenantId" = ${tenant.id} AND "runId" = ${id}`)
    await query(sql`UPDATE "print_run" SET "state" = ${state}, "endedAt" = ${now}
      WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
    await audit(query, ctx, `print.${state}`, { subjectId: id, detail: { count: run.printed } })
    return keys
  })
  if (typeof ended === 'string') return ended
  await dropFiles(tenant.id, ended)
  return undefined
}

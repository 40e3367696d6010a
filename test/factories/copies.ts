/** Copies of one's data as work that can be counted: asked for together, each to be made and told of once. */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { copyTask } from '#app/domain/data-rights/copy.task.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { somebody } from './editor.ts'
import { inside, scopeOf } from './world.ts'

const SLUG = 'supmeca'

/** @returns how many were asked for */
export async function askForCopies(count: number): Promise<number> {
  const { id: tenantId } = await scopeOf(SLUG)
  const { id: personId, accountId } = await somebody()
  for (let i = 0; i < count; i += 1)
    await inTenantSql(tenantId, async (query, client) => {
      const copyId = uuidv7()
      await query(sql`INSERT INTO "data_copy" ("tenantId", "id", "accountId", "personId", "requestedAt")
        VALUES (${tenantId}, ${copyId}, ${accountId}, ${personId}, ${new Date()})`)
      await enqueue(copyTask, { tenantId, copyId }, { client })
    })
  return count
}

export interface CopiesMade {
  asked: number
  ready: number
  /** Mails that tell of one. */
  told: number
  /** Files that a copy names, and those that it does not: another try's, swept by the daily round. */
  named: number
  files: number
}

/** @param filesUrl where the workers keep files */
export async function copiesMade(filesUrl: string): Promise<CopiesMade> {
  const [row] = await inside(SLUG, (query, { id }) =>
    query<Omit<CopiesMade, 'files'>>(sql`SELECT
      (SELECT count(*)::int FROM "data_copy" c WHERE c."tenantId" = ${id} AND c."state" = 'asked') AS "asked",
      (SELECT count(*)::int FROM "data_copy" c WHERE c."tenantId" = ${id} AND c."state" = 'ready') AS "ready",
      (SELECT count(DISTINCT c."fileKey")::int FROM "data_copy" c WHERE c."tenantId" = ${id}) AS "named",
      (SELECT count(*)::int FROM "mail" m WHERE m."tenantId" = ${id} AND m."kind" = 'rights.copy') AS "told"`),
  )
  const names = readdirSync(fileURLToPath(`${filesUrl}/copies`), { recursive: true }).map(String)
  return { ...row!, files: names.filter((name) => name.endsWith('.sealed')).length }
}

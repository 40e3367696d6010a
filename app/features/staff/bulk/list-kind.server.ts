/**
 * Taking many people off a mailing list, or putting back whom the staff took off (S12). Nobody's own "no" is overruled.
 */
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { auditMany } from '#app/domain/audit/audit.server.ts'
import { mayChangeList } from '#app/policy/bulk.rules.ts'
import type { BulkKind } from './bulk-kinds.ts'

export interface ListParams {
  list: string
  on: boolean
}

type Fact = { on: boolean; source: string; at: string } | null

interface Trace {
  before: Fact
  /** When this action wrote it: a decision of another instant is somebody's own. */
  at: string
}

export const listKind: BulkKind<ListParams, Fact, Trace> = {
  fact: ({ tenant }, { list }) => sql`
    (SELECT jsonb_build_object('on', l."on", 'source', l."source", 'at', l."at") FROM "list_choice" l
      WHERE l."tenantId" = ${tenant.id} AND l."personId" = p."id" AND l."listId" = ${list})`,

  why({ fact, deceased }, { list, on }, { tenant }) {
    const byDefault = tenant.config.mailingLists.find(({ id }) => id === list)?.on ?? false
    if ((fact?.on ?? byDefault) === on) return 'same'
    if (on && deceased) return 'deceased'
    return mayChangeList(on, fact) ? undefined : 'refused'
  },

  async apply(query, work, { list, on }, some) {
    const ids = some.map(({ id }) => id)
    await query(sql`
      INSERT INTO "list_choice" ("tenantId", "personId", "listId", "on", "at", "source")
      SELECT ${work.tenant.id}::uuid, r."id", ${list}, ${on}, ${work.now}, 'staff'
      FROM unnest(${ids}::uuid[]) AS r("id")
      ON CONFLICT ("tenantId", "personId", "listId")
        DO UPDATE SET "on" = EXCLUDED."on", "at" = EXCLUDED."at", "source" = EXCLUDED."source"`)
    await auditMany(
      query,
      work,
      'list.chosen',
      ids.map((subjectId) => ({ subjectId, detail: { list, on } })),
    )
    return some.map(({ id, fact }) => ({ id, trace: { before: fact, at: work.now.toISOString() } }))
  },

  async undo(query, work, { list }, some) {
    const written = some.map(({ id, trace: { before, at } }) => {
      return { id, at, on: before?.on, source: before?.source, was: before?.at }
    })
    const ours = sql`json_to_recordset(${JSON.stringify(written)}::json)
      AS r("id" uuid, "at" timestamptz, "on" boolean, "source" text, "was" timestamptz)`
    const still = sql`l."tenantId" = ${work.tenant.id} AND l."listId" = ${list} AND l."personId" = r."id"
      AND l."source" = 'staff' AND l."at" = r."at"`
    const back = await query<RowOf<'list_choice', 'personId'>>(sql`
      UPDATE "list_choice" l SET "on" = r."on", "source" = r."source", "at" = r."was" FROM ${ours}
      WHERE ${still} AND r."on" IS NOT NULL RETURNING l."personId"`)
    const forgotten = await query<RowOf<'list_choice', 'personId'>>(sql`
      DELETE FROM "list_choice" l USING ${ours} WHERE ${still} AND r."on" IS NULL RETURNING l."personId"`)
    const undone = new Set([...back, ...forgotten].map(({ personId }) => personId))
    return new Map(some.filter(({ id }) => !undone.has(id)).map(({ id }) => [id, 'changed'] as const))
  },
}

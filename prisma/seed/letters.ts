/** Letters of the demo (S12): one that reached who wanted it, one that is being written. */
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { audienceSchema, audienceSql, mailLists } from '#app/domain/letters/audience.server.ts'
import { createLetter } from '#app/domain/letters/letters.server.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { draftLetter, sentLetter } from './letters.data.ts'

const DAY = 86_400_000

/** Writes them where the association has a list and people on it. */
export async function addLetters(query: Query, scope: Scope, now: Date): Promise<void> {
  const list = mailLists(scope)[0]?.id
  if (!list) return
  const at = new Date(now.getTime() - 24 * DAY)
  const unit = { query, tenant: scope }
  const id = await createLetter({ ...unit, now: at }, sentLetter(scope.config.shortName))
  await query(sql`UPDATE "letter" SET "state" = 'sent', "plannedAt" = ${at}, "movedAt" = ${at}, "sentAt" = ${at}
    WHERE "tenantId" = ${scope.id} AND "id" = ${id}`)
  const found = audienceSql(scope, audienceSchema.parse({ list }), at)
  const readers = await query<{ personId: string; address: string }>(sql`SELECT "personId", "address"
    FROM (${found}) f ORDER BY "personId"`)
  const rows = readers.map((one, i) => ({
    ...one,
    id: uuidv7(at.getTime()),
    state: i % 40 === 7 ? 'bounced' : 'delivered',
  }))
  await query(sql`INSERT INTO "mail" ("tenantId", "id", "key", "kind", "recipient", "language", "personId", "listId",
      "letterId", "state", "providerId", "dueAt", "createdAt", "sentAt")
    SELECT ${scope.id}::uuid, r."id", ${`letter/${id}/`} || r."personId", 'letters.letter', r."address", 'fr',
      r."personId", ${list}, ${id}::uuid, r."state", r."id"::text, ${at}::timestamptz, ${at}::timestamptz,
      ${at}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r("id" uuid, "personId" uuid, "address" text, "state" text) RETURNING 1`)
  const [news] = await query<{ id: string }>(sql`SELECT "id" FROM "news" WHERE "tenantId" = ${scope.id}
    AND "state" = 'published' AND "audience" = 'public' ORDER BY "visibleFrom" DESC LIMIT 1`)
  await createLetter({ ...unit, now }, draftLetter(news?.id))
}

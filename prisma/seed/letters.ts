/** Letters of the demo (S12): one that reached who wanted it, one that is being written. */
import { civilDay } from '#app/calendar/civil-day.ts'
import { deceasedSql } from '#app/context/in-force.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { MailWords } from '#app/domain/groups/group-mails.server.ts'
import { audienceSchema, audienceSql, mailLists } from '#app/domain/letters/audience.server.ts'
import { createLetter } from '#app/domain/letters/letters.server.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { COHORT_MAILS, draftLetter, NOTICES, sentLetter, WAITING_NOTICE } from './letters.data.ts'

const DAY = 86_400_000

/** A mail to their year by who plays the paid-up member, and one by a mate of theirs that waits for a moderator. */
export async function addCohortMails(
  query: Query,
  { id: tenantId }: Scope,
  authorId: string,
  now: Date,
): Promise<void> {
  const [author] = await query<{ promotion: number | null }>(sql`SELECT "promotion" FROM "person"
    WHERE "tenantId" = ${tenantId} AND "id" = ${authorId}`)
  if (!author?.promotion) return
  const [mate] = await query<{ id: string }>(sql`SELECT "id" FROM "person" WHERE "tenantId" = ${tenantId}
    AND "promotion" = ${author.promotion} AND "id" <> ${authorId} AND "listed" ORDER BY "id" LIMIT 1`)
  const put = async (personId: string, { subject, text }: MailWords, state: string, days: number) => {
    const at = new Date(now.getTime() - days * DAY)
    await query(sql`INSERT INTO "cohort_mail" ("tenantId", "id", "personId", "cohort", "subject", "text", "state",
        "createdAt", "sentAt")
      VALUES (${tenantId}, ${uuidv7(at.getTime())}, ${personId}, ${author.promotion}, ${subject}, ${text}, ${state},
        ${at}, ${state === 'sent' ? at : null}::timestamptz)`)
  }
  if (mate) await put(mate.id, COHORT_MAILS.waiting, 'pending', 1)
  await put(authorId, COHORT_MAILS.sent, 'sent', 34)
}

/** Notices of the carnet by people of the year of who plays the paid-up member, and one that waits. */
export async function addCarnet(
  query: Query,
  { id: tenantId, config }: Scope,
  memberId: string,
  now: Date,
): Promise<void> {
  const people = await query<{ id: string }>(sql`SELECT p."id" FROM "person" p JOIN "person" m
      ON m."tenantId" = ${tenantId} AND m."id" = ${memberId}
    WHERE p."tenantId" = ${tenantId} AND p."promotion" >= m."promotion" AND p."listed" AND p."id" <> m."id"
      AND NOT ${deceasedSql(config)} ORDER BY p."promotion", p."id" LIMIT 4`)
  for (const [i, { kind, text, days }] of [...NOTICES, WAITING_NOTICE].entries()) {
    const person = people[i]
    if (!person) return
    const at = new Date(now.getTime() - days * DAY)
    const state = i < NOTICES.length ? 'published' : 'pending'
    await query(sql`INSERT INTO "carnet_notice" ("tenantId", "id", "kind", "personId", "authorId", "day", "text", "state",
        "createdAt", "publishedAt")
      VALUES (${tenantId}, ${uuidv7(at.getTime())}, ${kind}, ${person.id}, ${person.id}, ${civilDay(at)}, ${text},
        ${state}, ${at}, ${state === 'published' ? at : null}::timestamptz)`)
  }
}

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

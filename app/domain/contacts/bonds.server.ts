/**
 * Contacts between two people (S9, I6): asked for, accepted, refused, ended, kept away. Both rows of a friendship are
 * written and deleted together; it opens and shuts fields at the next request of either (context/viewer.ts reads it
 * each time).
 */
import type { Ctx } from '#app/context/open.ts'
import type { Scoped } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import type { Bond } from '#app/policy/contact.rules.ts'

interface BondRow {
  friend: boolean
  asked: Date | null
  note: string | null
  askedMe: Date | null
  blocked: boolean
}

/**
 * @param last where no other statement follows in this transaction
 * @returns what `otherId` is to `personId`, as the latter may know it
 */
export async function readBond(
  { query, tenant: { id: tenantId } }: Scoped<{ id: string }>,
  personId: string,
  otherId: string,
  last = false,
): Promise<Bond> {
  const statement = sql`
    SELECT EXISTS (SELECT 1 FROM "friendship" f WHERE f."tenantId" = ${tenantId} AND f."personId" = ${personId}
        AND f."friendId" = ${otherId}) AS "friend",
      EXISTS (SELECT 1 FROM "person_block" b WHERE b."tenantId" = ${tenantId} AND b."personId" = ${personId}
        AND b."otherId" = ${otherId}) AS "blocked",
      mine."askedAt" AS "asked", theirs."note", theirs."askedAt" AS "askedMe"
    FROM (SELECT 1) one
    LEFT JOIN "friend_request" mine ON mine."tenantId" = ${tenantId} AND mine."personId" = ${personId}
      AND mine."otherId" = ${otherId} AND mine."withdrawnAt" IS NULL AND mine."answer" IS DISTINCT FROM 'accepted'
    LEFT JOIN "friend_request" theirs ON theirs."tenantId" = ${tenantId} AND theirs."personId" = ${otherId}
      AND theirs."otherId" = ${personId} AND theirs."withdrawnAt" IS NULL AND theirs."answer" IS NULL`
  const [row] = await query<BondRow>(statement, { last })
  const { friend, asked, note, askedMe, blocked } = row!
  return { friend, asked, asksMe: askedMe && { note, at: askedMe }, blocked }
}

/**
 * @returns the id of the person of that handle where they ask me and wait for an answer, or I keep them away: I may
 * know of them, whatever they hide.
 */
export async function knownOf(query: Query, tenantId: string, personId: string, handle: string): Promise<string[]> {
  const rows = await query<RowOf<'person', 'id'>>(sql`SELECT p."id" FROM "person" p
    WHERE p."tenantId" = ${tenantId} AND p."handle" = ${handle.slice(0, 160)}
      AND (EXISTS (SELECT 1 FROM "friend_request" r WHERE r."tenantId" = ${tenantId} AND r."personId" = p."id"
          AND r."otherId" = ${personId} AND r."withdrawnAt" IS NULL AND r."answer" IS NULL)
        OR EXISTS (SELECT 1 FROM "person_block" b WHERE b."tenantId" = ${tenantId} AND b."personId" = ${personId}
          AND b."otherId" = p."id"))
      AND NOT EXISTS (SELECT 1 FROM "person_block" w WHERE w."tenantId" = ${tenantId} AND w."personId" = p."id"
        AND w."otherId" = ${personId})`)
  return rows.map(({ id }) => id)
}

/**
 * Of two steps about the same pair one waits for the other; so do two requests of one person, whose budget is counted.
 */
export async function lockPair({ tenant }: Ctx, query: Query, one: string, other: string): Promise<void> {
  await query(sql`SELECT "id" FROM "person" WHERE "tenantId" = ${tenant.id} AND "id" = ANY(${[one, other]}::uuid[])
    ORDER BY "id" FOR NO KEY UPDATE`)
}

/** @returns people asked since midnight in Paris, this one left out: asking again takes nothing more. */
async function askedToday({ tenant, now }: Ctx, query: Query, personId: string, otherId: string): Promise<number> {
  const [row] = await query<{ asked: number }>(sql`
    SELECT count(*)::int AS "asked" FROM "friend_request" WHERE "tenantId" = ${tenant.id} AND "personId" = ${personId}
      AND "otherId" <> ${otherId}
      AND ("askedAt" AT TIME ZONE 'Europe/Paris')::date = (${now}::timestamptz AT TIME ZONE 'Europe/Paris')::date`)
  return row!.asked
}

/**
 * Asks. Who was refused, or is kept away, may ask again: it is written down as before and nobody hears of it. Where the
 * other had asked first, answered or not, the two agree and are contacts.
 * @returns `budget` where enough were asked today
 */
export async function ask(
  ctx: Ctx,
  query: Query,
  personId: string,
  { otherId, note }: { otherId: string; note: string | null },
) {
  const { tenant, now } = ctx
  if ((await askedToday(ctx, query, personId, otherId)) >= tenant.config.contacts.askedPerDay) return 'budget' as const
  const [reverse] = await query(sql`SELECT 1 AS "one" FROM "friend_request" WHERE "tenantId" = ${tenant.id}
    AND "personId" = ${otherId} AND "otherId" = ${personId} AND "withdrawnAt" IS NULL
    AND "answer" IS DISTINCT FROM 'accepted'`)
  const [wall] = await query(sql`SELECT 1 AS "one" FROM "person_block" WHERE "tenantId" = ${tenant.id}
    AND "personId" = ${otherId} AND "otherId" = ${personId}`)
  if (reverse && !wall) return befriend(ctx, query, personId, otherId)
  const answer = wall ? 'refused' : null
  const [row] = await query<{ answer: string | null }>(sql`
    INSERT INTO "friend_request" AS r ("tenantId", "personId", "otherId", "note", "askedAt", "answer", "answeredAt")
    VALUES (${tenant.id}, ${personId}, ${otherId}, ${note}, ${now}, ${answer}::text, ${answer && now}::timestamptz)
    ON CONFLICT ("tenantId", "personId", "otherId") DO UPDATE
      SET "note" = EXCLUDED."note", "askedAt" = EXCLUDED."askedAt",
      "withdrawnAt" = NULL, "answer" = CASE WHEN r."answer" = 'refused' THEN 'refused' ELSE EXCLUDED."answer" END
    RETURNING "answer"`)
  if (row!.answer === null) await tell(ctx, query, personId, { otherId, note })
  return undefined
}

/**
 * One mail per pair and month, to an account that is in use and hears of requests so: asking again and again fills
 * nobody's mailbox.
 */
async function tell(
  ctx: Ctx,
  query: Query,
  personId: string,
  { otherId, note }: { otherId: string; note: string | null },
): Promise<void> {
  const { tenant, account, now } = ctx
  const [to] = await query<RowOf<'account', 'id'> & { email: string | null }>(sql`
    SELECT a."id", coalesce(a."email", p."primaryEmail") AS "email" FROM "account" a
    JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = a."personId"
    WHERE a."tenantId" = ${tenant.id} AND a."personId" = ${otherId} AND a."disabledAt" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "notice_choice" v WHERE v."tenantId" = ${tenant.id} AND v."accountId" = a."id"
        AND v."scope" = 'kind' AND v."about" = 'contact-asked' AND v."volume" <> 'mail')`)
  if (!to?.email) return
  const key = `contacts.asked/${personId}/${otherId}/${now.toISOString().slice(0, 7)}`
  const data = { name: account?.name ?? '', note }
  const mail = { key, kind: 'contacts.asked', to: to.email, language: 'fr' as const, personId: otherId }
  await putMail(query, tenant.id, { ...mail, accountId: to.id, data }, now)
}

/** Both rows, and whatever was asked between the two is answered. */
async function befriend({ tenant, now }: Ctx, query: Query, one: string, other: string): Promise<undefined> {
  await query(sql`INSERT INTO "friendship" ("tenantId", "personId", "friendId", "acceptedAt")
    VALUES (${tenant.id}, ${one}, ${other}, ${now}), (${tenant.id}, ${other}, ${one}, ${now}) ON CONFLICT DO NOTHING`)
  await query(sql`UPDATE "friend_request" SET "answer" = 'accepted', "answeredAt" = ${now}
    WHERE "tenantId" = ${tenant.id}
    AND (("personId" = ${one} AND "otherId" = ${other}) OR ("personId" = ${other} AND "otherId" = ${one}))`)
  return undefined
}

export const accept = befriend

/** Answers a contact request of the other person with a refusal; nothing changes where none waits. */
export async function refuse({ tenant, now }: Ctx, query: Query, personId: string, otherId: string): Promise<void> {
  await query(sql`UPDATE "friend_request" SET "answer" = 'refused', "answeredAt" = ${now}
    WHERE "tenantId" = ${tenant.id}
    AND "personId" = ${otherId} AND "otherId" = ${personId} AND "answer" IS NULL`)
}

/** The row stays, so that asking and taking back all day counts. */
export async function withdraw({ tenant, now }: Ctx, query: Query, personId: string, otherId: string): Promise<void> {
  await query(sql`UPDATE "friend_request" SET "withdrawnAt" = ${now}, "note" = NULL WHERE "tenantId" = ${tenant.id}
    AND "personId" = ${personId} AND "otherId" = ${otherId} AND "answer" IS DISTINCT FROM 'accepted'`)
}

/** Ends it for both. The requests that led to it go too: either may ask anew. */
export async function remove({ tenant }: Ctx, query: Query, personId: string, otherId: string): Promise<void> {
  await query(sql`DELETE FROM "friendship" WHERE "tenantId" = ${tenant.id}
    AND (("personId" = ${personId} AND "friendId" = ${otherId})
    OR ("personId" = ${otherId} AND "friendId" = ${personId}))`)
  await query(sql`DELETE FROM "friend_request" WHERE "tenantId" = ${tenant.id} AND "answer" = 'accepted'
    AND (("personId" = ${personId} AND "otherId" = ${otherId})
    OR ("personId" = ${otherId} AND "otherId" = ${personId}))`)
}

/** Ends what there was; the other is told nothing, and finds a contact that ended, or a request without answer. */
export async function block(ctx: Ctx, query: Query, personId: string, otherId: string): Promise<void> {
  await remove(ctx, query, personId, otherId)
  await withdraw(ctx, query, personId, otherId)
  await refuse(ctx, query, personId, otherId)
  await query(sql`INSERT INTO "person_block" ("tenantId", "personId", "otherId", "at")
    VALUES (${ctx.tenant.id}, ${personId}, ${otherId}, ${ctx.now}) ON CONFLICT DO NOTHING`)
}

/** Lifts a block of the other person, set by this one; nothing changes where there is none. */
export async function unblock({ tenant }: Ctx, query: Query, personId: string, otherId: string): Promise<void> {
  await query(sql`DELETE FROM "person_block" WHERE "tenantId" = ${tenant.id} AND "personId" = ${personId}
    AND "otherId" = ${otherId}`)
}

/** Applications: stored before any mail, answered, withdrawn, asked about once (C9, C11, C12). */
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { loosen, named } from '#app/domain/files/loose-files.server.ts'
import type { ApplicationStage, ApplicationState } from '#app/vocabulary/offers.ts'
import { receivedKey, tellReceived } from './application-mails.server.ts'
import type { OfferRow } from './read-offers.server.ts'

/** An application, and where the mail about it stands. */
export interface ApplicationRow extends Omit<RowOf<'offer_application'>, 'state' | 'stage'> {
  state: ApplicationState
  stage: ApplicationStage | null
  mail: string | null
}

/** Of the mails about an application `x`, one to each account of a recruiter, the best news: one has arrived. */
export const mailSql = (tenantId: string): Sql => sql`(SELECT m."state" FROM "mail" m WHERE m."tenantId" = ${tenantId}
  AND m."key" LIKE concat(${receivedKey('')}::text, x."id"::text, ' %')
  ORDER BY m."state" <> 'delivered', m."state" <> 'sent', m."id" LIMIT 1)`

/** @returns an application whoever asks: the caller judges it by its offer and its person */
export async function applicationRow(query: Query, tenantId: string, id: string): Promise<ApplicationRow | undefined> {
  if (!isUuid(id)) return undefined
  const [row] = await query<ApplicationRow>(sql`SELECT x.*, ${mailSql(tenantId)} AS "mail" FROM "offer_application" x
    WHERE x."tenantId" = ${tenantId} AND x."id" = ${id}`)
  return row
}

/** @returns applications to an offer, those without an answer first, the oldest on top */
export function applicationsTo(query: Query, tenantId: string, offerId: string): Promise<ApplicationRow[]> {
  return query(sql`SELECT x.*, ${mailSql(tenantId)} AS "mail" FROM "offer_application" x
    WHERE x."tenantId" = ${tenantId} AND x."offerId" = ${offerId} AND x."state" <> 'withdrawn'
    ORDER BY x."state" = 'sent' DESC, x."at", x."id" LIMIT 500`)
}

export type OwnApplication = ApplicationRow & { title: string; company: string }

/** @returns what a person sent, the latest first, with what it was for */
export function ownApplications(query: Query, tenantId: string, personId: string): Promise<OwnApplication[]> {
  return query(sql`SELECT x.*, ${mailSql(tenantId)} AS "mail", o."title", o."company" FROM "offer_application" x
    JOIN "offer" o ON o."tenantId" = ${tenantId} AND o."id" = x."offerId"
    WHERE x."tenantId" = ${tenantId} AND x."personId" = ${personId} ORDER BY x."at" DESC, x."id" DESC LIMIT 200`)
}

/**
 * @param who whose application is looked for, and of whom they hear nothing
 * @returns whether an offer takes no more, the application of this person, and how many of the others they may read
 */
export async function roomIn(
  query: Query,
  tenantId: string,
  offer: Pick<OfferRow, 'id' | 'mostApplications'>,
  { personId, apart = [] }: { personId: string | undefined; apart?: readonly string[] },
): Promise<{ full: boolean; applied: string | null; count: number }> {
  const [row] = await query<{ all: number; count: number; applied: string | null }>(sql`SELECT
    (count(*) FILTER (WHERE "state" <> 'withdrawn'))::int AS "all",
    (count(*) FILTER (WHERE "state" <> 'withdrawn' AND NOT "personId" = ANY(${[...apart]}::uuid[])))::int AS "count",
    max("id"::text) FILTER (WHERE "personId" = ${personId ?? null}::uuid
      AND ("state" <> 'withdrawn' OR "answeredAt" IS NOT NULL)) AS "applied"
    FROM "offer_application" WHERE "tenantId" = ${tenantId} AND "offerId" = ${offer.id}`)
  const { all, count, applied } = row!
  return { count, applied, full: offer.mostApplications !== null && all >= offer.mostApplications }
}

export interface ApplicationWords {
  name: string
  email: string
  letter: string
  fileKey: string | null
}

/**
 * Stores an application, and with it the mail that tells of it; the offer is locked, so that a number that closes it
 * holds however many come at once (C11). Sent twice it is one (C9).
 * @returns `full` where the offer takes no more
 */
export async function apply(
  unit: Unit,
  offer: OfferRow,
  personId: string,
  words: ApplicationWords,
): Promise<'stored' | 'already' | 'full'> {
  const { query, tenant, now } = unit
  const { full, applied } = await roomIn(query, tenant.id, offer, { personId })
  if (applied) return 'already'
  if (full) return 'full'
  const id = uuidv7(now.getTime())
  await query(sql`DELETE FROM "offer_application" WHERE "tenantId" = ${tenant.id} AND "offerId" = ${offer.id}
    AND "personId" = ${personId} AND "state" = 'withdrawn'`)
  await query(sql`INSERT INTO "offer_application" ("tenantId", "id", "offerId", "personId", "name", "email", "letter",
      "fileKey", "state", "at")
    VALUES (${tenant.id}, ${id}, ${offer.id}, ${personId}, ${words.name}, ${words.email}, ${words.letter},
      ${words.fileKey}, 'sent', ${now})`)
  if (words.fileKey) await named(query, tenant.id, words.fileKey)
  await tellReceived(unit, offer, { id, name: words.name })
  return 'stored'
}

/**
 * Takes an application back, answered or not: its words and its file go at once, and the recruiter finds it no more.
 * One that was answered is not sent again.
 * @param row as its owner has read it: who takes back what is answered at that instant has not read the answer
 * @returns keys of files that the caller drops; undefined where it was answered or taken back meanwhile
 */
export async function withdrawApplication(
  { query, tenant, now }: Unit,
  row: Pick<ApplicationRow, 'id' | 'fileKey' | 'state'>,
): Promise<string[] | undefined> {
  const done = await query(sql`UPDATE "offer_application" SET "state" = 'withdrawn', "letter" = '', "fileKey" = NULL
    WHERE "tenantId" = ${tenant.id} AND "id" = ${row.id} AND "state" = ${row.state}
      AND "state" <> 'withdrawn' RETURNING "id"`)
  if (done.length === 0) return undefined
  const keys = row.fileKey ? [row.fileKey] : []
  await loosen(query, tenant.id, keys, now)
  return keys
}

/** Asks once more, in the recruiter's list of the unanswered (C11). */
export async function nudge({ query, tenant, now }: Unit, id: string): Promise<void> {
  await query(sql`UPDATE "offer_application" SET "nudgedAt" = ${now} WHERE "tenantId" = ${tenant.id} AND "id" = ${id}
    AND "nudgedAt" IS NULL AND "state" = 'sent'`)
}

/** The recruiter has read it: both sides see so. */
export async function markOpened({ query, tenant, now }: Unit, id: string): Promise<void> {
  await query(sql`UPDATE "offer_application" SET "openedAt" = ${now} WHERE "tenantId" = ${tenant.id} AND "id" = ${id}
    AND "openedAt" IS NULL`)
}

/** Each opening of the file is counted, and shown to whose it is (C12). */
export async function countFileOpening({ query, tenant, now }: Unit, id: string): Promise<void> {
  await query(sql`UPDATE "offer_application" SET "fileOpens" = "fileOpens" + 1, "fileOpenedAt" = ${now}
    WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
}

/**
 * Notes how far the recruiter is with one that waits for its answer: both sides see it, no mail tells of it (C9, C10).
 * @param stage null: looked at anew
 * @returns false where it was answered or withdrawn meanwhile
 */
export async function moveApplication(
  { query, tenant, now }: Unit,
  id: string,
  stage: ApplicationStage | null,
): Promise<boolean> {
  const rows = await query(sql`UPDATE "offer_application" SET "stage" = ${stage},
      "openedAt" = CASE WHEN "openedAt" IS NULL THEN ${now}::timestamptz ELSE "openedAt" END
    WHERE "tenantId" = ${tenant.id} AND "id" = ${id} AND "state" = 'sent' RETURNING "id"`)
  return rows.length > 0
}

/** Answers once. @returns false where it was answered or withdrawn meanwhile */
export async function answerApplication(
  { query, tenant, now }: Unit,
  id: string,
  answer: { state: 'accepted' | 'refused'; words: string },
): Promise<boolean> {
  const rows = await query(sql`UPDATE "offer_application" SET "state" = ${answer.state}, "answer" = ${answer.words},
      "answeredAt" = ${now}, "openedAt" = CASE WHEN "openedAt" IS NULL THEN ${now}::timestamptz ELSE "openedAt" END
    WHERE "tenantId" = ${tenant.id} AND "id" = ${id} AND "state" = 'sent' RETURNING "id"`)
  return rows.length > 0
}

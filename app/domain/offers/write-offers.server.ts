/** Depositing, changing, deciding about and ending offers. Every change of a state goes through {@link moveOffer}. */
import type { Unit } from '#app/context/unit.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { loosen } from '#app/domain/files/loose-files.server.ts'
import type { OfferCause, OfferState } from '#app/vocabulary/offers.ts'
import { endAfterChange, endOf, foldedOf, type OfferWords } from './offer-words.ts'
import type { OfferRow } from './read-offers.server.ts'

/** Who deposits: a person, an organisation, or nobody of them: the association. */
export interface Owner {
  personId: string | null
  organisationId: string | null
}

/** Who acts; null for the clock, and for the reports of several people. */
export type Actor = string | null

const columnsOf = (words: OfferWords): Sql => sql`"kind" = ${words.kind}, "title" = ${words.title},
  "company" = ${words.company}, "town" = ${words.town}, "country" = ${words.country}, "remote" = ${words.remote},
  "contract" = ${words.contract}, "payFrom" = ${words.payFrom}::int, "payTo" = ${words.payTo}::int,
  "payPer" = ${words.payPer}, "startsOn" = ${words.startsOn}::date, "lastDay" = ${words.lastDay}::date,
  "text" = ${words.text}, "applyUrl" = ${words.applyUrl}, "mostApplications" = ${words.mostApplications ?? null}::int,
  "audience" = ${words.audience}, "folded" = ${foldedOf(words)}`

/** Notes a change, with who made it and why (C2). */
async function note(
  { query, tenant, now }: Unit<{ id: string }>,
  offerId: string,
  change: { state: OfferState; cause: OfferCause; because?: string | null; by: Actor },
): Promise<void> {
  await query(sql`INSERT INTO "offer_change" ("tenantId", "id", "offerId", "n", "at", "state", "cause", "because",
      "accountId")
    SELECT ${tenant.id}::uuid, ${uuidv7(now.getTime())}::uuid, ${offerId}::uuid, count(*)::int, ${now}::timestamptz,
      ${change.state}, ${change.cause}, ${change.because ?? null}, ${change.by}::uuid
    FROM "offer_change" c WHERE c."tenantId" = ${tenant.id} AND c."offerId" = ${offerId} RETURNING "n"`)
}

/** @returns the id of a new draft */
export async function addOffer(unit: Unit, owner: Owner, words: OfferWords, by: Actor): Promise<string> {
  const { query, tenant, now } = unit
  const id = uuidv7(now.getTime())
  await query(sql`INSERT INTO "offer" ("tenantId", "id", "personId", "organisationId", "state", "audience",
      "visibleFrom", "visibleUntil", "kind", "title", "company", "town", "country", "remote", "text", "folded",
      "createdAt", "updatedAt")
    VALUES (${tenant.id}, ${id}, ${owner.personId}, ${owner.organisationId}, 'draft', ${words.audience}, ${now}, ${now},
      ${words.kind}, ${words.title}, ${words.company}, ${words.town}, ${words.country}, ${words.remote}, ${words.text},
      ${foldedOf(words)}, ${now}, ${now})`)
  await query(sql`UPDATE "offer" SET ${columnsOf(words)} WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
  await note(unit, id, { state: 'draft', cause: 'deposited', by })
  return id
}

interface Move {
  state: OfferState
  cause: OfferCause
  /** What the association writes to the author. */
  because?: string | null
  by: Actor
}

/**
 * Changes where an offer stands, and notes who did it and why: there is no other way (C2). Going on line sets when it
 * ends (C1); what waits of an earlier change goes with any change of the state.
 */
export async function moveOffer(unit: Unit, offer: OfferRow, move: Move): Promise<void> {
  const { query, tenant, now } = unit
  const months = tenant.config.offers!.onlineMonths
  const times =
    move.state === 'published' && offer.state !== 'published' && move.cause !== 'reports-dismissed'
      ? sql`, "visibleFrom" = ${now}, "visibleUntil" = ${endOf(months, offer.lastDay, now)}, "refreshedAt" = NULL,
          "warnedAt" = NULL`
      : sql``
  await query(sql`UPDATE "offer" SET "state" = ${move.state}, "waiting" = NULL ${times}
    WHERE "tenantId" = ${tenant.id} AND "id" = ${offer.id}`)
  await note(unit, offer.id, move)
}

/** Changes the words at once: of what is not on line, of a spelling, or of what the association has read. */
export async function changeOffer(
  unit: Unit,
  offer: OfferRow,
  words: OfferWords,
  change: { cause: OfferCause; by: Actor },
): Promise<void> {
  const { query, tenant, now } = unit
  const isOnLine = offer.state === 'published'
  const ends =
    isOnLine && words.lastDay !== offer.lastDay
      ? sql`, "visibleUntil" = ${endAfterChange(tenant.config.offers!.onlineMonths, words.lastDay, offer)}`
      : sql``
  await query(sql`UPDATE "offer" SET ${columnsOf(words)}, "waiting" = NULL, "updatedAt" = ${now} ${ends}
    WHERE "tenantId" = ${tenant.id} AND "id" = ${offer.id}`)
  if (isOnLine) await note(unit, offer.id, { state: 'published', ...change })
}

/** Keeps a change of what is on line until the association has read it: what was approved stays (C5). */
export async function askChange(unit: Unit, offer: OfferRow, words: OfferWords, by: Actor): Promise<void> {
  const { query, tenant, now } = unit
  await query(sql`UPDATE "offer" SET "waiting" = ${JSON.stringify(words)}::jsonb, "updatedAt" = ${now}
    WHERE "tenantId" = ${tenant.id} AND "id" = ${offer.id}`)
  await note(unit, offer.id, { state: offer.state, cause: 'edit-asked', by })
}

/** Drops a change that waits. */
export async function refuseChange(unit: Unit, offer: OfferRow, because: string, by: Actor): Promise<void> {
  const { query, tenant } = unit
  await query(sql`UPDATE "offer" SET "waiting" = NULL WHERE "tenantId" = ${tenant.id} AND "id" = ${offer.id}`)
  await note(unit, offer.id, { state: offer.state, cause: 'edit-refused', because, by })
}

/** Gives what is on line its whole time again, from today; a last day that was wished for is none any more (C4). */
export async function prolongOffer(unit: Unit, offer: OfferRow, cause: 'prolonged' | 'by-mail', by: Actor) {
  const { query, tenant, now } = unit
  await query(sql`UPDATE "offer" SET "visibleUntil" = ${endOf(tenant.config.offers!.onlineMonths, null, now)},
      "lastDay" = NULL, "warnedAt" = NULL, "updatedAt" = ${now}
    WHERE "tenantId" = ${tenant.id} AND "id" = ${offer.id}`)
  await note(unit, offer.id, { state: 'published', cause, by })
}

/** Counts that somebody else has opened its page: a number for its author, of nobody in particular (S3). */
export async function countView({ query, tenant }: Pick<Unit, 'query' | 'tenant'>, offerId: string): Promise<void> {
  await query(sql`UPDATE "offer" SET "views" = "views" + 1 WHERE "tenantId" = ${tenant.id} AND "id" = ${offerId}`)
}

/** Puts an internship back on top (N4). */
export async function refreshOffer(unit: Unit, offerId: string): Promise<void> {
  const { query, tenant, now } = unit
  await query(sql`UPDATE "offer" SET "refreshedAt" = ${now} WHERE "tenantId" = ${tenant.id} AND "id" = ${offerId}`)
  await note(unit, offerId, { state: 'published', cause: 'refreshed', by: null })
}

/** Deletes an offer, with everything that hangs on it; files of applications are swept once no row names them. */
export async function removeOffer({ query, tenant, now }: Unit, offerId: string): Promise<void> {
  const files = await query<{ key: string }>(sql`SELECT "fileKey" AS "key" FROM "offer_application"
    WHERE "tenantId" = ${tenant.id} AND "offerId" = ${offerId} AND "fileKey" IS NOT NULL`)
  const keys = files.map(({ key }) => key)
  await query(sql`DELETE FROM "offer" WHERE "tenantId" = ${tenant.id} AND "id" = ${offerId}`)
  await loosen(query, tenant.id, keys, now)
}

/** Passes an offer on, or takes that back: one place a graduate (C8). */
export async function relayOffer({ query, tenant, now }: Unit, offerId: string, personId: string, relays: boolean) {
  if (!relays) {
    await query(sql`DELETE FROM "offer_relay" WHERE "tenantId" = ${tenant.id} AND "offerId" = ${offerId}
      AND "personId" = ${personId}`)
    return
  }
  await query(sql`INSERT INTO "offer_relay" ("tenantId", "offerId", "personId", "at")
    VALUES (${tenant.id}, ${offerId}, ${personId}, ${now}) ON CONFLICT DO NOTHING`)
}

/** Keeps a report; at the threshold of the association's file the offer is off line until somebody looks (C6). */
export async function reportOffer(
  unit: Unit,
  offer: OfferRow,
  report: { accountId: string; reason: string; words: string | null },
): Promise<void> {
  const { query, tenant, now } = unit
  await query(sql`INSERT INTO "offer_report" ("tenantId", "id", "offerId", "accountId", "reason", "words", "at")
    VALUES (${tenant.id}, ${uuidv7(now.getTime())}, ${offer.id}, ${report.accountId}, ${report.reason}, ${report.words},
      ${now}) ON CONFLICT ("tenantId", "offerId", "accountId") DO NOTHING`)
  const [row] = await query<{ n: number }>(sql`SELECT count(*)::int AS "n" FROM "offer_report"
    WHERE "tenantId" = ${tenant.id} AND "offerId" = ${offer.id} AND "open"`)
  if (offer.state === 'published' && row!.n >= tenant.config.offers!.reportsHide)
    await moveOffer(unit, offer, { state: 'hidden', cause: 'reports', by: null })
}

/** Closes the reports of an offer. */
export async function closeReports({ query, tenant }: Pick<Unit, 'query' | 'tenant'>, offerId: string): Promise<void> {
  await query(sql`UPDATE "offer_report" SET "open" = FALSE WHERE "tenantId" = ${tenant.id} AND "offerId" = ${offerId}
    AND "open"`)
}

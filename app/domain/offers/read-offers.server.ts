/** Offers as this viewer may read them: every statement carries `whereVisible` (policy/thing.rules.ts). */
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { toSql } from '#app/db/condition.ts'
import type { RowOf } from '#app/db/rows.ts'
import { join, type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { fold } from '#app/i18n/fold.ts'
import { keepsOffers } from '#app/policy/offer.rules.ts'
import { mayReadThing, whereVisible } from '#app/policy/thing.rules.ts'
import { OFFER_FIELDS, type OfferCause, type OfferState } from '#app/vocabulary/offers.ts'
import type { OfferWords } from './offer-words.ts'

export const OFFER_ROWS = 20
/** Counting stops there. */
export const COUNTED = 1000

type Kept = RowOf<
  'offer',
  | 'id'
  | 'personId'
  | 'organisationId'
  | 'visibleFrom'
  | 'visibleUntil'
  | 'refreshedAt'
  | 'createdAt'
  | 'updatedAt'
  | 'views'
>

/** An offer as the database keeps it. */
export interface OfferRow extends Kept, OfferWords {
  state: OfferState
  /** A change that waits to be read (C5). */
  waiting: OfferWords | null
}

/** Columns of {@link OfferRow}, under `x`; civil days as text. */
export const OFFER_COLUMNS: Sql = sql`x."id", x."personId", x."organisationId", x."state", x."audience",
  x."visibleFrom", x."visibleUntil", x."refreshedAt", x."createdAt", x."updatedAt", x."kind", x."title", x."company",
  x."town", x."country", x."remote", x."contract", x."payFrom", x."payTo", x."payPer", x."startsOn"::text,
  x."lastDay"::text, x."text", x."applyUrl", x."mostApplications", x."waiting", x."views"`

/** @returns the words of a row, as forms and diffs take them */
export const wordsOf = (row: OfferRow): OfferWords =>
  Object.fromEntries(OFFER_FIELDS.map((field) => [field, row[field]])) as unknown as OfferWords

/** @returns the row, with what rules ask of it besides */
export const ruled = (row: OfferRow) => ({ ...row, waits: row.waiting !== null })

/** Who reads, and of which association. */
export type OfferReader = Pick<Ctx, 'tenant' | 'ability' | 'now' | 'holder'>

export interface OfferSearch {
  /** Words of the title, the company, the town or the text: all of them. */
  q?: string
  kind?: string | undefined
  contract?: string | undefined
  town?: string | undefined
  remote?: string | undefined
  /** Days since it went on line, at most. */
  days?: number | undefined
  /** Whose it is. */
  organisationId?: string | undefined
}

/** What is on line now, for the staff too: what waits is theirs at the desk. */
const current = (reader: OfferReader): Sql => sql`x."state" = 'published' AND x."visibleFrom" <= ${reader.now}
  AND x."visibleUntil" > ${reader.now} AND ${toSql(whereVisible(reader, 'Offer'), 'x')}`

const wordsSql = (q: string): Sql => {
  const words = fold(q).split(' ').filter(Boolean).slice(0, 8)
  const has = (word: string) => sql`x."folded" LIKE ${`%${word.replaceAll(/[\\%_]/g, '\\$&')}%`}`
  return join(words.map(has), ' AND ', sql`TRUE`)
}

const DAY = 86_400_000

/** @returns the offers, under `x`, that the reader finds now by a search */
export function searchSql(reader: OfferReader, search: OfferSearch): Sql {
  const { q = '', kind, contract, town, remote, days, organisationId } = search
  const is = (column: Sql, value: string | undefined) => (value ? sql`${column} = ${value}` : sql`TRUE`)
  return sql`${current(reader)} AND ${wordsSql(q)} AND ${is(sql`x."kind"`, kind)}
    AND ${is(sql`x."contract"`, contract)} AND ${is(sql`x."remote"`, remote)} AND ${is(sql`x."town"`, town)}
    AND ${organisationId ? sql`x."organisationId" = ${organisationId}::uuid` : sql`TRUE`}
    AND ${days ? sql`x."visibleFrom" >= ${new Date(reader.now.getTime() - days * DAY)}` : sql`TRUE`}`
}

/** Graduates who pass it on, less those who are kept apart from the reader. */
const relaysSql = ({ tenant, ability }: OfferReader): Sql => sql`(SELECT count(*)::int FROM "offer_relay" r
  WHERE r."tenantId" = ${tenant.id} AND r."offerId" = x."id"
    AND NOT r."personId" = ANY(${[...(ability.viewer.apartIds ?? [])]}::uuid[]))`

export type OfferLine = OfferRow & { relays: number }

/**
 * Reads a page of what is on line: among equals what graduates pass on comes first (I11, C8), then the newest.
 * @param page from 1
 */
export async function listOffers(
  query: Query,
  reader: OfferReader,
  search: OfferSearch,
  { page = 1, rows = OFFER_ROWS }: { page?: number; rows?: number } = {},
): Promise<{ lines: OfferLine[]; more: boolean }> {
  const words = fold(search.q ?? '')
  // The title begins what the search looks into.
  const inTitle = sql`(${words !== ''} AND starts_with(x."folded", ${words}))`
  const found = await query<OfferLine>(sql`SELECT ${OFFER_COLUMNS}, ${relaysSql(reader)} AS "relays" FROM "offer" x
    WHERE x."tenantId" = ${reader.tenant.id} AND ${searchSql(reader, search)}
    ORDER BY ${inTitle} DESC, ${relaysSql(reader)} > 0 DESC, coalesce(x."refreshedAt", x."visibleFrom") DESC,
      x."id" DESC
    LIMIT ${rows + 1} OFFSET ${(page - 1) * rows}`)
  return { lines: found.slice(0, rows), more: found.length > rows }
}

export interface OfferFacts extends RowOf<'offer', 'town' | 'kind' | 'remote'> {
  contract: string | null
}

/** @returns what facets count: of up to 1,000 offers that the words and the days admit */
export function countOffers(
  query: Query,
  reader: OfferReader,
  { q, days }: Pick<OfferSearch, 'q' | 'days'>,
): Promise<OfferFacts[]> {
  return query(sql`SELECT x."kind", x."contract", x."town", x."remote" FROM "offer" x
    WHERE x."tenantId" = ${reader.tenant.id} AND ${searchSql(reader, { ...(q ? { q } : {}), days })} LIMIT ${COUNTED}`)
}

/**
 * Reads one offer whoever asks: the caller judges the row (`mayReadThing`).
 * @param lock keeps it until the transaction ends
 */
export async function offerRow(
  query: Query,
  tenantId: string,
  id: string,
  lock: 'lock' | 'look' = 'look',
): Promise<OfferLine | undefined> {
  if (!isUuid(id)) return undefined
  const [row] = await query<OfferLine>(sql`SELECT ${OFFER_COLUMNS}, (SELECT count(*)::int FROM "offer_relay" r
      WHERE r."tenantId" = ${tenantId} AND r."offerId" = x."id") AS "relays"
    FROM "offer" x WHERE x."tenantId" = ${tenantId} AND x."id" = ${id}
    ${lock === 'lock' ? sql`FOR UPDATE OF x` : sql``}`)
  return row
}

/**
 * Reads one offer as {@link offerRow}, for a viewer.
 * @throws Response 404 for one that does not exist for them
 */
export async function findOffer(
  { tenant, ability, now }: OfferReader,
  query: Query,
  id: string,
  lock: 'lock' | 'look' = 'look',
): Promise<OfferLine> {
  const offer = await offerRow(query, tenant.id, id, lock)
  if (!offer || !mayReadThing({ ability, now }, 'Offer', ruled(offer))) throw notFound()
  return offer
}

/** @returns offers of a person or an organisation, of the staff those of the association; the last changed first */
export function ownOffers(query: Query, { tenant, ability }: OfferReader): Promise<OfferRow[]> {
  const { personId, organisationId } = ability.viewer
  const ofAssociation = keepsOffers(ability) ? sql`x."personId" IS NULL AND x."organisationId" IS NULL` : sql`FALSE`
  return query(sql`SELECT ${OFFER_COLUMNS} FROM "offer" x WHERE x."tenantId" = ${tenant.id}
    AND (x."personId" = ${personId ?? null}::uuid OR x."organisationId" = ${organisationId ?? null}::uuid
      OR (${ofAssociation}))
    ORDER BY x."updatedAt" DESC, x."id" DESC LIMIT 200`)
}

/** What somebody said of an offer last; whatever its author does meanwhile changes nothing of it. */
const JUDGED_BY: readonly OfferCause[] = ['approved', 'refused', 'reports', 'reports-dismissed', 'taken-down']

const STOPPED_BY: readonly OfferCause[] = ['refused', 'reports', 'taken-down']

/** @returns the condition that the offer `x` was refused or taken off line, and nobody said yes since (C6) */
export const stoppedSql = (tenantId: string): Sql => sql`coalesce((SELECT k."cause" FROM "offer_change" k
  WHERE k."tenantId" = ${tenantId} AND k."offerId" = x."id" AND k."cause" = ANY(${[...JUDGED_BY]}::text[])
  ORDER BY k."n" DESC LIMIT 1) = ANY(${[...STOPPED_BY]}::text[]), FALSE)`

/** @returns true for an offer that stands stopped ({@link stoppedSql}) */
export async function wasStopped(query: Query, tenantId: string, offerId: string): Promise<boolean> {
  const [row] = await query<{ stopped: boolean }>(sql`SELECT ${stoppedSql(tenantId)} AS "stopped" FROM "offer" x
    WHERE x."tenantId" = ${tenantId} AND x."id" = ${offerId}`)
  return row?.stopped ?? false
}

/** @returns those of the offers that are on line for this reader now */
export async function stillOnLine(query: Query, reader: OfferReader, ids: readonly string[]): Promise<Set<string>> {
  const rows = await query<RowOf<'offer', 'id'>>(sql`SELECT x."id" FROM "offer" x
    WHERE x."tenantId" = ${reader.tenant.id} AND x."id" = ANY(${[...ids]}::uuid[]) AND ${current(reader)}`)
  return new Set(rows.map(({ id }) => id))
}

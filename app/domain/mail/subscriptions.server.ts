/** Who receives which list, and how (S12). */
import { deceasedSql, paidUpSql } from '#app/context/in-force.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isLanguage, type Language } from '#app/i18n/language.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'

export const CHANNELS = ['preferred', 'personal', 'work', 'lifetime', 'paper'] as const
export type Channel = (typeof CHANNELS)[number]

export interface ListChoice {
  listId: string
  on: boolean
  source: 'page' | 'link' | 'complaint' | 'staff'
}

/** Keeps what a person decided; nothing happens where the association has no such person. */
export async function chooseList(
  { query, tenant: { id: tenantId }, now }: Unit<{ id: string }>,
  personId: string,
  { listId, on, source }: ListChoice,
): Promise<void> {
  await query(sql`
    INSERT INTO "list_choice" ("tenantId", "personId", "listId", "on", "at", "source")
    SELECT "tenantId", "id", ${listId}, ${on}, ${now}, ${source} FROM "person"
    WHERE "tenantId" = ${tenantId} AND "id" = ${personId}
    ON CONFLICT ("tenantId", "personId", "listId") DO UPDATE SET "on" = EXCLUDED."on", "at" = EXCLUDED."at",
      "source" = EXCLUDED."source" WHERE "list_choice"."on" <> EXCLUDED."on"`)
}

/** @returns decisions by list; a list without one follows its default. */
export async function choicesOf(query: Query, tenantId: string, personId: string): Promise<Map<string, boolean>> {
  const rows = await query<RowOf<'list_choice', 'listId' | 'on'>>(
    sql`SELECT "listId", "on" FROM "list_choice" WHERE "tenantId" = ${tenantId} AND "personId" = ${personId}`,
  )
  return new Map(rows.map(({ listId, on }) => [listId, on]))
}

/** @returns how a person wants to be written to. */
export async function correspondenceOf(
  query: Query,
  tenantId: string,
  personId: string,
): Promise<{ channel: Channel; language: Language }> {
  const [row] = await query<RowOf<'correspondence', 'channel' | 'language'>>(
    sql`SELECT "channel", "language" FROM "correspondence" WHERE "tenantId" = ${tenantId} AND "personId" = ${personId}`,
  )
  const channel = CHANNELS.find((one) => one === row?.channel) ?? 'preferred'
  return { channel, language: isLanguage(row?.language) ? row.language : 'fr' }
}

/** Keeps by which channel and in which language a person wants to be written to. */
export async function chooseCorrespondence(
  { query, tenant: { id: tenantId }, now }: Unit<{ id: string }>,
  personId: string,
  { channel, language }: { channel: Channel; language: Language },
): Promise<void> {
  await query(sql`
    INSERT INTO "correspondence" ("tenantId", "personId", "channel", "language", "at")
    VALUES (${tenantId}, ${personId}, ${channel}, ${language}, ${now})
    ON CONFLICT ("tenantId", "personId") DO UPDATE
      SET "channel" = EXCLUDED."channel", "language" = EXCLUDED."language", "at" = EXCLUDED."at"`)
}

/** Under which a person's choice about mails of their own year is kept: no list of the association's file. */
export const COHORT_LIST = 'promo:'

/** A list, as far as it says who receives it. */
export type ListRule = Pick<TenantConfig['mailingLists'][number], 'id' | 'on' | 'paidOnly' | 'channel'>

/**
 * Selects the subscribers of a list at an instant, for features that write to it. The person's choice decides, or the
 * list's default; a list for paid-up members asks for dues in force; the dead receive nothing. Mail needs a consent
 * that was not refused and an address not in error: the chosen channel's, else the preferred one, else any (I4).
 * @returns a query to stand in FROM, one row per person: `personId` uuid, `channel` 'mail' or 'paper', `address` text
 *   (null on paper), `language` text
 * @throws where the association has no such list
 */
export function subscribersOf(tenant: Pick<Tenant, 'id' | 'config'>, listId: string, now: Date): Sql {
  const list = tenant.config.mailingLists.find((one) => one.id === listId)
  if (!list) throw new Error('no such list')
  return subscribersSql(tenant, list, now)
}

/**
 * The address to which mails of lists go: the chosen channel's, else the preferred one, else any, none in error (I4).
 * @param personId a column of the statement, in which `c` is the person's correspondence
 */
export const listAddressSql = (tenantId: string, personId: Sql): Sql => sql`SELECT a."address" FROM "person_email" a
  WHERE a."tenantId" = ${tenantId} AND a."personId" = ${personId} AND NOT a."invalid"
    AND (a."kind" <> 'lifetime' OR a."preferred" OR c."channel" = 'lifetime')
  ORDER BY a."kind" = c."channel" DESC NULLS LAST, a."preferred" DESC, a."kind" = 'personal' DESC,
    a."rank", a."id" LIMIT 1`

/** {@link subscribersOf} for a list that the association's file does not name. */
export function subscribersSql({ id, config }: Pick<Tenant, 'id' | 'config'>, list: ListRule, now: Date): Sql {
  const listId = list.id
  const paper = list.channel === 'paper' ? sql`true` : sql`coalesce(c."channel", '') = 'paper'`
  const paid = list.paidOnly ? sql`AND ${paidUpSql({ tenant: { id, config }, now }, sql`p."id"`)}` : sql``
  return sql`
    SELECT p."id" AS "personId", CASE WHEN ${paper} THEN 'paper' ELSE 'mail' END AS "channel",
      CASE WHEN ${paper} THEN NULL ELSE e."address" END AS "address", coalesce(c."language", 'fr') AS "language"
    FROM "person" p
    LEFT JOIN "list_choice" l ON l."tenantId" = ${id} AND l."personId" = p."id" AND l."listId" = ${listId}
    LEFT JOIN "correspondence" c ON c."tenantId" = ${id} AND c."personId" = p."id"
    LEFT JOIN LATERAL (${listAddressSql(id, sql`p."id"`)}) e ON true
    WHERE p."tenantId" = ${id} AND coalesce(l."on", ${list.on})
      AND NOT ${deceasedSql(config)} ${paid}
      AND CASE WHEN ${paper} THEN p."homeAddress" IS NOT NULL
        ELSE e."address" IS NOT NULL AND p."emailingConsent" IS DISTINCT FROM false END`
}

/**
 * Takes somebody out of every table, in one transaction; what the law keeps (accounting pieces) stays, cut from who it
 * was.
 */

import type { Scoped } from '#app/context/unit.ts'
import { CATALOGUE, type CatalogueTable } from '#app/db/catalogue.ts'
import { join, name, type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { removePeople } from '#app/domain/people/write-people.server.ts'
import { belongsTo } from './copy-rows.server.ts'
import { eraseBaskets } from './end-baskets.server.ts'
import { eraseMentions, eraseMessageReports, type Naming } from './erase-mentions.server.ts'
import { copiedBy, ownersOf, PERSONAL } from './personal-tables.ts'
import type { Subject } from './subject.server.ts'

/** Removed in their own ways: by `removePeople` with the words that hang on it, by the cascade, or by erase-lines. */
const ELSEWHERE = new Set([
  ...[
    'person',
    'organisation',
    'account',
    'shared_entry',
    'shared_token',
    'shared_deletion',
    'search_token',
    'token_deletion',
  ],
  ...['import_line', 'import_piece', 'import_decision', 'audit_event', 'erasure_request', 'erased_identity'],
])

/**
 * Tables in which others' rows may name whoever is erased, by an id that a row may do without; `forget_owner` finds the
 * columns.
 */
const NAMING = CATALOGUE.filter(
  ({ table, class: kind, columns }) =>
    kind === 'tenant' && !ELSEWHERE.has(table) && Object.values(columns).includes('Uuid?'),
)

/**
 * @param request the erasure under way: append-only tables let nobody be cut out of them without one
 * @param naming what names the person in words of others
 * @returns keys of files that no row names any more
 */
export async function eraseRows(
  { query, tenant: scope }: Scoped<Scope>,
  subject: Subject,
  request: string,
  naming: Naming,
): Promise<string[]> {
  const { tenantId, personId, organisationId, accountIds } = subject
  await holdOwners(query, subject)
  await query(sql`SELECT forget_in_audit(${tenantId}::uuid, ${request}::uuid, ${[...naming.words]}::text[])`)
  const files = [...(await fileKeys(query, subject)), ...(await sentFiles(query, subject))]
  const companies = await query<{ id: string }>(sql`SELECT DISTINCT "companyId" AS "id" FROM "position"
    WHERE "tenantId" = ${tenantId} AND "personId" = ${personId}::uuid AND "companyId" IS NOT NULL`)
  // Their dues must not be debited again: the round of payments ends this at Stripe, whom no transaction waits for.
  await query(sql`UPDATE "subscription" SET "state" = 'ending' WHERE "tenantId" = ${tenantId}
    AND "personId" = ${personId}::uuid AND "state" IN ('incomplete', 'active', 'past_due')`)
  await query(sql`UPDATE "instalment_plan" SET "state" = 'stopped', "reason" = 'erased' WHERE "tenantId" = ${tenantId}
    AND "personId" = ${personId}::uuid AND "state" NOT IN ('done', 'stopped')`)
  await returnUnopened(query, subject)
  await eraseBaskets(query, subject)
  await eraseMessageReports(query, subject)
  for (const table of PERSONAL) {
    if (!ELSEWHERE.has(table.table) && table.retention !== 'accounting') await eraseFrom(query, subject, table)
  }
  files.push(...(await eraseMentions(query, subject, naming)))
  for (const { table } of NAMING) await query(sql`SELECT forget_owner(${tenantId}::uuid, ${request}::uuid, ${table})`)
  if (personId) await removePeople(query, scope, [personId])
  await query(sql`DELETE FROM "account" WHERE "tenantId" = ${tenantId} AND "id" = ANY(${accountIds}::uuid[])`)
  await query(sql`DELETE FROM "organisation" WHERE "tenantId" = ${tenantId} AND "id" = ${organisationId}::uuid`)
  // A company that only this person's career named says something about them.
  await query(sql`DELETE FROM "company" c WHERE c."tenantId" = ${tenantId}
    AND c."id" = ANY(${companies.map(({ id }) => id)}::uuid[])
    AND NOT EXISTS (SELECT FROM "position" p WHERE p."tenantId" = ${tenantId} AND p."companyId" = c."id")`)
  // Taking away the ties of relatives wrote their history anew.
  await query(sql`DELETE FROM "value_change" WHERE "tenantId" = ${tenantId} AND "field" = 'familyTies'
    AND concat("before", "after") LIKE ${`%${personId}%`}`)
  return files
}

/**
 * Dues that are paid and wait for the staff's yes to a paper will never open now: they go back, by the rounds, whom no
 * transaction waits for.
 */
async function returnUnopened(query: Query, { tenantId, personId }: Subject): Promise<void> {
  await query(sql`
    INSERT INTO "refund" ("tenantId", "id", "paymentId", "key", "cents", "state", "reason", "createdAt")
    SELECT y."tenantId", gen_random_uuid(), y."id", 'erased/' || y."id", y."cents" - y."refundedCents", 'requested',
      'erased', now()
    FROM "access_request" r JOIN "sale_line" l ON l."tenantId" = ${tenantId} AND l."data"->>'proof' = r."id"::text
    JOIN "sale" s ON s."tenantId" = ${tenantId} AND s."id" = l."saleId" AND s."personId" = r."personId"
    JOIN "payment" y ON y."tenantId" = ${tenantId} AND y."saleId" = s."id"
    WHERE r."tenantId" = ${tenantId} AND r."personId" = ${personId}::uuid AND r."kind" = 'proof'
    AND r."state" = 'waiting'
      AND l."data"->>'waits' = 'true' AND y."state" = 'succeeded' AND y."disputedCents" = 0
      AND y."refundedCents" < y."cents"
      AND NOT EXISTS (SELECT 1 FROM "refund" f WHERE f."tenantId" = ${tenantId} AND f."paymentId" = y."id"
      AND f."state" <> 'failed')
    ON CONFLICT ("tenantId", "key") DO NOTHING`)
}

/**
 * Whoever is about to add a row of theirs (an upload, a copy that the worker has just made) is through before, or
 * fails.
 */
async function holdOwners(query: Query, { tenantId, personId, organisationId, accountIds }: Subject): Promise<void> {
  await query(sql`SELECT "id" FROM "person" WHERE "tenantId" = ${tenantId} AND "id" = ${personId}::uuid FOR UPDATE`)
  await query(
    sql`SELECT "id" FROM "organisation" WHERE "tenantId" = ${tenantId} AND "id" = ${organisationId}::uuid FOR UPDATE`,
  )
  await query(sql`SELECT "id" FROM "account" WHERE "tenantId" = ${tenantId} AND "id" = ANY(${accountIds}::uuid[])
    ORDER BY "id" FOR UPDATE`)
}

/** Files that others sent to offers of whoever is erased, and a school's logo: they go with the offers and the page. */
async function sentFiles(query: Query, { tenantId, personId, organisationId }: Subject): Promise<string[]> {
  const rows = await query<{ key: string }>(sql`SELECT a."fileKey" AS "key" FROM "offer_application" a
    JOIN "offer" o ON o."tenantId" = ${tenantId} AND o."id" = a."offerId"
    WHERE a."tenantId" = ${tenantId} AND a."fileKey" IS NOT NULL
      AND (o."personId" = ${personId}::uuid OR o."organisationId" = ${organisationId}::uuid)
    UNION ALL SELECT s."logoKey" FROM "school" s WHERE s."tenantId" = ${tenantId} AND s."logoKey" IS NOT NULL
      AND s."organisationId" = ${organisationId}::uuid`)
  return rows.map(({ key }) => key)
}

async function fileKeys(query: Query, subject: Subject): Promise<string[]> {
  const keys: string[] = []
  for (const table of PERSONAL) {
    const column = table.table === 'stored_file' ? 'key' : 'fileKey'
    const theirs = column in table.columns ? belongsTo(subject, copiedBy(table)) : undefined
    if (!theirs) continue
    const rows = await query<{ key: string | null }>(sql`SELECT r.${name(column)} AS "key" FROM ${name(table.table)} r
      WHERE r."tenantId" = ${subject.tenantId} AND ${theirs} FOR UPDATE`)
    keys.push(...rows.flatMap(({ key }) => key ?? []))
  }
  return keys
}

/** Rows that are theirs go; from those that they only wrote, or that may only be added, `forget_owner` cuts them. */
async function eraseFrom(query: Query, subject: Subject, table: CatalogueTable): Promise<void> {
  const { tenantId, emails } = subject
  const close = copiedBy(table)
  const theirs = belongsTo(subject, close.length > 0 ? close : ownersOf(table).filter(({ kind }) => kind !== 'account'))
  const [may] = await query<{ delete: boolean }>(
    sql`SELECT has_table_privilege(format('public.%I', ${table.table}::text), 'DELETE') AS "delete"`,
  )
  if (!may!.delete || table.gdpr === 'staff') return
  // Requests for access are judged by more than an address: erase-mentions.
  const address =
    table.table !== 'access_request' && ['recipient', 'email', 'address'].find((column) => column in table.columns)
  if (theirs) await query(sql`DELETE FROM ${name(table.table)} r WHERE r."tenantId" = ${tenantId} AND ${theirs}`)
  if (address && table.gdpr === 'personal' && emails.length > 0)
    await query(sql`DELETE FROM ${name(table.table)}
      WHERE "tenantId" = ${tenantId} AND lower(${name(address)}) = ANY(${emails}::text[])
        AND ${nobodyElses(subject, table)}`)
}

/** @returns the condition that no other person, organisation or account has the row: an address may be in two hands. */
function nobodyElses({ personId, organisationId, accountIds }: Subject, { columns }: CatalogueTable): Sql {
  const owners = [
    { column: 'personId', ids: [personId] },
    { column: 'organisationId', ids: [organisationId] },
    { column: 'accountId', ids: accountIds },
  ].filter(({ column }) => column in columns)
  const conditions = owners.map(({ column, ids }) => {
    const own = ids.filter((id) => id !== null)
    return sql`(${name(column)} IS NULL OR ${name(column)} = ANY(${own}::uuid[]))`
  })
  return join(conditions, ' AND ', sql`TRUE`)
}

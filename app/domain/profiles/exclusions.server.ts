/** Who must not find a person's profiles (C19), and what a reader is known by: companies, mail domains, addresses. */
import type { Ctx } from '#app/context/open.ts'
import type { Scoped } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { fold } from '#app/i18n/fold.ts'
import type { ExclusionKind } from '#app/vocabulary/profiles.ts'

/** Exclusions that a person keeps at most. */
export const MOST_EXCLUSIONS = 50

/** What a reader of the library is compared by. */
export interface ReaderFacts {
  /** Folded names of the company, each between blanks. */
  names: string
  /** Their mail domains, each with those above it. */
  domains: string[]
  addresses: string[]
  /** People kept apart from the reader. */
  apart: readonly string[]
}

const wordsOf = (name: string): string =>
  fold(name)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/** `a.b.fr` is of `b.fr` too; nobody is of `fr`. */
function domainsOf(address: string): string[] {
  const parts = (address.split('@')[1] ?? '').split('.').filter(Boolean)
  return parts.flatMap((_, n) => (parts.length - n >= 2 ? [parts.slice(n).join('.')] : []))
}

/** @returns what the viewer is known by: of an organisation the mail addresses of all its accounts */
export async function readerFacts(
  query: Query,
  { tenant, viewer, holder }: Pick<Ctx, 'tenant' | 'viewer' | 'holder'>,
): Promise<ReaderFacts> {
  const { organisationId = null } = viewer
  const accountId = (holder?.viewer ?? viewer).accountId ?? null
  const accounts = await query<RowOf<'account', 'email' | 'login'>>(sql`SELECT "email", "login" FROM "account"
    WHERE "tenantId" = ${tenant.id} AND ("id" = ${accountId}::uuid OR "organisationId" = ${organisationId}::uuid)`)
  const [company] = await query<RowOf<'organisation', 'name' | 'legalName'>>(sql`SELECT "name", "legalName"
    FROM "organisation" WHERE "tenantId" = ${tenant.id} AND "id" = ${organisationId}::uuid`)
  const addresses = accounts
    .flatMap(({ email, login }) => [email ?? '', login])
    .filter((address) => address.includes('@'))
    .map((address) => address.toLowerCase())
  return {
    names: [company?.name, company?.legalName].map((name) => ` ${wordsOf(name ?? '')} `).join('|'),
    domains: [...new Set(addresses.flatMap(domainsOf))],
    addresses: [...new Set(addresses)],
    apart: viewer.apartIds ?? [],
  }
}

/** @returns the condition that the person of `x` keeps nothing from the reader, nor is kept apart from them */
export const notExcluded = (tenantId: string, { names, domains, addresses, apart }: ReaderFacts): Sql => sql`(
  NOT x."personId" = ANY(${[...apart]}::uuid[])
  AND NOT EXISTS (SELECT FROM "career_exclusion" e WHERE e."tenantId" = ${tenantId} AND e."personId" = x."personId"
    AND ((e."kind" = 'company' AND position(concat(' ', e."folded", ' ') IN ${names}) > 0)
      OR (e."kind" = 'domain' AND (e."folded" = ANY(${domains}::text[])
        OR position(concat(' ', regexp_replace(e."folded", '[^a-z0-9]+', ' ', 'g'), ' ') IN ${names}) > 0))
      OR (e."kind" = 'address' AND e."folded" = ANY(${addresses}::text[])))))`

export interface Exclusion extends RowOf<'career_exclusion', 'id' | 'name'> {
  kind: ExclusionKind
}

/** @returns what the person excludes */
export const exclusionsOf = ({ query, tenant }: Scoped, personId: string): Promise<Exclusion[]> =>
  query(sql`SELECT "id", "kind", "name" FROM "career_exclusion" WHERE "tenantId" = ${tenant.id}
    AND "personId" = ${personId} ORDER BY "kind", "folded"`)

/**
 * Tells what somebody typed apart: an address, a domain or a company's name.
 * @returns undefined where it is nothing of the kind
 */
export function readExclusion(typed: string): { kind: ExclusionKind; name: string; folded: string } | undefined {
  const name = typed.trim().slice(0, 120)
  const plain = name.toLowerCase().replace(/^@/, '')
  if (/^[^\s@]+@[^\s@]+\.[a-z0-9-]+$/.test(name.toLowerCase()))
    return { kind: 'address', name, folded: name.toLowerCase() }
  if (/^(?:[a-z0-9-]+\.)+[a-z]{2,}$/.test(plain)) return { kind: 'domain', name: plain, folded: plain }
  const folded = wordsOf(name)
  return folded.length >= 2 ? { kind: 'company', name, folded } : undefined
}

/** @returns false where it cannot be read, or the person keeps as many as there may be */
export async function addExclusion(scoped: Scoped, personId: string, typed: string): Promise<boolean> {
  const { query, tenant } = scoped
  const one = readExclusion(typed)
  if (!one || (await exclusionsOf(scoped, personId)).length >= MOST_EXCLUSIONS) return false
  await query(sql`INSERT INTO "career_exclusion" ("tenantId", "personId", "id", "kind", "name", "folded")
    VALUES (${tenant.id}, ${personId}, ${uuidv7()}, ${one.kind}, ${one.name}, ${one.folded}) ON CONFLICT DO NOTHING`)
  return true
}

/**
 * Excludes employers of the person's own record as companies, whatever their names look like (« Booking.com »). However
 * many exclusions there are: the profile goes out in the same step (C19).
 */
export async function excludeEmployers(scoped: Scoped, personId: string, chosen: readonly string[]): Promise<void> {
  const { query, tenant } = scoped
  const offered = await employersToExclude(scoped, personId)
  for (const name of offered.filter((one) => chosen.includes(one)))
    await query(sql`INSERT INTO "career_exclusion" ("tenantId", "personId", "id", "kind", "name", "folded")
      VALUES (${tenant.id}, ${personId}, ${uuidv7()}, 'company', ${name}, ${wordsOf(name)}) ON CONFLICT DO NOTHING`)
}

/** @returns false where it is not the person's */
export async function removeExclusion({ query, tenant }: Scoped, personId: string, id: string): Promise<boolean> {
  if (!isUuid(id)) return false
  const rows = await query(sql`DELETE FROM "career_exclusion" WHERE "tenantId" = ${tenant.id}
    AND "personId" = ${personId} AND "id" = ${id} RETURNING "id"`)
  return rows.length > 0
}

/** @returns the companies in which the person works now, as their record says, that are not excluded yet */
export async function employersToExclude(scoped: Scoped, personId: string): Promise<string[]> {
  const { query, tenant } = scoped
  const rows = await query<RowOf<'company', 'name'>>(sql`SELECT DISTINCT c."name" FROM "position" o
    JOIN "company" c ON c."tenantId" = ${tenant.id} AND c."id" = o."companyId"
    WHERE o."tenantId" = ${tenant.id} AND o."personId" = ${personId} AND o."endedOn" IS NULL`)
  const kept = new Set((await exclusionsOf(scoped, personId)).map(({ name }) => wordsOf(name)))
  return rows.map(({ name }) => name).filter((name) => wordsOf(name) !== '' && !kept.has(wordsOf(name)))
}

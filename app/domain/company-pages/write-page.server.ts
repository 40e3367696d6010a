/** Handing in the page of a company, and deciding about it (N4; decision 062). */
import type { Unit } from '#app/context/unit.ts'
import { wordsHash } from '#app/context/words-hash.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { loosen, named } from '#app/domain/files/loose-files.server.ts'
import type { CompanyPageDecision, CompanyPageState } from '#app/vocabulary/company-pages.ts'
import type { CompanyPageRow, CompanyRow } from './read-page.server.ts'

export interface CompanyPageWords {
  about: string
  website: string | null
  careers: string | null
  place: string | null
}

/** Locks a company until the transaction ends: what is handed in and what is decided follow each other. */
export async function lockCompany(query: Query, tenantId: string, id: string): Promise<void> {
  await query(sql`SELECT 1 FROM "organisation" WHERE "tenantId" = ${tenantId} AND "id" = ${id} FOR NO KEY UPDATE`)
}

/** @returns the hash of what a decision is about: words that changed meanwhile are another decision (A21) */
export const decidedOn = ({ name, about, website, careers, place, fileKey, at }: CompanyPageRow): string =>
  wordsHash([name, about, website, careers, place, fileKey, at])

/**
 * @param before files that pages of the company named
 * @returns those that none names any more, noted as loose: the caller drops them
 */
async function looseAmong(
  { query, tenant, now }: Unit,
  { id }: Pick<CompanyRow, 'id'>,
  before: readonly string[],
): Promise<string[]> {
  const left = await query<{ key: string | null }>(sql`SELECT "fileKey" AS "key" FROM "organisation_page"
    WHERE "tenantId" = ${tenant.id} AND "organisationId" = ${id}`)
  const gone = [...new Set(before)].filter((key) => !left.some((one) => one.key === key))
  await loosen(query, tenant.id, gone, now)
  return gone
}

const filesOf = ({ pages }: CompanyRow): string[] => Object.values(pages).flatMap(({ fileKey }) => fileKey ?? [])

/** @returns the page that a company goes on writing: what waits, what was refused, what is on line */
export const lastPage = ({ pages }: CompanyRow): CompanyPageRow | undefined =>
  pages.waiting ?? pages.refused ?? pages.shown

/**
 * Hands in what the company shows; what waited or was refused gives way to it, and what is on line stays until the
 * association has read the new one.
 * @param logo a file just kept; null for none; undefined: the one that its last page has
 * @returns keys of files that the caller drops
 */
export async function handInPage(
  unit: Unit,
  company: CompanyRow,
  words: CompanyPageWords,
  { to, logo }: { to: 'shown' | 'waiting'; logo: string | null | undefined },
): Promise<string[]> {
  const { query, tenant, now } = unit
  const fileKey = logo === undefined ? (lastPage(company)?.fileKey ?? null) : logo
  await query(sql`DELETE FROM "organisation_page" WHERE "tenantId" = ${tenant.id} AND "organisationId" = ${company.id}
    AND ("state" <> 'shown' OR ${to === 'shown'})`)
  await query(sql`INSERT INTO "organisation_page" ("tenantId", "organisationId", "state", "name", "about", "website",
      "careers", "place", "fileKey", "at")
    VALUES (${tenant.id}, ${company.id}, ${to}, ${company.name}, ${words.about}, ${words.website}, ${words.careers},
      ${words.place}, ${fileKey}, ${now})`)
  if (logo) await named(query, tenant.id, logo)
  return looseAmong(unit, company, filesOf(company))
}

/** From which state to which a decision leads; what stood in the second, or was refused before, gives way. */
const LEADS = {
  'page-approve': ['waiting', 'shown'],
  'page-refuse': ['waiting', 'refused'],
  'page-take-down': ['shown', 'refused'],
} as const satisfies Record<CompanyPageDecision, readonly [CompanyPageState, CompanyPageState]>

/** @returns the page that a decision is about, where there is one */
export const decided = ({ pages }: CompanyRow, decision: CompanyPageDecision): CompanyPageRow | undefined =>
  pages[LEADS[decision][0]]

/**
 * Carries out what the staff decided about the page of a company; the caller holds the company locked.
 * @returns keys of files that the caller drops
 */
export async function decidePage(
  unit: Unit,
  company: CompanyRow,
  decision: CompanyPageDecision,
  because: string | null,
): Promise<string[]> {
  const { query, tenant, now } = unit
  const [from, to] = LEADS[decision]
  await query(sql`DELETE FROM "organisation_page" WHERE "tenantId" = ${tenant.id} AND "organisationId" = ${company.id}
    AND "state" IN (${to}, 'refused')`)
  await query(sql`UPDATE "organisation_page" SET "state" = ${to}, "because" = ${because}, "at" = ${now}
    WHERE "tenantId" = ${tenant.id} AND "organisationId" = ${company.id} AND "state" = ${from}`)
  return looseAmong(unit, company, filesOf(company))
}

/** Pages of companies, as rows and as links (N4): the callers judge by policy/company-page.rules.ts. */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { readsCompanyPages, standsBy } from '#app/policy/company-page.rules.ts'
import type { CompanyPageState } from '#app/vocabulary/company-pages.ts'

export interface CompanyPageRow extends Omit<RowOf<'organisation_page'>, 'state'> {
  state: CompanyPageState
}

export interface CompanyRow
  extends RowOf<'organisation', 'id' | 'kind' | 'name' | 'about' | 'website' | 'validatedAt' | 'refusedAt'> {
  pages: Partial<Record<CompanyPageState, CompanyPageRow>>
}

/** @returns a company and its page in each state, whoever asks */
export async function companyRow(query: Query, tenantId: string, id: string): Promise<CompanyRow | undefined> {
  if (!isUuid(id)) return undefined
  const [row] = await query<Omit<CompanyRow, 'pages'>>(sql`SELECT "id", "kind", "name", "about", "website",
      "validatedAt", "refusedAt"
    FROM "organisation" WHERE "tenantId" = ${tenantId} AND "id" = ${id} AND "kind" = 'company'`)
  if (!row) return undefined
  const pages = await query<CompanyPageRow>(sql`SELECT * FROM "organisation_page" WHERE "tenantId" = ${tenantId}
    AND "organisationId" = ${row.id}`)
  return { ...row, pages: Object.fromEntries(pages.map((page) => [page.state, page])) }
}

/** @returns the address of a logo, which changes with the file: browsers keep what they have */
export function logoAddress({ organisationId, state, fileKey }: CompanyPageRow): string | null {
  if (!fileKey) return null
  const version = fileKey.replace(/\W/g, '').slice(-12)
  return `${href.companyLogo(organisationId)}?${state === 'shown' ? '' : `etat=${state}&`}v=${version}`
}

/** Who reads, and of which association. */
type Reader = Pick<Ctx, 'tenant' | 'ability' | 'holder'>
type Shown = Pick<CompanyRow, 'id' | 'kind' | 'validatedAt' | 'refusedAt'> & { name: string }

/** @returns addresses of pages by the folded name of the company, of those that this viewer reads */
export async function pagesByName(
  query: Query,
  reader: Reader,
  names: readonly string[],
): Promise<Map<string, string>> {
  const { tenant } = reader
  if (names.length === 0 || !readsCompanyPages(tenant.config, reader)) return new Map()
  const rows = await query<Shown>(sql`SELECT o."id", o."kind", o."validatedAt", o."refusedAt", g."name"
    FROM "organisation_page" g JOIN "organisation" o ON o."tenantId" = ${tenant.id} AND o."id" = g."organisationId"
    WHERE g."tenantId" = ${tenant.id} AND g."state" = 'shown'
      AND lower(btrim(g."name")) = ANY(${names.map(nameKey)}::text[]) ORDER BY g."at" DESC, o."id"`)
  return new Map(
    rows.filter((row) => standsBy(tenant.config, row)).map((row) => [nameKey(row.name), href.company(row.id)] as const),
  )
}

/** @returns the company's name as it is compared: spaces and capitals apart */
export const nameKey = (name: string): string => name.trim().toLowerCase()

/** @returns the address of the page of whose offer it is, where this viewer reads it */
export async function pageOf(query: Query, reader: Reader, organisationId: string | null): Promise<string | null> {
  const { tenant } = reader
  if (!organisationId || !readsCompanyPages(tenant.config, reader)) return null
  const row = await companyRow(query, tenant.id, organisationId)
  return row?.pages.shown && standsBy(tenant.config, row) ? href.company(row.id) : null
}

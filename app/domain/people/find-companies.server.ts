/**
 * Companies that begin with what was typed, for the combobox of a position (I3). Where one person alone works, the
 * address may be their home: it is shown to them only, and whoever else chooses that company gets its name.
 */
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { CompanySource } from './person-source.ts'
import { foldCompany } from './person-tables.ts'

const MOST = 10
/** People besides the viewer from whom on a place is a place of work and nobody's own. */
const SHARED_BY = 2

export interface FoundCompany extends CompanySource {
  /** Null for one whose place is not shown: choosing it writes its name. */
  id: string | null
}

/** Whether the place of company `c` may be shown to this person: several others work there, or they do themselves. */
const isOpen = (tenantId: string, personId: string): Sql => sql`(c."address" IS NULL
  OR EXISTS (SELECT 1 FROM "position" o WHERE o."tenantId" = ${tenantId} AND o."companyId" = c."id"
  AND o."personId" = ${personId})
  OR (SELECT count(*) FROM (SELECT DISTINCT o."personId" FROM "position" o WHERE o."tenantId" = ${tenantId}
    AND o."companyId" = c."id" AND o."personId" <> ${personId} LIMIT ${SHARED_BY}) w) >= ${SHARED_BY})`

type Row = CompanySource & { id: string; open: boolean }

const shown = ({ open, ...company }: Row): FoundCompany =>
  open ? company : { id: null, name: company.name, siret: null, naf: null, address: null, city: null, country: null }

/**
 * @param typed the beginning of a name, in any spelling
 * @param personId who looks
 * @returns ten at most, by name; none for nothing typed
 */
export async function findCompanies(
  query: Query,
  tenantId: string,
  typed: string,
  personId: string,
): Promise<FoundCompany[]> {
  const from = foldCompany(typed)
  if (from === '') return []
  const rows = await query<Row>(sql`
    SELECT c."id", c."name", c."siret", c."naf", c."address", c."city", c."country",
      ${isOpen(tenantId, personId)} AS "open"
    FROM "company" c WHERE c."tenantId" = ${tenantId} AND c."folded" >= ${from} AND c."folded" < ${`${from}\x7f`}
    ORDER BY c."folded", c."id" LIMIT ${MOST * 3}`)
  // Several hidden places of one name are one line.
  const names = new Set<string>()
  const lines = rows.map(shown).filter(({ id, name }) => id !== null || (!names.has(name) && Boolean(names.add(name))))
  return lines.slice(0, MOST)
}

/** @returns one company by its id; undefined for one whose place this person may not know */
export async function companyById(
  query: Query,
  tenantId: string,
  id: string,
  personId: string,
): Promise<(CompanySource & { id: string }) | undefined> {
  const [row] = await query<CompanySource & { id: string }>(sql`
    SELECT c."id", c."name", c."siret", c."naf", c."address", c."city", c."country" FROM "company" c
    WHERE c."tenantId" = ${tenantId} AND c."id"::text = ${id} AND ${isOpen(tenantId, personId)}`)
  return row
}

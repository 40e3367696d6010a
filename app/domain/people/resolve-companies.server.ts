/** Companies are shared records: whoever types one again gets the one that is there, whatever the typing (I3, S8). */
import { insertRows } from '#app/db/bulk.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { fold } from '#app/i18n/fold.ts'
import type { CompanySource, PersonSource } from './person-source.ts'
import { COMPANY_TABLE, foldCompany } from './person-tables.ts'

interface Known extends CompanySource {
  id: string
  folded: string
  /** One person alone works there: the address may be their home, and a bare name does not lead to it. */
  own?: boolean
}

const lessNull = (text: string | null) => fold(text ?? '')

/**
 * The establishment a typed company is: the same SIRET; else the same name at the same address; a bare name is the only
 * establishment of that name, if there is one only.
 * @param known those with the same folded name or the same SIRET
 */
export function pickCompany<C extends CompanySource>(wish: CompanySource, known: readonly C[]): C | undefined {
  const bySiret = wish.siret ? known.find((one) => one.siret === wish.siret) : undefined
  if (bySiret) return bySiret
  const folded = foldCompany(wish.name)
  const sameName = known.filter((one) => foldCompany(one.name) === folded && !(wish.siret && one.siret !== wish.siret))
  const there = sameName.find((one) => lessNull(one.address) === lessNull(wish.address))
  if (there ?? wish.address) return there
  return sameName.length === 1 ? sameName[0] : undefined
}

/**
 * Gives every typed company of these people its shared row: found, or made. The row's own spelling replaces what was
 * typed. Two companies made at once under one name are kept apart by a lock held until the transaction ends.
 */
export async function resolveCompanies(query: Query, tenantId: string, people: readonly PersonSource[]): Promise<void> {
  const positions = people.flatMap((person) => person.positions).filter(({ company }) => company && !company.id)
  if (positions.length === 0) return
  const wishes = positions.map((position) => position.company!)
  let known = await readCompanies(query, tenantId, wishes)
  if (wishes.some((wish) => !choose(known, wish))) {
    await query(sql`SELECT pg_advisory_xact_lock(hashtext('company'), hashtext(${tenantId}))`)
    known = await readCompanies(query, tenantId, wishes)
  }
  const made: Known[] = []
  for (const position of positions) {
    const wish = position.company!
    let company = choose(known, wish)
    if (!company) {
      company = { ...wish, id: uuidv7(), folded: foldCompany(wish.name) }
      made.push(company)
      remember(known, company)
    }
    const { folded: _, own: __, ...rest } = company
    position.company = rest
  }
  if (made.length > 0)
    await query(
      insertRows(
        COMPANY_TABLE,
        made.map((company) => ({ tenantId, ...company })),
      ),
    )
}

type Shelf = Map<string, Known[]>

function remember(shelf: Shelf, company: Known): void {
  for (const key of [company.folded, ...(company.siret ? [`siret ${company.siret}`] : [])]) {
    const list = shelf.get(key)
    if (list) list.push(company)
    else shelf.set(key, [company])
  }
}

function choose(shelf: Shelf, wish: CompanySource): Known | undefined {
  const bySiret = wish.siret ? (shelf.get(`siret ${wish.siret}`) ?? []) : []
  const byName = shelf.get(foldCompany(wish.name)) ?? []
  return pickCompany(wish, [...bySiret, ...(wish.address ? byName : byName.filter(({ own }) => !own))])
}

async function readCompanies(query: Query, tenantId: string, wishes: readonly CompanySource[]): Promise<Shelf> {
  const names = [...new Set(wishes.map((wish) => foldCompany(wish.name)))]
  const sirets = [...new Set(wishes.flatMap((wish) => wish.siret ?? []))]
  const rows = await query<Known>(sql`
    SELECT c."id", c."name", c."folded", c."siret", c."naf", c."address", c."city", c."country",
      c."address" IS NOT NULL AND (SELECT count(*) FROM (SELECT DISTINCT o."personId"
        FROM "position" o WHERE o."tenantId" = ${tenantId} AND o."companyId" = c."id" LIMIT 2) w) < 2 AS "own"
    FROM "company" c WHERE c."tenantId" = ${tenantId}
      AND (c."folded" = ANY(${names}::text[]) OR c."siret" = ANY(${sirets}::text[])) ORDER BY c."id"`)
  const shelf: Shelf = new Map()
  for (const row of rows) remember(shelf, row)
  return shelf
}

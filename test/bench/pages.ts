/**
 * The addresses that benches ask for: real names, companies and towns of the base, so that every search finds somebody.
 */
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'

export interface Kind {
  name: string
  paths: string[]
}

const VARIANTS = 40

interface Row {
  lastName: string
  company: string
  city: string
  year: number
  handle: string
}

const address = (params: Record<string, string | number>) =>
  `/annuaire?${new URLSearchParams(Object.entries(params).map(([key, value]) => [key, String(value)]))}`

/** @returns the kinds of pages, forty different ones of each; the same ones at every run. */
export async function kinds(slug: string): Promise<Kind[]> {
  const tenant = (await tenantOfSlug(slug))!
  const rows = await inTenantSql(tenant.id, (query) =>
    query<Row>(sql`
      SELECT "lastName", "company", "homeCity" AS "city", "promotion" AS "year", "handle" FROM "person"
      WHERE "tenantId" = ${tenant.id} AND "company" IS NOT NULL AND "homeCity" IS NOT NULL AND "status" = 'en activité'
        AND cardinality("siteChoices") = 0
      ORDER BY md5("handle") LIMIT ${VARIANTS}`),
  )
  return [
    { name: 'name search', paths: rows.map(({ lastName }) => address({ q: lastName })) },
    {
      name: 'company + city + years',
      paths: rows.map(({ company, city, year }) =>
        address({ entreprise: company, ville: city, promoMin: year - 10, promoMax: year + 10 }),
      ),
    },
    { name: 'profile page', paths: rows.map(({ handle }) => `/profil/${handle}`) },
  ]
}

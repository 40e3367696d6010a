/** Where a company's invoice goes (law-fr §3): asked whenever it buys, with what it said before already there. */
import { z } from 'zod'
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { countryCode, countryName } from '#app/i18n/countries.ts'

/** As it is typed; the country under any of its names. */
export interface CompanyAddress {
  street: string
  postcode: string
  city: string
  country: string
}

export type AddressField = keyof CompanyAddress

/** France and what is France overseas write five digits. */
const FRENCH = /^(?:FR|GP|MQ|GF|RE|YT|PM|BL|MF|PF|NC|WF)$/

const line = (most: number) => z.string().trim().min(2).max(most)
const fields = z
  .object({
    street: line(200),
    postcode: z.string().trim().max(12),
    city: line(80),
    country: z.string().max(60).transform(countryCode).pipe(z.string()),
  })
  .refine(({ postcode, country }) => !FRENCH.test(country) || /^\d{5}$/.test(postcode), { path: ['postcode'] })

/** @returns the address, its country as an ISO 3166 code; or the fields that are wrong */
export function readAddress(form: FormData): CompanyAddress | { wrong: AddressField[] } {
  const text = (name: AddressField) => String(form.get(name) ?? '')
  const said = {
    street: text('street'),
    postcode: text('postcode').trim(),
    city: text('city'),
    country: text('country'),
  }
  if (/^\d{2} \d{3}$/.test(said.postcode)) said.postcode = said.postcode.replace(' ', '')
  const read = fields.safeParse(said)
  if (read.success) return read.data
  return { wrong: [...new Set(read.error.issues.map(({ path }) => path[0] as AddressField))] }
}

/** @returns what the form begins with; the country in the reader's language */
export async function companyAddress(
  query: Query,
  { tenant, language }: Pick<Ctx, 'tenant' | 'language'>,
  organisationId: string,
): Promise<CompanyAddress> {
  const [row] = await query<{ [Field in AddressField]: string | null } & { countryCode: string | null }>(sql`
    SELECT "street", "postcode", "city", "country", "countryCode" FROM "organisation"
    WHERE "tenantId" = ${tenant.id} AND "id" = ${organisationId}`)
  const code = row?.countryCode ?? countryCode(row?.country ?? '') ?? 'FR'
  return {
    ...{ street: row?.street ?? '', postcode: row?.postcode ?? '', city: row?.city ?? '' },
    country: countryName(code, language),
  }
}

/** @param address its country as an ISO 3166 code */
export async function writeAddress(query: Query, tenantId: string, id: string, address: CompanyAddress): Promise<void> {
  const { street, postcode, city, country } = address
  await query(sql`
    UPDATE "organisation"
      SET "street" = ${street}, "postcode" = ${postcode}, "city" = ${city}, "countryCode" = ${country}
    WHERE "tenantId" = ${tenantId} AND "id" = ${id}`)
}

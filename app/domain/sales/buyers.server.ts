/**
 * Who buys, read from the base and frozen in the sale: a person, a company's account, or a visitor who says who they
 * are.
 */
import type { Ctx } from '#app/context/open.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { Buyer } from '#app/domain/ledger/sale.ts'
import { type AddressField, readAddress, writeAddress } from './company-address.server.ts'

interface Row extends RowOf<'organisation', 'postcode' | 'city' | 'siret'> {
  accountId: string | null
  organisationId: string | null
  personId: string | null
  name: string
  email: string | null
  address: string | null
  country: string | null
  more?: string | null
  vatNumber?: string | null
}

/** @returns undefined where there is no such person or company any more. */
export async function findBuyer(
  query: Query,
  tenant: Tenant,
  who: { personId: string } | { accountId: string; organisationId: string },
): Promise<Buyer | undefined> {
  const [row] =
    'personId' in who
      ? await query<Row>(sql`
          SELECT p."id" AS "personId", a."id" AS "accountId", NULL AS "organisationId",
            coalesce(nullif(concat_ws(' ', p."firstName", p."lastName"), ''), p."handle") AS "name",
            coalesce(p."primaryEmail", p."secondaryEmail", a."email") AS "email", p."homeAddress" AS "address",
            p."homePostcode" AS "postcode", p."homeCity" AS "city", p."homeCountry" AS "country", NULL AS "siret"
          FROM "person" p LEFT JOIN "account" a ON a."tenantId" = ${tenant.id} AND a."personId" = p."id"
          WHERE p."tenantId" = ${tenant.id} AND p."id" = ${who.personId}`)
      : await query<Row>(sql`
          SELECT NULL AS "personId", a."id" AS "accountId", o."id" AS "organisationId",
            coalesce(o."legalName", o."name") AS "name",
            o."legalMore" AS "more", o."vatNumber", coalesce(a."email", a."login") AS "email",
            o."street" AS "address", o."postcode", o."city", coalesce(o."countryCode", o."country") AS "country",
              o."siret"
          FROM "organisation" o JOIN "account" a ON a."tenantId" = ${tenant.id} AND a."organisationId" = o."id"
          AND a."id" = ${who.accountId}
          WHERE o."tenantId" = ${tenant.id} AND o."id" = ${who.organisationId}`)
  if (!row) return undefined
  const { address, postcode, city, country, more, vatNumber, ...ids } = row
  return {
    kind: row.personId ? 'person' : 'organisation',
    ...ids,
    address: address ?? '',
    postcode: postcode ?? '',
    city: city ?? '',
    country: country ?? '',
    ...(more ? { more } : {}),
    ...(vatNumber ? { vatNumber } : {}),
  }
}

/**
 * A company that buys says where its invoice goes, which is kept for the next time.
 * @returns what it said wrongly, or the buyer
 */
export async function companyBuyer(
  ctx: Pick<Ctx, 'tenant' | 'sql'>,
  form: FormData,
  who: { accountId: string; organisationId: string },
): Promise<Buyer | { wrong: AddressField[] } | undefined> {
  const address = readAddress(form)
  if ('wrong' in address) return address
  return ctx.sql(async (query) => {
    await writeAddress(query, ctx.tenant.id, who.organisationId, address)
    return findBuyer(query, ctx.tenant, who)
  })
}

/** @returns a buyer without an account, by the name and address that they typed (P5: buyers of tickets) */
export function visitorBuyer(name: string, email: string): Buyer {
  return {
    kind: 'visitor',
    ...{ personId: null, organisationId: null, accountId: null, name, email, siret: null },
    ...{ address: '', postcode: '', city: '', country: '' },
  }
}

/** Gifts that no receipt in force covers, donor by donor: what a receipt may be issued for. */

import { civilDay } from '#app/calendar/civil-day.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Scoped } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Donor, Gift } from '#app/domain/documents/tax-receipt-paper.ts'
import { givenBackOf } from '#app/domain/ledger/lines-left.server.ts'
import { giftCents, giftDay } from './gift.rules.ts'

export interface DueGift extends Gift {
  paymentId: string
  saleId: string
}

export interface DueDonor {
  /** `person/<id>`, `organisation/<id>` or `sale/<id>`. */
  key: string
  kind: 'person' | 'company'
  personId: string | null
  organisationId: string | null
  donor: Donor
  email: string | null
  language: 'fr' | 'en'
  gifts: DueGift[]
  cents: number
  /** The law wants a complete address on the receipt. */
  complete: boolean
}

interface Row extends RowOf<'payment', 'receivedOn'>, RowOf<'sale', 'personId' | 'organisationId'> {
  paymentId: string
  saleId: string
  means: string
  succeededAt: Date
  backs: number[]
  buyer: Partial<Record<'name' | 'email' | 'address' | 'postcode' | 'city' | 'country' | 'siret', string | null>>
  language: 'fr' | 'en'
  lines: { kind: string; cents: number; label: string; counterpart?: boolean }[]
}

/** What is on its way back, or held by the buyer's bank: taken off what the credit notes have left. */
const backsOf = (tenantId: string) => sql`(SELECT coalesce(jsonb_agg(b."cents" ORDER BY b."rank"), '[]'::jsonb) FROM (
    SELECT 1 AS "rank", r."cents" FROM "refund" r
      WHERE r."tenantId" = ${tenantId} AND r."paymentId" = p."id" AND r."state" IN ('requested', 'pending')
    UNION ALL SELECT 2, d."cents" FROM "dispute" d
      WHERE d."tenantId" = ${tenantId} AND d."paymentId" = p."id" AND d."state" = 'open') b)`

/**
 * Where the donor lives now, so that a receipt made anew for a wrong address has the right one; as they bought, where
 * that is not known.
 */
const CURRENT_ADDRESS = sql`CASE WHEN d."homeAddress" <> '' AND d."homePostcode" <> '' AND d."homeCity" <> ''
  THEN jsonb_build_object(
  'address', d."homeAddress", 'postcode', d."homePostcode", 'city', d."homeCity", 'country',
    coalesce(nullif(d."homeCountry", ''), 'FR'))
  WHEN o."street" <> '' AND o."city" <> '' THEN jsonb_build_object(
  'address', o."street", 'postcode', o."postcode", 'city', o."city", 'country', o."countryCode")
  ELSE '{}'::jsonb END`

/**
 * @param year the civil year in which the gifts count
 * @param only a donor's key, where one receipt is made
 * @param payments those alone, where it stands in for another
 */
export async function dueDonors(
  { query, tenant }: Scoped<Pick<Tenant, 'id'>>,
  year: number,
  only?: string,
  payments?: readonly string[],
): Promise<DueDonor[]> {
  // A cheque handed over on 31 December is paid in a few days later.
  const rows = await query<Row>(sql`
    SELECT p."id" AS "paymentId", s."id" AS "saleId", p."means", p."succeededAt", p."receivedOn",
      ${backsOf(tenant.id)} AS "backs", s."personId", s."organisationId", s."buyer" || ${CURRENT_ADDRESS} AS "buyer",
        s."language",
      (SELECT jsonb_agg(jsonb_build_object('kind', l."kind", 'cents', l."cents" - ${givenBackOf(tenant.id, sql`p."id"`)}, 'label', l."label",
          'counterpart', coalesce((l."data"->>'counterpart')::boolean, true)) ORDER BY l."position")
        FROM "sale_line" l WHERE l."tenantId" = ${tenant.id} AND l."saleId" = s."id") AS "lines"
    FROM "payment" p JOIN "sale" s ON s."tenantId" = ${tenant.id} AND s."id" = p."saleId"
    LEFT JOIN "person" d ON d."tenantId" = ${tenant.id} AND d."id" = s."personId"
    LEFT JOIN "organisation" o ON o."tenantId" = ${tenant.id} AND o."id" = s."organisationId"
    WHERE p."tenantId" = ${tenant.id} AND p."state" = 'succeeded' AND p."succeededAt" IS NOT NULL
      AND p."succeededAt" >= (${`${year - 1}-12-01`}::timestamp AT TIME ZONE 'Europe/Paris')
      AND p."succeededAt" < (${`${year + 1}-07-01`}::timestamp AT TIME ZONE 'Europe/Paris')
      AND EXISTS (SELECT 1 FROM "sale_line" l WHERE l."tenantId" = ${tenant.id} AND l."saleId" = s."id"
        AND (l."kind" = 'gift' OR (l."kind" = 'dues' AND l."data"->>'counterpart' = 'false')))
      AND NOT EXISTS (SELECT 1 FROM "tax_receipt_claim" c WHERE c."tenantId" = ${tenant.id} AND c."paymentId" = p."id")
    ORDER BY p."succeededAt", p."id"`)
  const donors = new Map<string, DueDonor>()
  for (const row of rows) {
    const gift = giftOf(row)
    const key = donorKey(row)
    if (!gift?.givenOn.startsWith(`${year}-`) || (only !== undefined && only !== key)) continue
    if (payments && !payments.includes(row.paymentId)) continue
    const known = donors.get(key)
    if (!known) donors.set(key, donorOf(key, row, gift))
    else {
      known.gifts.push(gift)
      known.cents += gift.cents
    }
  }
  return [...donors.values()]
}

/** How a donor is known: a person, a company, or somebody who said who they are. */
export function donorKey({
  personId,
  organisationId,
  saleId,
}: Pick<Row, 'personId' | 'organisationId' | 'saleId'>): string {
  if (personId) return `person/${personId}`
  return organisationId ? `organisation/${organisationId}` : `sale/${saleId}`
}

function giftOf({ paymentId, saleId, means, succeededAt, receivedOn, backs, lines }: Row): DueGift | undefined {
  const cents = giftCents(lines, backs)
  const credited = means === 'transfer' ? (receivedOn ?? civilDay(succeededAt)) : civilDay(succeededAt)
  const givenOn = giftDay({ means, creditedOn: credited, handedOverOn: receivedOn })
  if (cents === 0 || !givenOn) return undefined
  return { paymentId, saleId, means, givenOn, cents, label: lines.map(({ label }) => label).join(', ') }
}

function donorOf(key: string, { buyer, personId, organisationId, language }: Row, gift: DueGift): DueDonor {
  const text = (value: string | null | undefined) => value?.trim() ?? ''
  const siret = text(buyer.siret)
  const donor = {
    name: text(buyer.name),
    address: text(buyer.address),
    postcode: text(buyer.postcode),
    city: text(buyer.city),
    country: text(buyer.country) || 'FR',
    ...(siret ? { siren: siret.replace(/\s/g, '').slice(0, 9) } : {}),
  }
  return {
    ...{ key, personId, organisationId, donor, language },
    kind: organisationId || siret ? 'company' : 'person',
    email: text(buyer.email) || null,
    gifts: [gift],
    cents: gift.cents,
    complete: Boolean(donor.name && donor.address && donor.postcode && donor.city),
  }
}

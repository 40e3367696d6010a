/**
 * Somebody new proves an address before anything of them is written down [N1, P5]; whoever is known already is told how
 * to get in.
 */
import type { Tenant } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { Outcome, StoredRequest } from './request-rows.server.ts'
import { sendAlreadyActive, sendArrivalLink } from './send-links.server.ts'

interface Holder extends RowOf<'account', 'personId'>, RowOf<'person', 'firstName'> {
  accountId: string | null
  login: string | null
  active: boolean
  disabled: boolean
}

/**
 * Judges a registration against the record: a link to the address on file, a question to the staff, or nothing.
 * @returns the outcome, which the visitor is never told
 */
export async function considerRegistration(
  query: Query,
  tenant: Tenant,
  request: StoredRequest,
  now: Date,
): Promise<Outcome> {
  const { email, door } = request
  if (!email) return { state: 'closed' }
  const [holder] = await holdersOf(query, tenant.id, door, email)
  if (holder?.disabled) return { state: 'closed' }
  const whom = { to: email, ...(holder ?? { firstName: String(request.claimed.firstName ?? '') }) }
  if (holder?.active)
    await sendAlreadyActive({ query, tenant, now }, request, { ...whom, login: holder.login ?? email, door })
  else
    await sendArrivalLink({ query, tenant, now }, request, {
      ...whom,
      door,
      purpose: holder ? 'activation' : 'registration',
    })
  return { state: 'sent', personId: holder?.personId, accountId: holder?.accountId }
}

/** The field whose provenance tells who wrote an address; people alone write the others. */
const FIELD = sql`CASE WHEN e."kind" = 'personal' AND e."rank" = 0 THEN 'primaryEmail'
  WHEN e."kind" = 'personal' AND e."rank" = 1 THEN 'secondaryEmail' WHEN e."kind" = 'work' AND e."rank" = 0
    THEN 'workEmail' END`

/**
 * An address holds a record where it was proven, where the school or the staff wrote it, or where nobody signs in to
 * the record yet: what somebody merely claims on their own would keep its owner out.
 */
const HOLDS = sql`(e."verifiedAt" IS NOT NULL OR a."passwordHash" IS NULL
  OR ${FIELD} IS NOT NULL
  AND coalesce(p."provenance" -> ${FIELD} ->> 'from', p."provenance" -> '*' ->> 'from') <> 'person')`

/** A login of before is an address of theirs as long as it is on file. */
const stillTheirs = (
  tenantId: string,
) => sql`(l."kind" <> 'alias' OR lower(a."email") = l."login" OR EXISTS (SELECT 1 FROM "person_email" e
  WHERE e."tenantId" = ${tenantId} AND e."personId" = a."personId" AND e."folded" = l."login"))`

/** Accounts at that door which the address signs in to, and people of the base who are reached there. */
function holdersOf(query: Query, tenantId: string, door: string, email: string): Promise<Holder[]> {
  return query<Holder>(sql`
    SELECT a."id" AS "accountId", a."login", a."personId", p."firstName", a."passwordHash" IS NOT NULL AS "active",
      a."disabledAt" IS NOT NULL AS "disabled"
    FROM "account_login" l JOIN "account" a ON a."tenantId" = ${tenantId} AND a."id" = l."accountId"
    LEFT JOIN "person" p ON p."tenantId" = ${tenantId} AND p."id" = a."personId"
    WHERE l."tenantId" = ${tenantId} AND l."door" = ${door} AND l."login" = ${email} AND l."kind" <> 'form'
    AND ${stillTheirs(tenantId)}
    UNION ALL
    SELECT a."id", a."login", p."id", p."firstName", a."passwordHash" IS NOT NULL, a."disabledAt" IS NOT NULL
    FROM "person_email" e JOIN "person" p ON p."tenantId" = ${tenantId} AND p."id" = e."personId"
    LEFT JOIN "account" a ON a."tenantId" = ${tenantId} AND a."personId" = p."id"
    WHERE ${door} = 'people' AND e."tenantId" = ${tenantId} AND e."folded" = ${email} AND ${HOLDS}
    LIMIT 2`)
}

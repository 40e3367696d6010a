/** A forgotten password [S2]: the link goes to an address on file, whatever was typed. */
import type { Tenant } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { formatsOf } from '#app/domain/people/accounts.server.ts'
import { formatOf } from '#app/domain/people/handles.server.ts'
import { loginCandidates, pickAccount, type StoredLogin } from '#app/tenant/login-candidates.ts'
import { loginEmail } from '#app/tenant/login-format.ts'
import type { Door } from '#app/vocabulary/roles.ts'
import type { Outcome, StoredRequest } from './request-rows.server.ts'
import { sendArrivalLink, sendRecoveryLink } from './send-links.server.ts'

/** Links that one account gets in an hour, however many spellings of its login ask for them. */
const MOST_LINKS = 5

/** People who share one address each get their link; nobody shares one with more. */
const MOST = 5

interface Found extends RowOf<'account', 'id' | 'login' | 'email' | 'personId'>, RowOf<'person', 'firstName'> {
  active: boolean
  /** Verified ones, the preferred first. */
  verified: string[]
}

/** @returns the outcome; the answer to the visitor was given before anybody looked */
export async function considerRecovery(
  query: Query,
  tenant: Tenant,
  request: StoredRequest,
  now: Date,
): Promise<Outcome> {
  const typed = String(request.claimed.login ?? '')
  const ids = await accountIds(query, tenant, request.door, typed)
  const accounts = await readAccounts(query, tenant.id, ids)
  let first: Found | undefined
  for (const account of accounts) {
    const to = addressOf(account, typed)
    if (!to || (await hasEnough(query, tenant.id, account.id, now))) continue
    const whom = { to, firstName: account.firstName, personId: account.personId, accountId: account.id }
    if (account.active)
      await sendRecoveryLink({ query, tenant, now }, request, { ...whom, login: account.login, purpose: 'recovery' })
    else await sendArrivalLink({ query, tenant, now }, request, { ...whom, purpose: 'activation', door: request.door })
    first ??= account
  }
  return first ? { state: 'sent', accountId: first.id, personId: first.personId } : { state: 'closed' }
}

/** Links themselves are counted: a request to an address that several people share is kept as the first one's alone. */
async function hasEnough(query: Query, tenantId: string, accountId: string, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - 3600 * 1000)
  const [row] = await query<{ links: number }>(sql`SELECT count(*)::int AS "links" FROM "link"
    WHERE "tenantId" = ${tenantId} AND "accountId" = ${accountId} AND "purpose" IN ('recovery', 'activation')
      AND "createdAt" > ${since}`)
  return row!.links >= MOST_LINKS
}

/** The typed address where it is one of theirs and known to work; else the one they chose. */
function addressOf({ verified, email }: Found, typed: string): string | undefined {
  const wanted = loginEmail(typed)
  const known = [...verified, ...(email ? [email] : [])]
  return (wanted === null ? undefined : known.find((address) => loginEmail(address) === wanted)) ?? known[0]
}

async function accountIds(query: Query, tenant: Tenant, door: Door, typed: string): Promise<string[]> {
  const formats = door === 'people' ? formatsOf(tenant) : [formatOf(tenant.config, '{email}')]
  const candidates = loginCandidates(typed, formats)
  const rows = await query<StoredLogin>(sql`SELECT "login", "accountId", "kind" FROM "account_login"
    WHERE "tenantId" = ${tenant.id} AND "door" = ${door} AND "login" = ANY(${candidates}::text[])`)
  const byLogin = pickAccount(candidates, rows)
  const address = typed.includes('@') ? loginEmail(typed) : null
  if (address === null) return byLogin ? [byLogin] : []
  const byAddress = await query<RowOf<'account', 'id'>>(sql`
    SELECT a."id" FROM "account" a WHERE a."tenantId" = ${tenant.id} AND a."door" = ${door}
    AND lower(a."email") = ${address}
    UNION SELECT a."id" FROM "person_email" e JOIN "account" a ON a."tenantId" = ${tenant.id}
      AND a."personId" = e."personId"
    WHERE e."tenantId" = ${tenant.id} AND e."folded" = ${address} AND e."verifiedAt" IS NOT NULL AND a."door" = ${door}
    LIMIT ${MOST}`)
  return [...new Set([...(byLogin ? [byLogin] : []), ...byAddress.map(({ id }) => id)])].slice(0, MOST)
}

/**
 * Disabled accounts stay closed: nothing is sent. Each is held until the end of the transaction: of two requests looked
 * at at once, the second counts the link of the first.
 */
function readAccounts(query: Query, tenantId: string, ids: readonly string[]): Promise<Found[]> {
  return query<Found>(sql`
    SELECT a."id", a."login", a."email", a."personId", p."firstName", a."passwordHash" IS NOT NULL AS "active",
      coalesce((SELECT array_agg(e."address" ORDER BY e."preferred" DESC, e."invalid", e."kind", e."rank")
        FROM "person_email" e WHERE e."tenantId" = ${tenantId} AND e."personId" = a."personId"
          AND e."verifiedAt" IS NOT NULL), '{}') AS "verified"
    FROM "account" a LEFT JOIN "person" p ON p."tenantId" = ${tenantId} AND p."id" = a."personId"
    WHERE a."tenantId" = ${tenantId} AND a."id" = ANY(${[...ids]}::uuid[]) AND a."disabledAt" IS NULL
    ORDER BY a."id" LIMIT ${MOST} FOR NO KEY UPDATE OF a`)
}

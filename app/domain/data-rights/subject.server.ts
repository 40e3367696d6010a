/** Whose data: a person of the base or an organisation, with the accounts and addresses that are theirs. */
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'

export interface Subject {
  tenantId: string
  personId: string | null
  organisationId: string | null
  accountIds: string[]
  /**
   * Lower case; surely theirs: of their accounts, proven by a link, or given by the association or school and nobody
   * else's.
   */
  emails: string[]
  /** As they are shown, addresses among them. */
  logins: string[]
}

export interface Whose {
  personId?: string | null
  organisationId?: string | null
  accountId?: string | null
}

type Row = RowOf<'account', 'id' | 'login' | 'email' | 'personId' | 'organisationId'>

/** @returns everything that points to the same person or organisation. */
export async function findSubject(query: Query, tenantId: string, whose: Whose): Promise<Subject> {
  const { personId = null, organisationId = null, accountId = null } = whose
  const accounts = await query<Row>(sql`
    SELECT "id", "login", "email", "personId", "organisationId" FROM "account" WHERE "tenantId" = ${tenantId}
      AND ("personId" = ${personId}::uuid OR "organisationId" = ${organisationId}::uuid OR "id" = ${accountId}::uuid)`)
  const person = personId ?? accounts.find((one) => one.personId)?.personId ?? null
  const organisation = organisationId ?? accounts.find((one) => one.organisationId)?.organisationId ?? null
  const addresses = person ? await sureAddresses(query, tenantId, person) : []
  const emails = [...accounts.flatMap(({ email, login }) => [email, login]), ...addresses]
  return {
    tenantId,
    personId: person,
    organisationId: organisation,
    accountIds: accounts.map(({ id }) => id),
    logins: accounts.map(({ login }) => login),
    emails: [...new Set(emails.flatMap((one) => (one?.includes('@') ? [one.toLowerCase()] : [])))],
  }
}

/** What somebody types about themself and never proved may be another's address: nothing of it is theirs. */
async function sureAddresses(query: Query, tenantId: string, person: string): Promise<string[]> {
  const rows = await query<RowOf<'person_email', 'address'>>(sql`SELECT e."address" FROM "person_email" e
    WHERE e."tenantId" = ${tenantId} AND e."personId" = ${person}::uuid AND (e."verifiedAt" IS NOT NULL OR NOT (
      EXISTS (SELECT FROM "value_change" v WHERE v."tenantId" = ${tenantId} AND v."personId" = e."personId"
        AND v."from" = 'person' AND lower(v."after"#>>'{}') = lower(e."address"))
      OR EXISTS (SELECT FROM "person_email" o WHERE o."tenantId" = ${tenantId} AND o."folded" = e."folded"
        AND o."personId" <> e."personId")
      OR EXISTS (SELECT FROM "account" a WHERE a."tenantId" = ${tenantId} AND a."personId" IS DISTINCT FROM e."personId"
        AND lower(e."address") IN (lower(a."email"), lower(a."login")))))`)
  return rows.map(({ address }) => address)
}

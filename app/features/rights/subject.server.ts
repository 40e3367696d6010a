/** Whose data: a person of the base or an organisation, with the accounts and addresses that are theirs. */
import { sql } from '../../db/sql.ts'
import type { Query } from '../../db/transaction.ts'

export interface Subject {
  tenantId: string
  personId: string | null
  organisationId: string | null
  accountIds: string[]
  /** Lower case. */
  emails: string[]
}

export interface Whose {
  personId?: string | null
  organisationId?: string | null
  accountId?: string | null
}

interface Row {
  id: string
  login: string
  email: string | null
  personId: string | null
  organisationId: string | null
}

/** @returns everything that points to the same person or organisation. */
export async function findSubject(query: Query, tenantId: string, whose: Whose): Promise<Subject> {
  const { personId = null, organisationId = null, accountId = null } = whose
  const accounts = await query<Row>(sql`
    SELECT "id", "login", "email", "personId", "organisationId" FROM "account" WHERE "tenantId" = ${tenantId}
      AND ("personId" = ${personId}::uuid OR "organisationId" = ${organisationId}::uuid OR "id" = ${accountId}::uuid)`)
  const person = personId ?? accounts.find((one) => one.personId)?.personId ?? null
  const organisation = organisationId ?? accounts.find((one) => one.organisationId)?.organisationId ?? null
  const addresses = await query<{ address: string }>(sql`SELECT "address" FROM "person_email"
    WHERE "tenantId" = ${tenantId} AND "personId" = ${person}::uuid`)
  const emails = [...accounts.flatMap(({ email, login }) => [email, login]), ...addresses.map((one) => one.address)]
  return {
    tenantId,
    personId: person,
    organisationId: organisation,
    accountIds: accounts.map(({ id }) => id),
    emails: [...new Set(emails.flatMap((one) => (one?.includes('@') ? [one.toLowerCase()] : [])))],
  }
}

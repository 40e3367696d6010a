/** The last step of open registration: the address is proven, so the person, company or school comes into being. */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { FoundLink } from '#app/domain/links/links.server.ts'
import { createAccounts, createOrganisation } from '#app/domain/people/accounts.server.ts'
import { insertPeople } from '#app/domain/people/write-people.server.ts'
import { closeRequest, type StoredRequest } from './request-rows.server.ts'

/** @returns the new account; undefined where somebody else has that login meanwhile */
export async function register(query: Query, ctx: Ctx, { data }: FoundLink): Promise<string | undefined> {
  const request = await readRequest(query, ctx.tenant.id, String(data.request ?? ''))
  if (!request?.email) return undefined
  const accountId =
    request.door === 'people'
      ? await registerPerson(query, ctx, request)
      : await registerOrganisation(query, ctx, request)
  if (accountId)
    await closeRequest({ query, tenant: ctx.tenant, now: ctx.now }, request.id, { state: 'sent', accountId })
  return accountId
}

async function readRequest(query: Query, tenantId: string, id: string): Promise<StoredRequest | undefined> {
  const [row] = await query<StoredRequest>(sql`SELECT "id", "door", "claimed", "email" FROM "access_request"
    WHERE "tenantId" = ${tenantId} AND "id"::text = ${id} AND "kind" = 'registration'`)
  return row
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

async function registerPerson(
  query: Query,
  { tenant, now }: Ctx,
  { claimed, email }: StoredRequest,
): Promise<string | undefined> {
  const { firstName, lastName, pseudonym } = claimed
  const values = {
    firstName: text(firstName),
    lastName: text(lastName),
    pseudonym: text(pseudonym),
    primaryEmail: email!,
  }
  const trace = { from: 'person' as const, now, source: 'registration' }
  const { identity, publication } = tenant.config
  // Where profiles are published by an act, nobody sees this one before.
  const hidden = publication ? { siteChoices: { [identity.field]: 'nobody' as const } } : {}
  const [person] = await insertPeople(query, tenant, [{ values, ...hidden }], trace)
  const [account] = await createAccounts(query, tenant, [{ personId: person!.id, email: email! }], now)
  if (!account) return undefined
  await query(sql`UPDATE "person_email" SET "verifiedAt" = ${now}
    WHERE "tenantId" = ${tenant.id} AND "personId" = ${person!.id}`)
  return account.accountId
}

async function registerOrganisation(
  query: Query,
  { tenant, now }: Ctx,
  { door, claimed, email }: StoredRequest,
): Promise<string | undefined> {
  const { name, siret, country, contactName, phone, website } = claimed
  const said = { siret: text(siret), country: text(country), contactName: text(contactName), phone: text(phone) }
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
  const kind = door === 'schools' ? ('school' as const) : ('company' as const)
  const about = { kind, name: text(name) ?? email!, email: email! }
  const made = await createOrganisation(query, tenant, { ...about, ...given }, now)
  if (made && text(website))
    await query(sql`UPDATE "organisation" SET "website" = ${text(website)}
      WHERE "tenantId" = ${tenant.id} AND "id" = ${made.organisationId}`)
  return made?.accountId
}

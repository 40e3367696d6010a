/** Accounts: of people under the association's form of login (S1, I1, E1, N1), of companies and schools, of staff. */
import { type BulkTable, insertRows } from '#app/db/bulk.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { assignLogins, otherForms } from '#app/tenant/login-assignment.ts'
import { type LoginFormat, loginEmail, renderLogin } from '#app/tenant/login-format.ts'
import type { Door, RoleName } from '#app/vocabulary/roles.ts'
import { formatOf, rangesOf } from './handles.server.ts'
import type { Scope } from './shared-entries.server.ts'

export const ACCOUNT_TABLE: BulkTable = {
  name: 'account',
  columns: {
    ...{ tenantId: 'uuid', id: 'uuid', door: 'text', login: 'text', personId: 'uuid', organisationId: 'uuid' },
    ...{ email: 'text', passwordHash: 'text', createdAt: 'timestamptz' },
  },
  key: ['tenantId', 'id'],
}

export const LOGIN_TABLE: BulkTable = {
  name: 'account_login',
  columns: { tenantId: 'uuid', door: 'text', login: 'text', accountId: 'uuid', kind: 'text' },
  key: ['tenantId', 'door', 'login', 'accountId'],
}

export interface NewAccount {
  personId: string
  /** Absent until the person activates the account. */
  passwordHash?: string | null
  /** Where its mails go; the person's primary address unless said. */
  email?: string
}

export interface CreatedAccount {
  personId: string
  accountId: string
  login: string
}

interface LoginRow extends RowOf<'person', 'id' | 'promotion' | 'pseudonym'> {
  firstName: string
  lastName: string
  email: string | null
}

/** @returns the accepted forms, the one logins are given out in first. */
export function formatsOf({ config }: Pick<Scope, 'config'>): LoginFormat[] {
  return config.login.forms.map((template) => formatOf(config, template))
}

/** @returns what logins are made of. */
function loginPeople(query: Query, tenantId: string, personIds: readonly string[]): Promise<LoginRow[]> {
  return query<LoginRow>(sql`
    SELECT "id", coalesce("firstName", '') AS "firstName", coalesce("lastName", '') AS "lastName", "promotion",
      "primaryEmail" AS "email", "pseudonym" FROM "person"
    WHERE "tenantId" = ${tenantId} AND "id" = ANY(${[...personIds]}::uuid[])`)
}

/** @returns logins in use at a door that equal one of `naturals` or number it. */
async function takenLogins(
  query: Query,
  tenantId: string,
  door: Door,
  naturals: readonly (string | null)[],
): Promise<{ login: string; accountId: string }[]> {
  const { from, to } = rangesOf(naturals)
  return query(sql`
    SELECT taken."login", taken."accountId" FROM unnest(${from}::text[], ${to}::text[]) AS r(low, high)
    CROSS JOIN LATERAL (SELECT l."login", l."accountId" FROM "account_login" l
      WHERE l."tenantId" = ${tenantId} AND l."door" = ${door} AND l."kind" <> 'form'
        AND l."login" >= r.low COLLATE "C" AND l."login" < r.high COLLATE "C"
      ORDER BY l."tenantId", l."door", l."login" LIMIT 100000) taken`)
}

/** Locks the logins of an association until the transaction ends: no two transactions give out one login. */
export async function lockLogins(query: Query, tenantId: string): Promise<void> {
  await query(sql`SELECT pg_advisory_xact_lock(hashtext('login'), hashtext(${tenantId}))`)
}

interface PlannedAccount extends CreatedAccount {
  email: string | null
  passwordHash: string | null
  forms: string[]
}

/** Who gets which login; nothing is written. */
async function planAccounts(
  query: Query,
  scope: Scope,
  accounts: readonly NewAccount[],
  now: Date,
): Promise<PlannedAccount[]> {
  const wanted = new Map(accounts.map((account) => [account.personId, account]))
  const has = await query<{ personId: string }>(sql`SELECT "personId" FROM "account"
    WHERE "tenantId" = ${scope.id} AND "personId" = ANY(${[...wanted.keys()]}::uuid[])`)
  for (const { personId } of has) wanted.delete(personId)
  // Homonyms are numbered in the order given, as their handles were.
  const places = new Map([...wanted.keys()].map((id, place) => [id, String(place).padStart(9, '0')]))
  const people = (await loginPeople(query, scope.id, [...wanted.keys()])).map((person) => {
    return { ...person, key: places.get(person.id)! }
  })
  const formats = formatsOf(scope)
  const naturals = people.map((person) => renderLogin(formats[0]!, person))
  const taken = await takenLogins(query, scope.id, 'people', naturals)
  const logins = assignLogins(people, formats[0]!, new Set(taken.map(({ login }) => login)), reservedOf(scope))
  return people.flatMap((person) => {
    const login = logins.get(person.key) ?? null
    if (login === null) return []
    const { passwordHash = null, email = person.email } = wanted.get(person.id)!
    const forms = otherForms(formats, person, login)
    return [{ personId: person.id, accountId: uuidv7(now.getTime()), login, email, passwordHash, forms }]
  })
}

/**
 * Opens accounts for people who have none.
 * @returns the accounts made; people of whom no login can be made (no e-mail, no pseudonym), who are unknown or who
 * have an account already are absent
 */
export async function createAccounts(
  query: Query,
  scope: Scope,
  accounts: readonly NewAccount[],
  now: Date,
): Promise<CreatedAccount[]> {
  await lockLogins(query, scope.id)
  const planned = await planAccounts(query, scope, accounts, now)
  const common = { tenantId: scope.id, door: 'people' }
  const rows = planned.map(({ accountId: id, forms: _, ...account }) => ({ ...common, id, ...account, createdAt: now }))
  await query(insertRows(ACCOUNT_TABLE, rows))
  const logins = planned.flatMap(({ accountId, login, forms }) => [
    { ...common, login, accountId, kind: 'assigned' },
    ...forms.map((form) => ({ ...common, login: form, accountId, kind: 'form' })),
  ])
  await query(insertRows(LOGIN_TABLE, logins, 'nothing'))
  return planned.map(({ personId, accountId, login }) => ({ personId, accountId, login }))
}

/** @returns the association's own refused names, as logins are compared. */
export function reservedOf({ config }: Pick<Scope, 'config'>): Set<string> {
  return new Set(config.login.reserved.map((word) => word.toLowerCase()))
}

export interface NewOrganisation {
  kind: 'company' | 'school'
  name: string
  email: string
  passwordHash?: string | null
  contactName?: string
  phone?: string
  siret?: string
  country?: string
  /** Where its invoices go. */
  address?: { street: string; postcode: string; city: string; countryCode: string }
  about?: string
  validatedAt?: Date
  completedAt?: Date
}

/**
 * A company or a school with its first account, which signs in by e-mail at a door of its own (N1, I12, P5).
 * @returns undefined where the address is no e-mail, or somebody's login at that door already
 */
export async function createOrganisation(
  query: Query,
  { id: tenantId }: Pick<Scope, 'id'>,
  organisation: NewOrganisation,
  now: Date,
): Promise<{ organisationId: string; accountId: string; login: string } | undefined> {
  const { kind, name, siret, country, contactName, phone, about, validatedAt, completedAt, address } = organisation
  const login = loginEmail(organisation.email)
  const door: Door = kind === 'company' ? 'recruiters' : 'schools'
  if (login === null || !(await isFree(query, tenantId, door, login))) return undefined
  const organisationId = uuidv7(now.getTime())
  await query(sql`INSERT INTO "organisation" ("tenantId", "id", "kind", "name", "siret", "country", "contactName",
    "phone",
      "about", "validatedAt", "completedAt", "createdAt", "street", "postcode", "city", "countryCode")
    VALUES (${tenantId}, ${organisationId}, ${kind}, ${name}, ${siret ?? null}, ${country ?? null},
      ${contactName ?? null},
      ${phone ?? null}, ${about ?? null}, ${validatedAt ?? null}, ${completedAt ?? null}, ${now},
      ${address?.street ?? null}, ${address?.postcode ?? null}, ${address?.city ?? null},
        ${address?.countryCode ?? null})`)
  const { passwordHash = null } = organisation
  const accountId = await insertAccount(query, tenantId, { door, login, organisationId, passwordHash }, now)
  return { organisationId, accountId, login }
}

/**
 * An account of somebody who is not in the base and works for the association.
 * @param email also the login, whatever the association's form is
 * @returns undefined where the address is no e-mail or somebody's login already
 */
export async function createStaffAccount(
  query: Query,
  { id: tenantId }: Pick<Scope, 'id'>,
  { email, passwordHash = null }: { email: string; passwordHash?: string | null },
  now: Date,
): Promise<{ accountId: string; login: string } | undefined> {
  const login = loginEmail(email)
  if (login === null || !(await isFree(query, tenantId, 'people', login))) return undefined
  const accountId = await insertAccount(query, tenantId, { door: 'people', login, passwordHash }, now)
  return { accountId, login }
}

async function isFree(query: Query, tenantId: string, door: Door, login: string): Promise<boolean> {
  await lockLogins(query, tenantId)
  const rows = await query(sql`SELECT 1 FROM "account_login"
    WHERE "tenantId" = ${tenantId} AND "door" = ${door} AND "login" = ${login}`)
  return rows.length === 0
}

async function insertAccount(
  query: Query,
  tenantId: string,
  account: { door: Door; login: string; organisationId?: string; passwordHash: string | null },
  now: Date,
): Promise<string> {
  const id = uuidv7(now.getTime())
  const { door, login } = account
  await query(insertRows(ACCOUNT_TABLE, [{ tenantId, id, email: login, createdAt: now, ...account }]))
  await query(insertRows(LOGIN_TABLE, [{ tenantId, door, login, accountId: id, kind: 'assigned' }]))
  return id
}

/**
 * Gives an account a role from `now` on (rules.md, "Periods").
 * @param grantedBy the account that gives it, if one does
 */
export async function grantRole(
  query: Query,
  { id: tenantId }: Pick<Scope, 'id'>,
  grant: { accountId: string; role: RoleName; grantedBy?: string; endsAt?: Date },
  now: Date,
): Promise<void> {
  await query(sql`INSERT INTO "role_grant" ("tenantId", "id", "accountId", "role", "startsAt", "endsAt", "grantedBy")
    VALUES (${tenantId}, ${uuidv7(now.getTime())}, ${grant.accountId}, ${grant.role}, ${now}, ${grant.endsAt ?? null},
      ${grant.grantedBy ?? null})`)
}

/**
 * Another form of login for a whole association (C2): collisions shown before, everybody's old login kept as an alias
 * after.
 */

import type { Scoped } from '#app/context/unit.ts'
import { insertRows } from '#app/db/bulk.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import {
  assignLogins,
  collisionsOnChange,
  type KeyedPerson,
  type LoginCollision,
  otherForms,
} from '#app/tenant/login-assignment.ts'
import { type LoginFormat, renderLogin } from '#app/tenant/login-format.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { formatsOf, LOGIN_TABLE, lockLogins, reservedOf } from './accounts.server.ts'

interface Holder extends KeyedPerson {
  accountId: string
  login: string
}

/** Everybody who signs in at the people's door with a record behind the account; the key is the person's id. */
function readHolders(query: Query, tenantId: string): Promise<Holder[]> {
  return query<Holder>(sql`
    SELECT p."id" AS "key", a."id" AS "accountId", a."login", coalesce(p."firstName", '') AS "firstName",
      coalesce(p."lastName", '') AS "lastName", p."promotion", p."primaryEmail" AS "email", p."pseudonym"
    FROM "account" a JOIN "person" p ON p."tenantId" = ${tenantId} AND p."id" = a."personId"
    WHERE a."tenantId" = ${tenantId} AND a."door" = 'people' ORDER BY p."id"`)
}

/** @returns every login and alias in use → the account that holds it. */
async function readTaken(query: Query, tenantId: string): Promise<Map<string, string>> {
  const rows = await query<
    RowOf<'account_login', 'login' | 'accountId'>
  >(sql`SELECT "login", "accountId" FROM "account_login"
    WHERE "tenantId" = ${tenantId} AND "door" = 'people' AND "kind" <> 'form'`)
  return new Map(rows.map(({ login, accountId }) => [login, accountId]))
}

/**
 * Finds the collisions of a change of login format, before anything is written.
 * @param next the configuration that would be applied
 * @returns collisions by login, with ids of people (of accounts, for staff without a record)
 */
export async function previewLoginChange(
  query: Query,
  tenantId: string,
  next: TenantConfig,
): Promise<LoginCollision[]> {
  const holders = await readHolders(query, tenantId)
  const keys = new Map(holders.map(({ accountId, key }) => [accountId, key]))
  const taken = [...(await readTaken(query, tenantId))].map(([login, id]) => [login, keys.get(id) ?? id] as const)
  return collisionsOnChange(holders, formatsOf({ config: next })[0]!, new Map(taken), reservedOf({ config: next }))
}

/**
 * Gives everybody their login in the configuration's form; what they signed in with until now keeps working as an
 * alias. Those of whom none can be made keep the login they have. Doing it again changes nothing.
 * @returns how many logins are another now
 */
export async function changeLogins(query: Query, scope: { id: string; config: TenantConfig }): Promise<number> {
  await lockLogins(query, scope.id)
  const formats = formatsOf(scope)
  const holders = await readHolders(query, scope.id)
  const logins = nextLogins(scope, formats[0]!, holders, await readTaken(query, scope.id))
  const moved = holders.flatMap((holder) => {
    const login = logins.get(holder.key)
    return login && login !== holder.login ? [{ ...holder, login }] : []
  })
  const accounts = moved.map(({ accountId }) => accountId)
  await query(sql`UPDATE "account_login" SET "kind" = 'alias' WHERE "tenantId" = ${scope.id} AND "door" = 'people'
    AND "kind" = 'assigned' AND "accountId" = ANY(${accounts}::uuid[])`)
  await query(sql`UPDATE "account" a SET "login" = r.login
    FROM unnest(${accounts}::uuid[], ${moved.map(({ login }) => login)}::text[]) AS r(id, login)
    WHERE a."tenantId" = ${scope.id} AND a."id" = r.id`)
  await query(insertRows(LOGIN_TABLE, moved.map(rowOf(scope.id, 'assigned')), 'update'))
  await writeForms({ query, tenant: scope }, formats, holders, logins)
  return moved.length
}

const rowOf = (tenantId: string, kind: string) => (row: { accountId: string; login: string }) => {
  return { tenantId, door: 'people', login: row.login, accountId: row.accountId, kind }
}

/**
 * Whoever holds their natural login already, as an alias for instance, has it again; the others are given free ones.
 */
function nextLogins(
  scope: { config: TenantConfig },
  format: LoginFormat,
  holders: readonly Holder[],
  taken: ReadonlyMap<string, string>,
): Map<string, string | null> {
  const isOwn = (holder: Holder, login: string | null) => login !== null && taken.get(login) === holder.accountId
  const numbered = (holder: Holder) => {
    const natural = renderLogin(format, holder)
    return natural !== null && holder.login.startsWith(`${natural}-`) ? holder.login : natural
  }
  const settled = new Map(
    holders.flatMap((holder) => {
      const login = numbered(holder)
      return isOwn(holder, login) ? [[holder.key, login] as const] : []
    }),
  )
  const others = holders.filter(({ key }) => !settled.has(key))
  return new Map([...settled, ...assignLogins(others, format, new Set(taken.keys()), reservedOf(scope))])
}

/** Accepted forms follow the rules of today: those of yesterday go. */
async function writeForms(
  { query, tenant: { id: tenantId } }: Scoped<{ id: string }>,
  formats: readonly LoginFormat[],
  holders: readonly Holder[],
  logins: ReadonlyMap<string, string | null>,
): Promise<void> {
  await query(sql`DELETE FROM "account_login" WHERE "tenantId" = ${tenantId} AND "door" = 'people' AND "kind" = 'form'`)
  const rows = holders.flatMap((holder) =>
    otherForms(formats, holder, logins.get(holder.key) ?? holder.login).map((login) =>
      rowOf(tenantId, 'form')({ accountId: holder.accountId, login }),
    ),
  )
  await query(insertRows(LOGIN_TABLE, rows, 'nothing'))
}

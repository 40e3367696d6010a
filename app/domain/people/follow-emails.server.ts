/** An account follows its person's primary address: its mails always, its login where logins are addresses (E1, N1). */
import { insertRows } from '#app/db/bulk.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { loginEmail } from '#app/tenant/login-format.ts'
import { formatsOf, LOGIN_TABLE, lockLogins } from './accounts.server.ts'
import type { Scope } from './shared-entries.server.ts'

export interface MovedEmail {
  personId: string
  before: string | null
  after: string | null
  /** Its owner has read mail there, or took the old one away: an account in use follows nothing less. */
  proven: boolean
}

/**
 * An account that was used keeps the address it has until the new one is proven: whoever typed it could have themselves
 * mailed the way in. The login of before stays as an alias, so that nobody is locked out by somebody else's correction.
 * An address that is another account's login changes no login.
 */
export async function followEmails(query: Query, scope: Scope, moved: readonly MovedEmail[]): Promise<void> {
  if (moved.length === 0) return
  const accounts = await query<RowOf<'account', 'id'> & { after: string | null }>(sql`
    UPDATE "account" a SET "email" = CASE WHEN a."email" IS NOT DISTINCT FROM r.before THEN r.after ELSE a."email" END
    FROM unnest(${moved.map((one) => one.personId)}::uuid[], ${moved.map((one) => one.before)}::text[],
      ${moved.map((one) => one.after)}::text[], ${moved.map((one) => one.proven)}::boolean[]) AS r(person, before,
        after, proven)
    WHERE a."tenantId" = ${scope.id} AND a."personId" = r.person AND (r.proven OR a."passwordHash" IS NULL)
    RETURNING a."id", r.after`)
  if (accounts.length === 0 || formatsOf(scope)[0]?.template !== '{email}') return
  await lockLogins(query, scope.id)
  const wishes = new Map<string, string>()
  for (const { id, after } of accounts) {
    const login = loginEmail(after)
    if (login !== null && !wishes.has(login)) wishes.set(login, id)
  }
  await moveLogins(query, scope.id, wishes)
}

/** @param wishes account ids by the login each should have */
async function moveLogins(query: Query, tenantId: string, wishes: Map<string, string>): Promise<void> {
  const taken = await query<
    RowOf<'account_login', 'login' | 'accountId'>
  >(sql`SELECT "login", "accountId" FROM "account_login"
    WHERE "tenantId" = ${tenantId} AND "door" = 'people' AND "kind" <> 'form'
    AND "login" = ANY(${[...wishes.keys()]}::text[])`)
  for (const { login, accountId } of taken) if (wishes.get(login) !== accountId) wishes.delete(login)
  const [logins, ids] = [[...wishes.keys()], [...wishes.values()]]
  await query(sql`UPDATE "account_login" SET "kind" = 'alias' WHERE "tenantId" = ${tenantId} AND "door" = 'people'
    AND "kind" = 'assigned' AND "accountId" = ANY(${ids}::uuid[])`)
  await query(sql`UPDATE "account" a SET "login" = r.login
    FROM unnest(${ids}::uuid[], ${logins}::text[]) AS r(id, login)
    WHERE a."tenantId" = ${tenantId} AND a."id" = r.id`)
  const rows = logins.map((login, i) => ({ tenantId, door: 'people', login, accountId: ids[i], kind: 'assigned' }))
  await query(insertRows(LOGIN_TABLE, rows, 'update'))
}

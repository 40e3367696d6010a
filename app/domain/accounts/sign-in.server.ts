/** Signing in through one of the three doors (S1, I1, E1, N1): one answer for every way of being wrong. */
import * as href from '#app/addresses.ts'
import { beginAttempt, bookOf } from '#app/context/attempts.ts'
import type { Ctx } from '#app/context/open.ts'
import { guessFrom, keyedHash, NOBODY, originOf } from '#app/context/origin.ts'
import { verifyPassword } from '#app/context/password.ts'
import { siteOfRequest } from '#app/context/site.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { loginCandidates, pickAccount, type StoredLogin } from '#app/tenant/login-candidates.ts'
import { type LoginFormat, parseLoginFormat } from '#app/tenant/login-format.ts'
import type { Door } from '#app/vocabulary/roles.ts'
import { type Entered, enterAccount, landingOf } from './enter.server.ts'

export type SignInResult =
  | { kind: 'in'; entered: Entered; landing: string }
  | { kind: 'wrong' }
  | { kind: 'wait'; seconds: number }

/**
 * @param typed what was typed; capitals, accents and the tenant's accepted forms do not matter
 * @param remembered the owner says the device is theirs
 * @returns `wrong` alike for an unknown login, a wrong password, a disabled account and another door's account
 */
export async function signIn(
  ctx: Ctx,
  door: Door,
  typed: string,
  { password, remembered = false }: { password: string; remembered?: boolean },
): Promise<SignInResult> {
  const { account, from } = await findAccount(ctx, door, typed)
  const key = attemptKey(ctx, door, typed)
  const spelled = await beginAttempt(bookOf(ctx), { key, ...from }, ctx.now)
  if (spelled.wait > 0) return { kind: 'wait', seconds: spelled.wait }
  const whole = await beginAttempt(
    bookOf(ctx),
    { key: accountKey(ctx, account?.id ?? key), ...from, network: '' },
    ctx.now,
  )
  // Told to those alone who have been in before: to a stranger it would say that two logins are one account's.
  if (whole.wait > 0 && from.known) return { kind: 'wait', seconds: whole.wait }
  // Always the same work, so that the time tells nothing about who has an account.
  const right = await verifyPassword(whole.wait > 0 ? null : (account?.passwordHash ?? null), password)
  if (!account || !right) return { kind: 'wrong' }
  await Promise.all([spelled.succeeded(), whole.succeeded()])
  const entered = await enterAccount(ctx, account.id, { remembered })
  // Mail to it comes back, and no record says so: the first page does.
  const lost = account.emailInvalid && account.personId === null
  return { kind: 'in', entered, landing: lost ? href.ownEmail : landingOf(door, account.handle) }
}

interface Account extends RowOf<'account', 'id' | 'passwordHash' | 'personId' | 'emailInvalid'> {
  handle: string | null
}

/** The same statements whether there is such an account or not. */
function findAccount(ctx: Ctx, door: Door, typed: string) {
  const candidates = loginCandidates(typed, formatsOf(ctx, door))
  return ctx.sql(async (query) => {
    const rows = await query<StoredLogin>(sql`
      SELECT "login", "accountId", "kind" FROM "account_login"
      WHERE "tenantId" = ${ctx.tenant.id} AND "door" = ${door} AND "login" = ANY(${candidates}::text[])`)
    const id = pickAccount(candidates, rows)
    const [account] = await query<Account>(sql`
      SELECT a."id", a."passwordHash", a."personId", a."emailInvalid", p."handle" FROM "account" a
      LEFT JOIN "person" p ON p."tenantId" = ${ctx.tenant.id} AND p."id" = a."personId"
      WHERE a."tenantId" = ${ctx.tenant.id} AND a."id" = ${id ?? NOBODY} AND a."disabledAt" IS NULL`)
    const origin = originOf(ctx.request, ctx.host, ctx.tenant.id)
    return { account, from: await guessFrom(query, ctx.tenant.id, account?.id, origin) }
  })
}

/**
 * Companies and schools sign in with their e-mail everywhere. So do volunteers without a record, who have no name for
 * the association's form: only logins that were given as an address match one.
 */
function formatsOf(ctx: Ctx, door: Door): LoginFormat[] {
  const { forms, join, suffix } = ctx.tenant.config.login
  const templates = door === 'people' ? [...new Set([...forms, '{email}'])] : ['{email}']
  return templates.flatMap((template) => {
    const parsed = parseLoginFormat(template, { join, ...(suffix ? { suffix } : {}) })
    return parsed.ok ? [parsed.format] : []
  })
}

/**
 * The budget of one account, whatever was typed to name it: its login, an alias, another form or its e-mail. A login of
 * nobody's has one too, for the same work.
 */
function accountKey(ctx: Ctx, whose: string): string {
  return keyedHash(`account ${ctx.tenant.id} ${whose}`)
}

/**
 * Kept as a keyed hash: the table of failures names nobody. Signs that a login may be written with or without do not
 * make another key, or `j-e-an.dupont10` would be ten guesses more at the account of `jean.dupont10`.
 */
function attemptKey(ctx: Ctx, door: Door, typed: string): string {
  const [login = typed.trim().toLowerCase()] = loginCandidates(typed, formatsOf(ctx, door))
  const bare = login.includes('@') ? login : login.replace(/[^a-z0-9]/g, '')
  return keyedHash(`${ctx.tenant.id} ${door} ${bare}`)
}

/**
 * On the operator's host the usual address leads to the operator's own door; what was posted goes along.
 * @throws Response 307 there, nothing elsewhere
 */
export async function toOperatorsDoor(request: Request): Promise<void> {
  const { kind } = await siteOfRequest(request)
  const { pathname, search } = new URL(request.url)
  if (kind !== 'operator' || pathname.replace(/\.data$/, '') !== href.signIn) return
  throw new Response(null, { status: 307, headers: { Location: `${href.operatorSignIn}${search}` } })
}

/** `/bienvenue`: a link that was mailed becomes an account with a password; opened, it only shows its form. */
import * as href from '#app/addresses.ts'
import { duesRows } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { type Entered, enterAccount } from '#app/domain/accounts/enter.server.ts'
import type { PasswordFault } from '#app/domain/accounts/new-password.ts'
import { type Holder, readNewPassword, setPassword } from '#app/domain/accounts/set-password.server.ts'
import { type FoundLink, findLink, takeLink, voidLinks } from '#app/domain/links/links.server.ts'
import { createAccounts } from '#app/domain/people/accounts.server.ts'
import { writeProvenAddress } from './prove-address.server.ts'
import { register } from './register.server.ts'
import { ARRIVALS, type ArrivalPurpose } from './send-links.server.ts'

export interface Arrival {
  purpose: ArrivalPurpose
  link: FoundLink
}

/** A secret is 22 signs; what is longer is none. */
const SECRET = /^[\w-]{22}$/

/** @returns the link's purpose and row as they stand; undefined where it was used, is over, or never was */
export async function findArrival(ctx: Ctx, secret: string): Promise<Arrival | undefined> {
  if (!SECRET.test(secret)) return undefined
  return ctx.sql(async (query) => {
    for (const purpose of ARRIVALS) {
      const link = await findLink({ query, tenant: ctx.tenant, now: ctx.now }, purpose, secret)
      if (link) return { purpose, link }
    }
    return undefined
  })
}

/** What is known of who arrives: from the record, or from the form that the link answers. */
async function holderOf(ctx: Ctx, { link }: Arrival): Promise<Holder> {
  const email = typeof link.data.email === 'string' ? link.data.email : null
  // Nobody is on file yet: a distributed database cannot plan joins to nothing.
  if (!link.personId && !link.accountId) return { login: null, firstName: null, lastName: null, pseudonym: null, email }
  const [row] = await ctx.sql((query) =>
    query<Holder>(sql`
      SELECT a."login", p."firstName", p."lastName", p."pseudonym"
      FROM (SELECT ${link.personId}::uuid AS "personId", ${link.accountId}::uuid AS "accountId") l
      LEFT JOIN "account" a ON a."tenantId" = ${ctx.tenant.id}
      AND (a."id" = l."accountId" OR a."personId" = l."personId")
      LEFT JOIN "person" p ON p."tenantId" = ${ctx.tenant.id} AND p."id" = coalesce(l."personId", a."personId")
      LIMIT 1`),
  )
  return { ...row, email }
}

/**
 * Reads what a mailed link's page says before anything happens.
 * @returns the first name on file, and the login where it is known already
 */
export async function readArrival(ctx: Ctx, arrival: Arrival): Promise<{ firstName: string; login: string }> {
  const { firstName, login, email } = await holderOf(ctx, arrival)
  return { firstName: firstName ?? '', login: login ?? (arrival.purpose === 'registration' ? (email ?? '') : '') }
}

export type Arrived =
  | { kind: 'in'; entered: Entered; landing: string }
  | { kind: 'fault'; fault: PasswordFault }
  | { kind: 'gone' }

/** Thrown inside to roll back: the link stays unused where it can do nothing. */
class Gone extends Error {}

/** POST: of two at the same instant one gets in. */
export async function arrive(ctx: Ctx, secret: string, password: string, again: string): Promise<Arrived> {
  const arrival = await findArrival(ctx, secret)
  if (!arrival) return { kind: 'gone' }
  const { fault, hash } = await readNewPassword(ctx, await holderOf(ctx, arrival), password, again)
  if (fault) return { kind: 'fault', fault }
  try {
    const made = await ctx.sql(
      async (query) => {
        const link = await takeLink({ query, tenant: ctx.tenant, now: ctx.now }, arrival.purpose, secret)
        if (!link) throw new Gone()
        const accountId = await settle(query, ctx, { purpose: arrival.purpose, link })
        if (!accountId) throw new Gone()
        const { now, language } = ctx
        await setPassword({ query, tenant: ctx.tenant }, accountId, hash, { now, how: 'chosen', language })
        return { accountId, landing: await landingOf(query, ctx, accountId) }
      },
      { signal: undefined, statementTimeout: 15_000 },
    )
    // As every sign-in: the association's own lengths of session, and the event that its owner sees.
    const entered = await enterAccount(ctx, made.accountId)
    return { kind: 'in', entered, landing: made.landing }
  } catch (error) {
    if (error instanceof Gone) return { kind: 'gone' }
    throw error
  }
}

/** @returns the account that waits for a password; undefined where it has one already, or none can be made */
async function settle(query: Query, ctx: Ctx, { purpose, link }: Arrival): Promise<string | undefined> {
  const { tenant, now } = ctx
  const address = typeof link.data.email === 'string' ? link.data.email : null
  if (purpose === 'registration') return register(query, ctx, link)
  const { personId } = link
  if (personId && address)
    await writeProvenAddress({ query, tenant }, { personId }, address, { now, instead: link.data.instead === true })
  const accountId = await accountFor(query, ctx, link, address)
  if (accountId && personId) await voidLinks(query, tenant.id, { personId })
  return accountId
}

/** Held until the transaction ends: of two links to one account, the first one used opens it. */
async function accountFor(
  query: Query,
  { tenant, now }: Ctx,
  { personId, accountId }: FoundLink,
  address: string | null,
): Promise<string | undefined> {
  const whose = accountId ? sql`"id" = ${accountId}` : sql`"personId" = ${personId}`
  const [known] = await query<RowOf<'account', 'id'> & { free: boolean }>(sql`
    SELECT "id", "passwordHash" IS NULL AND "disabledAt" IS NULL AS "free" FROM "account"
    WHERE "tenantId" = ${tenant.id} AND ${whose} FOR UPDATE`)
  if (known && address)
    await query(sql`UPDATE "account" SET "email" = ${address} WHERE "tenantId" = ${tenant.id} AND "id" = ${known.id}`)
  if (known || !personId) return known?.free ? known.id : undefined
  const [made] = await createAccounts(query, tenant, [{ personId, ...(address ? { email: address } : {}) }], now)
  return made?.accountId
}

/**
 * Where a new account looks first: the steps that fill its record; dues where the account waits for them; a company's
 * own presentation.
 */
async function landingOf(query: Query, { tenant }: Ctx, accountId: string): Promise<string> {
  const [row] = await query<RowOf<'account', 'door'> & { handle: string | null; paid: boolean }>(sql`
    SELECT a."door", p."handle", EXISTS (SELECT 1 FROM ${duesRows(tenant.id)} m
      WHERE m."personId" = a."personId") AS "paid"
    FROM "account" a LEFT JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = a."personId"
    WHERE a."tenantId" = ${tenant.id} AND a."id" = ${accountId}`)
  if (row?.door === 'recruiters') return `${href.recruiterPage}?bienvenue=1`
  if (row?.door === 'schools') return `${href.schoolPage}?bienvenue=1`
  if (tenant.config.registration === 'dues' && !row?.paid) return href.dues
  return row?.handle ? href.welcome : href.admin
}

/** The second step of a sign-in, and what changes about second factors. */
import { beginAttempt, bookOf } from '#app/context/attempts.ts'
import { grantRows } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { guessFrom, keyedHash, originOf } from '#app/context/origin.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { factorDue } from '#app/policy/second-factor.rules.ts'
import { type Entered, enterWithin, hasSecondFactor } from './enter.server.ts'
import { takeRecoveryCode } from './recovery-codes.server.ts'
import { noteSecurity } from './security-events.server.ts'
import { takeCode } from './totp.server.ts'

export type SecondStep = { kind: 'in'; entered: Entered } | { kind: 'wrong' } | { kind: 'wait'; seconds: number }

/**
 * Takes the code of an app or a recovery code for the session that waits for one.
 * @throws nothing; never call it without such a session
 */
export async function giveSecondFactor(ctx: Ctx, typed: string): Promise<SecondStep> {
  const accountId = ctx.pendingAccountId!
  const from = await ctx.sql((query) =>
    guessFrom(query, ctx.tenant.id, accountId, originOf(ctx.request, ctx.host, ctx.tenant.id)),
  )
  const key = keyedHash(`factor ${ctx.tenant.id} ${accountId}`)
  const attempt = await beginAttempt(bookOf(ctx), { key, ...from }, ctx.now)
  if (attempt.wait > 0) return { kind: 'wait', seconds: attempt.wait }
  const entered = await ctx.sql((query) => takeEither(query, ctx, accountId, typed), { signal: undefined })
  if (!entered) return { kind: 'wrong' }
  await attempt.succeeded()
  return { kind: 'in', entered }
}

async function takeEither(query: Query, ctx: Ctx, accountId: string, typed: string): Promise<Entered | undefined> {
  const { tenant, now, language } = ctx
  await inTurn(query, tenant.id, accountId)
  if (await takeCode(query, ctx, accountId, { typed })) return finishPending(query, ctx)
  if (!(await takeRecoveryCode({ query, tenant, now }, accountId, typed))) return undefined
  await noteSecurity(query, tenant.id, { accountId, kind: 'codes.used', now, language })
  return finishPending(query, ctx)
}

/**
 * Locks an account before its factors are used or changed: each step sees what the one before left, and none waits for
 * what another holds.
 */
export const inTurn = (query: Query, tenantId: string, accountId: string) =>
  query(sql`SELECT "id" FROM "account" WHERE "tenantId" = ${tenantId} AND "id" = ${accountId} FOR UPDATE`)

/** A new session, with every right, in place of the one that waited (fixation). */
export async function finishPending(query: Query, ctx: Ctx): Promise<Entered> {
  const [waiting] = await query<RowOf<'session', 'remembered'>>(sql`
    SELECT "remembered" FROM "session" WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${ctx.sessionId}`)
  return enterWithin(query, ctx, ctx.pendingAccountId!, { proved: true, remembered: waiting?.remembered ?? false })
}

/** @returns the handle of the account's person, for where a sign-in leads. */
export async function landingFacts(ctx: Ctx, accountId: string): Promise<{ door: string; handle: string | null }> {
  const [row] = await ctx.sql((query) =>
    query<RowOf<'account', 'door'> & { handle: string | null }>(sql`
      SELECT a."door", p."handle" FROM "account" a
      LEFT JOIN "person" p ON p."tenantId" = ${ctx.tenant.id} AND p."id" = a."personId"
      WHERE a."tenantId" = ${ctx.tenant.id} AND a."id" = ${accountId}`),
  )
  return row ?? { door: 'people', handle: null }
}

/** Thrown inside a transaction to undo what leaves an account without the second factor that its role needs. */
export class FactorNeeded extends Error {}

/**
 * After a factor was removed, in the same transaction: codes of an account without one go.
 * @throws FactorNeeded where the association asks one of the account's role
 */
export async function settleRemoval(query: Query, ctx: Ctx, accountId: string): Promise<void> {
  if (await hasSecondFactor(query, ctx.tenant.id, accountId)) return
  const grants = await query<{ role: string; startsAt: Date; endsAt: Date | null }>(sql`
    SELECT "role", "startsAt", "endsAt" FROM ${grantRows(ctx.tenant.id)} g
    WHERE "accountId" = ${accountId}`)
  if (factorDue(ctx.tenant.config, grants, ctx.now)) throw new FactorNeeded()
  await query(sql`DELETE FROM "recovery_code" WHERE "tenantId" = ${ctx.tenant.id} AND "accountId" = ${accountId}`)
}

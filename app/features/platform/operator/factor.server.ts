/**
 * An operator's second factor: codes of an app, added by the first one; recovery codes for the day the telephone is
 * lost.
 */
import { env } from '#app/context/env.ts'
import { type Operator, type OperatorCtx, startOperatorSession } from '#app/context/operator.ts'
import { keyedHash } from '#app/context/origin.ts'
import { plainCode } from '#app/context/spoken-codes.ts'
import type { RowOf } from '#app/db/rows.ts'
import { decryptSecret, encryptSecret } from '#app/db/secret.ts'
import { sql } from '#app/db/sql.ts'
import { outsideTenants, type Query } from '#app/db/transaction.ts'
import { drawCodes } from '#app/domain/accounts/recovery-codes.server.ts'
import { appNamed, newAppSecret, type ProposedApp, squareOf, stepOf } from '#app/domain/accounts/totp.server.ts'
import { beginGuess } from './guesses.server.ts'

const ownerOf = (operatorId: string) => `operator/${operatorId}/totp`
const hashOf = (operatorId: string, code: string) => keyedHash(`operator-recovery ${operatorId} ${plainCode(code)}`)

interface Known {
  base32: string
  /** The session it was proposed in: whoever took another one cannot know the secret that the owner confirms. */
  proposedIn: string
  confirmed: boolean
  codes: string[]
}

async function read(query: Query, operatorId: string): Promise<Known | undefined> {
  const [row] = await query<RowOf<'operator_factor', 'sealed' | 'confirmedAt' | 'codes'>>(
    sql`SELECT "sealed", "confirmedAt", "codes" FROM "operator_factor" WHERE "operatorId" = ${operatorId} FOR UPDATE`,
  )
  if (!row) return undefined
  const [base32 = '', proposedIn = ''] = decryptSecret(env().DATA_KEY, row.sealed, ownerOf(operatorId)).split(' ')
  return { base32, proposedIn, confirmed: row.confirmedAt !== null, codes: row.codes }
}

/** @returns what an app reads, the same in this session until it is confirmed; else how many recovery codes are left */
export function readFactor(ctx: OperatorCtx): Promise<{ proposed: ProposedApp | null; left: number }> {
  const { id, email } = ctx.operator!
  return outsideTenants(async (query) => {
    const known = await read(query, id)
    if (known?.confirmed) return { proposed: null, left: known.codes.length }
    let base32 = known?.proposedIn === ctx.sessionId ? known?.base32 : undefined
    if (base32 === undefined) {
      base32 = newAppSecret()
      const sealed = encryptSecret(env().DATA_KEY, `${base32} ${ctx.sessionId}`, ownerOf(id))
      await query(sql`INSERT INTO "operator_factor" ("operatorId", "sealed", "codes", "createdAt")
        VALUES (${id}, ${sealed}, '{}', ${ctx.now})
        ON CONFLICT ("operatorId") DO UPDATE SET "sealed" = EXCLUDED."sealed"
          WHERE "operator_factor"."confirmedAt" IS NULL`)
    }
    return { proposed: squareOf(appNamed(env().BASE_DOMAIN, email, base32)), left: 0 }
  })
}

export type FactorStep<T> = ({ kind: 'done' } & T) | { kind: 'wrong' } | { kind: 'wait'; seconds: number }

/** Counts a guess, then does what a right one opens, in one transaction. */
async function guessed<T extends object>(
  ctx: OperatorCtx,
  operator: Operator,
  work: (query: Query, known: Known) => Promise<T | undefined>,
): Promise<FactorStep<T>> {
  const attempt = await beginGuess(ctx, `operator-factor ${operator.id}`, operator.id)
  if (attempt.wait > 0) return { kind: 'wait', seconds: attempt.wait }
  const done = await outsideTenants(async (query) => {
    const known = await read(query, operator.id)
    return known && work(query, known)
  })
  if (!done) return { kind: 'wrong' }
  await attempt.succeeded()
  return { kind: 'done', ...done }
}

/** @returns whether the code was of this time, and not taken before */
async function takeStep(
  query: Query,
  id: string,
  { base32 }: Known,
  { typed, now }: { typed: string; now: Date },
): Promise<boolean> {
  const step = stepOf(base32, typed, now)
  if (step === undefined) return false
  const taken = await query(sql`UPDATE "operator_factor" SET "lastStep" = ${step}
    WHERE "operatorId" = ${id} AND "lastStep" < ${step} RETURNING "lastStep"`)
  return taken.length > 0
}

async function renewCodes(query: Query, id: string): Promise<string[]> {
  const codes = drawCodes()
  const hashes = codes.map((code) => hashOf(id, code))
  await query(sql`UPDATE "operator_factor" SET "codes" = ${hashes}::text[] WHERE "operatorId" = ${id}`)
  return codes
}

/** The first code puts the proposed secret in force: other sessions end, this one has shown it. */
export function confirmFactor(ctx: OperatorCtx, typed: string): Promise<FactorStep<{ codes: string[] }>> {
  const operator = ctx.operator!
  return guessed(ctx, operator, async (query, known) => {
    if (known.confirmed || known.proposedIn !== ctx.sessionId) return undefined
    if (!(await takeStep(query, operator.id, known, { typed, now: ctx.now }))) return undefined
    await query(sql`UPDATE "operator_factor" SET "confirmedAt" = ${ctx.now} WHERE "operatorId" = ${operator.id}`)
    await query(sql`DELETE FROM "operator_session" WHERE "operatorId" = ${operator.id} AND "id" <> ${ctx.sessionId!}`)
    await query(sql`UPDATE "operator_session" SET "provedAt" = ${ctx.now} WHERE "id" = ${ctx.sessionId!}`)
    return { codes: await renewCodes(query, operator.id) }
  })
}

/** With a code of the app: new recovery codes, or the factor taken away to add another. */
export function changeFactor(
  ctx: OperatorCtx,
  intent: 'codes' | 'remove',
  typed: string,
): Promise<FactorStep<{ codes: string[] }>> {
  const operator = ctx.operator!
  return guessed(ctx, operator, async (query, known) => {
    if (!known.confirmed || !(await takeEither(query, operator.id, known, { typed, now: ctx.now }))) return undefined
    if (intent === 'codes') return { codes: await renewCodes(query, operator.id) }
    await query(sql`DELETE FROM "operator_factor" WHERE "operatorId" = ${operator.id}`)
    return { codes: [] }
  })
}

/** A code of the app, or a recovery code that is then used up. */
async function takeEither(
  query: Query,
  id: string,
  known: Known,
  { typed, now }: { typed: string; now: Date },
): Promise<boolean> {
  if (await takeStep(query, id, known, { typed, now })) return true
  const hash = hashOf(id, typed)
  if (!known.codes.includes(hash)) return false
  await query(sql`UPDATE "operator_factor" SET "codes" = array_remove("codes", ${hash}) WHERE "operatorId" = ${id}`)
  return true
}

/** The second step of a sign-in. @returns the `Set-Cookie` values of the session that is in */
export async function showFactor(ctx: OperatorCtx, typed: string): Promise<FactorStep<{ cookies: string[] }>> {
  const operator = ctx.pending!
  const step = await guessed(ctx, operator, async (query, known) =>
    known.confirmed && (await takeEither(query, operator.id, known, { typed, now: ctx.now })) ? {} : undefined,
  )
  return step.kind === 'done' ? { kind: 'done', cookies: await startOperatorSession(ctx, operator.id, true) } : step
}

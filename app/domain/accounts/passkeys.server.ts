/**
 * Passkeys (WebAuthn): a second factor, and a way in by themselves. Bound to this host, verified by their holder, their
 * counter watched.
 */
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Ctx } from '#app/context/open.ts'
import { keyedHash } from '#app/context/origin.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { inTurn } from './second-factor.server.ts'

/** Milliseconds to answer in. */
const ANSWER_WITHIN = 5 * 60_000

export interface PasskeyLine {
  id: string
  name: string
  createdAt: string
  lastUsedAt: string | null
}

interface Row extends RowOf<'passkey', 'id' | 'accountId' | 'publicKey' | 'transports'> {
  counter: string
}

/** @returns the account's passkeys, oldest first. */
export async function readPasskeys(query: Query, tenantId: string, accountId: string): Promise<PasskeyLine[]> {
  const rows = await query<RowOf<'passkey', 'id' | 'name' | 'createdAt' | 'lastUsedAt'>>(sql`
    SELECT "id", "name", "createdAt", "lastUsedAt" FROM "passkey"
    WHERE "tenantId" = ${tenantId} AND "accountId" = ${accountId} ORDER BY "createdAt", "id"`)
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }))
}

/** Keeps the question for whoever asked: `binder` is what only that browser holds. */
async function keepChallenge(ctx: Ctx, purpose: 'add' | 'use', binder: string, challenge: string): Promise<void> {
  const id = keyedHash(`passkey ${purpose} ${binder}`)
  const expires = new Date(ctx.now.getTime() + ANSWER_WITHIN)
  await ctx.sql(async (query) => {
    await query(sql`DELETE FROM "passkey_challenge" WHERE "tenantId" = ${ctx.tenant.id} AND "expiresAt" <= ${ctx.now}`)
    await query(sql`
      INSERT INTO "passkey_challenge" ("tenantId", "id", "challenge", "expiresAt")
      VALUES (${ctx.tenant.id}, ${id}, ${challenge}, ${expires})
      ON CONFLICT ("tenantId", "id") DO UPDATE SET "challenge" = ${challenge}, "expiresAt" = ${expires}`)
  })
}

/** @returns the question that was put to this browser; each is answered once. */
async function takeChallenge(ctx: Ctx, purpose: 'add' | 'use', binder: string): Promise<string | undefined> {
  const [row] = await ctx.sql((query) =>
    query<RowOf<'passkey_challenge', 'challenge' | 'expiresAt'>>(sql`
      DELETE FROM "passkey_challenge" WHERE "tenantId" = ${ctx.tenant.id}
        AND "id" = ${keyedHash(`passkey ${purpose} ${binder}`)} RETURNING "challenge", "expiresAt"`),
  )
  return row && row.expiresAt > ctx.now ? row.challenge : undefined
}

/** @returns what the browser's `navigator.credentials.create` takes. */
export async function askToAdd(ctx: Ctx) {
  const { accountId, login, name } = ctx.account!
  const known = await ctx.sql((query) => rowsOf(query, ctx.tenant.id, accountId))
  const options = await generateRegistrationOptions({
    rpName: ctx.tenant.config.shortName,
    rpID: ctx.host,
    userName: login,
    userDisplayName: name,
    userID: new Uint8Array(Buffer.from(accountId.replaceAll('-', ''), 'hex')),
    attestationType: 'none',
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports })),
    // Found without a login, so that it is a way in by itself; its holder proves to be there by finger, face or PIN.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await keepChallenge(ctx, 'add', ctx.sessionId!, options.challenge)
  return options
}

function rowsOf(query: Query, tenantId: string, accountId: string): Promise<Row[]> {
  return query<Row>(sql`
    SELECT "id", "accountId", "publicKey", "counter"::text AS "counter", "transports" FROM "passkey"
    WHERE "tenantId" = ${tenantId} AND "accountId" = ${accountId}`)
}

export interface NewPasskey {
  id: string
  publicKey: string
  counter: number
  transports: string[]
}

/** @returns the key to keep; undefined where the answer is none to the question that was asked here. */
export async function readNewPasskey(ctx: Ctx, answer: string): Promise<NewPasskey | undefined> {
  const expectedChallenge = await takeChallenge(ctx, 'add', ctx.sessionId!)
  const response = parsed<RegistrationResponseJSON>(answer)
  if (!expectedChallenge || !response) return undefined
  const checked = await verifyRegistrationResponse({
    response,
    expectedChallenge,
    expectedOrigin: ctx.url.origin,
    expectedRPID: ctx.host,
    requireUserVerification: true,
  }).catch(() => ({ verified: false }) as const)
  if (!checked.verified) return undefined
  const { id, publicKey, counter } = checked.registrationInfo.credential
  const transports = (response.response.transports ?? []).filter((word) => /^[a-z-]{2,20}$/.test(word)).slice(0, 6)
  return { id, publicKey: Buffer.from(publicKey).toString('base64url'), counter, transports }
}

/** @returns false where this key is there already */
export async function keepPasskey(query: Query, ctx: Ctx, key: NewPasskey, name: string): Promise<boolean> {
  const kept = await query(sql`
    INSERT INTO "passkey" ("tenantId", "id", "accountId", "publicKey", "counter", "transports", "name", "createdAt")
    VALUES (${ctx.tenant.id}, ${key.id}, ${ctx.account!.accountId}, ${key.publicKey}, ${key.counter},
      ${key.transports}::text[], ${name}, ${ctx.now})
    ON CONFLICT DO NOTHING RETURNING "id"`)
  return kept.length > 0
}

/** @returns whether it was there and the account's own. */
export async function removePasskey(query: Query, tenantId: string, accountId: string, id: string): Promise<boolean> {
  const gone = await query(sql`DELETE FROM "passkey"
    WHERE "tenantId" = ${tenantId} AND "accountId" = ${accountId} AND "id" = ${id} RETURNING "id"`)
  return gone.length > 0
}

/**
 * @param binder what only this browser holds: its session that waits for a second factor, or a cookie of the moment
 * @returns what the browser's `navigator.credentials.get` takes
 */
export async function askToUse(ctx: Ctx, binder: string) {
  const { pendingAccountId } = ctx
  const own = pendingAccountId ? await ctx.sql((query) => rowsOf(query, ctx.tenant.id, pendingAccountId)) : []
  const options = await generateAuthenticationOptions({
    rpID: ctx.host,
    userVerification: 'required',
    allowCredentials: own.map(({ id, transports }) => ({ id, transports })),
  })
  await keepChallenge(ctx, 'use', binder, options.challenge)
  return options
}

/**
 * @param enter what the key opens, in one transaction with its being there: once a removal was answered, it opens
 * nothing
 * @returns what was opened; undefined where none of this association's keys answered, or not the question asked of this
 * browser.
 */
export async function takePasskey<T>(
  ctx: Ctx,
  { binder, answer }: { binder: string; answer: string },
  enter: (query: Query, accountId: string) => Promise<T>,
): Promise<{ accountId: string; entered: T } | undefined> {
  const expectedChallenge = await takeChallenge(ctx, 'use', binder)
  const response = parsed<AuthenticationResponseJSON>(answer)
  if (!expectedChallenge || !response) return undefined
  const [key] = await ctx.sql((query) =>
    query<Row>(sql`
      SELECT k."id", k."accountId", k."publicKey", k."counter"::text AS "counter", k."transports" FROM "passkey" k
      JOIN "account" a ON a."tenantId" = ${ctx.tenant.id} AND a."id" = k."accountId" AND a."disabledAt" IS NULL
      WHERE k."tenantId" = ${ctx.tenant.id} AND k."id" = ${response.id}`),
  )
  if (!key || (ctx.pendingAccountId && ctx.pendingAccountId !== key.accountId)) return undefined
  const credential = { id: key.id, publicKey: new Uint8Array(Buffer.from(key.publicKey, 'base64url')) }
  const checked = await verifyAuthenticationResponse({
    response,
    expectedChallenge,
    expectedOrigin: ctx.url.origin,
    expectedRPID: ctx.host,
    credential: { ...credential, counter: Number(key.counter) },
    requireUserVerification: true,
  }).catch(() => undefined)
  if (!checked?.verified) return undefined
  const { newCounter } = checked.authenticationInfo
  return ctx.sql(
    async (query) => {
      await inTurn(query, ctx.tenant.id, key.accountId)
      if (!(await moveCounter(query, ctx, key, newCounter))) return undefined
      return { accountId: key.accountId, entered: await enter(query, key.accountId) }
    },
    { signal: undefined },
  )
}

/** Two copies of one key that answer at once: the counter moves for one of them. */
async function moveCounter(query: Query, ctx: Ctx, key: Row, counter: number): Promise<boolean> {
  const moved = await query(sql`UPDATE "passkey" SET "counter" = ${counter}, "lastUsedAt" = ${ctx.now}
    WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${key.id} AND "counter" = ${key.counter}::bigint RETURNING "id"`)
  return moved.length > 0
}

/** @returns the answer as the browser wrote it; undefined for anything that is no such object. */
function parsed<T extends { id: string; response: object }>(text: string): T | undefined {
  try {
    const value = JSON.parse(text.slice(0, 20_000)) as T
    return typeof value?.id === 'string' &&
      /^[\w-]{1,1400}$/.test(value.id) &&
      typeof value.response === 'object' &&
      value.response
      ? value
      : undefined
  } catch {
    return undefined
  }
}

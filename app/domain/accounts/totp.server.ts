/** Codes of an authenticator app (RFC 6238): the secret sealed, a step of drift either way, no code taken twice. */
import { Secret, TOTP } from 'otpauth'
import { env } from '#app/context/env.ts'
import type { Ctx } from '#app/context/open.ts'
import { qrSquare } from '#app/context/qr-square.ts'
import type { RowOf } from '#app/db/rows.ts'
import { decryptSecret, encryptSecret } from '#app/db/secret.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'

const PERIOD = 30
const DRIFT = 1
/** RFC 4226 §4: 160 bits. */
const SECRET_BYTES = 20

const ownerOf = (tenantId: string, accountId: string) => `${tenantId}/${accountId}/totp`

type Row = RowOf<'totp_secret', 'sealed' | 'confirmedAt'>

interface Known {
  base32: string
  /** The session it was proposed in: whoever took another one cannot know the secret that the owner confirms. */
  proposedIn: string
  confirmedAt: Date | null
}

async function read(query: Query, tenantId: string, accountId: string): Promise<Known | undefined> {
  const [row] = await query<Row>(sql`
    SELECT "sealed", "confirmedAt" FROM "totp_secret" WHERE "tenantId" = ${tenantId} AND "accountId" = ${accountId}`)
  if (!row) return undefined
  const opened = decryptSecret(env().DATA_KEY, row.sealed, ownerOf(tenantId, accountId))
  const [base32 = '', proposedIn = ''] = opened.split(' ')
  return { base32, proposedIn, confirmedAt: row.confirmedAt }
}

const appOf = ({ tenant }: Ctx, login: string, secret: Secret): TOTP =>
  appNamed(tenant.config.shortName, login, secret.base32)

/** An app's secret as apps name it. A colon parts issuer and label in the address that the square holds. */
export function appNamed(issuer: string, label: string, base32: string): TOTP {
  const secret = Secret.fromBase32(base32)
  return new TOTP({ issuer: issuer.replaceAll(':', ' '), label, algorithm: 'SHA1', digits: 6, period: PERIOD, secret })
}

/** @returns the period that a code is of, this one or a neighbour; undefined for any other code */
export function stepOf(base32: string, typed: string, now: Date): number | undefined {
  const token = typed.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const app = new TOTP({ algorithm: 'SHA1', digits: 6, period: PERIOD, secret: Secret.fromBase32(base32) })
  const delta = app.validate({ token, timestamp: now.getTime(), window: DRIFT })
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / PERIOD) + delta
}

export interface ProposedApp {
  /** For who cannot read the square: in groups of four. */
  secret: string
  /** `otpauth://…`, for an app on the same device. */
  address: string
  /** Dark squares of the QR code, as one path. */
  path: string
  /** Squares to a side. */
  size: number
}

/**
 * @returns the secret proposed to the signed-in account, the same in this session until it is confirmed; undefined
 * where one is in force.
 */
export async function proposeApp(ctx: Ctx): Promise<ProposedApp | undefined> {
  const { accountId, login } = ctx.account!
  const base32 = await ctx.sql(async (query) => {
    const known = await read(query, ctx.tenant.id, accountId)
    if (known?.confirmedAt) return undefined
    if (known?.proposedIn === ctx.sessionId) return known?.base32
    const made = newAppSecret()
    const sealed = encryptSecret(env().DATA_KEY, `${made} ${ctx.sessionId}`, ownerOf(ctx.tenant.id, accountId))
    await query(sql`
      INSERT INTO "totp_secret" ("tenantId", "accountId", "sealed", "createdAt")
      VALUES (${ctx.tenant.id}, ${accountId}, ${sealed}, ${ctx.now})
      ON CONFLICT ("tenantId", "accountId") DO UPDATE SET "sealed" = EXCLUDED."sealed"
        WHERE "totp_secret"."confirmedAt" IS NULL`)
    return made
  })
  if (base32 === undefined) return undefined
  return squareOf(appOf(ctx, login, Secret.fromBase32(base32)))
}

/** @returns a secret of an app's, in base 32 */
export const newAppSecret = (): string => new Secret({ size: SECRET_BYTES }).base32

/** @returns what is shown of an app's secret while it is added */
export function squareOf(app: TOTP): ProposedApp {
  const address = app.toString()
  const base32 = app.secret.base32
  return { secret: base32.replace(/(.{4})(?=.)/g, '$1 '), address, ...qrSquare(address, 'L') }
}

/**
 * Takes a code, in the transaction of what it opens.
 * @param confirming the first code, which puts a proposed secret in force
 * @returns false for a wrong code, one of another time, or one that was taken before
 */
export async function takeCode(
  query: Query,
  { tenant, now, sessionId }: Pick<Ctx, 'tenant' | 'now' | 'sessionId'>,
  accountId: string,
  { typed, confirming = false }: { typed: string; confirming?: boolean },
): Promise<boolean> {
  const known = await read(query, tenant.id, accountId)
  if (!known || (known.confirmedAt === null) !== confirming) return false
  if (confirming && known.proposedIn !== sessionId) return false
  const step = stepOf(known.base32, typed, now)
  if (step === undefined) return false
  const taken = await query(sql`
    UPDATE "totp_secret" SET "lastStep" = ${step}, "confirmedAt" = coalesce("confirmedAt", ${now})
    WHERE "tenantId" = ${tenant.id} AND "accountId" = ${accountId} AND "lastStep" < ${step} RETURNING "lastStep"`)
  return taken.length > 0
}

/** @returns whether there was one. */
export async function removeApp(query: Query, tenantId: string, accountId: string): Promise<boolean> {
  const gone = await query<RowOf<'totp_secret', 'confirmedAt'>>(sql`
    DELETE FROM "totp_secret" WHERE "tenantId" = ${tenantId} AND "accountId" = ${accountId} RETURNING "confirmedAt"`)
  return gone.some(({ confirmedAt }) => confirmedAt !== null)
}

/**
 * `/nouveau-mot-de-passe` [S2]: a mailed link changes the password, once; sessions end, other links are void, the owner
 * is told.
 */
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { PasswordFault } from '#app/domain/accounts/new-password.ts'
import { changeOwnEmail, isWayInOfAnother } from '#app/domain/accounts/own-email.server.ts'
import { readNewPassword, setPassword } from '#app/domain/accounts/set-password.server.ts'
import { findLink, takeLink, voidLinks } from '#app/domain/links/links.server.ts'
import { writeProvenAddress } from './prove-address.server.ts'
import { RECOVERIES, type RecoveryPurpose } from './send-links.server.ts'

const SECRET = /^[\w-]{22}$/

type Holder = RowOf<'account', 'id' | 'login' | 'door' | 'personId'>

export interface Recovery {
  purpose: RecoveryPurpose
  holder: Holder
  /** What will open the account once the password is chosen. */
  login: string
  /** The address that a reviewer let in became another account's way in meanwhile: this one keeps its own. */
  addressTaken: boolean
}

/** @returns whose password the link changes; undefined where it was used, is over, or never was */
export async function findRecovery(ctx: Ctx, secret: string): Promise<Recovery | undefined> {
  if (!SECRET.test(secret)) return undefined
  return ctx.sql(async (query) => {
    for (const purpose of RECOVERIES) {
      const link = await findLink({ query, tenant: ctx.tenant, now: ctx.now }, purpose, secret)
      const holder = link?.accountId ? await readHolder(query, ctx.tenant.id, link.accountId) : undefined
      if (link && holder)
        return { purpose, holder, ...(await afterwards(query, ctx.tenant.id, holder, link.data.email)) }
    }
    return undefined
  })
}

/** A company or a school signs in by the address that was let in, where nobody else does by then. */
async function afterwards(query: Query, tenantId: string, holder: Holder, proven: unknown) {
  const { login, personId } = holder
  if (typeof proven !== 'string' || personId !== null) return { login, addressTaken: false }
  const addressTaken = await isWayInOfAnother(query, tenantId, holder, proven)
  return { login: addressTaken || !login.includes('@') ? login : proven, addressTaken }
}

/** A disabled account stays closed, whatever was mailed before. */
async function readHolder(query: Query, tenantId: string, accountId: string): Promise<Holder | undefined> {
  const [row] = await query<Holder>(sql`
    SELECT "id", "login", "door", "personId" FROM "account"
    WHERE "tenantId" = ${tenantId} AND "id" = ${accountId} AND "disabledAt" IS NULL`)
  return row
}

export type Recovered =
  | { kind: 'done'; door: string; addressTaken: boolean }
  | { kind: 'fault'; fault: PasswordFault }
  | { kind: 'gone' }

/** POST. Nobody is signed in by it: whoever has a second factor still needs it at the door. */
export async function changeForgottenPassword(
  ctx: Ctx,
  secret: string,
  password: string,
  again: string,
): Promise<Recovered> {
  const found = await findRecovery(ctx, secret)
  if (!found) return { kind: 'gone' }
  const { fault, hash } = await readNewPassword(ctx, { accountId: found.holder.id }, password, again)
  if (fault) return { kind: 'fault', fault }
  const done = await ctx.sql(
    async (query) => {
      const link = await takeLink({ query, tenant: ctx.tenant, now: ctx.now }, found.purpose, secret)
      const holder = link?.accountId ? await readHolder(query, ctx.tenant.id, link.accountId) : undefined
      if (!link || !holder) return undefined
      return { addressTaken: !(await change(query, ctx, holder, { hash, proven: link.data.email })) }
    },
    { signal: undefined, statementTimeout: 15_000 },
  )
  return done ? { kind: 'done', door: found.holder.door, ...done } : { kind: 'gone' }
}

/**
 * A reviewer let the holder in: the password changes even where the address no longer can.
 * @param proven the address that a reviewer let in: reading mail there has just been shown
 * @returns false where it is another account's way in by now
 */
async function change(
  query: Query,
  ctx: Ctx,
  holder: Holder,
  { hash, proven }: { hash: string; proven: unknown },
): Promise<boolean> {
  const { tenant, now, language } = ctx
  const { id, personId } = holder
  let written = true
  if (typeof proven === 'string' && personId === null) written = await changeOwnEmail(query, ctx, id, proven)
  else if (typeof proven === 'string')
    await writeProvenAddress({ query, tenant }, { personId, accountId: id }, proven, { now, instead: true })
  await setPassword({ query, tenant }, id, hash, { now, how: 'recovered', language })
  if (personId) await voidLinks(query, tenant.id, { personId })
  return written
}

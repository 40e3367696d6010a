/** `/nouveau-mot-de-passe` [S2]: a mailed link changes the password, once; sessions end, other links are void, the owner is told. */
import type { Ctx } from '../../context/open.ts'
import { sql } from '../../db/sql.ts'
import type { Query } from '../../db/transaction.ts'
import { findLink, takeLink, voidLinks } from '../account/links.server.ts'
import type { PasswordFault } from '../account/new-password.ts'
import { changeOwnEmail } from '../account/own-email.server.ts'
import { readNewPassword, setPassword } from '../account/set-password.server.ts'
import { writeProvenAddress } from './prove-address.server.ts'
import { RECOVERIES, type RecoveryPurpose } from './send-links.server.ts'

const SECRET = /^[\w-]{22}$/

interface Holder {
  id: string
  login: string
  door: string
  personId: string | null
}

/** @returns whose password the link changes; undefined where it was used, is over, or never was */
export async function findRecovery(
  ctx: Ctx,
  secret: string,
): Promise<{ purpose: RecoveryPurpose; holder: Holder } | undefined> {
  if (!SECRET.test(secret)) return undefined
  return ctx.sql(async (query) => {
    for (const purpose of RECOVERIES) {
      const link = await findLink(query, ctx.tenant.id, purpose, secret, ctx.now)
      const holder = link?.accountId ? await readHolder(query, ctx.tenant.id, link.accountId) : undefined
      if (holder) return { purpose, holder }
    }
    return undefined
  })
}

/** A disabled account stays closed, whatever was mailed before. */
async function readHolder(query: Query, tenantId: string, accountId: string): Promise<Holder | undefined> {
  const [row] = await query<Holder>(sql`
    SELECT "id", "login", "door", "personId" FROM "account"
    WHERE "tenantId" = ${tenantId} AND "id" = ${accountId} AND "disabledAt" IS NULL`)
  return row
}

export type Recovered = { kind: 'done'; door: string } | { kind: 'fault'; fault: PasswordFault } | { kind: 'gone' }

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
      const link = await takeLink(query, ctx.tenant.id, found.purpose, secret, ctx.now)
      const holder = link?.accountId ? await readHolder(query, ctx.tenant.id, link.accountId) : undefined
      if (!link || !holder) return false
      await change(query, ctx, holder, hash, link.data.email)
      return true
    },
    { signal: undefined, statementTimeout: 15_000 },
  )
  return done ? { kind: 'done', door: found.holder.door } : { kind: 'gone' }
}

/** @param proven the address that a reviewer let in: reading mail there has just been shown */
async function change(query: Query, ctx: Ctx, holder: Holder, hash: string, proven: unknown): Promise<void> {
  const { tenant, now, language } = ctx
  const { id, personId } = holder
  if (typeof proven === 'string' && personId === null) await changeOwnEmail(query, ctx, id, proven)
  else if (typeof proven === 'string')
    await writeProvenAddress(query, tenant, { personId, accountId: id }, proven, { now, instead: true })
  await setPassword(query, tenant.id, id, hash, { now, how: 'recovered', language })
  if (personId) await voidLinks(query, tenant.id, { personId })
}

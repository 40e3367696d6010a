/** Second factors added and taken away: the current password first, a new session after, the owner told by mail. */
import type { Ctx } from '#app/context/open.ts'
import type { Query } from '#app/db/transaction.ts'
import { confirmWithPassword, type NotConfirmed } from './confirm-with-password.server.ts'
import { hasSecondFactor, rotateSession } from './enter.server.ts'
import { keepPasskey, readNewPasskey, removePasskey } from './passkeys.server.ts'
import { codesLeft, makeCodes } from './recovery-codes.server.ts'
import { FactorNeeded, inTurn, settleRemoval } from './second-factor.server.ts'
import { noteSecurity, type SecurityEventKind } from './security-events.server.ts'
import { removeApp, takeCode } from './totp.server.ts'

/** `needed`: the association asks a second factor of the account's role, and this is the last one. */
export type FactorFault = NotConfirmed | 'code' | 'failed' | 'needed'

export interface FactorChange {
  fault?: FactorFault
  /** `Set-Cookie` value of the session that goes on. */
  cookie?: string
  /** Recovery codes made with the first factor, to be shown this once. */
  codes?: string[]
}

const text = (form: FormData, name: string) => String(form.get(name) ?? '').slice(0, 20_000)

/** With the first factor come the codes for the day it is lost. */
async function added(query: Query, ctx: Ctx, kind: SecurityEventKind): Promise<FactorChange> {
  const { accountId } = ctx.account!
  const { now, language, tenant } = ctx
  await noteSecurity(query, tenant.id, { accountId, kind, now, language })
  const codes =
    (await codesLeft(query, tenant.id, accountId)) > 0 ? [] : await makeCodes(query, tenant.id, accountId, now)
  return { cookie: await rotateSession(query, ctx), codes }
}

/** @throws Response 429 after too many wrong passwords */
export async function changeApp(ctx: Ctx, form: FormData): Promise<FactorChange> {
  const doubt = await confirmWithPassword(ctx, text(form, 'currentPassword'))
  if (doubt) return { fault: doubt }
  const { accountId } = ctx.account!
  if (form.get('intent') === 'remove')
    return removing(ctx, 'totp.removed', (query) => removeApp(query, ctx.tenant.id, accountId))
  return ctx.sql(
    async (query) => {
      await inTurn(query, ctx.tenant.id, accountId)
      if (!(await takeCode(query, ctx, accountId, { typed: text(form, 'code'), confirming: true })))
        return { fault: 'code' as const }
      return added(query, ctx, 'totp.added')
    },
    { signal: undefined },
  )
}

/** @throws Response 429 after too many wrong passwords */
export async function changePasskeys(ctx: Ctx, form: FormData): Promise<FactorChange> {
  const { accountId } = ctx.account!
  if (form.has('remove')) {
    const doubt = await confirmWithPassword(ctx, text(form, 'currentPassword'))
    if (doubt) return { fault: doubt }
    return removing(ctx, 'passkey.removed', (query) =>
      removePasskey(query, ctx.tenant.id, accountId, text(form, 'remove')),
    )
  }
  // The password was asked with the question, which only this session can answer.
  const key = await readNewPasskey(ctx, text(form, 'answer'))
  if (!key) return { fault: 'failed' }
  const name = text(form, 'name').trim().slice(0, 60) || ctx.t('account:passkeys.unnamed')
  return ctx.sql(
    async (query) => {
      await inTurn(query, ctx.tenant.id, accountId)
      return (await keepPasskey(query, ctx, key, name)) ? added(query, ctx, 'passkey.added') : { fault: 'failed' }
    },
    { signal: undefined },
  )
}

async function removing(
  ctx: Ctx,
  kind: SecurityEventKind,
  remove: (query: Query) => Promise<boolean>,
): Promise<FactorChange> {
  const { accountId } = ctx.account!
  const { now, language, tenant } = ctx
  try {
    await ctx.sql(
      async (query) => {
        await inTurn(query, ctx.tenant.id, accountId)
        if (!(await remove(query))) return
        await settleRemoval(query, ctx, accountId)
        await noteSecurity(query, tenant.id, { accountId, kind, now, language })
      },
      { signal: undefined },
    )
    return {}
  } catch (error) {
    if (error instanceof FactorNeeded) return { fault: 'needed' }
    throw error
  }
}

/** @throws Response 429 after too many wrong passwords */
export async function renewCodes(ctx: Ctx, form: FormData): Promise<FactorChange> {
  const doubt = await confirmWithPassword(ctx, text(form, 'currentPassword'))
  if (doubt) return { fault: doubt }
  const { accountId } = ctx.account!
  const { now, language, tenant } = ctx
  return ctx.sql(
    async (query) => {
      await inTurn(query, ctx.tenant.id, accountId)
      if (!(await hasSecondFactor(query, tenant.id, accountId))) return { fault: 'failed' as const }
      const codes = await makeCodes(query, tenant.id, accountId, now)
      await noteSecurity(query, tenant.id, { accountId, kind: 'codes.made', now, language })
      return { codes }
    },
    { signal: undefined },
  )
}

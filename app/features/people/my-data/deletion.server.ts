/** Deleting one's account: the proof that it is the owner, the confirmation, then the act. */
import type { Ctx } from '#app/context/open.ts'
import { confirmWithPassword } from '#app/domain/accounts/confirm-with-password.server.ts'
import {
  askToErase,
  erasePersonNow,
  openRequest,
  withdrawRequest,
} from '#app/domain/data-rights/erasure-requests.server.ts'
import { periodOf } from '#app/tenant/retention.ts'

/** Keys of `rights:deletion.faults`, by field. */
export type DeletionFaults = { password?: string; confirm?: string }

export async function deletionFacts(ctx: Ctx) {
  const { personId, organisationId } = ctx.viewer
  const waiting = organisationId
    ? await ctx.sql((query) => openRequest(query, ctx.tenant.id, organisationId))
    : undefined
  return {
    kind: personId ? ('person' as const) : ('organisation' as const),
    /** A company that asked before may think better of it. */
    withdraws: waiting !== undefined,
    accountingYears: Math.round((periodOf(ctx.tenant.config.keep, 'accounting').months ?? 0) / 12),
  }
}

/** @returns what was done, or what is missing */
export async function deleteAccount(ctx: Ctx, form: FormData): Promise<'erased' | 'asked' | DeletionFaults> {
  const { personId, organisationId } = ctx.viewer
  if (organisationId && form.get('withdraw') === 'yes') {
    await withdrawRequest(ctx, organisationId)
    return 'asked'
  }
  const typed = form.get('password')
  const confirmed = form.get('confirm') === 'yes'
  const password = await confirmWithPassword(ctx, typeof typed === 'string' ? typed : undefined)
  if (password || !confirmed)
    return { ...(password ? { password } : {}), ...(confirmed ? {} : { confirm: 'unconfirmed' }) }
  if (personId) return (await erasePersonNow(ctx, personId)) ? 'erased' : { confirm: 'lastLead' }
  if (organisationId) await askToErase(ctx, organisationId)
  return 'asked'
}

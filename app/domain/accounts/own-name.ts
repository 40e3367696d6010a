/** What an account is called on its own pages. */
import type { Ctx } from '#app/context/open.ts'

/** @returns true for somebody of the staff without a record of their own: nothing names them but their address */
export function isNameless({ account, viewer }: Pick<Ctx, 'account' | 'viewer'>): boolean {
  return account?.handle === null && viewer.organisationId === undefined
}

/**
 * Names the account to its holder: the person or the company; of the staff without a record, what they do here.
 * @returns undefined for visitors
 */
export function ownName(ctx: Pick<Ctx, 'account' | 'viewer' | 't'>): string | undefined {
  const [role] = ctx.viewer.roles
  if (!isNameless(ctx) || !role) return ctx.account?.name
  const text = ctx.t(`common:roles.${role}`)
  return text.charAt(0).toUpperCase() + text.slice(1)
}

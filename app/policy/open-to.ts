/** Whose roles hold an action: for statements that judge many people at once. Pure. */
import type { TenantConfig } from '#app/tenant/schema.ts'
import type { Action } from '#app/vocabulary/actions.ts'

type Config = Pick<TenantConfig, 'roles' | 'offers'>

/** Whom offers are for stands under `offers` of the file, as `actionsOf` reads it. */
function holds({ roles, offers }: Config, role: 'member' | 'adherent', action: Action): boolean {
  const named = { 'read-offers': offers?.readers, 'post-offers': offers?.authors }
  const more = action === 'read-offers' || action === 'post-offers' ? (named[action] ?? []) : []
  return more.includes(role) || (roles[role]?.may.includes(action) ?? false)
}

/** @returns which people of the base may do it: all of them, those whose dues are in force, or none */
export function openTo(config: Config, action: Action): 'everybody' | 'paid-up' | 'nobody' {
  if (holds(config, 'member', action)) return 'everybody'
  return holds(config, 'adherent', action) ? 'paid-up' : 'nobody'
}

/** Whose roles hold an action: for statements that judge many people at once. Pure. */
import type { TenantConfig } from '#app/tenant/schema.ts'
import type { Action } from '#app/vocabulary/actions.ts'

/** @returns which people of the base may do it: all of them, those whose dues are in force, or none */
export function openTo({ roles }: Pick<TenantConfig, 'roles'>, action: Action): 'everybody' | 'paid-up' | 'nobody' {
  if (roles.member?.may.includes(action)) return 'everybody'
  return roles.adherent?.may.includes(action) ? 'paid-up' : 'nobody'
}

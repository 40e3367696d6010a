/** The three sign-in pages (N1): people of the base, companies, schools. */

import type { TenantConfig } from '#app/tenant/schema.ts'
import type { Door } from '#app/vocabulary/roles.ts'

const PATHS: Record<Door, string> = {
  people: '/connexion',
  recruiters: '/recruteurs/connexion',
  schools: '/ecoles/connexion',
}

/** @returns the door an address leads to. */
export function doorAt(path: string): Door {
  if (path.startsWith('/recruteurs/')) return 'recruiters'
  return path.startsWith('/ecoles/') ? 'schools' : 'people'
}

/** @returns the doors this association has. */
export function doorsOf(config: TenantConfig): { door: Door; path: string }[] {
  const has: Record<Door, boolean> = {
    people: true,
    recruiters: config.recruiters !== undefined,
    schools: config.schools !== undefined,
  }
  return (Object.keys(PATHS) as Door[]).filter((door) => has[door]).map((door) => ({ door, path: PATHS[door] }))
}

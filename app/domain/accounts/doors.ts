/** The three sign-in pages (N1): people of the base, companies, schools. */

import * as href from '#app/addresses.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import type { Door } from '#app/vocabulary/roles.ts'

/** @returns the door an address leads to. */
export function doorAt(path: string): Door {
  if (path.startsWith(`${href.doorPrefix.recruiters}/`)) return 'recruiters'
  return path.startsWith(`${href.doorPrefix.schools}/`) ? 'schools' : 'people'
}

/** @returns the doors this association has. */
export function doorsOf(config: TenantConfig): { door: Door; path: string }[] {
  const has: Record<Door, boolean> = {
    people: true,
    recruiters: config.recruiters !== undefined,
    schools: config.schools !== undefined,
  }
  return (Object.keys(href.signInAt) as Door[])
    .filter((door) => has[door])
    .map((door) => ({ door, path: href.signInAt[door] }))
}

/** Addresses of the rules' pages. Pure. */
import * as href from '#app/addresses.ts'
import type { RulesQuery } from './rules.server.ts'

/** @returns `/admin/regles` with what is asked of it; defaults are left out. */
export function rulesAddress({ channel, role, field, theme }: RulesQuery): string {
  const params = new URLSearchParams()
  if (channel !== 'site') params.set('support', channel)
  if (role) params.set('role', role)
  if (field) params.set('champ', field)
  if (theme) params.set('theme', theme)
  return params.size > 0 ? `${href.rules}?${params}` : href.rules
}

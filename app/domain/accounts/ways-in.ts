/** Where a forgotten password and a first account begin, by the association's rule. Pure. */

import * as href from '#app/addresses.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import type { Door } from '#app/vocabulary/roles.ts'

export interface Ways {
  /** Where a forgotten password is asked for. */
  forgotten: string
  /** How an account begins at this door, by the association's rule; null where the staff alone open them. */
  begin: { key: string; path: string } | null
}

const BEGINNINGS: Record<TenantConfig['registration'], string | null> = {
  record: href.activation,
  dues: href.registration,
  open: href.registration,
  staff: null,
}

/** @returns what a sign-in page leads to besides. */
export function waysIn({ registration }: TenantConfig, door: Door): Ways {
  if (door !== 'people') {
    return { forgotten: href.forgottenPasswordAt[door], begin: { key: door, path: href.registrationAt[door] } }
  }
  const path = BEGINNINGS[registration]
  return { forgotten: href.forgottenPassword, begin: path ? { key: registration, path } : null }
}

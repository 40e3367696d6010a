/** Who has to give a second factor, by the association's own rule. */
import type { TenantConfig } from '#app/tenant/schema.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { covers, type Period } from './viewer.ts'

const DAY = 24 * 3600_000

type Grant = Period & { role: string }

/**
 * @param grants every grant of an account that has no second factor
 * @returns when the first of them stops opening anything; undefined where the association asks for nothing
 */
export function factorDue({ security }: TenantConfig, grants: readonly Grant[], now: Date): Date | undefined {
  const { roles, graceDays, from } = security.secondFactor
  const begun = from ? Date.parse(`${from}T00:00:00Z`) : 0
  const due = grants
    .filter((grant) => covers(grant, now) && isOneOf(roles, grant.role))
    .map(({ startsAt }) => Math.max(startsAt.getTime(), begun) + graceDays * DAY)
  return due.length > 0 ? new Date(Math.min(...due)) : undefined
}

/** @returns the grants that still open something without a second factor. */
export function grantsWithoutFactor<G extends Grant>({ security }: TenantConfig, grants: readonly G[], now: Date): G[] {
  const { roles } = security.secondFactor
  return grants.filter((grant) => {
    if (!isOneOf(roles, grant.role)) return true
    const due = factorDue({ security } as TenantConfig, [grant], now)
    return due === undefined || now < due
  })
}

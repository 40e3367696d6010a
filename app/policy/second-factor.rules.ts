/** Who has to give a second factor, by the association's own rule. */
import type { TenantConfig } from '#app/tenant/schema.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { GRANTED_ROLES, isGranted, type RoleName } from '#app/vocabulary/roles.ts'
import { covers, type Period } from './viewer.ts'

const DAY = 24 * 3600_000

type Grant = Period & { role: string }

/**
 * @returns whether the rule asks a holder of this role: staff roles follow `manager` where they are not named
 * themselves
 */
function asks({ security }: Pick<TenantConfig, 'security'>, role: RoleName): boolean {
  const { roles } = security.secondFactor
  return roles.includes(role) || (isGranted(role) && !isOneOf(GRANTED_ROLES, role) && roles.includes('manager'))
}

/**
 * @param grants every grant of an account that has no second factor
 * @returns when the first of them stops opening anything; undefined where the association asks for nothing
 */
export function factorDue(
  config: Pick<TenantConfig, 'security'>,
  grants: readonly Grant[],
  now: Date,
): Date | undefined {
  const { graceDays, from } = config.security.secondFactor
  const begun = from ? Date.parse(`${from}T00:00:00Z`) : 0
  const due = grants
    .filter((grant) => covers(grant, now) && asks(config, grant.role))
    .map(({ startsAt }) => Math.max(startsAt.getTime(), begun) + graceDays * DAY)
  return due.length > 0 ? new Date(Math.min(...due)) : undefined
}

/** @returns the grants that still open something without a second factor. */
export function grantsWithoutFactor<G extends Grant>(config: TenantConfig, grants: readonly G[], now: Date): G[] {
  return grants.filter((grant) => {
    if (!asks(config, grant.role)) return true
    const due = factorDue(config, [grant], now)
    return due === undefined || now < due
  })
}

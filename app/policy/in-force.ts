/**
 * Dues, roles, passes and deaths at an instant: one rule each, as data. `covers` and `isDeceased` judge a loaded row by
 * it, context/in-force.ts writes the same as SQL.
 */
import type { TenantConfig } from '#app/tenant/schema.ts'

/** Half-open in time: [startsAt, endsAt). */
export interface Period {
  startsAt: Date
  endsAt: Date | null
}

/**
 * A period is in force that starts by the one instant, ends after the other, and has a length: none means taken back.
 */
export interface Window {
  startsBy: Date
  endsAfter: Date
}

const DAY = 86_400_000

/** @returns the window of roles and passes at an instant */
export const windowAt = (now: Date): Window => ({ startsBy: now, endsAfter: now })

/** @returns the window of dues: those that have just ended still count for the association's days of grace */
export function duesWindow({ money }: Pick<TenantConfig, 'money'>, now: Date): Window {
  return { startsBy: now, endsAfter: new Date(now.getTime() - money.dues.graceDays * DAY) }
}

/** @returns true where the period is in force in the window */
export function within({ startsAt, endsAt }: Period, { startsBy, endsAfter }: Window): boolean {
  return startsAt <= startsBy && (endsAt === null || (endsAt > endsAfter && endsAt > startsAt))
}

/** @returns true from the start on, and no longer at the very end. */
export const covers = (period: Period, now: Date): boolean => within(period, windowAt(now))

/** @returns true where dues are in force, grace included */
export function isPaidUp(config: Pick<TenantConfig, 'money'>, periods: readonly Period[], now: Date): boolean {
  const window = duesWindow(config, now)
  return periods.some((period) => within(period, window))
}

const E = '[eéèEÉÈ][\u0300\u0301]?'

/** Beginning of a status that tells a death, in French and English, accents composed, decomposed or left out. */
export const DEATH = `^ *(d${E}c${E}d|d${E}c${E}s( |$)|dcd|d${E}funte?( |$)|deceased|dead( |$)|died( |$)|morte?( |$)|feue?( |$)|[†✝])`

/** @returns statuses, in lower case, by which the association's own rules name a death */
export function deathWords({ roles }: Pick<TenantConfig, 'roles'>): string[] {
  const own = Object.values(roles).flatMap((rule) => rule?.sees.flatMap((grant) => grant.whenStatus ?? []) ?? [])
  return [...new Set(own.map((word) => word.toLowerCase()))]
}

/** @returns true where the status tells that the person has died */
export function isDeceased(config: Pick<TenantConfig, 'roles'>, status: string | null): boolean {
  if (status === null) return false
  return new RegExp(DEATH, 'i').test(status) || deathWords(config).includes(status.toLowerCase())
}

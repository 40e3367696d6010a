/** Whose the blocks of the front page are. Pure. */
import type { TenantConfig } from '#app/tenant/schema.ts'
import { ruleOf } from '#app/tenant/staff-roles.ts'
import { isOfStaff, may, mayFilterBy } from './ability.ts'
import type { Ability } from './types.ts'
import { holds, type Viewer } from './viewer.ts'

/**
 * Says what would open more to this viewer. Somebody whose role reads everything, whatever people chose, has it open
 * already, paid up or not.
 * @returns a word of the refusal's texts; undefined where nothing would
 */
export function wouldOpen(config: TenantConfig, { roles }: Viewer) {
  if (roles.some((role) => ruleOf(config, role)?.relation === 'all')) return undefined
  return roles.map((role) => ruleOf(config, role)?.opensWith).find(Boolean)
}

/** @returns what the directory is called to this viewer: a base of six associations, profiles to recruit, their own */
export function directoryAs(config: Pick<TenantConfig, 'kind'>, { viewer }: Ability) {
  if (config.kind === 'federation') return 'shared'
  return viewer.organisationId === undefined ? 'directory' : 'profiles'
}

/** @returns true where the quick search stands on the front page */
export const searchesAtHome = (ability: Ability): boolean => may(ability, 'search') && mayFilterBy(ability, 'q')

/** @returns true where the page says, in the place of the search, what opens it */
export function searchIsClosed(config: TenantConfig, ability: Ability): boolean {
  return !may(ability, 'search') && wouldOpen(config, ability.viewer) !== undefined
}

/** @returns true for somebody who has a year of their own here and may look at it */
export const meetsCohort = (ability: Ability): boolean =>
  ability.viewer.personId !== undefined && may(ability, 'cohort') && mayFilterBy(ability, 'promo')

/** @returns true for an account of a company */
export const isCompany = ({ viewer }: Ability): boolean =>
  viewer.organisationId !== undefined && holds(viewer, 'recruiter', 'poster')

/** @returns true for an account of a school that is let in */
export const isSchool = ({ viewer }: Ability): boolean => viewer.organisationId !== undefined && holds(viewer, 'school')

/** @returns true for the staff of a federation: they read how its members do, as figures alone */
export function watchesFederation(config: Pick<TenantConfig, 'kind'>, ability: Ability): boolean {
  return config.kind === 'federation' && isOfStaff(ability) && may(ability, 'federation')
}

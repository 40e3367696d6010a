/**
 * Profiles by purpose (I11, N2): who writes, reads and answers them, and how much of one is shown. Pure. Nobody may be
 * singled out: what tells of somebody is shown only as far as enough people fit it, the same for every reader (C16).
 */
import type { TenantConfig } from '#app/tenant/schema.ts'
import { ruleOf } from '#app/tenant/staff-roles.ts'
import type { ProfileState, Telling } from '#app/vocabulary/profiles.ts'
import { may } from './ability.ts'
import type { ProfileStep } from './career-profile-steps.ts'
import type { Ability } from './types.ts'

/** Fewer people than this are never told apart, nor counted (C16, C18). */
export const ENOUGH = 5

/** A year may stand as the five years around it: `span`. A country singles out who is alone in it, as a town does. */
export type ShownAs = Telling | 'span' | 'country'

/** From all that was said to nothing of it: each profile is shown by the first of these that fits enough people. */
export const RUNGS: readonly (readonly ShownAs[])[] = [
  ['speciality', 'level', 'year', 'country', 'town', 'job', 'employer'],
  ['speciality', 'level', 'year', 'country', 'town', 'job'],
  ['speciality', 'level', 'year', 'country', 'town'],
  ['speciality', 'level', 'span', 'country', 'town'],
  ['speciality', 'level', 'span', 'country'],
  ['speciality', 'level', 'span'],
  ['speciality', 'level'],
  ['speciality'],
  [],
]

/** @returns the rungs, by number, at which something is shown */
export const rungsOf = (what: ShownAs): number[] => RUNGS.flatMap((rung, n) => (rung.includes(what) ? [n] : []))

/** @returns the years that stand for one at the rungs of `span` */
export const spanOf = (year: number): [from: number, to: number] => [year - (year % 5), year - (year % 5) + 4]

type Publishes = Pick<TenantConfig, 'publication'>

/** @returns true for a person of the base where profiles are published by an act; with other eyes nobody does */
export const keepsProfiles = (ability: Ability, { publication }: Publishes): boolean =>
  publication !== undefined && ability.viewer.personId !== undefined

/** @returns true for who reads the library */
export const readsProfiles = (ability: Ability): boolean => may(ability, 'read-profiles')

/** @returns true for who reads the library for a company or a school: it stands in their navigation */
export const visitsLibrary = (ability: Ability): boolean =>
  readsProfiles(ability) && ability.viewer.organisationId !== undefined

/** @returns true for an organisation that may write to somebody whom it knows by a pseudonym (decision 059) */
export const answersProfiles = (ability: Ability): boolean => visitsLibrary(ability) && may(ability, 'write-to')

/** @returns true for an account of an organisation that reads the library: searches are kept for it (N6) */
export const keepsProfileAlerts = (ability: Ability): boolean =>
  visitsLibrary(ability) && ability.viewer.accountId !== undefined

/**
 * @param inContact the person has answered through this profile
 * @returns true where a role of the viewer's opens CVs: by a subscription, or in contact, as the file says (N2)
 */
export function opensProfileCv(config: TenantConfig, ability: Ability, inContact: boolean): boolean {
  const { roles, hasPass } = ability.viewer
  const unlocks = roles.flatMap((role) => ruleOf(config, role)?.unlocks ?? [])
  const ways = unlocks.filter(({ fields }) => fields.includes('cv')).flatMap(({ by }) => by)
  const opens = (ways.includes('pass') && hasPass) || (ways.includes('contact') && inContact)
  return readsProfiles(ability) && (opens || may(ability, 'people'))
}

/** Milliseconds between two times on top of the list (C22). */
export const REFRESHED_AFTER = 7 * 86_400_000

interface Ruled {
  state: string
  at: Date
}

/** @returns true where it may go on top again: at most weekly (C22) */
export const mayRefresh = ({ at }: Pick<Ruled, 'at'>, now: Date): boolean =>
  now.getTime() - at.getTime() >= REFRESHED_AFTER

/** @param since the instant before which what was published has ended */
export function profileState({ state, at }: Ruled, since: Date): ProfileState {
  if (at <= since) return 'ended'
  return state === 'published' ? 'published' : 'draft'
}

/** @returns what its person may do with it now */
export function profileSteps(profile: Ruled, since: Date, now: Date): ProfileStep[] {
  const state = profileState(profile, since)
  if (state !== 'published') return ['publish', 'change', 'remove']
  return [...(mayRefresh(profile, now) ? (['refresh'] as const) : []), 'change', 'withdraw', 'remove']
}

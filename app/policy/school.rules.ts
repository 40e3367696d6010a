/** Who reads, presents, claims and decides about schools and their courses (N1, N3). Pure: callers bring rows. */
import type { TenantConfig } from '#app/tenant/schema.ts'
import type { SchoolState } from '#app/vocabulary/schools.ts'
import { may } from './ability.ts'
import { isSchool } from './home.rules.ts'
import type { SchoolDecision } from './school-steps.ts'
import type { Looker } from './thing.rules.ts'
import type { Ability } from './types.ts'

/** A page, as far as rules ask about it. */
export interface RuledSchool {
  organisationId: string | null
  state: string
}

/** A course, and the page that it belongs to. */
export interface RuledCourse {
  state: string
  school: RuledSchool
}

/** @returns true where the association keeps a directory of schools; a federation has none of its own */
export const hasSchools = ({ kind, schools }: Pick<TenantConfig, 'kind' | 'schools'>): boolean =>
  kind !== 'federation' && schools?.directory !== undefined

/** @returns true for the task of the staff that schools are */
export const keepsSchools = (ability: Ability): boolean => may(ability, 'organisations')

/** @returns true for the account of a school that may present itself here */
export const presentsSchool = (config: Pick<TenantConfig, 'kind' | 'schools'>, ability: Ability): boolean =>
  hasSchools(config) && isSchool(ability)

/** @returns true for the school whose page it is; generic pages are nobody's */
export const ownsSchool = (ability: Ability, { organisationId }: Pick<RuledSchool, 'organisationId'>): boolean =>
  organisationId !== null && isSchool(ability) && ability.viewer.organisationId === organisationId

const readsWith = (ability: Ability, school: RuledSchool): boolean =>
  school.state === 'published' || keepsSchools(ability) || ownsSchool(ability, school)

/** Who looks with other eyes reads what both read. */
const everyEye = ({ ability, holder }: Pick<Looker, 'ability' | 'holder'>, reads: (ability: Ability) => boolean) =>
  reads(ability) && (!holder || reads(holder.ability))

/** @returns true where the page exists for the viewer: on line for all, its own for a school, each for the staff */
export const readsSchool = (looker: Pick<Looker, 'ability' | 'holder'>, school: RuledSchool): boolean =>
  everyEye(looker, (ability) => readsWith(ability, school))

/** @returns true where the course exists for the viewer: it is on line while its school is */
export const readsCourse = (looker: Pick<Looker, 'ability' | 'holder'>, { state, school }: RuledCourse): boolean =>
  everyEye(looker, (ability) => readsWith(ability, { ...school, state: state === 'published' ? school.state : state }))

/** @returns true where a school that has no page yet may say that this generic one is its own */
export const mayClaim = (ability: Ability, school: RuledSchool, hasPage: boolean): boolean =>
  isSchool(ability) && school.organisationId === null && school.state === 'published' && !hasPage

/** @returns true where the association reads what this author writes before it is shown */
export const isReadFirst = ({ schools }: Pick<TenantConfig, 'schools'>, ability: Ability): boolean =>
  schools?.directory?.moderation === 'before' && !keepsSchools(ability)

/**
 * Says where words stand once their author has sent them. What was taken off line stays so until the association shows
 * it again.
 * @param state none: they are new
 */
export function stateOnSend(readFirst: boolean, state?: SchoolState): SchoolState {
  if (state === 'hidden' || state === 'published') return state
  return readFirst ? 'pending' : 'published'
}

/** @returns what the staff may decide about a page or a course now */
export function schoolDecisions(ability: Ability, row: { state: string; waits: boolean }): SchoolDecision[] {
  if (!keepsSchools(ability)) return []
  if (row.state === 'pending') return ['approve', 'refuse']
  if (row.state === 'hidden') return ['show-again']
  if (row.state !== 'published') return []
  return [...(row.waits ? (['approve', 'refuse'] as const) : []), 'take-down']
}

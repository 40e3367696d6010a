/** Who asks schools something, and while what their owners switched on (N8, C24). Pure: callers bring rows. */
import type { SchoolServiceKind } from '#app/vocabulary/schools.ts'
import { isCompany } from './home.rules.ts'
import { ownsSchool, type RuledSchool } from './school.rules.ts'
import type { Ability } from './types.ts'
import { holds } from './viewer.ts'

/** A switch, as far as rules ask about it. */
export interface RuledService {
  isOn: boolean
  /** Somebody read mail at the forwarding address. */
  provedAt: Date | null
}

/**
 * Says whether a school receives by a service now: at once no more when it is switched off, its address changes, or its
 * page leaves the site, for visitors, people and companies alike.
 */
export const receives = ({ organisationId, state }: RuledSchool, service: RuledService | undefined): boolean =>
  organisationId !== null && state === 'published' && service?.isOn === true && service.provedAt !== null

/** @returns true for who may use the service: introductions come from recruiters, the others from anybody else */
export function mayAsk(ability: Ability, kind: SchoolServiceKind): boolean {
  if (kind === 'introductions') return isCompany(ability) && holds(ability.viewer, 'recruiter')
  return ability.viewer.organisationId === undefined
}

/** @returns true for the school that was asked; who asked reads by their own link, and nobody else does */
export const readsInbox = (ability: Ability, school: RuledSchool): boolean => ownsSchool(ability, school)

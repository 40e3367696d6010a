/** Who asks schools something, and while what their owners switched on (N8, C24). Pure: callers bring rows. */
import type { TenantConfig } from '#app/tenant/schema.ts'
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
  /** When the association let the school in, and when it refused it. */
  validatedAt: Date | null
  refusedAt: Date | null
}

/** @returns true while the association lets the school in: refused, or no longer validated, it hears of nobody */
export const isLetIn = (
  { schools }: Pick<TenantConfig, 'schools'>,
  { validatedAt, refusedAt }: Pick<RuledService, 'validatedAt' | 'refusedAt'>,
): boolean => refusedAt === null && (schools?.requires === 'nothing' || validatedAt !== null)

/**
 * Says whether a school receives by a service now, of visitors, people and companies alike. A switch that is off,
 * another address, a page off line, a school let in no more: each ends it at once.
 */
export const receives = (
  config: Pick<TenantConfig, 'schools'>,
  { organisationId, state }: RuledSchool,
  service: RuledService | undefined,
): boolean =>
  organisationId !== null &&
  state === 'published' &&
  service?.isOn === true &&
  service.provedAt !== null &&
  isLetIn(config, service)

/** @returns true for who may use the service: introductions come from recruiters, the others from anybody else */
export function mayAsk(ability: Ability, kind: SchoolServiceKind): boolean {
  if (kind === 'introductions') return isCompany(ability) && holds(ability.viewer, 'recruiter')
  return ability.viewer.organisationId === undefined
}

/** @returns true for the school that was asked; who asked reads by their own link, and nobody else does */
export const readsInbox = (ability: Ability, school: RuledSchool): boolean => ownsSchool(ability, school)

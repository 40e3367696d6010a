/** Who reads the figures that the association shows its members (S16); the staff's are a task of theirs. Pure. */
import type { TenantConfig } from '#app/tenant/schema.ts'
import type { Ability } from './types.ts'

/** @returns true for a person of the base, where the association shows its members any figure */
export const readsFigures = ({ viewer }: Ability, { figures }: Pick<TenantConfig, 'figures'>): boolean =>
  figures.members.length > 0 && viewer.personId !== undefined

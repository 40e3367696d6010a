/**
 * Groups of a federation (I16): who finds them, and who answers for them. Who reads whose words is the contract, asked
 * in the query itself as for people (shared-person.rules.ts). Pure.
 */
import type { TenantConfig } from '#app/tenant/schema.ts'
import { may } from './ability.ts'
import type { Ability } from './types.ts'

type Here = Pick<TenantConfig, 'kind'>

/** @returns true for the federation's own moderators: they read every group of it, and hide */
export const keepsCommonGroups = ({ kind }: Here, ability: Ability): boolean =>
  kind === 'federation' && may(ability, 'moderation')

/** @returns true for a person of a member association whose role reads the shared base and takes part in groups */
export const joinsCommonGroups = ({ kind }: Here, ability: Ability): boolean =>
  kind !== 'federation' &&
  ability.viewer.personId !== undefined &&
  may(ability, 'federation') &&
  may(ability, 'join-groups')

/** @returns true where the viewer finds groups of the federation at all */
export const entersCommonGroups = (here: Here, ability: Ability): boolean =>
  keepsCommonGroups(here, ability) || joinsCommonGroups(here, ability)

/** @returns which readers of a contract the viewer would be among */
export const contractReaders = ({ kind }: Here): 'contractReaders' | 'contractFederationReaders' =>
  kind === 'federation' ? 'contractFederationReaders' : 'contractReaders'

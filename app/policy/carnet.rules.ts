/** Who reads the carnet, who sends a notice, who decides about which (S3, B24). Pure. */
import { CARNET_KINDS, type CarnetKind } from '#app/vocabulary/carnet.ts'
import { isOfStaff, may } from './ability.ts'
import type { Ability } from './types.ts'

/** @returns true for people of the base: the carnet is of the network, and names people */
export const readsCarnet = (ability: Ability): boolean => ability.viewer.personId !== undefined || isOfStaff(ability)

/** @returns true for people of the base */
export const sendsCarnet = ({ viewer }: Ability): boolean => viewer.personId !== undefined

/** @returns true for the task of contents; of a death, which changes a record, for the task of people besides */
export const decidesCarnet = (ability: Ability, kind: CarnetKind): boolean =>
  may(ability, 'content') && (kind !== 'death' || may(ability, 'people'))

/** @returns the kinds of notices that this viewer decides about */
export const decidedKinds = (ability: Ability): CarnetKind[] =>
  CARNET_KINDS.filter((kind) => decidesCarnet(ability, kind))

/** @returns people of whom, and by whom, the viewer reads no notice; whose task it is knows them too (decision 040) */
export const apartInCarnet = (ability: Ability): readonly string[] =>
  may(ability, 'content') ? [] : (ability.viewer.apartIds ?? [])

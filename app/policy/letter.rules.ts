/** Who narrows a letter of the association, and what may stand in it (S12, B19, B20). Pure. */
import type { ThingAudience } from '#app/vocabulary/things.ts'
import { may } from './ability.ts'
import type { Ability } from './types.ts'

/**
 * @returns true where the viewer narrows a letter to some of a list: it tells what people have, and takes the task of
 *   reading their records
 */
export const narrowsLetters = (ability: Ability): boolean => may(ability, 'people')

/** Audiences of what may stand in a letter: each reader's mail has what this reader may read, and no more. */
export const LETTER_AUDIENCES = [
  ...(['public', 'network', 'paid-up', 'group', 'offer-readers'] as const),
] as const satisfies readonly ThingAudience[]

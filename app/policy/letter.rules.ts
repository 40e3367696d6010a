/** Who narrows a letter of the association, and which news stand in it (S12, B20). Pure. */
import type { PaidUp } from '#app/vocabulary/letters.ts'
import type { EditorialAudience } from '#app/vocabulary/things.ts'
import { may } from './ability.ts'
import type { Ability } from './types.ts'

/**
 * @returns true where the viewer narrows a letter to some of a list: it tells what people have, and takes the task of
 *   reading their records
 */
export const narrowsLetters = (ability: Ability): boolean => may(ability, 'people')

/** @returns audiences of news that every reader of a letter to these people reads */
export const newsInLetters = (paidUp: PaidUp): EditorialAudience[] => [
  ...(['public', 'network'] as const),
  ...(paidUp === 'yes' ? (['paid-up'] as const) : []),
]

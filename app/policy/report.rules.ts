/** Who decides about reports of a person (E6, N11). Pure. */

import { may } from './ability.ts'
import type { Ability } from './types.ts'

/**
 * Of a message nobody decides who sits in its conversation, on either side.
 * @returns why not, or `undefined` where it may be done
 */
export function whyNotDecideAmong(ability: Ability, people: readonly string[]): 'rank' | 'self' | undefined {
  if (!may(ability, 'moderation')) return 'rank'
  return people.some((personId) => personId === ability.viewer.personId) ? 'self' : undefined
}

/**
 * The staff decide, and nobody about what was said of themselves.
 * @returns why not, or `undefined` where it may be done
 */
export function whyNotDecide(ability: Ability, personId: string): 'rank' | 'self' | undefined {
  if (!may(ability, 'moderation')) return 'rank'
  return ability.viewer.personId === personId ? 'self' : undefined
}

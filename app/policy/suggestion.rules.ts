/** Who is told of people they may know (S7). Pure: whom they are told of, the rules on people decide. */
import { may } from './ability.ts'
import type { Ability } from './types.ts'

/** @returns true for a person who may look for people and ask them to be a contact */
export function hasSuggestions(ability: Ability): boolean {
  return ability.viewer.personId !== undefined && may(ability, 'befriend') && may(ability, 'search')
}

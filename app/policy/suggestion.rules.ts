/**
 * Who is told of people they may know (S7), and of contacts in common. Pure: whom they are told of, the rules on people
 * decide.
 */
import { may } from './ability.ts'
import type { Ability } from './types.ts'

/** @returns true for a person who may look for people and ask them to be a contact */
export function hasSuggestions(ability: Ability): boolean {
  return ability.viewer.personId !== undefined && may(ability, 'befriend') && may(ability, 'search')
}

/** Fewer in common are not told, and to nobody with few contacts of their own: they would say who knows whom. */
export const LEAST_IN_COMMON = 3
const LEAST_OWN = 6

/**
 * @returns true for who is told that they have contacts in common with somebody: that there are {@link LEAST_IN_COMMON}
 *   or more, never how many, neither in words nor by an order
 */
export function tellsContactsInCommon({ viewer }: Ability): boolean {
  return viewer.friendIds.length >= LEAST_OWN
}

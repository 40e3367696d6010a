/** Who narrows a letter of the association, and what may stand in it (S12, B19, B20). Pure. */
import type { TenantConfig } from '#app/tenant/schema.ts'
import { CRITERIA } from '#app/vocabulary/criteria.ts'
import { LETTER_CRITERIA, type LetterCriterion } from '#app/vocabulary/letters.ts'
import type { ThingAudience } from '#app/vocabulary/things.ts'
import { compile, may } from './ability.ts'
import type { Ability } from './types.ts'
import { mayEverRead } from './view.ts'
import { VISITOR } from './viewer.ts'

/**
 * @returns true where the viewer narrows a letter to some of a list: it tells what people have, and takes the task of
 *   reading their records
 */
export const narrowsLetters = (ability: Ability): boolean => may(ability, 'people')

/** Audiences of what may stand in a letter: each reader's mail has what this reader may read, and no more. */
export const LETTER_AUDIENCES = [
  ...(['public', 'network', 'paid-up', 'group', 'offer-readers'] as const),
] as const satisfies readonly ThingAudience[]

const known = new WeakMap<TenantConfig, Ability>()

/**
 * @returns by whose eyes a search in a letter finds people, whoever wrote it: a paid-up member who is nobody in
 *   particular. When it leaves nobody looks, and what somebody closed to the network finds them by no letter.
 */
export function letterAbility(config: TenantConfig): Ability {
  const role = config.roles.adherent ? 'adherent' : 'member'
  const made = known.get(config) ?? compile({ config, viewer: { ...VISITOR, roles: [role] } })
  known.set(config, made)
  return made
}

/** @returns criteria of a search in a letter that can find anybody in this association */
export const letterCriteria = (config: TenantConfig): LetterCriterion[] =>
  LETTER_CRITERIA.filter((one) => mayEverRead(letterAbility(config), 'Person', CRITERIA[one]))

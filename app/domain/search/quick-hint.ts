/** What the search box says one may type. Pure. */
import { mayFilterBy } from '#app/policy/ability.ts'
import type { Ability } from '#app/policy/types.ts'

export type QuickHint = 'names' | 'places' | 'sentence' | 'pseudonyms'

/** @returns examples that the viewer's own criteria answer (N2: pseudonyms where people go by them) */
export function quickHint(ability: Ability): QuickHint {
  if (ability.identity === 'pseudonym') return 'pseudonyms'
  if (!mayFilterBy(ability, 'ville')) return 'names'
  return mayFilterBy(ability, 'fonction') ? 'sentence' : 'places'
}

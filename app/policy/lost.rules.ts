/** Who seeks people lost from view, and of whom they may send an address (S7, A16). Pure. */
import { may, mayFilterBy } from './ability.ts'
import type { Ability } from './types.ts'
import type { Viewer } from './viewer.ts'

/** The list of people lost from view is for those who may search their year, and people by where they live. */
export function seeksTheLost(ability: Ability): boolean {
  return may(ability, 'cohort') && mayFilterBy(ability, 'ville')
}

/** Of people of one's own year alone, as far as one may read it: of others the list says nothing either. */
export function isClassmate(
  { personId, promotion }: Pick<Viewer, 'personId' | 'promotion'>,
  person: { id: string; promotion: unknown },
): boolean {
  return personId !== person.id && promotion !== undefined && person.promotion === promotion
}

/**
 * Who may ask whom to be a contact (S9, I6), and what each of the two is told. Pure. To who asked, a refusal and being
 * kept away look like no answer: `asked` says the same of all three, and nothing else of them ever reaches that person.
 */

import { may } from './ability.ts'
import type { BondStep } from './contact-steps.ts'
import type { Ability } from './types.ts'

/** What one person is to another, as that one person knows it. */
export interface Bond {
  friend: boolean
  /** Since when my request stands, answered or not. */
  asked: Date | null
  /** The other asks me, and I have not answered. */
  asksMe: { note: string | null; at: Date } | null
  /** I keep the other away. */
  blocked: boolean
}

/**
 * Lists the steps that a viewer may take about another person now. The role opens asking alone: answering, ending and
 * blocking stay open whatever became of the viewer's dues.
 * @param otherId the person concerned
 */
export function stepsOf(ability: Ability, otherId: string, bond: Bond): BondStep[] {
  const { personId } = ability.viewer
  if (!personId || personId === otherId) return []
  if (bond.blocked) return ['unblock']
  if (bond.friend) return ['remove', 'block']
  if (bond.asksMe) return ['accept', 'refuse', 'block']
  const mayAsk = may(ability, 'befriend')
  return [...(bond.asked ? (['withdraw'] as const) : mayAsk ? (['ask'] as const) : []), 'block']
}

/** Who invites, who answers for an event, and who takes part in it (S14, E3). Pure: callers bring rows, locked. */
import { may } from './ability.ts'
import type { Ability } from './types.ts'

/** An event, as far as rules ask about it. */
export interface RuledEvent {
  groupId: string | null
}

/** @returns true for a task of the staff: every event, whoever invites */
export const keepsEvents = (ability: Ability): boolean => may(ability, 'events')

/** @returns true where the viewer writes, moves and cancels this event: the staff, and leaders of its group */
export function runsEvent(ability: Ability, { groupId }: RuledEvent): boolean {
  return keepsEvents(ability) || (groupId !== null && (ability.viewer.leads ?? []).includes(groupId))
}

/** Who invites, who answers for an event, and who takes part in it (S14, E3). Pure: callers bring rows, locked. */
import { may } from './ability.ts'
import type { Looker } from './thing.rules.ts'
import type { Ability } from './types.ts'

/** An event, as far as rules ask about it. */
export interface RuledEvent {
  groupId: string | null
}

/** @returns true for a task of the staff: every event, whoever invites */
export const keepsEvents = (ability: Ability): boolean => may(ability, 'events')

const answersFor = (ability: Ability, { groupId }: RuledEvent): boolean =>
  keepsEvents(ability) || (groupId !== null && (ability.viewer.leads ?? []).includes(groupId))

/**
 * @returns true where the viewer reads what is for who answers for this event: the staff, and leaders of its group;
 *   with other eyes, where whoever holds the session answers for it too
 */
export function runsEvent({ ability, holder }: Looker, event: RuledEvent): boolean {
  return answersFor(ability, event) && (!holder || answersFor(holder.ability, event))
}

/** @returns true where the viewer writes, moves and cancels events at the desk; with other eyes nobody changes any */
export const editsEvents = ({ ability, holder }: Looker): boolean => !holder && keepsEvents(ability)

/** @returns true where the viewer takes a list of who comes away with them: who keeps events and may extract */
export const extractsAttendees = (ability: Ability): boolean => keepsEvents(ability) && may(ability, 'extract')

/** How people say that they come, as far as rules ask about it. */
export interface RegisteredFor {
  state: string
  registration: string
  cancelledAt: Date | null
  closesAt: Date | null
  startsAt: Date
}

/** @returns when nobody registers any more: when it begins, unless said */
export const closingOf = ({ closesAt, startsAt }: Pick<RegisteredFor, 'closesAt' | 'startsAt'>): Date =>
  closesAt && closesAt < startsAt ? closesAt : startsAt

/** @returns true while places are taken, offered and given back */
export function takesPlaces(event: RegisteredFor, now: Date): boolean {
  return event.state === 'published' && event.registration === 'open' && !event.cancelledAt && closingOf(event) > now
}

/**
 * @param said whether the viewer said anything about the event while it took registrations
 * @returns true where the page of a place is the viewer's: people of the base, and once no more register who said so
 */
export const opensRegistration = (
  { viewer }: Ability,
  { registration }: Pick<RegisteredFor, 'registration'>,
  said: boolean,
): boolean => viewer.personId !== undefined && (registration === 'open' || said)

/** @returns true where the viewer may say that they come: a person of the base, while places are taken */
export function registersFor({ viewer }: Ability, event: RegisteredFor, now: Date): boolean {
  return viewer.personId !== undefined && takesPlaces(event, now)
}

/** @returns true for who answers by the link of an invitation: it dies with the account, and with the person */
export const answersByMail = ({ isClosed, isDeceased }: { isClosed: boolean; isDeceased: boolean }): boolean =>
  !isClosed && !isDeceased

/** @returns true where the viewer takes back that they come: until it begins, whether or not places are still taken */
export function withdrawsFrom({ viewer }: Ability, { startsAt }: Pick<RegisteredFor, 'startsAt'>, now: Date): boolean {
  return viewer.personId !== undefined && startsAt > now
}

/** @returns true where the viewer reads who of the network comes: people of the base */
export const meetsAttendees = ({ viewer }: Ability): boolean => viewer.personId !== undefined

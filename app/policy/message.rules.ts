/**
 * Who may write to whom, and what of it reaches the other (N9, I6, E2). Pure. To a writer an unanswered request, a
 * declined one and a block are the same: nothing that {@link whyNotWrite} is given differs between the three.
 */
import { STRANGERS_OF_OTHERS } from '#app/tenant/contacts.schema.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { ROLES } from '#app/vocabulary/roles.ts'
import { may } from './ability.ts'
import type { Ability } from './types.ts'
import type { Viewer } from './viewer.ts'

/**
 * `request`: waits for an answer · `declined`: nothing more reaches this seat · `left`: gone until they write again.
 */
export const SEAT_STATES = ['open', 'request', 'declined', 'left'] as const
export type SeatState = (typeof SEAT_STATES)[number]

/** A conversation as the one who wants to write may know of it. */
export interface Talk {
  /** The viewer's own seat: 0 wrote first. */
  seat: number
  accepted: boolean
  frozen: boolean
  /** The other said that they leave. */
  left: boolean
  /** The other is erased. */
  gone: boolean
}

/** What is between the viewer and the other. */
export interface Between {
  friend: boolean
  /** The viewer keeps the other away. */
  blocks: boolean
  talk: Talk | null
}

/** The other, as far as the viewer may read: what is hidden is as if it were not there. */
export interface Addressee {
  self: boolean
  deceased: boolean
  accepts: boolean
}

export const WHY_NOT = [
  'party',
  'self',
  'blocks',
  'deceased',
  'frozen',
  'gone',
  'left',
  'waiting',
  'role',
  'acceptance',
] as const
export type WhyNot = (typeof WHY_NOT)[number]

/**
 * Answers and accepted conversations are everybody's own affair, whatever became of their dues since; a first message
 * is for roles that may write.
 * @returns why not, or `undefined` where the viewer may write to the other now
 */
export function whyNotWrite(
  ability: Ability,
  { contact }: Pick<TenantConfig, 'contact'>,
  { friend, blocks, talk }: Between,
  other: Addressee,
): WhyNot | undefined {
  const { personId, organisationId } = ability.viewer
  if (!personId && !organisationId) return 'party'
  if (other.self) return 'self'
  if (blocks) return 'blocks'
  if (other.deceased) return 'deceased'
  if (talk) return whyNotGoOn(talk, friend)
  if (!may(ability, 'write-to')) return 'role'
  return contact === 'accepting' && !other.accepts && !friend ? 'acceptance' : undefined
}

function whyNotGoOn({ seat, accepted, frozen, left, gone }: Talk, friend: boolean): WhyNot | undefined {
  if (frozen) return 'frozen'
  if (gone) return 'gone'
  if (left) return 'left'
  return seat === 0 && !accepted && !friend ? 'waiting' : undefined
}

/** The other's side, which the writer never learns of. */
export interface Reached {
  /** Of the other's seat; none before the first message. */
  state: SeatState | null
  /** The other keeps the writer away. */
  blocks: boolean
  deceased: boolean
  friend: boolean
}

/** @returns whether a message reaches the other; else it is kept with its writer, who is not told */
export function reaches({ state, blocks, deceased, friend }: Reached): boolean {
  if (blocks || deceased) return false
  return state === 'declined' || state === 'left' ? friend : true
}

/** @returns the state of the other's seat once a message was written */
export function stateAfter(reached: Reached): SeatState {
  const { state, friend } = reached
  if (!reaches(reached)) return state ?? 'declined'
  return state === null ? (friend ? 'open' : 'request') : state === 'declined' ? 'open' : state
}

/** What a seat can do with its conversation, besides writing. */
export const SEAT_STEPS = ['accept', 'decline', 'block', 'archive', 'unarchive', 'mute', 'unmute', 'leave'] as const
export type SeatStep = (typeof SEAT_STEPS)[number]

/**
 * @param seat one's own, with what it is set to
 * @param person whether the other is a person: organisations cannot be blocked, declining them does the same
 */
export function seatSteps(
  seat: { state: SeatState; muted: boolean; archived: boolean },
  { friend, blocks, talk }: Between,
  person: boolean,
): SeatStep[] {
  if (seat.state === 'request') return ['accept', 'decline', ...(person ? (['block'] as const) : [])]
  if (seat.state !== 'open') return []
  // Leaving is told to the other: a request that waits, or somebody blocked, would learn too much by it.
  const mayLeave = talk !== null && !talk.frozen && !talk.gone && !blocks && (talk.accepted || friend)
  return [
    seat.archived ? 'unarchive' : 'archive',
    seat.muted ? 'unmute' : 'mute',
    ...(mayLeave ? (['leave'] as const) : []),
  ]
}

/** @returns how many strangers the viewer may begin a conversation with in a day: the most that a role of theirs may */
export function strangersPerDay({ contacts }: Pick<TenantConfig, 'contacts'>, viewer: Viewer): number {
  const limits = viewer.roles.map((role) =>
    isOneOf(ROLES, role) ? (contacts.strangersPerDay[role] ?? STRANGERS_OF_OTHERS) : STRANGERS_OF_OTHERS,
  )
  return Math.max(0, ...limits)
}

/** @returns whether the unread count of the navigation and mails speak of the conversation */
export function isHeardOf(seat: { state: SeatState; muted: boolean; archived: boolean }): boolean {
  return (seat.state === 'open' || seat.state === 'request') && !seat.muted && !seat.archived
}

/** @returns whether an exchange of messages opens more of a person to any role of the association (N2) */
export function talksUnlock({ roles }: Pick<TenantConfig, 'roles'>): boolean {
  return Object.values(roles).some((rule) => rule?.unlocks.some(({ by }) => by.includes('contact')))
}

/** @returns whether the viewer may write to whoever they see: what lists offer; each page asks about its one person */
export function writesToAnyone(ability: Ability, { contact }: Pick<TenantConfig, 'contact'>): boolean {
  const { personId, organisationId } = ability.viewer
  return Boolean(personId ?? organisationId) && contact === 'anyone' && may(ability, 'write-to')
}

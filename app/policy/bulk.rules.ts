/** What the staff may do to many people at once, and to whom of them not. Pure: callers bring the rows. */
import type { TenantConfig } from '#app/tenant/schema.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { may } from './ability.ts'
import { lockedFields, whyNotLetIn } from './staff.rules.ts'
import type { Ability } from './types.ts'
import type { Viewer } from './viewer.ts'

/**
 * dues: a membership period · list: on or off a mailing list · invitation: a link to a first password · reminder: the
 * letter about dues that have ended · value: one field.
 */
export const BULK_ACTIONS = ['dues', 'list', 'invitation', 'reminder', 'value'] as const
export type BulkAction = (typeof BULK_ACTIONS)[number]

/** Fields that the association keeps itself, and that make sense for many at once. */
export const BULK_FIELDS = ['invalidEmail', 'status', 'diplomaState', 'remarks'] as const satisfies readonly FieldId[]
export type BulkField = (typeof BULK_FIELDS)[number]

/** An account as the staff's rules judge it; a person without one has `null` and no roles. */
export interface BulkPerson {
  accountId: string | null
  /** What its holder is, or is granted to become. */
  roles: readonly string[]
}

/** What the same staff member needs to do it to one person. */
const ALONE = { dues: 'people', list: 'people', invitation: 'accounts', reminder: 'people', value: 'people' } as const

/** @returns the actions that this viewer may do to many: `bulk`, and to each what they may do to one */
export function bulkActions(ability: Ability): BulkAction[] {
  return may(ability, 'bulk') ? BULK_ACTIONS.filter((action) => may(ability, ALONE[action])) : []
}

/** A bulk action may do to a person only what the same staff member may do to that person alone. @returns why not */
export function whyNotBulk(
  viewer: Pick<Viewer, 'roles' | 'accountId'>,
  action: BulkAction,
  person: BulkPerson,
  field?: BulkField,
): 'self' | 'rank' | undefined {
  if (action === 'invitation') return whyNotLetIn(viewer, person) as 'self' | 'rank' | undefined
  if (action !== 'value') return undefined
  // Which address a forgotten password is mailed to follows from the ones that are in error.
  const closed = field === 'invalidEmail' && lockedFields(viewer, person.roles).length > 0
  return closed ? 'rank' : undefined
}

/**
 * A list that is off by default waits for each person's own yes (S12): the staff take people off it, and put nobody on.
 */
export function listsToJoin({ mailingLists }: Pick<TenantConfig, 'mailingLists'>): string[] {
  return mailingLists.filter(({ on }) => on).map(({ id }) => id)
}

/** @returns whether the staff may change this person's decision about a list: a "no" of their own stands. */
export function mayChangeList(on: boolean, own: { on: boolean; source: string } | null): boolean {
  return !on || own === null || own.on || own.source === 'staff'
}

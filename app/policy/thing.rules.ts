/**
 * Who reads what people and staff publish. One source, {@link thingRules}, with two readers: `mayReadThing` judges a
 * loaded row by it, `whereVisible` gives it as a condition for whatever lists, counts, mails or feeds. Pure.
 */
import { subject } from '@casl/ability'
import { createPrismaAbility } from '@casl/prisma'
import type { Condition } from '#app/db/condition.ts'
import type { StaffAction } from '#app/vocabulary/actions.ts'
import type { Thing, ThingAudience } from '#app/vocabulary/things.ts'
import { may } from './ability.ts'
import type { Ability } from './types.ts'
import type { Viewer } from './viewer.ts'

/** Who looks, at one instant: what is in force changes by the clock, abilities do not. */
export interface Looker {
  ability: Ability
  now: Date
}

/** The task of the staff that answers for a kind of thing: it reads every one of them, in any state. */
const KEPT_BY: Record<Thing, StaffAction> = { Post: 'groups', Comment: 'groups', GroupDocument: 'groups' }

/** A person of the base, or staff by their task: companies and schools are guests of the network. */
const isOfNetwork = (viewer: Viewer) => viewer.personId !== undefined

/** @returns the audiences that admit the viewer, each as what the row must say */
function audiencesOf({ ability: { viewer } }: Looker): Condition[] {
  const named = (audience: ThingAudience, more: Condition = {}): Condition => ({ audience, ...more })
  const { groupIds = [], promotion } = viewer
  return [
    named('public'),
    ...(isOfNetwork(viewer) ? [named('network')] : []),
    ...(viewer.roles.includes('adherent') ? [named('paid-up')] : []),
    ...(groupIds.length > 0 ? [named('group', { groupId: { in: groupIds } })] : []),
    ...(promotion === undefined ? [] : [named('cohort', { cohort: promotion })]),
  ]
}

/**
 * Conditions of which one must hold. The author reads their own in any state; moderators what waits and what is
 * shown; leaders of a group whatever stands in it; everybody else what is published, in its time, for an audience that
 * admits them, and by nobody from whom they are kept apart.
 */
export function thingRules(looker: Looker, thing: Thing): Condition[] {
  const { ability, now } = looker
  const { personId, leads = [], apartIds = [] } = ability.viewer
  if (may(ability, KEPT_BY[thing])) return [{}]
  const shown: Condition = {
    state: 'published',
    AND: [{ visibleFrom: { lte: now } }, { visibleUntil: { gt: now } }],
    OR: audiencesOf(looker),
    ...(apartIds.length > 0 ? { NOT: { personId: { in: apartIds } } } : {}),
  }
  return [
    shown,
    ...(personId ? [{ personId }] : []),
    // What waits, and what is shown while a change of it waits.
    ...(may(ability, 'moderation') ? [{ state: { in: ['pending', 'published'] } }] : []),
    ...(leads.length > 0 ? [{ groupId: { in: leads }, state: { in: ['pending', 'published', 'hidden'] } }] : []),
  ]
}

/** @returns the rows of a kind of thing that exist for the viewer; render it with `toSql` of app/db/condition.ts */
export function whereVisible(looker: Looker, thing: Thing): Condition {
  const rules = thingRules(looker, thing)
  if (rules.some((rule) => Object.keys(rule).length === 0)) return {}
  return { OR: rules }
}

/**
 * @param row with the columns of `THING_COLUMNS`
 * @returns whether this one exists for the viewer: where not, answer as for an unknown address
 */
export function mayReadThing(looker: Looker, thing: Thing, row: object): boolean {
  const rules = thingRules(looker, thing).map((conditions) => ({
    action: 'read',
    subject: thing,
    ...(Object.keys(conditions).length > 0 ? { conditions } : {}),
  }))
  return createPrismaAbility(rules as never).can('read' as never, subject(thing, { ...row }) as never)
}

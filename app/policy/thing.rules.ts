/**
 * Who reads what people and staff publish. One source, {@link thingRules}, with two readers: `mayReadThing` judges a
 * loaded row by it, `whereVisible` gives it as a condition for whatever lists, counts, mails or feeds. Pure.
 */
import { subject } from '@casl/ability'
import { createPrismaAbility } from '@casl/prisma'
import type { Condition } from '#app/db/condition.ts'
import type { StaffAction } from '#app/vocabulary/actions.ts'
import type { Thing, ThingAudience } from '#app/vocabulary/things.ts'
import { isOfStaff, may } from './ability.ts'
import type { Ability } from './types.ts'

/** Who looks, at one instant: what is in force changes by the clock, abilities do not. */
export interface Looker {
  ability: Ability
  now: Date
  /** Who holds the session while it looks with other eyes: nothing exists that they do not read themselves. */
  holder?: { ability: Ability } | undefined
}

interface Kind {
  /** The task of the staff that answers for it: it reads every one, in any state. */
  keptBy: StaffAction
  /**
   * Written by people, in groups or under news, and read by moderators · the association's own words · deposited by
   * people and organisations, and read by who keeps them.
   */
  by: 'people' | 'association' | 'depositors'
  /** A group may stand behind it, whose leaders answer for it. */
  ofGroups: boolean
}

const KINDS: Record<Thing, Kind> = {
  Post: { keptBy: 'groups', by: 'people', ofGroups: true },
  Comment: { keptBy: 'groups', by: 'people', ofGroups: true },
  GroupDocument: { keptBy: 'groups', by: 'people', ofGroups: true },
  NewsComment: { keptBy: 'content', by: 'people', ofGroups: false },
  News: { keptBy: 'content', by: 'association', ofGroups: false },
  Page: { keptBy: 'content', by: 'association', ofGroups: false },
  Document: { keptBy: 'content', by: 'association', ofGroups: false },
  Event: { keptBy: 'events', by: 'association', ofGroups: true },
  Offer: { keptBy: 'offers', by: 'depositors', ofGroups: false },
}

/** A person of the base: companies and schools are guests of the network. */
const isOfNetwork = ({ viewer }: Ability) => viewer.personId !== undefined

/** @returns the audiences that admit the viewer, each as what the row must say */
function audiencesOf({ ability }: Looker, { by, ofGroups }: Kind): Condition[] {
  const named = (audience: ThingAudience, more: Condition = {}): Condition => ({ audience, ...more })
  if (by === 'depositors') return [named('public'), ...(may(ability, 'read-offers') ? [named('offer-readers')] : [])]
  const byPeople = by === 'people'
  const { groupIds = [], promotion, roles } = ability.viewer
  const staff = !byPeople && isOfStaff(ability)
  return [
    named('public'),
    ...(isOfNetwork(ability) || staff ? [named('network')] : []),
    ...(roles.includes('adherent') || staff ? [named('paid-up')] : []),
    ...(staff ? [named('staff')] : []),
    ...(ofGroups && groupIds.length > 0 ? [named('group', { groupId: { in: groupIds } })] : []),
    ...(byPeople && ofGroups && promotion !== undefined ? [named('cohort', { cohort: promotion })] : []),
  ]
}

/**
 * Conditions of which one must hold. The author reads their own in any state; moderators what waits and what is
 * shown; leaders of a group whatever stands in it; everybody else what is published, in its time, for an audience that
 * admits them. Of whom they are kept apart from, neither leaders nor anybody else read anything: the staff alone know
 * both (decision 040). What the association writes has no author; leaders answer for events of their group alone. Of
 * what is deposited the author may be a company or a school.
 */
export function thingRules(looker: Looker, thing: Thing): Condition[] {
  const { ability, now } = looker
  const { personId, organisationId, leads = [], apartIds = [] } = ability.viewer
  const kind = KINDS[thing]
  if (may(ability, kind.keptBy)) return [{}]
  const byOthers: Condition =
    kind.by !== 'association' && apartIds.length > 0 ? { NOT: { personId: { in: apartIds } } } : {}
  const shown: Condition = {
    state: 'published',
    AND: [{ visibleFrom: { lte: now } }, { visibleUntil: { gt: now } }],
    OR: audiencesOf(looker, kind),
    ...byOthers,
  }
  if (kind.by === 'association')
    return [shown, ...(kind.ofGroups && leads.length > 0 ? [{ groupId: { in: leads } }] : [])]
  const own = personId ? [{ personId }] : []
  if (kind.by === 'depositors') return [shown, ...own, ...(organisationId ? [{ organisationId }] : [])]
  return [
    shown,
    ...own,
    // What waits, and what is shown while a change of it waits.
    ...(may(ability, 'moderation') ? [{ state: { in: ['pending', 'published'] } }] : []),
    ...(kind.ofGroups && leads.length > 0
      ? [{ groupId: { in: leads }, state: { in: ['pending', 'published', 'hidden'] }, ...byOthers }]
      : []),
  ]
}

/** The looker, and whoever looks through their eyes. */
const eyesOf = ({ ability, now, holder }: Looker): Looker[] => [
  { ability, now },
  ...(holder ? [{ ability: holder.ability, now }] : []),
]

function whereRead(looker: Looker, thing: Thing): Condition {
  const rules = thingRules(looker, thing)
  if (rules.some((rule) => Object.keys(rule).length === 0)) return {}
  return { OR: rules }
}

/** @returns the rows of a kind of thing that exist for the viewer; render it with `toSql` of app/db/condition.ts */
export function whereVisible(looker: Looker, thing: Thing): Condition {
  const [own, ...more] = eyesOf(looker).map((eyes) => whereRead(eyes, thing))
  return more.length > 0 ? { AND: [own!, ...more] } : own!
}

/**
 * @param row with the columns of `THING_COLUMNS`
 * @returns whether this one exists for the viewer: where not, answer as for an unknown address
 */
export function mayReadThing(looker: Looker, thing: Thing, row: object): boolean {
  return eyesOf(looker).every((eyes) => {
    const rules = thingRules(eyes, thing).map((conditions) => ({
      action: 'read',
      subject: thing,
      ...(Object.keys(conditions).length > 0 ? { conditions } : {}),
    }))
    return createPrismaAbility(rules as never).can('read' as never, subject(thing, { ...row }) as never)
  })
}

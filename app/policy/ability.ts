import { subject } from '@casl/ability'
import { createPrismaAbility } from '@casl/prisma'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { type Action, STAFF_ACTIONS } from '#app/vocabulary/actions.ts'
import type { Channel } from '#app/vocabulary/audiences.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import type { Criterion } from '#app/vocabulary/criteria.ts'
import { actionsOf, criteriaOf, rowFieldsOf } from './directory.rules.ts'
import { personRules } from './person.rules.ts'
import { sharedPersonRules } from './shared-person.rules.ts'
import { withinTold } from './tells.rules.ts'
import type { Ability, PersonRule, Sister, SubjectType } from './types.ts'
import type { Viewer } from './viewer.ts'
import { within } from './within.ts'

export interface CompileOptions {
  config: TenantConfig
  viewer: Viewer
  /** Where values will be shown (S10); the site unless said. */
  channel?: Channel
  /** Associations of the same federation, the viewer's own left out. */
  sisters?: readonly Sister[]
  /**
   * Who looks through this viewer's eyes: never shown more than they may read themselves, and allowed to change
   * nothing.
   */
  by?: Viewer | undefined
}

/** @returns the ability of this viewer; pure, so equal rules and viewers give equal answers. */
export function compile({ config, viewer, channel = 'site', sisters = [], by }: CompileOptions): Ability {
  const read = (subject: SubjectType) => (rule: PersonRule) => ({
    action: 'read',
    subject,
    fields: rule.fields,
    ...(Object.keys(rule.condition).length > 0 ? { conditions: rule.condition } : {}),
  })
  const criteria = criteriaOf(config, viewer)
  const own = (who: Viewer) => withinTold(personRules(config, who, channel))
  const shared = (who: Viewer) => (channel === 'site' ? withinTold(sharedPersonRules(config, who, sisters)) : [])
  const seen = (of: (who: Viewer) => PersonRule[]) => (by ? within(of(viewer), of(by)) : of(viewer))
  const editor = by ? undefined : viewer.personId
  const actions = doneBy(config, viewer, by)
  const rules = [
    ...seen(own).map(read('Person')),
    ...seen(shared).map(read('SharedPerson')),
    ...actions.map((action) => ({ action, subject: 'Association' })),
    ...(criteria.length > 0 ? [{ action: 'filter', subject: 'Directory', fields: criteria }] : []),
    ...(editor ? [{ action: 'edit', subject: 'Person', conditions: { id: editor } }] : []),
    ...(editor ? [{ action: 'read-secret', subject: 'Person', conditions: { id: editor } }] : []),
    ...(!by && actions.includes('people') ? [{ action: 'edit', subject: 'Person' }] : []),
  ]
  // A sentence whose fields are all excepted says nothing; CASL would read a rule without fields as "every field".
  const said = rules.filter((rule) => rule.fields === undefined || rule.fields.length > 0)
  const casl = createPrismaAbility(said as never) as unknown as Ability['casl']
  return { casl, viewer, identity: config.identity.field, rowFields: rowFieldsOf(config, viewer) }
}

/** With other eyes nobody gains a task of the staff that is not their own. */
function doneBy(config: TenantConfig, viewer: Viewer, by: Viewer | undefined): Action[] {
  const actions = actionsOf(config, viewer)
  const own = by && actionsOf(config, by)
  return own ? actions.filter((action) => !isOneOf(STAFF_ACTIONS, action) || own.includes(action)) : actions
}

/** @returns whether one of the viewer's roles may do this in the association. */
export function may(ability: Ability, action: Action): boolean {
  return ability.casl.can(action, 'Association')
}

/** @returns whether the viewer has any task of the staff: the administration opens, each page by its own action. */
export function isOfStaff(ability: Ability): boolean {
  return ability.casl.can('extract', 'Association') || STAFF_ACTIONS.some((action) => may(ability, action))
}

/** @returns whether the viewer may change this person's record: their own, or any for who keeps the records. */
export function mayEdit(ability: Ability, personId: string): boolean {
  return ability.casl.can('edit', subject('Person', { id: personId }))
}

/** @returns whether the viewer may read this person's secret in clear: their own alone. */
export function mayReadSecret(ability: Ability, personId: string): boolean {
  return ability.casl.can('read-secret', subject('Person', { id: personId }))
}

/**
 * @returns whether the viewer may narrow a search by this; a criterion that may not be used is refused, never ignored.
 */
export function mayFilterBy(ability: Ability, criterion: Criterion): boolean {
  return ability.casl.can('filter', 'Directory', criterion)
}

/** @returns the criteria of the viewer's search form. */
export function usableCriteria(ability: Ability, among: readonly Criterion[]): Criterion[] {
  return among.filter((criterion) => mayFilterBy(ability, criterion))
}

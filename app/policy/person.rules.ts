/** Who reads which field of a person of their own association (P4, S10, E2, I6, I7, N1, N2). */
import { expandFields, type Grant, type RoleRule, type TenantConfig } from '../tenant/schema.ts'
import type { Condition, PersonRule } from './ability.ts'
import { audienceCondition, nearest } from './audience-condition.ts'
import type { Viewer } from './viewer.ts'
import { type Channel, type Consent, FIELD_IDS, type FieldId, SECRET_FIELDS } from './vocabulary.ts'

const CONSENT_COLUMN: Record<Consent, string> = {
  school: 'consentSchool',
  recruiters: 'consentRecruiters',
  federation: 'consentFederation',
}

/** Every sentence that opens something to this viewer on this channel. */
export function personRules(config: TenantConfig, viewer: Viewer, channel: Channel): PersonRule[] {
  const rules = viewer.roles.flatMap((role) => {
    const rule = config.roles[role]
    return rule ? roleRules(config, rule, viewer, channel) : []
  })
  return viewer.personId ? [...rules, ...ownRules(viewer.personId)] : rules
}

/** The person always sees their own page, whatever they chose and whatever the association excludes (rules.md, "ISEP"). */
function ownRules(personId: string): PersonRule[] {
  const secret = SECRET_FIELDS as readonly FieldId[]
  return [{ fields: FIELD_IDS.filter((field) => !secret.includes(field)), condition: { id: personId } }]
}

function roleRules(config: TenantConfig, rule: RoleRule, viewer: Viewer, channel: Channel): PersonRule[] {
  const rules = rule.sees.flatMap((grant) => grantRules(config, rule, grant, viewer, channel))
  const opened = rule.unlocks
    .filter((unlock) => unlock.by.includes('pass') && viewer.hasPass)
    .flatMap((unlock) => grantRules(config, rule, { fields: unlock.fields, except: [] }, viewer, channel))
  return [...rules, ...opened]
}

function grantRules(
  config: TenantConfig,
  rule: RoleRule,
  grant: Grant,
  viewer: Viewer,
  channel: Channel,
): PersonRule[] {
  const fields = expandFields(config.fieldSets, grant.fields, [...grant.except, ...SECRET_FIELDS])
  const also: Condition = {
    ...(rule.consent ? { [CONSENT_COLUMN[rule.consent]]: true } : {}),
    ...(grant.whenStatus ? { status: { in: grant.whenStatus } } : {}),
  }
  if (rule.relation === 'all') return [{ fields, condition: also }]
  const stranger = nearest(rule.relation, grant.upTo)
  const friend = viewer.friendIds.length > 0 ? nearest('friends', grant.upTo) : stranger
  return fields.flatMap((field) => {
    const open = audienceCondition(config, channel, field, stranger)
    const toFriends = friend === stranger ? undefined : audienceCondition(config, channel, field, friend)
    return [
      ...(open ? [{ fields: [field], condition: { ...also, ...open } }] : []),
      ...(toFriends ? [{ fields: [field], condition: { ...also, ...toFriends, id: { in: viewer.friendIds } } }] : []),
    ]
  })
}

/** Who reads which field of a person of their own association (P4, S10, E2, I6, I7, N1, N2). */

import type { Condition } from '#app/db/condition.ts'
import { expandFields, type Grant, type RoleRule, type TenantConfig } from '#app/tenant/schema.ts'
import { ruleOf } from '#app/tenant/staff-roles.ts'
import type { Channel } from '#app/vocabulary/audiences.ts'
import type { Consent } from '#app/vocabulary/consents.ts'
import { FIELD_IDS, type FieldId, SECRET_FIELDS } from '#app/vocabulary/fields.ts'
import { audienceCondition, nearest } from './audience-condition.ts'
import { conjoin } from './conjunction.ts'
import { withHinted } from './tells.rules.ts'
import type { PersonRule } from './types.ts'
import type { Viewer } from './viewer.ts'

export const CONSENT_COLUMN: Record<Consent, string> = {
  school: 'consentSchool',
  recruiters: 'consentRecruiters',
  federation: 'consentFederation',
}

/** Every sentence that opens something to this viewer on this channel. */
export function personRules(config: TenantConfig, viewer: Viewer, channel: Channel): PersonRule[] {
  const rules = withHinted(
    viewer.roles.flatMap((role) => {
      const rule = ruleOf(config, role)
      return rule ? roleRules(config, rule, viewer, channel) : []
    }),
  )
  return viewer.personId ? [...rules, ...askerRules(config, viewer), ...ownRules(viewer.personId)] : rules
}

/** Who asks somebody to be a contact shows them who asks, whatever they chose: name and year, and nothing else (S9). */
function askerRules({ identity }: TenantConfig, { askedByIds = [] }: Viewer): PersonRule[] {
  if (askedByIds.length === 0) return []
  return [{ fields: [identity.field, ...identity.with], condition: { id: { in: askedByIds } } }]
}

/**
 * The person always sees their own page, whatever they chose and whatever the association excludes (rules.md, "ISEP").
 */
function ownRules(personId: string): PersonRule[] {
  const secret = SECRET_FIELDS as readonly FieldId[]
  return [{ fields: FIELD_IDS.filter((field) => !secret.includes(field)), condition: { id: personId } }]
}

function roleRules(config: TenantConfig, rule: RoleRule, viewer: Viewer, channel: Channel): PersonRule[] {
  const sees = rule.sees.flatMap((grant) => grantRules(config, rule, grant, { viewer, channel }))
  const unlocks = rule.unlocks.flatMap((unlock) => unlockRules(config, rule, unlock, { viewer, channel }))
  return rule.relation === 'all' ? [...sees, ...unlocks] : withoutApart([...sees, ...unlocks], viewer)
}

/** Of two people one of whom keeps the other away, neither exists for the other; staff by their task know both. */
function withoutApart(rules: readonly PersonRule[], { apartIds = [] }: Viewer): PersonRule[] {
  if (apartIds.length === 0) return [...rules]
  const apart: Condition = { AND: [{ NOT: { id: { in: apartIds } } }] }
  return rules.flatMap(({ fields, condition }) => {
    const narrowed = conjoin(condition, apart)
    return narrowed ? [{ fields, condition: narrowed }] : []
  })
}

/**
 * A pass opens the fields of everybody, a conversation those of the people one talks with (N2). Audiences hold all the
 * same.
 */
function unlockRules(
  config: TenantConfig,
  rule: RoleRule,
  { by, fields }: RoleRule['unlocks'][number],
  { viewer, channel }: { viewer: Viewer; channel: Channel },
): PersonRule[] {
  const grant = { fields, except: [] }
  if (by.includes('pass') && viewer.hasPass) return grantRules(config, rule, grant, { viewer, channel })
  const contacts = viewer.contactIds ?? []
  return by.includes('contact') && contacts.length > 0
    ? grantRules(config, rule, grant, { viewer, channel, among: contacts })
    : []
}

/** @param among only these people; everybody unless said */
function grantRules(
  config: TenantConfig,
  rule: RoleRule,
  grant: Grant,
  { viewer, channel, among }: { viewer: Viewer; channel: Channel; among?: readonly string[] },
): PersonRule[] {
  const fields = withCompanions(
    config,
    expandFields(config.fieldSets, grant.fields, [...grant.except, ...SECRET_FIELDS]),
  )
  const also: Condition = {
    ...(rule.consent ? { [CONSENT_COLUMN[rule.consent]]: true } : {}),
    ...(grant.whenStatus ? { status: { in: grant.whenStatus } } : {}),
    ...(among ? { id: { in: among } } : {}),
  }
  if (rule.relation === 'all') return [{ fields, condition: also }]
  // Who objected to being listed exists for nobody else, friends included (GDPR, article 21).
  also.listed = true
  const stranger = nearest(rule.relation, grant.upTo)
  const friends = among ? viewer.friendIds.filter((id) => among.includes(id)) : viewer.friendIds
  const friend = friends.length > 0 ? nearest('friends', grant.upTo) : stranger
  return fields.flatMap((field) => {
    const open = audienceCondition(config, channel, field, stranger)
    const toFriends = friend === stranger ? undefined : audienceCondition(config, channel, field, friend)
    return [
      ...(open ? [{ fields: [field], condition: { ...also, ...open } }] : []),
      ...(toFriends ? [{ fields: [field], condition: { ...also, ...toFriends, id: { in: friends } } }] : []),
    ]
  })
}

/**
 * A sentence that opens the identity field opens what goes with it, exactly as far: nobody is listed by half a name
 * (rules.md, "Persons").
 */
export function withCompanions({ identity }: TenantConfig, fields: readonly FieldId[]): FieldId[] {
  return fields.includes(identity.field) ? [...new Set([...fields, ...identity.with])] : [...fields]
}

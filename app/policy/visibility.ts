/**
 * Who sees a field in the end, for the words beside it: the person's choice, and whether any role reads it at all.
 * Pure.
 */

import { type AudienceChoices, effectiveAudience } from '#app/tenant/audience.ts'
import { expandFields, type TenantConfig } from '#app/tenant/schema.ts'
import { type Audience, type Channel, readChoiceCode } from '#app/vocabulary/audiences.ts'
import { FIELD_IDS, type FieldId, HINTS, toldBy } from '#app/vocabulary/fields.ts'

/** @returns the choices that a column of codes keeps. */
export function choicesIn(codes: readonly number[]): AudienceChoices {
  const choices: AudienceChoices = {}
  for (const code of codes) {
    const choice = readChoiceCode(code)
    if (choice) choices[choice.field] = choice.audience
  }
  return choices
}

const granted = new WeakMap<TenantConfig, ReadonlySet<FieldId>>()

/** @returns the fields that somebody besides the staff may ever read in this association. */
export function sharedFields(config: TenantConfig): ReadonlySet<FieldId> {
  const known = granted.get(config)
  if (known) return known
  const roles = Object.values(config.roles).filter((role) => role.relation !== 'all')
  const fields = new Set(
    roles.flatMap((role) => [
      // What is shown of the dead alone is no matter of the person's choice.
      ...role.sees
        .filter((grant) => !grant.whenStatus)
        .flatMap((grant) => expandFields(config.fieldSets, grant.fields, grant.except)),
      ...role.unlocks.flatMap((unlock) => expandFields(config.fieldSets, unlock.fields)),
    ]),
  )
  const open = [...fields].filter((field) =>
    [...toldBy(field), ...(HINTS[field] ?? [])].every((one) => fields.has(one)),
  )
  const shared = new Set(open)
  granted.set(config, shared)
  return shared
}

/** @returns the audience to name for each field; `nobody` where only the person and the staff read it. */
export function namedAudiences(config: TenantConfig, channel: Channel, codes: readonly number[]) {
  const choices = choicesIn(codes)
  const open = sharedFields(config)
  const named = {} as Record<FieldId, Audience>
  for (const field of FIELD_IDS)
    named[field] = open.has(field) ? effectiveAudience(config, channel, field, choices) : 'nobody'
  return named
}

/**
 * A field is never shown further than what it tells (vocabulary.ts, `TELLS`): the rules that open it are narrowed, when
 * they are compiled, to the rows whose told fields the same viewer reads. Every exit asks the compiled rules, so none
 * has to think of it. Pure.
 */

import type { Condition } from '#app/db/condition.ts'
import { type FieldId, HINTS, TELLS } from '#app/vocabulary/fields.ts'
import { both } from './conjunction.ts'
import type { PersonRule } from './types.ts'

/** @param rules all that open fields of one kind of subject to one viewer */
export function withinTold(rules: readonly PersonRule[]): PersonRule[] {
  const judged = new Map<FieldId, Condition[]>()
  const readers = (field: FieldId): Condition[] => {
    const known = judged.get(field)
    if (known) return known
    const own = rules.filter(({ fields }) => fields.includes(field)).map(({ condition }) => condition)
    const capped = (TELLS[field] ?? []).reduce((some, told) => both(some, readers(told)), own)
    judged.set(field, capped)
    return capped
  }
  const telling = new Set(rules.flatMap(({ fields }) => fields.filter((field) => field in TELLS)))
  return [
    ...onlyFields(rules, (field) => !telling.has(field)),
    ...[...telling].flatMap((field) => readers(field).map((condition) => ({ fields: [field], condition }))),
  ]
}

/**
 * A file that hints at a field opens to no role that never reads the field.
 * @param rules what roles open; not the person's own
 */
export function withHinted(rules: readonly PersonRule[]): PersonRule[] {
  const open = new Set(rules.flatMap(({ fields }) => fields))
  return onlyFields(rules, (field) => (HINTS[field] ?? []).every((hinted) => open.has(hinted)))
}

function onlyFields(rules: readonly PersonRule[], keeps: (field: FieldId) => boolean): PersonRule[] {
  return rules.flatMap((rule) => {
    if (rule.fields.every(keeps)) return [rule]
    const fields = rule.fields.filter(keeps)
    return fields.length > 0 ? [{ ...rule, fields }] : []
  })
}

/**
 * Rules of one viewer narrowed to what another may read: of two who look together, each field is opened by both or not
 * at all. Pure.
 */

import type { Condition } from '#app/db/condition.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import type { PersonRule } from './types.ts'

const isAlways = (condition: Condition) => Object.keys(condition).length === 0

/**
 * @param rules what is to be narrowed
 * @param limits what the other reads
 * @returns rules that open a field of a row only where one of each list does
 */
export function within(rules: readonly PersonRule[], limits: readonly PersonRule[]): PersonRule[] {
  const byField = new Map<FieldId, Condition[]>()
  for (const { fields, condition } of limits)
    for (const field of fields) byField.set(field, [...(byField.get(field) ?? []), condition])
  return rules.flatMap(({ fields, condition }) => {
    const free = fields.filter((field) => byField.get(field)?.some(isAlways))
    const narrowed = fields.filter((field) => byField.has(field) && !free.includes(field))
    return [
      ...(free.length > 0 ? [{ fields: free, condition }] : []),
      ...narrowed.map((field) => {
        const limit: Condition = { OR: byField.get(field)! }
        return { fields: [field], condition: isAlways(condition) ? limit : { AND: [condition, limit] } }
      }),
    ]
  })
}

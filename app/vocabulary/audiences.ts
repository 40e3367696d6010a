/** Audiences of a field, widest to narrowest, its channels, and how a person’s choice is stored. Pure. */
import { FIELD_IDS, type FieldId, fieldNumber } from './fields.ts'

/** Who may be admitted, from widest to narrowest (rules.md, "Relations"; S10). The order is the meaning. */
export const AUDIENCES = ['public', 'recruiters', 'network', 'friends', 'nobody'] as const
export type Audience = (typeof AUDIENCES)[number]

/** Where a value is shown; each person chooses an audience for each (S10). */
export const CHANNELS = ['site', 'print'] as const
export type Channel = (typeof CHANNELS)[number]

/**
 * One small integer for "this person chose this audience for this field", as kept in `person.siteChoices` and
 * `person.printChoices`: field number × 8 + audience rank (0 = public … 4 = nobody).
 */
export function choiceCode(field: FieldId, audience: Audience): number {
  return fieldNumber(field) * 8 + AUDIENCES.indexOf(audience)
}

/** The inverse of {@link choiceCode}; undefined for a number that is no code. */
export function readChoiceCode(code: number): { field: FieldId; audience: Audience } | undefined {
  const field = FIELD_IDS[Math.floor(code / 8) - 1]
  const audience = AUDIENCES[code % 8]
  return field && audience ? { field, audience } : undefined
}

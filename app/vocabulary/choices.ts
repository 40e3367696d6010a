/** Answers that are chosen, not typed: values as they are stored, the same for members and staff. Pure. */
import type { FieldId } from './fields.ts'

const STATUSES = [
  ...['en activité', 'créateur d’entreprise', 'en thèse', 'étudiant', 'en recherche d’emploi', 'sans activité'],
  'retraité',
]

/** Words of each: texts `choices.<field>.<value>`, else the value itself. */
export const CHOICES = {
  civility: ['Mme', 'M.'],
  status: STATUSES,
  mailingAddressChoice: ['domicile', 'travail'],
} as const satisfies Partial<Record<FieldId, readonly string[]>>
export type ChosenField = keyof typeof CHOICES

/** What the association alone says of a person, besides what people say of themselves. */
export const STAFF_CHOICES: Record<ChosenField, readonly string[]> = {
  ...CHOICES,
  status: [...STATUSES, 'décédé', 'décédée'],
}

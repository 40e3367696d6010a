/** Criteria of a directory search, and the field each depends on. Pure. */
import type { FieldId } from './fields.ts'

/**
 * What a directory search may be narrowed by (interface.md, "Addresses"), and the field whose visibility each stands
 * on.
 */
export const CRITERIA = {
  nom: 'lastName',
  prenom: 'firstName',
  promo: 'promotion',
  promoMin: 'promotion',
  promoMax: 'promotion',
  diplome: 'diploma',
  entreprise: 'company',
  ville: 'homeCity',
  pays: 'homeCountry',
  secteur: 'workField',
  fonction: 'jobTitle',
  competence: 'skills',
  aide: 'canHelp',
} as const satisfies Record<string, FieldId>
export type Criterion = keyof typeof CRITERIA | 'q'

export const CRITERION_IDS = ['q', ...Object.keys(CRITERIA)] as Criterion[]

/** Between the values of one criterion of which a person has one; repeated in addresses, typed by nobody. */
export const OR = '\u001f'
/** Criteria that take several values. */
export const SEVERAL = [
  'diplome',
  'entreprise',
  'ville',
  'secteur',
  'fonction',
  'aide',
] as const satisfies readonly Criterion[]

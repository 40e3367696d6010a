/**
 * What a file for a receiver outside may hold of whom (P7, P4): what the role through whose eyes it is made reads on
 * the site, as a stranger, of the fields that the association's file names. A choice of the person closes it here as
 * it does there. Pure.
 */
import { expandFields, type TenantConfig } from '#app/tenant/schema.ts'
import { compile } from './ability.ts'
import { EXTRACTED_FIELDS, type ExtractedField } from './extract.ts'
import { CONSENT_COLUMN } from './person.rules.ts'
import type { Ability } from './types.ts'
import { mayEverRead } from './view.ts'
import { VISITOR } from './viewer.ts'

type Announced = TenantConfig['processing']['transfers'][number]
export type Transfer = Announced & { file: NonNullable<Announced['file']> }

/** Values that name somebody else, or that a table cannot hold: they leave with no file. */
const NEVER: ExtractedField[] = ['familyTies', 'photo', 'cv']

/** @returns transfers of the association for which the staff makes a file */
export const transfersOf = ({ processing }: Pick<TenantConfig, 'processing'>): Transfer[] =>
  processing.transfers.filter((one): one is Transfer => one.file !== undefined)

/** @returns the one with that file; undefined where the association has none */
export const transferOf = (config: TenantConfig, id: string): Transfer | undefined =>
  transfersOf(config).find(({ file }) => file.id === id)

const known = new WeakMap<TenantConfig, Map<string, Ability>>()

/** @returns the eyes through which a file is made: the role's on the site, without a record or friends */
export function transferAbility(config: TenantConfig, { file }: Transfer): Ability {
  const made = known.get(config) ?? new Map<string, Ability>()
  known.set(config, made)
  const ability = made.get(file.as) ?? compile({ config, viewer: { ...VISITOR, roles: [file.as] } })
  made.set(file.as, ability)
  return ability
}

/** @returns its columns, in the order of every file: those named that the role may ever read */
export function transferFields(config: TenantConfig, transfer: Transfer): ExtractedField[] {
  const named = expandFields(config.fieldSets, transfer.file.fields, NEVER)
  const ability = transferAbility(config, transfer)
  return EXTRACTED_FIELDS.filter((field) => named.includes(field) && mayEverRead(ability, 'Person', field))
}

/** @returns the column that says whether a person agreed; undefined where none is asked */
export const agreedColumn = ({ file }: Transfer): string | undefined => file.consent && CONSENT_COLUMN[file.consent]

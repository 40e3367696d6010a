/**
 * Who reads the printed directory, and what of whom it may hold (S10, S12, I17). A copy lies about and cannot be taken
 * back: it shows what a paid-up member who is nobody in particular reads in print, and to no friend more. Pure.
 */
import { createHash } from 'node:crypto'
import type { TenantConfig } from '#app/tenant/schema.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { compile } from './ability.ts'
import type { Ability } from './types.ts'
import { mayEverRead } from './view.ts'
import { VISITOR } from './viewer.ts'

/** The list of the association's file by which people ask for their copy [S12]. */
export const PRINTED_LIST = 'annuaire-papier'

/** What an entry is made of, in the order in which it is set. */
export const PRINTED_FIELDS = [
  ...(['lastName', 'firstName', 'pseudonym', 'diplomaName', 'promotion', 'diploma', 'speciality'] as const),
  ...(['jobTitle', 'company', 'companyAddress', 'workPhone', 'workEmail'] as const),
  ...(['homeAddress', 'homePostcode', 'homeCity', 'homeCountry'] as const),
  ...(['homePhone', 'mobilePhone', 'primaryEmail'] as const),
] as const satisfies readonly FieldId[]

const known = new WeakMap<TenantConfig, Ability>()

/** @returns what a copy shows: the print channel, read by a paid-up member without a record or friends */
export function printAbility(config: TenantConfig): Ability {
  const role = config.roles.adherent ? 'adherent' : 'member'
  const made = known.get(config) ?? compile({ config, channel: 'print', viewer: { ...VISITOR, roles: [role] } })
  known.set(config, made)
  return made
}

/** @returns a digest of what the association's rules let be printed of whom: as long as it stays, so do they */
export function printRules(config: TenantConfig): string {
  const said = printAbility(config).casl.rules.map(({ action, subject, fields, conditions, inverted }) => {
    return action === 'read' ? { subject, fields, conditions, inverted } : null
  })
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}

/** @returns whether the association's rules let anybody be printed at all */
export const isPrinted = (config: TenantConfig): boolean =>
  config.kind !== 'federation' && mayEverRead(printAbility(config), 'Person', config.identity.field)

/**
 * Whose lists are counted, how many distinct people they may show in a day, and what a staff table leaves to the record
 * (rules.md, "Budgets against extraction"). Pure.
 */
import type { TenantConfig } from '#app/tenant/schema.ts'
import { FIELD_GROUPS, type FieldId } from '#app/vocabulary/fields.ts'
import { may } from './ability.ts'
import type { Ability } from './types.ts'
import type { Viewer } from './viewer.ts'

/** People shown for each that may be opened, unless the association says its own figure. */
const TIMES_OPENED = 5

/** An account, a company whose seats count together, or a network whose visitors do. */
export interface Reader {
  id: string
  limit: number
  /** Limits of the company's passes are asked for besides. */
  isCompany: boolean
}

/** What one pass of a company allows to open. */
export interface PassLimits {
  perDay: number | null
  inAll: number | null
}

/** @returns distinct people that lists show in a day to an account, a company's accounts, a network's visitors. */
export function shownLimits({ directory }: Pick<TenantConfig, 'directory'>): {
  account: number
  company: number
  network: number
} {
  const account = directory.shownPerDay ?? directory.openedPerDay * TIMES_OPENED
  return {
    account,
    company: directory.shownPerDayCompany ?? directory.openedPerDayCompany * TIMES_OPENED,
    network: directory.shownPerDayNetwork ?? account,
  }
}

/**
 * @param network id of the network that a visitor comes from; null where it is not known
 * @returns the account first, then its company; a visitor's network; nobody for who may extract the base anyway
 */
export function readersOf(
  config: TenantConfig,
  viewer: Viewer,
  { ability, network }: { ability: Ability; network: string | null },
): Reader[] {
  if (may(ability, 'extract')) return []
  const { account: own, company, network: visitors } = shownLimits(config)
  if (!viewer.accountId) return network === null ? [] : [{ id: network, limit: visitors, isCompany: false }]
  return [
    { id: viewer.accountId, limit: own, isCompany: false },
    ...(viewer.organisationId ? [{ id: viewer.organisationId, limit: company, isCompany: true }] : []),
  ]
}

/**
 * A pass that opens half of what the association allows shows half of it too; of several the widest counts.
 * @returns as many as the company's limit where no pass says less
 */
export function shownByPasses({ directory }: TenantConfig, limit: number, passes: readonly PassLimits[]): number {
  const opened = passes.map(({ perDay, inAll }) => Math.min(perDay ?? Infinity, inAll ?? Infinity))
  if (opened.length === 0) return limit
  return Math.min(limit, Math.floor((Math.max(...opened) * limit) / directory.openedPerDayCompany))
}

/** What somebody is reached by. */
const REACHED_BY: readonly FieldId[] = [
  ...FIELD_GROUPS.contact.filter((field) => /(Email|Phone)$/.test(field) && field !== 'invalidEmail'),
  ...FIELD_GROUPS.place,
]

/** @returns the columns of a table of the staff: without the right to extract, addresses stand on the record alone */
export function tableFields<F extends FieldId>(ability: Ability, fields: readonly F[]): F[] {
  return fields.filter((field) => may(ability, 'extract') || !REACHED_BY.includes(field))
}

/** @returns a login as a table shows it: one that is an address is left to the record, as the address is */
export function tableLogin(ability: Ability, login: string | null): string | null {
  return login?.includes('@') && !may(ability, 'extract') ? null : login
}

/** @returns an e-mail address as a list of the staff shows it: enough to tell it from others, where not the whole */
export function tableAddress(ability: Ability, address: string): string {
  return may(ability, 'extract') ? address : address.replace(/^(.)[^@]*/u, '$1…')
}

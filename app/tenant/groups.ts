/** Groups that an association's file names: their ids, and which of them an address belongs to. Pure. */
import { createHash } from 'node:crypto'
import type { TenantConfig } from './schema.ts'

type FileGroup = TenantConfig['groups'][number]

/** The association, as far as its groups are concerned. */
interface Home {
  id: string
  config: Pick<TenantConfig, 'groups'>
}

/** Where somebody lives, as their record says it. */
export interface Address {
  homePostcode: string | null
  homeCountry: string | null
}

/**
 * @returns the id of a group of the file, worked out of its name: the file changes without touching a row
 * (RFC 9562, version 8)
 */
export function fileGroupId(tenantId: string, slug: string): string {
  const bytes = createHash('sha256').update(`${tenantId} group ${slug}`).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Words of the country column that mean France; none is a French address too. */
export const FRENCH = ['', 'FR', 'France'] as const

/** @returns true for a group that takes the addresses which no other group claims */
export function takesTheRest({ area }: FileGroup): boolean {
  return area !== undefined && area.postcodes.length === 0 && area.countries.length === 0
}

/** @returns groups of the file that an address alone makes one belong to (I14), those that take the rest last */
export function automaticGroups({ config }: Pick<Home, 'config'>): FileGroup[] {
  const automatic = config.groups.filter(({ joining, area }) => joining === 'automatic' && area !== undefined)
  return automatic.toSorted((a, b) => Number(takesTheRest(a)) - Number(takesTheRest(b)))
}

function claims({ area }: FileGroup, { homePostcode, homeCountry }: Address): boolean {
  const country = homeCountry ?? ''
  const french = (FRENCH as readonly string[]).includes(country)
  if (french) return homePostcode !== null && area!.postcodes.some((start) => homePostcode.startsWith(start))
  return area!.countries.includes(country)
}

/** @returns ids of the groups an address belongs to; none where there is no address */
export function groupsByAddress(tenant: Home, address: Address): string[] {
  if (!address.homePostcode && !address.homeCountry) return []
  const groups = automaticGroups(tenant)
  const claimed = groups.filter((group) => !takesTheRest(group) && claims(group, address))
  const found = claimed.length > 0 ? claimed : groups.filter(takesTheRest)
  return found.map(({ id }) => fileGroupId(tenant.id, id))
}

/** Groups that an association's file names: their ids, and which of them a record belongs to. Pure. */
import { createHash } from 'node:crypto'
import type { TenantConfig } from './schema.ts'

/** A group of the file; of a whole year its year. */
export type FileGroup = TenantConfig['groups'][number] & { year?: number }

/** The association, as far as its groups are concerned. */
interface Home {
  id: string
  config: Pick<TenantConfig, 'groups' | 'yearGroups'>
}

/** Where somebody lives and their year, as their record says it. */
export interface GroupingRecord {
  homePostcode: string | null
  homeCountry: string | null
  promotion?: number | null
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
export function automaticGroups({ config }: { config: Pick<TenantConfig, 'groups'> }): FileGroup[] {
  const automatic = config.groups.filter(({ joining, area }) => joining === 'automatic' && area !== undefined)
  return automatic.toSorted((a, b) => Number(takesTheRest(a)) - Number(takesTheRest(b)))
}

function claims({ area }: FileGroup, { homePostcode, homeCountry }: GroupingRecord): boolean {
  const country = homeCountry ?? ''
  const french = (FRENCH as readonly string[]).includes(country)
  if (french) return homePostcode !== null && area!.postcodes.some((start) => homePostcode.startsWith(start))
  return area!.countries.includes(country)
}

/** Years that diplomas may be of. */
const [FIRST_YEAR, LAST_YEAR] = [1850, 2150]
const YEAR_SLUG = /^promo-(\d{4})$/

/** @returns the group of a whole year; undefined where the file does not say that years are groups, or for no year */
export function yearGroup({ config }: Pick<Home, 'config'>, year: number): FileGroup | undefined {
  const { yearGroups } = config
  if (!yearGroups || !(year >= FIRST_YEAR && year <= LAST_YEAR)) return undefined
  const { fr, en } = yearGroups.name
  const name = { fr: fr.replaceAll('{{year}}', String(year)), en: en.replaceAll('{{year}}', String(year)) }
  return { id: `promo-${year}`, name, kind: 'year', joining: 'automatic', year }
}

/** @returns the group of the file, or of a whole year, at this address */
export function fileGroupAt(home: Pick<Home, 'config'>, slug: string): FileGroup | undefined {
  const [, year] = YEAR_SLUG.exec(slug) ?? []
  return home.config.groups.find(({ id }) => id === slug) ?? (year ? yearGroup(home, Number(year)) : undefined)
}

/** Years by the ids of their groups; an id is a hash, and nobody reads a year in it. */
const yearsById = new Map<string, number>()
const known = new Set<string>()

function yearOf({ id: tenantId }: Home, groupId: string): number | undefined {
  if (!known.has(tenantId))
    for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) yearsById.set(fileGroupId(tenantId, `promo-${year}`), year)
  known.add(tenantId)
  return yearsById.get(groupId)
}

/** @returns the group of the file, or of a whole year, with this id; undefined for one that a member proposed */
export function fileGroupOf(home: Home, groupId: string): FileGroup | undefined {
  const named = home.config.groups.find(({ id }) => fileGroupId(home.id, id) === groupId)
  if (named || !home.config.yearGroups) return named
  const year = yearOf(home, groupId)
  return year === undefined ? undefined : yearGroup(home, year)
}

/** @returns the same, where a record alone makes one belong to it: by its address or its year */
export function automaticGroupOf(home: Home, groupId: string): FileGroup | undefined {
  const group = fileGroupOf(home, groupId)
  return group?.joining === 'automatic' && (group.area || group.year !== undefined) ? group : undefined
}

/** @returns ids of the groups that a record belongs to: by its address, if there is one, and by its year */
export function groupsByRecord(tenant: Home, { promotion, ...address }: GroupingRecord): string[] {
  const year = promotion ? yearGroup(tenant, promotion) : undefined
  return [...groupsByAddress(tenant, address), ...(year ? [fileGroupId(tenant.id, year.id)] : [])]
}

function groupsByAddress(tenant: Home, address: GroupingRecord): string[] {
  if (!address.homePostcode && !address.homeCountry) return []
  const groups = automaticGroups(tenant)
  const claimed = groups.filter((group) => !takesTheRest(group) && claims(group, address))
  const found = claimed.length > 0 ? claimed : groups.filter(takesTheRest)
  return found.map(({ id }) => fileGroupId(tenant.id, id))
}

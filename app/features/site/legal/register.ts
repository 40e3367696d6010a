/**
 * The register of processing and the privacy policy, worked out from the association's own rules: nothing in them can
 * be out of date. Pure.
 */
import { type MatrixCell, matrixOf } from '#app/policy/explain.ts'
import { ACTIVITIES, type Activity, type Basis, basesIn } from '#app/tenant/processing.schema.ts'
import { ENDING_CLASSES, type EndingClass, type Period, periodOf } from '#app/tenant/retention.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { ruleOf } from '#app/tenant/staff-roles.ts'
import { CONSENTS } from '#app/vocabulary/consents.ts'
import { FIELD_GROUPS, type FieldGroup, type FieldId } from '#app/vocabulary/fields.ts'
import type { Role, RoleName } from '#app/vocabulary/roles.ts'

export interface RegisterEntry {
  activity: Activity
  bases: readonly Basis[]
  /** Nobody of the association has said so: the product's usual basis stands in. */
  derived: boolean
  /** Classes of retention that end parts of it; none: as long as the record. */
  periods: { kind: EndingClass; period: Period }[]
  /** Fields of the record that it works on, by theme. */
  themes: FieldGroup[]
  /** Roles that see any of it, worked out from the policy. */
  readers: RoleName[]
}

const USUAL: Record<Activity, Basis> = {
  directory: 'legitimate-interest',
  accounts: 'contract',
  schoolFiles: 'legitimate-interest',
  dues: 'contract',
  companies: 'contract',
  schools: 'contract',
  offers: 'contract',
  profiles: 'consent',
  lists: 'consent',
  messages: 'contract',
  groups: 'contract',
  events: 'contract',
  carnet: 'consent',
  federation: 'legitimate-interest',
  statistics: 'legitimate-interest',
  security: 'legitimate-interest',
  rights: 'legal-obligation',
}

const PERIODS_OF: Record<Activity, readonly EndingClass[]> = {
  directory: [],
  accounts: ['session', 'credential', 'notice'],
  schoolFiles: ['staging', 'log'],
  dues: ['accounting', 'origin', 'basket'],
  companies: ['accounting', 'origin', 'basket'],
  schools: [],
  offers: ['offer', 'alert'],
  profiles: ['publication'],
  lists: ['log'],
  messages: ['conversation'],
  groups: [],
  events: [],
  carnet: [],
  federation: [],
  statistics: [],
  security: ['attempt', 'budget', 'log'],
  rights: ['copy', 'request'],
}

/** Whether the association does it at all. */
function does(config: TenantConfig, activity: Activity): boolean {
  const isFederation = config.kind === 'federation'
  const may = (action: string) => Object.values(config.roles).some((role) => (role.may as string[]).includes(action))
  switch (activity) {
    case 'directory':
    case 'schoolFiles':
    case 'statistics':
      return !isFederation && (activity !== 'schoolFiles' || config.kind === 'association')
    case 'dues':
      return config.tiers.length > 0 || config.shop.length > 0
    case 'companies':
      return config.roles.recruiter !== undefined || config.roles.poster !== undefined
    case 'schools':
      return config.roles.school !== undefined
    case 'offers':
      return config.offers !== undefined
    case 'profiles':
      return config.keep.publications !== undefined
    case 'lists':
      return config.mailingLists.length > 0
    case 'messages':
      return may('write-to')
    case 'groups':
      return config.groups.length > 0 || config.yearGroups !== undefined
    case 'events':
      return may('events')
    case 'carnet':
      return !isFederation
    case 'federation':
      return isFederation || config.federation !== undefined
    default:
      return true
  }
}

const ABOUT_PEOPLE: readonly Activity[] = ['directory', 'schoolFiles', 'profiles', 'federation']

/** @returns the register, one entry per processing that this association does. */
export function registerOf(config: TenantConfig): RegisterEntry[] {
  const readers = readersOf(config)
  const staff = readers.filter(({ isStaff }) => isStaff).map(({ role }) => role)
  const all = readers.map(({ role }) => role)
  return ACTIVITIES.filter((activity) => does(config, activity)).map((activity) => ({
    activity,
    bases: basesIn(config.processing.bases[activity] ?? USUAL[activity]),
    derived: config.processing.bases[activity] === undefined,
    periods: PERIODS_OF[activity]
      .filter((kind) => kind !== 'origin' || config.money.keepsIp)
      .map((kind) => ({ kind, period: periodOf(config.keep, kind) })),
    themes: activity === 'federation' ? sharedThemes(config) : ABOUT_PEOPLE.includes(activity) ? themesIn(readers) : [],
    readers:
      activity === 'directory' || activity === 'profiles'
        ? all
        : activity === 'federation'
          ? sharedReaders(config)
          : staff,
  }))
}

export interface Reader {
  role: RoleName
  isStaff: boolean
  /** Only people who agreed to it. */
  consent: boolean
  /** By theme: fields seen whatever one chooses, fields seen as one chooses. */
  themes: { theme: FieldGroup; always: FieldId[]; chosen: FieldId[] }[]
}

/** @returns for each role of the association what it may see of a person, asked of the compiled policy. */
export function readersOf(config: TenantConfig): Reader[] {
  const cells = matrixOf(config)
  const roles = [...new Set(cells.map(({ role }) => role))]
  return roles.flatMap((role) => {
    const own = cells.filter((cell) => cell.role === role && cell.cell !== 'never')
    if (own.length === 0) return []
    const themes = (Object.keys(FIELD_GROUPS) as FieldGroup[]).flatMap((theme) => {
      const inTheme = own.filter(({ field }) => (FIELD_GROUPS[theme] as readonly FieldId[]).includes(field))
      const fields = (cells: MatrixCell[]) => cells.map(({ field }) => field)
      const always = fields(inTheme.filter(({ cell }) => cell === 'always'))
      const chosen = fields(inTheme.filter(({ cell }) => cell !== 'always'))
      return inTheme.length > 0 ? [{ theme, always, chosen }] : []
    })
    const rule = ruleOf(config, role)
    return [{ role, isStaff: rule?.relation === 'all', consent: rule?.consent !== undefined, themes }]
  })
}

const themesIn = (readers: readonly Reader[]): FieldGroup[] => {
  const seen = new Set(readers.flatMap(({ themes }) => themes.map(({ theme }) => theme)))
  return (Object.keys(FIELD_GROUPS) as FieldGroup[]).filter((theme) => seen.has(theme))
}

function sharedThemes({ federation }: TenantConfig): FieldGroup[] {
  const columns = (federation?.contract.columns ?? []) as readonly FieldId[]
  return (Object.keys(FIELD_GROUPS) as FieldGroup[]).filter((theme) =>
    (FIELD_GROUPS[theme] as readonly FieldId[]).some((field) => columns.includes(field)),
  )
}

function sharedReaders({ federation, roles }: TenantConfig): Role[] {
  if (!federation) return (Object.keys(roles) as Role[]).filter((role) => roles[role]?.may.includes('federation'))
  return [...new Set([...federation.contract.readers, ...federation.contract.federationReaders])]
}

/** Classes of retention that mean something to this association, each once, in the order of the register. */
export function periodsOf(config: TenantConfig): { kind: EndingClass; period: Period }[] {
  const named = new Set(registerOf(config).flatMap(({ periods }) => periods.map(({ kind }) => kind)))
  return ENDING_CLASSES.filter((kind) => named.has(kind)).map((kind) => ({ kind, period: periodOf(config.keep, kind) }))
}

/** Consents that the association asks for. */
export const consentsAsked = (config: TenantConfig) => CONSENTS.filter((consent) => config.consents[consent].asked)

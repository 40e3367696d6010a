/** Staff roles of a tenant file as rules like the others': what each does, and which fields its tasks show. Pure. */
import type { Action, StaffAction } from '#app/vocabulary/actions.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { FIELD_IDS, type FieldId, SECRET_FIELDS } from '#app/vocabulary/fields.ts'
import { ROLES, type RoleName } from '#app/vocabulary/roles.ts'
import { expandFields, type RoleRule, type TenantConfig } from './schema.ts'

const NAMES: readonly FieldId[] = ['firstName', 'lastName']
/** With what these addresses tell: a work address names the company, one for life the person. */
const EMAILS: readonly FieldId[] = [
  ...(['primaryEmail', 'secondaryEmail', 'workEmail', 'lifetimeEmail', 'company'] as const),
  ...NAMES,
]
const PHONES: readonly FieldId[] = ['mobilePhone', 'homePhone', 'workPhone']
const HOME: readonly FieldId[] = ['homeAddress', 'homePostcode', 'homeCity', 'homeCountry']
const EVERYTHING: readonly FieldId[] = FIELD_IDS.filter((field) => !isOneOf(SECRET_FIELDS, field))

/**
 * Fields that the pages of an action show, besides the identity field and its companions. Absent: these pages name
 * nobody. A page that shows another field adds it here, so that privacy page and register say so.
 */
const SHOWN_BY: Partial<Record<StaffAction, readonly FieldId[]>> = {
  people: EVERYTHING,
  imports: EVERYTHING,
  accounts: [...EMAILS, 'invalidEmail'],
  // The candidates of a request, beside what it claims.
  requests: ['diplomaName', ...PHONES, ...EMAILS],
  moderation: [],
  groups: [],
  content: [],
  events: [],
  letters: [],
  rules: [],
  'see-as': [],
  bulk: [],
  // Invoices and tax receipts carry name and home address.
  'keep-books': [...NAMES, 'civility', 'primaryEmail', ...HOME],
}

/** @returns every role of the association: those of the product first, then its own */
export function rolesOf(config: Pick<TenantConfig, 'roles' | 'staffRoles'>): RoleName[] {
  return [...ROLES.filter((role) => config.roles[role]), ...Object.keys(config.staffRoles)]
}

/** @returns what the file says of a role; undefined where it knows none of that name */
export function ruleOf(config: TenantConfig, role: RoleName): RoleRule | undefined {
  return isOneOf(ROLES, role) ? config.roles[role] : staffRule(config, role)
}

/** @returns names of roles that may do this, such as those a letter to the treasurers goes to */
export function rolesThatMay(config: TenantConfig, action: Action): RoleName[] {
  return rolesOf(config).filter((role) => ruleOf(config, role)?.may.includes(action))
}

/** One rule per role and version of the file: the policy asks at each request. */
const known = new WeakMap<TenantConfig['staffRoles'], Map<RoleName, RoleRule>>()

function staffRule(config: TenantConfig, role: RoleName): RoleRule | undefined {
  if (!Object.hasOwn(config.staffRoles, role)) return undefined
  const made = known.get(config.staffRoles) ?? new Map<RoleName, RoleRule>()
  known.set(config.staffRoles, made)
  const rule = made.get(role) ?? compose(config, config.staffRoles[role]!)
  made.set(role, rule)
  return rule
}

/** Above audiences like other staff, but for the fields of its tasks alone; it searches and extracts nothing. */
function compose(config: TenantConfig, { may, reads }: TenantConfig['staffRoles'][string]): RoleRule {
  const { field, with: companions } = config.identity
  const shown = may.flatMap((action) => SHOWN_BY[action] ?? [])
  const names = reads.length > 0 || may.some((action) => SHOWN_BY[action]) ? [field, ...companions] : []
  const more = expandFields(config.fieldSets, reads)
  const wanted = new Set<FieldId>([...names, ...shown, ...more])
  const fields = EVERYTHING.filter((one) => wanted.has(one))
  const sees = fields.length > 0 ? [{ fields: [...fields], except: [] }] : []
  return { may: [...may], relation: 'all', sees, unlocks: [], criteria: [], row: [] }
}

/**
 * The association's rules as a table and as answers: drawn from the compiled policy, never from the file's own words.
 */
import type { Ctx } from '#app/context/open.ts'
import { type MatrixCell, matrixOf } from '#app/policy/explain.ts'
import { audienceLimits } from '#app/tenant/audience.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { rolesOf } from '#app/tenant/staff-roles.ts'
import { type Audience, CHANNELS, type Channel } from '#app/vocabulary/audiences.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { FIELD_GROUPS, FIELD_IDS, type FieldGroup, type FieldId, SECRET_FIELDS } from '#app/vocabulary/fields.ts'
import type { RoleName } from '#app/vocabulary/roles.ts'

export interface RulesQuery {
  channel: Channel
  role?: RoleName
  field?: FieldId
  theme?: FieldGroup
}

export interface FieldLimitsLine {
  field: FieldId
  default: Audience
  widest: Audience
  narrowest: Audience
  /** Why the association decides, in the page's language. */
  reason: string | null
}

export interface RulesPage {
  query: RulesQuery
  roles: RoleName[]
  fields: FieldLimitsLine[]
  cells: MatrixCell[]
}

/** One matrix per version of the rules and channel: it asks the policy some ten thousand questions. */
const known = new WeakMap<TenantConfig, Partial<Record<Channel, MatrixCell[]>>>()

function matrix(config: TenantConfig, channel: Channel): MatrixCell[] {
  const made = known.get(config) ?? {}
  known.set(config, made)
  made[channel] ??= matrixOf(config, channel)
  return made[channel]
}

/** @returns what the address asks for; words that are not ours count as not asked. */
export function readRulesQuery(config: TenantConfig, params: URLSearchParams): RulesQuery {
  const [support, role = null, field, theme] = ['support', 'role', 'champ', 'theme'].map((name) => params.get(name))
  return {
    channel: isOneOf(CHANNELS, support) ? support : 'site',
    ...(role !== null && rolesOf(config).includes(role) ? { role } : {}),
    ...(isOneOf(FIELD_IDS, field) ? { field } : {}),
    ...(theme && theme in FIELD_GROUPS ? { theme: theme as FieldGroup } : {}),
  }
}

/** The part of the matrix that was asked for. Secret fields are in nobody's rules and so in no line. */
export function readRules({ tenant, language }: Ctx, query: RulesQuery): RulesPage {
  const { config } = tenant
  const wanted = FIELD_IDS.filter(
    (field) =>
      !(SECRET_FIELDS as readonly FieldId[]).includes(field) &&
      (!query.field || field === query.field) &&
      (!query.theme || (FIELD_GROUPS[query.theme] as readonly FieldId[]).includes(field)),
  )
  return {
    query,
    roles: rolesOf(config),
    fields: wanted.map((field) => {
      const { default: usual, widest, narrowest, reason } = audienceLimits(config, query.channel, field)
      return { field, default: usual, widest, narrowest, reason: reason?.[language] ?? null }
    }),
    cells: matrix(config, query.channel).filter(
      (cell) => wanted.includes(cell.field) && (!query.role || cell.role === query.role),
    ),
  }
}

/** Shapes that compiled rules and those who ask them share. */
import type { Ability as CaslAbility } from '@casl/ability'
import type { Condition } from '#app/db/condition.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import type { Viewer } from './viewer.ts'

/**
 * What rules speak of: a person of the own association, an entry of the federation's base, the directory, the
 * association.
 */
export type SubjectType = 'Person' | 'SharedPerson'

/** "These fields may be read on rows for which this holds." */
export interface PersonRule {
  fields: FieldId[]
  condition: Condition
}

export interface Ability {
  readonly casl: CaslAbility<[string, string | object], Condition>
  readonly viewer: Viewer
  /** The field without which a person does not exist for the viewer (rules.md, "Persons"). */
  readonly identity: FieldId
  readonly rowFields: readonly FieldId[]
}

/** An association of the federation, with its own rules on audiences. */
export interface Sister {
  tenantId: string
  config: TenantConfig
}

/**
 * Who reads which column of the federation's shared base: the contract in force, then the person's own audience (C3,
 * I16).
 */

import { expandFields, type Grant, type RoleRule, type TenantConfig } from '#app/tenant/schema.ts'
import { ruleOf } from '#app/tenant/staff-roles.ts'
import type { Audience } from '#app/vocabulary/audiences.ts'
import { SECRET_FIELDS } from '#app/vocabulary/fields.ts'
import type { RoleName } from '#app/vocabulary/roles.ts'
import { audienceCondition, nearest } from './audience-condition.ts'
import { withCompanions } from './person.rules.ts'
import { withHinted } from './tells.rules.ts'
import type { PersonRule, Sister } from './types.ts'
import type { Viewer } from './viewer.ts'

/**
 * One sentence per association and column: key 1 is the viewer's own role, exactly as for the own people, and the
 * contract besides. The contract (columns, readers, dates) is part of the row that is judged: it is read with the entry
 * in the same query, so ending a contract empties the answer at once.
 * @param config the viewer's own association, or the federation
 */
export function sharedPersonRules(config: TenantConfig, viewer: Viewer, sisters: readonly Sister[]): PersonRule[] {
  const readers = config.kind === 'federation' ? 'contractFederationReaders' : 'contractReaders'
  const rules = viewer.roles.flatMap((role) => {
    const rule = ruleOf(config, role)
    // Shared rows carry no status and no consent but the federation's: a sentence that depends on them stays shut here.
    if (!rule?.may.includes('federation') || (rule.consent && rule.consent !== 'federation')) return []
    const grants = rule.sees.filter((grant) => !grant.whenStatus)
    return grants.flatMap((grant) =>
      sisters.flatMap((sister) => grantRules(config, rule, grant, { sister, reader: { readers, role } })),
    )
  })
  return withHinted(rules)
}

function grantRules(
  config: TenantConfig,
  rule: RoleRule,
  grant: Grant,
  { sister, reader }: { sister: Sister; reader: { readers: string; role: RoleName } },
): PersonRule[] {
  // Nobody is above the audiences of another association's people.
  const relation: Audience = rule.relation === 'all' ? 'network' : rule.relation
  const contract = { tenantId: sister.tenantId, [reader.readers]: { has: reader.role } }
  const fields = withCompanions(
    config,
    expandFields(config.fieldSets, grant.fields, [...grant.except, ...SECRET_FIELDS]),
  )
  return fields.flatMap((field) => {
    const open = audienceCondition(sister.config, 'site', field, nearest(relation, grant.upTo))
    return open ? [{ fields: [field], condition: { ...contract, contractColumns: { has: field }, ...open } }] : []
  })
}

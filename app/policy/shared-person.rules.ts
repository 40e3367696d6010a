/** Who reads which column of the federation's shared base: the contract in force, then the person's own audience (C3, I16). */
import type { TenantConfig } from '../tenant/schema.ts'
import type { PersonRule } from './ability.ts'
import { audienceCondition } from './audience-condition.ts'
import type { Viewer } from './viewer.ts'
import { type Audience, FIELD_IDS, type FieldId, SECRET_FIELDS } from './vocabulary.ts'

/** An association of the federation, with its own rules on audiences. */
export interface Sister {
  tenantId: string
  config: TenantConfig
}

/**
 * One sentence per association and column. The contract itself (columns, readers, dates) is part of the row that is
 * judged: it is read with the entry in the same query, so ending a contract empties the answer at once.
 * @param config the viewer's own association, or the federation
 */
export function sharedPersonRules(config: TenantConfig, viewer: Viewer, sisters: readonly Sister[]): PersonRule[] {
  const roles = viewer.roles.filter((role) => config.roles[role]?.may.includes('federation'))
  if (roles.length === 0) return []
  const readers = config.kind === 'federation' ? 'contractFederationReaders' : 'contractReaders'
  const relation: Audience = roles.every((role) => config.roles[role]?.relation === 'recruiters')
    ? 'recruiters'
    : 'network'
  return sisters.flatMap((sister) =>
    FIELD_IDS.filter((field) => !(SECRET_FIELDS as readonly FieldId[]).includes(field)).flatMap((field) => {
      const open = audienceCondition(sister.config, 'site', field, relation)
      if (!open) return []
      const contract = { tenantId: sister.tenantId, contractColumns: { has: field }, [readers]: { hasSome: roles } }
      return [{ fields: [field], condition: { ...contract, ...open } }]
    }),
  )
}

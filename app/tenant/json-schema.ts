/**
 * The schema of tenant files for editors: completion and red lines in YAML, through `tenants/tenant.schema.json`. Pure.
 */
import { z } from 'zod'
import { tenantSchema } from './schema.ts'

/**
 * @returns JSON Schema (draft 2020-12) of what may be written in tenant.yaml; `npm run tenant -- schema` writes it, a
 * test fails when it is stale.
 */
export function tenantJsonSchema(): Record<string, unknown> {
  return { title: 'tenant.yaml', ...z.toJSONSchema(tenantSchema, { io: 'input' }) }
}

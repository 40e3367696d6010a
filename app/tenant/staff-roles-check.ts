/** What the shape of a staff role cannot say: names that are taken, secrets, roles that nobody could give. Pure. */
import { STAFF_ACTIONS } from '#app/vocabulary/actions.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { SECRET_FIELDS } from '#app/vocabulary/fields.ts'
import { GRANTED_ROLES, ROLES } from '#app/vocabulary/roles.ts'
import type { TenantConfig } from './schema.ts'

/** As `TenantProblem` of checks.ts. */
type Problem = { path: (string | number)[]; message: string }

/** @returns every contradiction between staff roles and the rest of the file */
export function checkStaffRoles(config: TenantConfig): Problem[] {
  return [
    ...Object.entries(config.staffRoles).flatMap(([name, role]) => checkStaffRole(config, name, role)),
    ...checkLeads(config),
    ...checkFactors(config),
  ]
}

function checkStaffRole(
  { fieldSets, roles }: TenantConfig,
  name: string,
  { reads, may }: TenantConfig['staffRoles'][string],
): Problem[] {
  const path = ['staffRoles', name]
  const problems: Problem[] = []
  if (isOneOf(ROLES, name)) problems.push({ path, message: `“${name}” is a role of every association` })
  for (const [i, word] of reads.entries())
    if (isOneOf(SECRET_FIELDS, word) || fieldSets[word]?.some((one) => isOneOf(SECRET_FIELDS, one)))
      problems.push({ path: [...path, 'reads', i], message: `no role may see ${SECRET_FIELDS.join(' or ')}` })
  // Nobody gives what they do not hold: an action that no administrator has is one that nobody could give.
  const lead = roles.admin ?? roles['federation-admin']
  for (const [i, action] of may.entries())
    if (!lead?.may.includes(action))
      problems.push({ path: [...path, 'may', i], message: `no administrator has “${action}”: nobody could give it` })
  return problems
}

/**
 * Roles are given and ended by who leads (P4): no leading role lacks the action, and its holder holds what is given.
 */
function checkLeads({ roles }: TenantConfig): Problem[] {
  return (['admin', 'federation-admin'] as const).flatMap((lead) => {
    const rule = roles[lead]
    if (!rule || rule.may.every((action) => !isOneOf(STAFF_ACTIONS, action))) return []
    const path = ['roles', lead, 'may']
    const lacking = (roles.manager?.may ?? []).filter(
      (action) => isOneOf(STAFF_ACTIONS, action) && !rule.may.includes(action),
    )
    return [
      ...(rule.may.includes('roles') ? [] : [{ path, message: `${lead} gives roles: “roles” is missing` }]),
      ...lacking.map((action) => ({ path, message: `manager has “${action}”, which ${lead} could not give` })),
    ]
  })
}

function checkFactors({ security, staffRoles }: TenantConfig): Problem[] {
  return security.secondFactor.roles.flatMap((role, i) => {
    const known = isOneOf(GRANTED_ROLES, role) || Object.hasOwn(staffRoles, role)
    const path = ['security', 'secondFactor', 'roles', i]
    return known ? [] : [{ path, message: `“${role}” is no role that is given to anybody` }]
  })
}

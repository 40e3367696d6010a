/**
 * Abilities of viewers seen lately: compiling an association's rules takes longer than a search, and gives the same for
 * the same viewer.
 */

import { compile } from '#app/policy/ability.ts'
import type { Ability, Sister } from '#app/policy/types.ts'
import type { Viewer } from '#app/policy/viewer.ts'
import type { Tenant } from './tenants.ts'

interface Known {
  config: Tenant['config']
  sisters: readonly Sister[]
  ability: Ability
}

/** Some kilobytes each; the one not asked for the longest goes first. */
const MOST = 300

const known = new Map<string, Known>()

/**
 * The viewer is worked out anew at every request, so a changed role, period or friendship asks for another ability; a
 * new version of the rules, the association's own or a sister's, is another configuration and is compiled anew.
 * @param by who looks through this viewer's eyes, where somebody does
 * @returns what `compile` gives for the site
 */
export function abilityOf(
  tenant: Pick<Tenant, 'id' | 'config'>,
  viewer: Viewer,
  sisters: readonly Sister[],
  by?: Viewer,
): Ability {
  const key = `${tenant.id} ${JSON.stringify(by ? [viewer, by] : viewer)}`
  const found = known.get(key)
  known.delete(key)
  const one = found && isCurrent(found, tenant, sisters) ? found : make(tenant, viewer, sisters, by)
  known.set(key, one)
  if (known.size > MOST) known.delete(known.keys().next().value!)
  return one.ability
}

/** The person an ability is compiled for: the viewer of a request, or the recipient of a letter. */
interface Asked {
  tenant: Pick<Tenant, 'id' | 'config'>
  ability: Ability
  sisters: readonly Sister[]
}

/**
 * @param askedByIds people who ask something of the viewer: asking shows who asks (policy/person.rules.ts)
 * @returns the viewer's ability, which knows them by name
 */
export function abilityWith({ tenant, ability, sisters }: Asked, askedByIds: readonly string[]): Ability {
  if (askedByIds.length === 0) return ability
  return abilityOf(tenant, { ...ability.viewer, askedByIds: askedByIds.toSorted() }, sisters)
}

function make({ config }: Pick<Tenant, 'config'>, viewer: Viewer, sisters: readonly Sister[], by?: Viewer): Known {
  return { config, sisters, ability: compile({ config, viewer, sisters, by }) }
}

function isCurrent(one: Known, { config }: Pick<Tenant, 'config'>, sisters: readonly Sister[]): boolean {
  if (one.config !== config || one.sisters.length !== sisters.length) return false
  return one.sisters.every(({ tenantId, config: own }, i) => {
    return tenantId === sisters[i]!.tenantId && own === sisters[i]!.config
  })
}

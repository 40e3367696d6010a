import type { TenantConfig } from './schema.ts'

/** @returns true where costs can be shared by heads [I16]: a federation’s members, or groups that follow an area */
export function sharesCosts({ kind, groups }: Pick<TenantConfig, 'kind' | 'groups'>): boolean {
  return kind === 'federation' || groups.some((group) => group.kind === 'regional' && group.area !== undefined)
}

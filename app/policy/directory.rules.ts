/**
 * What a viewer may do with the directory and the association as a whole: search, by what, each task of the staff,
 * extract.
 */
import type { TenantConfig } from '#app/tenant/schema.ts'
import { ruleOf } from '#app/tenant/staff-roles.ts'
import type { Action } from '#app/vocabulary/actions.ts'
import { CRITERION_IDS, type Criterion } from '#app/vocabulary/criteria.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import type { RoleName } from '#app/vocabulary/roles.ts'
import type { Viewer } from './viewer.ts'

/** @returns every action that one of the viewer's roles has; whom offers and profiles are for stands in the file. */
export function actionsOf(config: TenantConfig, viewer: Viewer): Action[] {
  const { readers = [], authors = [] } = config.offers ?? {}
  const named = (roles: readonly RoleName[]) => viewer.roles.some((role) => roles.includes(role))
  return [
    ...new Set([
      ...viewer.roles.flatMap((role) => ruleOf(config, role)?.may ?? []),
      ...(named(readers) ? (['read-offers'] as const) : []),
      ...(named(authors) ? (['post-offers'] as const) : []),
      ...(named(config.publication?.readers ?? []) ? (['read-profiles'] as const) : []),
    ]),
  ]
}

/** @returns the search criteria that one of the viewer's roles may use (I6, I7, E2). */
export function criteriaOf(config: TenantConfig, viewer: Viewer): Criterion[] {
  const allowed = new Set(viewer.roles.flatMap((role) => ruleOf(config, role)?.criteria ?? []))
  return CRITERION_IDS.filter((criterion) => allowed.has(criterion))
}

/**
 * @returns the fields a row of results shows this viewer: the longest list among their roles. Each value is still
 * revealed one by one.
 */
export function rowFieldsOf(config: TenantConfig, viewer: Viewer): FieldId[] {
  const lists = viewer.roles.map((role) => ruleOf(config, role)?.row ?? [])
  return lists.reduce((longest, list) => (list.length > longest.length ? list : longest), [])
}

/** Every action of the administration, of groups and of operators is carried out once per form, whichever the route. */
import type { ActionFunction, ServerBuild } from '@remix-run/node'
import { fullPath } from './areas.ts'

export type OnlyOnce = (args: Parameters<ActionFunction>[0], action: ActionFunction) => ReturnType<ActionFunction>

/** Whose actions are guarded by what. */
export interface Guards {
  /** People and staff of an association. */
  members: OnlyOnce
  operators: OnlyOnce
}

/** @returns the build with a guard before each action below these addresses: a new route has it unasked */
export function withFormsOnce(build: ServerBuild, { members, operators }: Guards): ServerBuild {
  const guardOf = (path: string) =>
    /^\/(admin|groupes)(\/|$)/.test(path) ? members : /^\/operateur(\/|$)/.test(path) ? operators : undefined
  const routes = Object.entries(build.routes).map(([id, route]) => {
    const action = route?.module.action
    const onlyOnce = route && guardOf(fullPath(build, route))
    if (!route || !action || !onlyOnce) return [id, route] as const
    const guarded: ActionFunction = (args) => onlyOnce(args, action)
    return [id, { ...route, module: { ...route.module, action: guarded } }] as const
  })
  return { ...build, routes: Object.fromEntries(routes) }
}

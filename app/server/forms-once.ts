/** Actions of the administration and of groups are carried out once per form that was sent, whichever the route. */
import type { ActionFunction, ServerBuild } from '@remix-run/node'
import { fullPath } from './areas.ts'

type OnlyOnce = (args: Parameters<ActionFunction>[0], action: ActionFunction) => ReturnType<ActionFunction>

/** Addresses whose pages give their forms a key. */
const KEYED = /^\/(admin|groupes)(\/|$)/

/** @returns the build with the guard before each action of these addresses: a new route has it without asking */
export function withFormsOnce(build: ServerBuild, onlyOnce: OnlyOnce): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    const action = route?.module.action
    if (!route || !action || !KEYED.test(fullPath(build, route))) return [id, route] as const
    const guarded: ActionFunction = (args) => onlyOnce(args, action)
    return [id, { ...route, module: { ...route.module, action: guarded } }] as const
  })
  return { ...build, routes: Object.fromEntries(routes) }
}

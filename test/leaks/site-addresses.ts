/** Every address of the built site, from its own list of routes, so that a new page is tested the day it is born. */
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { inject } from 'vitest'

export interface Address {
  /** With `:parameters`. */
  pattern: string
  /** Route ids from the root down: single fetch may ask for each alone. */
  chain: string[]
  /** It is drawn for people; others answer with a file or data. */
  isPage: boolean
}

/** @returns the pages and resources of an association's host. */
export async function siteAddresses(): Promise<Address[]> {
  const file = resolve(join(inject('buildDirectory'), 'server', 'index.js'))
  const { routes } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as ServerBuild
  return Object.values(routes).flatMap((route) => {
    if (!route || route.id === 'root') return []
    const chain: string[] = []
    let path = ''
    for (let at: typeof route | undefined = route; at; at = at.parentId ? routes[at.parentId] : undefined) {
      chain.unshift(at.id)
      if (at.path) path = `/${at.path}${path}`
    }
    return [{ pattern: path || '/', chain, isPage: Boolean(route.module.default) }]
  })
}

/** @returns the address with each parameter filled, by its name. */
export function fill({ pattern }: Address, values: Record<string, string>): string {
  return pattern
    .replace(/\/:(\w+)\??/g, (_, name: string) => `/${encodeURIComponent(values[name] ?? 'x')}`)
    .replace('/*', '/nulle-part')
}

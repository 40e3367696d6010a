/**
 * Remix looks for a page's route among all routes, four times per page, and prepares every one of them anew each time:
 * a fifth of the work of a page (profiled with 45 routes). Only routes whose pattern fits the address can match it, so
 * each such set of routes gets a build of those alone; which of them it is remains Remix's to say.
 */
import type { ServerBuild } from '@remix-run/node'

type Routes = ServerBuild['routes']
type Route = NonNullable<Routes[string]>

const ROOT = 'root'

/** The page of an address that asks for the page's data alone. */
const pageOf = (pathname: string) => pathname.replace(/\/_root\.data$/, '/').replace(/\.data$/, '')

/** Addresses that Remix reads otherwise than letter by letter, and its own. */
const UNREADABLE = /%|\/\/|^\/__/

const routesOf = (build: ServerBuild) =>
  Object.values(build.routes).filter((route): route is Route => route !== undefined && route.id !== ROOT)

export function fullPath(build: ServerBuild, route: Route): string {
  const parent = route.parentId === undefined ? undefined : build.routes[route.parentId]
  return `${parent ? fullPath(build, parent) : ''}/${route.path ?? ''}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1')
}

/** The route and all it lies in. */
function lineOf(build: ServerBuild, route: Route): string[] {
  const parent = route.parentId === undefined ? undefined : build.routes[route.parentId]
  return [...(parent ? lineOf(build, parent) : []), route.id]
}

function only<T extends { id: string }>(
  all: Record<string, T | undefined>,
  ids: ReadonlySet<string>,
): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, T] => ids.has(entry[0])))
}

function areaOf(build: ServerBuild, ids: ReadonlySet<string>): ServerBuild {
  const assets = { ...build.assets, routes: only(build.assets.routes, ids) }
  return { ...build, assets, routes: only(build.routes, ids) }
}

/** @returns the build to answer an address with: the same object for the same routes. */
export function areasOf(build: ServerBuild): (pathname: string) => ServerBuild {
  const known = routesOf(build).map((route) => ({
    path: fullPath(build, route),
    pattern: patternOf(fullPath(build, route)),
    line: lineOf(build, route),
  }))
  // A browser that knows a layout must know its index: it takes the address of the layout for one it can draw.
  const indexes = routesOf(build).filter(({ index }) => index)
  const areas = new Map<string, ServerBuild>()
  const near = byFirstPart(known)
  const find = (page: string) => {
    const lines = new Set(near(page).flatMap(({ pattern, line }) => (pattern.test(page) ? line : [])))
    const ids = new Set([...lines, ...indexes.filter(({ parentId = '' }) => lines.has(parentId)).map(({ id }) => id)])
    const key = [...ids].join(' ')
    const area = areas.get(key) ?? areaOf(build, ids)
    areas.set(key, area)
    return area
  }
  const lately = new Map<string, ServerBuild>()
  return (pathname) => {
    if (UNREADABLE.test(pathname)) return build
    const page = pageOf(pathname)
    const area = lately.get(page) ?? find(page)
    if (lately.size >= LATELY) lately.clear()
    lately.set(page, area)
    return area
  }
}

/** Addresses whose routes are remembered; all are forgotten at once when there are more. */
const LATELY = 1_000

/** @returns what names the route of an address in the log, where addresses themselves could name people. */
export function routeNamer(build: ServerBuild): (pathname: string) => string {
  const routes = routesOf(build)
  const known = routes
    .filter((route) => !routes.some((other) => other.parentId === route.id && other.index))
    .map((route) => ({ id: route.id, path: fullPath(build, route) }))
    .sort((a, b) => weight(b.path) - weight(a.path))
    .map(({ id, path }) => ({ id, path, pattern: patternOf(path) }))
  const near = byFirstPart(known)
  return (pathname) => {
    const page = pageOf(pathname)
    return near(page).find(({ pattern }) => pattern.test(page))?.id ?? 'none'
  }
}

const firstPart = (path: string): string => path.split('/')[1]?.toLowerCase() ?? ''

/** @returns those of the routes that begin with the address's first word or with any, in their order */
function byFirstPart<One extends { path: string }>(all: readonly One[]): (page: string) => readonly One[] {
  const isOpen = ({ path }: One) => /^(:|\*|$)/.test(firstPart(path))
  const open = all.filter(isOpen)
  const words = new Set(all.filter((one) => !isOpen(one)).map(({ path }) => firstPart(path)))
  const near = new Map(
    [...words].map((word) => [word, all.filter((one) => isOpen(one) || firstPart(one.path) === word)]),
  )
  return (page) => near.get(firstPart(page)) ?? open
}

/** Words before patterns, longer before shorter, as Remix prefers them. */
const weight = (path: string) =>
  path.split('/').reduce((sum, part) => sum + (part === '*' ? -2 : part.startsWith(':') ? 3 : part === '' ? 1 : 10), 0)

function patternOf(path: string): RegExp {
  const parts = path.split('/').map((part) => {
    if (part === '*') return '.*'
    return part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('/')}/?$`, 'i')
}

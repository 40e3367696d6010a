/**
 * Remix looks for a page's route among all routes, four times per page, and prepares every one of them anew each time:
 * a fifth of the work of a page (profiled with 45 routes). Only routes that begin like the address can match it, so each
 * first segment gets a build of those alone.
 */
import type { ServerBuild } from '@remix-run/node'

type Routes = ServerBuild['routes']
type Route = NonNullable<Routes[string]>

const ROOT = 'root'
/** Routes that may match any address: patterns, and layouts without a path of their own. */
const ANY = '*'

/** The child of the root that the route lies under. */
function topOf(routes: Routes, route: Route): Route {
  const parent = route.parentId === undefined ? undefined : routes[route.parentId]
  return !parent || parent.id === ROOT ? route : topOf(routes, parent)
}

function beginning({ path, index }: Route): string {
  const [first = ''] = (path ?? '').split('/')
  if (first === '') return index ? '' : ANY
  return /[:*?]/.test(first) ? ANY : first.toLowerCase()
}

/** First segment of an address, of its page where it asks for the page's data. */
function segmentOf(pathname: string): string {
  const [, first = ''] = pathname.toLowerCase().split('/')
  const page = first.replace(/\.data$/, '')
  return page === '_root' ? '' : page
}

function only<T extends { id: string }>(
  all: Record<string, T | undefined>,
  ids: ReadonlySet<string>,
): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, T] => ids.has(entry[0])))
}

/** @returns the build to answer an address with; the whole one where no first segment is its own. */
export function areasOf(build: ServerBuild): (pathname: string) => ServerBuild {
  const routes = Object.values(build.routes).filter((route): route is Route => route !== undefined)
  const idsOf = (segment: string) => routes.filter((route) => beginning(topOf(build.routes, route)) === segment)
  const always = [ROOT, ...idsOf(ANY).map(({ id }) => id)]
  const areas = new Map<string, ServerBuild>()
  for (const segment of new Set(routes.map((route) => beginning(topOf(build.routes, route))))) {
    if (segment === ANY) continue
    const ids = new Set([...always, ...idsOf(segment).map(({ id }) => id)])
    const assets = { ...build.assets, routes: only(build.assets.routes, ids) }
    areas.set(segment, { ...build, assets, routes: only(build.routes, ids) })
  }
  return (pathname) => areas.get(segmentOf(pathname)) ?? build
}

/** @returns what names the route of an address in the log, where addresses themselves could name people. */
export function routeNamer(build: ServerBuild): (pathname: string) => string {
  const routes = Object.values(build.routes).filter((route): route is Route => route !== undefined && route.id !== ROOT)
  const fullPath = (route: Route): string => {
    const parent = route.parentId === undefined ? undefined : build.routes[route.parentId]
    return `${parent ? fullPath(parent) : ''}/${route.path ?? ''}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1')
  }
  const known = routes
    .filter((route) => !routes.some((other) => other.parentId === route.id && other.index))
    .map((route) => ({ id: route.id, path: fullPath(route) }))
    .sort((a, b) => weight(b.path) - weight(a.path))
    .map(({ id, path }) => ({ id, pattern: patternOf(path) }))
  return (pathname) => {
    const page = pathname.replace(/\/_root\.data$/, '/').replace(/\.data$/, '')
    return known.find(({ pattern }) => pattern.test(page))?.id ?? 'none'
  }
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

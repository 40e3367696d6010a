/**
 * The server answers each address with the routes that begin like it: always the route that all routes together would
 * give.
 */

import type { ServerBuild } from '@remix-run/node'
import { matchRoutes } from '@remix-run/react'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import routes from '#app/routes.ts'
import { areasOf, routeNamer } from '#app/server/areas.ts'

type Entry = { id?: string; file: string; path?: string; index?: boolean; children?: Entry[] }
type Flat = { id: string; parentId?: string; path?: string; index?: boolean }

const idOf = ({ id, file }: Entry) => id ?? file.replace(/\.tsx?$/, '')

function flat(entries: readonly Entry[], parentId: string): Flat[] {
  return entries.flatMap((entry) => {
    const { path, index, children = [] } = entry
    return [{ id: idOf(entry), parentId, path, index }, ...flat(children, idOf(entry))]
  })
}

const declared = (await routes) as Entry[]
const all: Flat[] = [{ id: 'root', path: '' }, ...flat(declared, 'root')]
const byId = (list: readonly Flat[]) => Object.fromEntries(list.map((route) => [route.id, route]))
const build = { routes: byId(all), assets: { routes: byId(all), version: '1' } } as unknown as ServerBuild

/** As Remix does it, over every route. */
function matched(from: Record<string, unknown>, pathname: string): string[] | undefined {
  const list = Object.values(from) as Flat[]
  const childrenOf = (parentId?: string): object[] =>
    list
      .filter((route) => route.parentId === parentId)
      .map((route) => ({ ...route, children: route.index ? undefined : childrenOf(route.id) }))
  return matchRoutes(childrenOf() as never, pathname)?.map(({ route }) => route.id!)
}

const words = [...new Set(all.flatMap(({ path = '' }) => path.split('/')))].map(
  (word) => word.replace(/[:*?]/g, '') || 'x',
)
const address = fc
  .array(
    fc.oneof(fc.constantFrom(...words), fc.constantFrom('jean.dupont10', 'Annuaire', '%61nnuaire', '_root', 'a~b')),
    { maxLength: 4 },
  )
  .map((parts) => `/${parts.join('/')}`)

test('an area holds fewer routes, and the answer is the same', () => {
  const areaOf = areasOf(build)
  expect(Object.keys(areaOf('/profil/jean.dupont10').routes)).toEqual([
    'root',
    'features/site/home/home.route',
    'features/people/profile/profile.route',
    'features/site/frame/absent.route',
  ])
  fc.assert(
    fc.property(address, (path) => {
      expect(matched(areaOf(path).routes, path)).toEqual(matched(build.routes, path))
    }),
    { numRuns: 500 },
  )
})

test('whoever holds a layout holds its index: a browser can go up from any page', () => {
  const areaOf = areasOf(build)
  const up = (path: string) => `/${path.split('/').slice(1, -1).join('/')}`
  for (const path of ['/annuaire', '/admin/membres', '/admin/imports/1/colonnes', '/profil/jean.dupont10'])
    for (let at = up(path); ; at = up(at)) {
      const held = matched(areaOf(path).routes, at)
      const last = held?.at(-1)
      if (last !== 'features/site/frame/absent.route') expect(held).toEqual(matched(build.routes, at))
      if (at === '/') break
    }
})

test('data of a page come from the area of the page', () => {
  const areaOf = areasOf(build)
  expect(areaOf('/annuaire.data')).toBe(areaOf('/annuaire'))
  expect(areaOf('/_root.data')).toBe(areaOf('/'))
  expect(areaOf('/__manifest')).toBe(build)
})

test('the log names the route that answers', () => {
  const nameOf = routeNamer(build)
  fc.assert(
    fc.property(address, (path) => {
      fc.pre(!path.includes('%') && !path.endsWith('/'))
      expect(nameOf(path)).toBe(matched(build.routes, path)?.at(-1) ?? 'none')
    }),
    { numRuns: 500 },
  )
})

test('a route’s id begins with the folder of its feature, which names its texts', () => {
  const folderOf = (path: string) => path.split('/').slice(0, 2).join('/')
  const entries = (list: readonly Entry[]): Entry[] =>
    list.flatMap((entry) => [entry, ...entries(entry.children ?? [])])
  for (const entry of entries(declared)) expect(folderOf(idOf(entry))).toBe(folderOf(entry.file))
})

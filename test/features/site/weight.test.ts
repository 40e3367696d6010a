/** What a browser has to load before a page is alive, measured on the production build (look.md, "Acceptance"). */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { ServerBuild } from '@remix-run/node'
import { expect, inject, test } from 'vitest'
import { textsOfRoute } from '#app/i18n/texts-of-features.ts'

const folder = resolve(inject('buildDirectory'))
const build = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'server', 'index.js')).href)) as ServerBuild
const { entry, routes } = build.assets

const kB = (paths: Iterable<string>) =>
  [...paths].reduce((sum, path) => sum + gzipSync(readFileSync(join(folder, 'client', path))).length, 0) / 1000

/** The French texts that the page waits for: shared ones and the feature's own. Those of errors come on demand. */
function textsOf(id: string): string[] {
  const files = readdirSync(join(folder, 'client', 'assets'))
  return ['common', ...textsOfRoute(id)].flatMap((name) => {
    // Two languages have the same file name; the heavier counts.
    const both = files
      .filter((file) => new RegExp(`^${name}-[\\w-]{8}\\.js$`).test(file))
      .map((file) => `/assets/${file}`)
    return both.sort((a, b) => kB([b]) - kB([a])).slice(0, 1)
  })
}

/** Every script of a page: the entry, the root and the page's own route, each with what it imports. */
function scriptsOf(id: string): Set<string> {
  const parts = [entry, routes.root!, routes[id]!]
  return new Set([...parts.flatMap(({ module, imports = [] }) => [module, ...imports]), ...textsOf(id)])
}

/** Under `/admin`, or on the operator's host. */
function isForStaff(id: string): boolean {
  const paths: string[] = []
  for (let at = routes[id]; at; at = at.parentId ? routes[at.parentId] : undefined) paths.unshift(at.path ?? '')
  return paths.join('/').split('/').find(Boolean) === 'admin' || id.startsWith('features/platform/')
}
const pages = Object.keys(routes).filter((id) => id !== 'root' && build.routes[id]?.module.default)

test.each(pages)('%s', (id) => {
  const most = isForStaff(id) ? 180 : 120
  expect(kB(scriptsOf(id))).toBeLessThanOrEqual(most)
})

test('no library of the server’s alone is sent to browsers', () => {
  const all = readdirSync(join(folder, 'client', 'assets')).filter((file) => file.endsWith('.js'))
  const found = all.filter((file) =>
    /ZodError|createMongoAbility|PrismaClient|libphonenumber/.test(
      readFileSync(join(folder, 'client', 'assets', file), 'utf8'),
    ),
  )
  expect(found).toEqual([])
})

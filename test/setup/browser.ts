/**
 * A real Chromium for tests and scripts, out of npm packages alone: `@sparticuz/chromium` carries the browser and, for
 * machines without libnss3, the libraries it needs.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { inflate } from '@sparticuz/chromium'
import { type Browser, chromium as driver, type LaunchOptions } from 'playwright-core'

const archives = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', 'bin')
const unpackedTo = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'chromium')

/**
 * The package unpacks into the folder `os.tmpdir()` names, without a lock: two processes at once would run half a
 * browser. So each unpacks into a folder of its own, and the rename decides who was first.
 */
async function unpack(): Promise<void> {
  await mkdir(dirname(unpackedTo), { recursive: true })
  const own = await mkdtemp(`${unpackedTo}-`)
  const before = process.env.TMPDIR
  process.env.TMPDIR = own
  try {
    for (const name of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'])
      await inflate(join(archives, name))
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  await rename(own, unpackedTo).catch(async (error) => {
    await rm(own, { recursive: true, force: true })
    if (!existsSync(unpackedTo)) throw error
  })
}

/** The variables Chromium needs here: the packaged libraries only where the machine's own are missing. */
function environment(executable: string): Record<string, string> {
  const libraries = spawnSync('ldd', [executable], { encoding: 'utf8' })
  const missing = libraries.status !== 0 || libraries.stdout.includes('not found')
  const own = { ...(process.env as Record<string, string>) }
  if (!existsSync('/etc/fonts/fonts.conf')) own.FONTCONFIG_PATH = join(unpackedTo, 'fonts')
  if (missing) own.LD_LIBRARY_PATH = [join(unpackedTo, 'al2023', 'lib'), own.LD_LIBRARY_PATH].filter(Boolean).join(':')
  return own
}

/**
 * Starts a headless Chromium; the caller closes it. `*.localhost` goes to this machine without any DNS.
 * @param options what Playwright's `launch` takes, added to what this machine needs
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  if (!existsSync(unpackedTo)) await unpack()
  const executablePath = join(unpackedTo, 'chromium')
  return driver.launch({
    ...options,
    executablePath,
    headless: true,
    env: { ...environment(executablePath), ...options.env },
    args: [
      '--no-sandbox',
      '--disable-setuid-sandbox',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--font-render-hinting=none',
      '--host-resolver-rules=MAP *.localhost 127.0.0.1',
      ...(options.args ?? []),
    ],
  })
}

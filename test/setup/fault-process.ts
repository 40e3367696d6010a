/**
 * Loaded before a process of the site (`node --import`): does wrong on demand, as a library or a disk might, far from
 * any request.
 */
import files from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

const { writeFile } = files

function disk(write: typeof writeFile): void {
  files.writeFile = write
  syncBuiltinESMExports()
}

const FAULTS: Record<string, () => void> = {
  exception: () => {
    throw new TypeError('secret-name is not a function')
  },
  rejection: () => void Promise.reject(new RangeError('secret-name')),
  connection: () => void Promise.reject(new Error('Connection terminated unexpectedly')),
  'full disk': () =>
    disk(async () => {
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    }),
  'empty disk': () => disk(writeFile),
}

process.on('message', (fault) => setTimeout(() => FAULTS[String(fault)]?.(), 0))

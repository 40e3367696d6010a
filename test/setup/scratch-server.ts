/** A PostgreSQL of this test run alone: fast, because nothing of it has to outlive the run. */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type EmbeddedServer, scratchFolder, startEmbedded, temporaryFolder } from '#app/db/embedded.ts'

const PREFIX = 'alumni-test-'
const FAST = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=200',
  'wal_level=minimal',
  'max_wal_senders=0',
  // Its workers belong to the superuser: a database they are in cannot be dropped by its owner.
  'autovacuum=off',
]

/** Folders of runs that were killed before they could clean up. */
function sweep(base: string): void {
  for (const name of readdirSync(base).filter((entry) => entry.startsWith(PREFIX))) {
    const pid = Number(name.slice(PREFIX.length).split('-')[0])
    if (!isRunning(pid)) rmSync(join(base, name), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

export interface ScratchServer {
  server: EmbeddedServer
  /** Ends it, data and all. */
  end: () => Promise<void>
  /** Stops it as an administrator does, sessions and all; what it answers brings it back on its port. */
  stop: () => Promise<() => Promise<void>>
}

/** @param more settings of this server besides; the last one counts */
export async function startScratchServer(more: string[] = []): Promise<ScratchServer> {
  // Chosen here: a server that had to lie elsewhere than it was told would not be found again to be removed.
  sweep(temporaryFolder())
  const folder = scratchFolder(`${PREFIX}${process.pid}-`)
  const settings = [...FAST, ...more]
  const server = await startEmbedded({ folder, settings })
  let running = server
  const end = async () => {
    await running.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const stop = async () => {
    await running.stop()
    return async () => {
      running = await startEmbedded({ folder, settings, port: server.port })
    }
  }
  return { server, end, stop }
}

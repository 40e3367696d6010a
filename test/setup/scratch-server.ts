/** A PostgreSQL of this test run alone: fast, because nothing of it has to outlive the run. */
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EmbeddedServer, startEmbedded } from '#app/db/embedded.ts'

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
function sweep(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const pid = Number(name.slice(PREFIX.length).split('-')[0])
    if (!isRunning(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true })
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
  sweep()
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
  // The server may run as another user, who has to walk in.
  chmodSync(folder, 0o755)
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

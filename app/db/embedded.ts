/**
 * PostgreSQL 18 out of npm packages, for demo, development and tests: nothing to install, nothing to configure.
 * Production names its own server (`DATABASE_URL`); this module is never loaded there.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { binariesFolder, isWalkable, makeWalkable, isRoot as root } from './embedded-binaries.ts'

/**
 * The roles of design §3: the owner migrates, app and platform may only read and write rows, the mail server looks up
 * one view.
 */
export const ROLE_NAMES = {
  owner: 'alumni_owner',
  app: 'alumni_app',
  platform: 'alumni_platform',
  postfix: 'alumni_postfix',
} as const
export type DatabaseRole = keyof typeof ROLE_NAMES

export interface EmbeddedServer {
  port: number
  /** Connection string of one of the roles. */
  url(role: DatabaseRole, database: string): string
  /** Runs statements as the superuser: set-up of databases only. */
  run(sql: string, database?: string): Promise<void>
  /** Stops the server if this process started it; one found running is left alone. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  folder: string
  /** Settings as `name=value`; tests switch durability off. */
  settings?: string[]
  /** The package with the binaries; only tests name another than the installed one. */
  from?: string
  /** Where to listen; a free port otherwise. */
  port?: number
}

/** PostgreSQL refuses root; every Unix has this account. */
const nobody = 65534

/** A port nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}

/** @returns the temporary folder, or one that the server's user can walk to where TMPDIR is private. */
export function temporaryFolder(): string {
  const all = [tmpdir(), '/tmp', '/var/tmp']
    .filter((folder) => existsSync(folder))
    .map((folder) => realpathSync(folder))
  return (root ? all.find(isWalkable) : undefined) ?? realpathSync(tmpdir())
}

/** @returns a folder of its own for a server that is thrown away, into which the server's user may walk */
export function scratchFolder(prefix: string): string {
  const folder = mkdtempSync(join(temporaryFolder(), prefix))
  chmodSync(folder, 0o755)
  return folder
}

/** Where data lies: the wished folder, or one under a temporary folder where `nobody` could not walk to it. */
function dataFolder(wished: string): string {
  if (!root || isWalkable(wished)) return resolve(wished)
  const name = Buffer.from(resolve(wished)).toString('base64url').slice(-40)
  return join(temporaryFolder(), `alumni-${name}`)
}

function initialise(data: string, binaries: string): void {
  const cluster = join(data, 'cluster')
  mkdirSync(cluster, { recursive: true, mode: 0o700 })
  const secret = join(data, 'secret')
  writeFileSync(secret, randomBytes(18).toString('base64url'), { mode: 0o600 })
  if (root) for (const path of [cluster, secret]) chownSync(path, nobody, nobody)
  const flags = [
    '-D',
    cluster,
    '-U',
    'postgres',
    '--pwfile',
    secret,
    '-A',
    'scram-sha-256',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
  ]
  const user = root ? { uid: nobody, gid: nobody } : {}
  execFileSync(join(binaries, 'bin', 'initdb'), flags, { ...user, cwd: data, stdio: ['ignore', 'ignore', 'inherit'] })
}

/** Port of a server that already runs on these data, if one does. */
function runningPort(cluster: string): number | undefined {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n')
  try {
    process.kill(Number(pid), 0)
    return Number(port) || undefined
  } catch {
    return undefined
  }
}

function launch(data: string, binaries: string, port: number, settings: string[]): ChildProcess {
  const log = openSync(join(data, 'postgres.log'), 'a')
  const all = ['listen_addresses=127.0.0.1', `unix_socket_directories=`, 'timezone=UTC', ...settings]
  const child = spawn(
    join(binaries, 'bin', 'postgres'),
    ['-D', join(data, 'cluster'), '-p', String(port), ...all.flatMap((setting) => ['-c', setting])],
    // A group of its own: Ctrl-C reaches us first, and we stop the server last.
    { ...(root ? { uid: nobody, gid: nobody } : {}), cwd: data, stdio: ['ignore', log, log], detached: true },
  )
  return child
}

async function waitUntilReady(url: string, child?: ChildProcess): Promise<void> {
  for (let left = 300; ; left--) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (left === 0 || (child && child.exitCode !== null)) throw error
      await new Promise((done) => setTimeout(done, 50))
    }
  }
}

/** Makes the roles on a fresh cluster; harmless on an old one. */
function roleSql(secret: string): string {
  return Object.entries(ROLE_NAMES)
    .map(
      ([kind, name]) => `DO $$ BEGIN
        IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '${name}') THEN
          CREATE ROLE ${name} LOGIN NOSUPERUSER NOBYPASSRLS ${kind === 'owner' ? 'CREATEDB' : ''};
        END IF; END $$; ALTER ROLE ${name} PASSWORD '${secret}';`,
    )
    .join('\n')
}

/**
 * Starts the server on `folder`, making the cluster first where there is none; joins one already running there.
 * @throws where the binaries for this platform are missing or the server does not come up (see postgres.log there)
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { folder, settings = [], from, port: wished } = options
  const data = dataFolder(folder)
  makeWalkable(data)
  const binaries = binariesFolder(data, from)
  const cluster = join(data, 'cluster')
  if (!existsSync(join(cluster, 'PG_VERSION'))) initialise(data, binaries)
  const secret = readFileSync(join(data, 'secret'), 'utf8').trim()
  const found = runningPort(cluster)
  const port = found ?? wished ?? (await freePort())
  const child = found ? undefined : launch(data, binaries, port, settings)
  const address = (user: string, database: string) => `postgresql://${user}:${secret}@127.0.0.1:${port}/${database}`
  await waitUntilReady(address('postgres', 'postgres'), child)
  const run = async (sql: string, database = 'postgres') => {
    const client = new pg.Client({ connectionString: address('postgres', database) })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  if (!found) await run(roleSql(secret))
  return {
    port,
    url: (role, database) => address(ROLE_NAMES[role], database),
    run,
    stop: () => stop(child),
  }
}

/** Fast shutdown (SIGINT): sessions are ended, data are flushed. */
function stop(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null) return Promise.resolve()
  return new Promise((done) => {
    child.once('exit', () => done())
    child.kill('SIGINT')
  })
}

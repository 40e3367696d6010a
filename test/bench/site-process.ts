/** The production server as a process of its own, and a visitor who is signed in. */
import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { buildForTests } from '#app/cli/build-site.ts'
import { stopLater } from '#app/cli/until-stopped.ts'
import { WEB_FLAGS } from '#app/cli/web-flags.ts'
import { childEnvironment, given } from '#app/context/env.ts'
import { ACCOUNT } from './world.ts'

export interface Served {
  port: number
  pid: number
  stop(): Promise<void>
}

const FIRST_PORT = 3400
const LAST_PORT = 3499

/** @returns a port of the benches' own range that nobody listens on. */
export async function benchPort(): Promise<number> {
  for (let port = FIRST_PORT; port <= LAST_PORT; port++) {
    const free = await new Promise<boolean>((done) => {
      const probe = createServer().once('error', () => done(false))
      probe.listen(port, () => probe.close(() => done(true)))
    })
    if (free) return port
  }
  throw new Error(`no port free between ${FIRST_PORT} and ${LAST_PORT}`)
}

/** Starts a process that says when it is ready; it ends with this one. */
export async function startProcess(
  file: string,
  args: string[],
  variables: Record<string, string>,
  flags: string[] = [],
): Promise<{ child: ChildProcess; stop(): Promise<void> }> {
  const child = fork(file, args, {
    env: childEnvironment(variables),
    execArgv: ['--disable-warning=ExperimentalWarning', ...flags],
    stdio: ['ignore', variables.SHOW_LOG ? 'inherit' : 'ignore', 'inherit', 'ipc'],
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const stop = () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    return ended
  }
  stopLater(stop)
  await new Promise<void>((ready, fail) => {
    child.once('message', () => ready())
    child.once('exit', (code) => fail(new Error(`${file} ended with ${code}`)))
  })
  return { child, stop }
}

/**
 * Starts the site as production does (`app/server.ts web`).
 * @param flags of Node; production's own unless told, such as `--cpu-prof`
 */
export async function startSite(variables: Record<string, string>, flags: string[] = WEB_FLAGS): Promise<Served> {
  const port = await benchPort()
  const all = {
    ...variables,
    NODE_ENV: 'production',
    LOG_LEVEL: 'info',
    BUILD_DIRECTORY: builtSite(),
    PORT: String(port),
  }
  const { child, stop } = await startProcess('app/server.ts', ['web'], all, flags)
  return { port, pid: child.pid!, stop }
}

/**
 * @returns the folder of the build that is measured: `BUILD_DIRECTORY`'s where it is given, or one of the sources of
 * now.
 */
export function builtSite(): string {
  return given('BUILD_DIRECTORY') ?? buildForTests()
}

export interface Fetched {
  status: number
  text: string
  headers: NodeJS.Dict<string | string[]>
}

/** One request to a host of the site, whatever the resolver knows of it. */
export function fetchFrom(
  port: number,
  host: string,
  path: string,
  { cookie = '', form }: { cookie?: string; form?: Record<string, string> } = {},
): Promise<Fetched> {
  const origin = `${host}:${port}`
  const body = form && new URLSearchParams(form).toString()
  const headers = {
    Host: origin,
    ...(cookie ? { Cookie: cookie } : {}),
    ...(body ? { Origin: `http://${origin}`, 'Content-Type': 'application/x-www-form-urlencoded' } : {}),
  }
  return new Promise((done, fail) => {
    const asked = request({ port, path, method: body ? 'POST' : 'GET', headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part) => parts.push(part))
      answer.on('end', () => {
        done({ status: answer.statusCode!, text: Buffer.concat(parts).toString(), headers: answer.headers })
      })
    })
    asked.once('error', fail).end(body)
  })
}

/**
 * Signs in by the page, as a paid-up member unless told.
 * @returns the cookie
 */
export async function signIn(port: number, host: string, account = ACCOUNT): Promise<string> {
  const { login, password } = account
  const answer = await fetchFrom(port, host, '/connexion', { form: { login, password, redirectTo: '' } })
  const cookie = [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((one) => one.split(';')[0])
    .join('; ')
  if (!cookie) throw new Error(`sign-in on ${host} answered ${answer.status}`)
  return cookie
}

/**
 * Processor time of a process so far, in milliseconds: what a noisy machine does not change. Linux only; NaN elsewhere.
 */
export function processorTime(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return Number.NaN
  }
}

/** Resident memory of a process, in bytes. Linux only; NaN elsewhere. */
export function residentMemory(pid: number): number {
  try {
    const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Number(line?.[1]) * 1024
  } catch {
    return Number.NaN
  }
}

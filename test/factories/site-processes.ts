/**
 * Web and worker as production starts them, whose log can be read and in which a fault can be made; and plain requests
 * to them.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { request as ask, type IncomingHttpHeaders } from 'node:http'

export interface SiteProcess {
  child: ChildProcess
  port: number
  /** What it has written so far. */
  said: () => string
  /** Asks it to stop as a rolling restart does. @returns its exit status */
  stop(): Promise<number | null>
}

export async function startSite(
  kind: 'web' | 'worker',
  variables: Record<string, string>,
  port = 0,
): Promise<SiteProcess> {
  const own = { NODE_ENV: 'production' as const, LOG_LEVEL: 'info', DATABASE_MAX: '8', PORT: String(port) }
  const child = fork('app/server.ts', [kind], {
    env: { PATH: process.env.PATH, ...variables, ...own },
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', './test/setup/fault-process.ts'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let text = ''
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (part) => (text += part))
  const gone = once(child, 'exit')
  const [first] = await Promise.race([once(child, 'message'), gone])
  if (first !== 'ready') throw new Error(text)
  const stop = async () => {
    child.kill('SIGTERM')
    const [status] = await gone
    return status
  }
  return { child, port, said: () => text, stop }
}

export const isAlive = ({ child }: SiteProcess) => child.exitCode === null && child.signalCode === null

export interface Answered {
  /** 0 where the connection was refused: no request was taken. -1 where it broke: one was lost. */
  status: number
  headers: IncomingHttpHeaders
  text: string
  ms: number
}

export interface Wish {
  path: string
  cookie?: string
  form?: Record<string, string> | FormData
  headers?: Record<string, string>
}

/** Each on a connection of its own, as a proxy without keep-alive has them. */
export async function askSite(port: number, host: string, { path, cookie, form, headers }: Wish): Promise<Answered> {
  const body = form && new Response(form instanceof FormData ? form : new URLSearchParams(form))
  const bytes = body && Buffer.from(await body.arrayBuffer())
  const all = {
    Host: host,
    ...(cookie ? { Cookie: cookie } : {}),
    ...(body ? { 'Content-Type': body.headers.get('Content-Type')!, Origin: `http://${host}` } : {}),
    ...headers,
  }
  const started = performance.now()
  return new Promise((done) => {
    const end = (status: number, more: { headers?: IncomingHttpHeaders; text?: string } = {}) =>
      done({ status, headers: {}, text: '', ms: performance.now() - started, ...more })
    const sent = ask({ host: '127.0.0.1', port, path, method: body ? 'POST' : 'GET', headers: all, agent: false })
    sent.once('error', (error: { code?: string }) => end(error.code === 'ECONNREFUSED' ? 0 : -1))
    sent.once('response', async (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (part) => (text += part))
      answer.once('error', () => end(-1))
      answer.once('end', () => end(answer.statusCode!, { headers: answer.headers, text }))
    })
    sent.end(bytes)
  })
}

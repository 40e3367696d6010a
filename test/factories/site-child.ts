/**
 * The site as production starts it, in a process of its own that a test may kill, and Stripe's double behind a port.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serveDoubles, type Trap } from '../outside/serve.ts'
import type { Posted, StripeDouble } from '../outside/stripe.ts'

export interface SiteChild {
  child: ChildProcess
  port: number
  pid: number
  /** kill -9. */
  kill(): Promise<void>
}

/** @param port kept by who follows: addresses that Stripe was told name it */
export async function startChild(variables: Record<string, string>, port: number): Promise<SiteChild> {
  const child = fork('app/server.ts', ['web'], {
    env: { PATH: process.env.PATH, ...variables, NODE_ENV: 'production', PORT: String(port), DATABASE_MAX: '6' },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', variables.SHOW_LOG ? 'inherit' : 'ignore', 'inherit', 'ipc'],
  })
  const gone = once(child, 'exit')
  const [first] = await Promise.race([once(child, 'message'), gone])
  if (first !== 'ready') throw new Error(`the site ended with ${first}`)
  const kill = async () => {
    child.kill('SIGKILL')
    await gone
  }
  return { child, port, pid: child.pid!, kill }
}

/** @returns variables that lead a process to the double; and how to let go of it. */
export async function openStripe(double: StripeDouble, trap?: Trap) {
  const server = serveDoubles([double], trap)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // What leads elsewhere than to Stripe is for the demo alone.
  const variables = { ...double.variables(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), DEMO: '1' }
  const close = async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
  return { variables, close }
}

export interface Said {
  status: number
  location: string
}

export interface Asked {
  host: string
  path: string
  cookie?: string
  form?: Record<string, string>
  event?: Posted
  /** What a proxy in front says of them. */
  headers?: Record<string, string>
}

/** @returns undefined where the process died instead of answering */
export function ask(
  port: number,
  { host, path, cookie, form, event, headers: more }: Asked,
): Promise<Said | undefined> {
  const body = event?.body ?? (form && new URLSearchParams(form).toString())
  const type = event ? 'application/json' : 'application/x-www-form-urlencoded'
  const headers = {
    Host: host,
    ...more,
    ...(cookie ? { Cookie: cookie } : {}),
    ...(event ? { 'Stripe-Signature': event.signature } : {}),
    ...(body === undefined ? {} : { 'Content-Type': type, Origin: `http://${host}` }),
  }
  return new Promise((done) => {
    const sent = request({ host: '127.0.0.1', port, path, method: body === undefined ? 'GET' : 'POST', headers })
    sent.once('error', () => done(undefined))
    sent.once('response', (answer) => {
      answer.resume()
      answer.once('error', () => done(undefined))
      answer.once('end', () => done({ status: answer.statusCode!, location: answer.headers.location ?? '' }))
    })
    sent.end(body)
  })
}

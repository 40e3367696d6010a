/**
 * The demo's third parties in one small process: the doubles that tests use in process, behind a port of this machine. Takes
 * nothing from outside it, and does not start without `DEMO=1`. A double is one line of `DOUBLES`.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getResponse, type HttpHandler } from 'msw'
import type { Double, DoubleOptions } from '../../test/outside/double.ts'
import { resendDouble } from '../../test/outside/resend.ts'
import { stripeDouble } from '../../test/outside/stripe.ts'
import { env, given } from '../context/env.ts'

const DOUBLES: readonly ((options: DoubleOptions) => Double)[] = [resendDouble, stripeDouble]

/** Posts to the site as a third party does: from this machine, to the host that the path's association answers on. */
function poster(): NonNullable<DoubleOptions['post']> {
  return (path, body, headers) => {
    const sent = request({
      host: '127.0.0.1',
      port: env().PORT,
      path,
      method: 'POST',
      headers: { ...headers, Host: `${given('DEMO_HOST')}:${env().PORT}`, 'Content-Length': Buffer.byteLength(body) },
    })
    // A site that is being stopped hears nothing more.
    sent.on('error', () => {})
    sent.on('response', (answer) => answer.resume())
    sent.end(body)
  }
}

async function bodyOf(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (incoming.method === 'GET' || incoming.method === 'HEAD') return undefined
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return new Uint8Array(Buffer.concat(chunks))
}

/** The first double that knows the address answers: under its own origin, or as a page of the demo. */
async function answer(doubles: readonly Double[], incoming: IncomingMessage): Promise<Response> {
  const body = await bodyOf(incoming)
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) if (typeof value === 'string') headers.set(name, value)
  const ask = (handlers: HttpHandler[], origin: string) =>
    getResponse(handlers, new Request(`${origin}${incoming.url}`, { method: incoming.method, headers, body }))
  const isPage = incoming.url?.startsWith('/demo/')
  for (const { origin, handlers, pages } of doubles) {
    const found = await (isPage ? ask(pages, 'http://localhost') : ask(handlers, origin))
    if (found) return found
  }
  return new Response(null, { status: 404 })
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  // An answer that is lost: the connection breaks.
  if (response.type === 'error') return void outgoing.destroy()
  outgoing.statusCode = response.status
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value)
  outgoing.end(Buffer.from(await response.arrayBuffer()))
}

function serve(): void {
  if (!env().DEMO) throw new Error('doubles of third parties are for the demo alone (DEMO=1)')
  const post = poster()
  const doubles = DOUBLES.map((make) => make({ post }))
  const server = createServer((incoming, outgoing) => {
    answer(doubles, incoming)
      .then((response) => send(response, outgoing))
      .catch((error: Error) => {
        console.error(error)
        outgoing.destroy()
      })
  })
  server.listen(0, '127.0.0.1', () => {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const variables = Object.assign({ DOUBLES_URL: address }, ...doubles.map((double) => double.variables(address)))
    process.send?.(variables)
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(signal, () => process.exit(0))
}

serve()

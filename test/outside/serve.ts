/** Doubles behind a port of this machine: for processes of their own, the demo's and those that tests kill. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { getResponse, type HttpHandler } from 'msw'
import type { Double } from './double.ts'

/**
 * What a test may do when a request has come, instead of answering it.
 * @param act lets the double do what was asked
 * @returns whether the asker hears nothing of it
 */
export type Trap = (asked: { method: string; path: string }, act: () => Promise<unknown>) => Promise<boolean>

async function bodyOf(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (incoming.method === 'GET' || incoming.method === 'HEAD') return undefined
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return new Uint8Array(Buffer.concat(chunks))
}

/** The first double that knows the address answers: under its own origin, or as a page of the demo. */
async function answer(doubles: readonly Double[], incoming: IncomingMessage, trap: Trap | undefined) {
  const body = await bodyOf(incoming)
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) if (typeof value === 'string') headers.set(name, value)
  const ask = (handlers: HttpHandler[], origin: string) =>
    getResponse(handlers, new Request(`${origin}${incoming.url}`, { method: incoming.method, headers, body }))
  const isPage = incoming.url?.startsWith('/demo/')
  const act = async () => {
    for (const { origin, handlers, pages } of doubles) {
      const found = await (isPage ? ask(pages, 'http://localhost') : ask(handlers, origin))
      if (found) return found
    }
    return new Response(null, { status: 404 })
  }
  if (await trap?.({ method: incoming.method ?? '', path: incoming.url ?? '' }, act)) return Response.error()
  return act()
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  // An answer that is lost: the connection breaks.
  if (response.type === 'error') return void outgoing.destroy()
  outgoing.statusCode = response.status
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value)
  outgoing.end(Buffer.from(await response.arrayBuffer()))
}

/** @returns a server that has yet to listen. */
export function serveDoubles(doubles: readonly Double[], trap?: Trap): Server {
  return createServer((incoming, outgoing) => {
    answer(doubles, incoming, trap)
      .then((response) => send(response, outgoing))
      .catch((error: Error) => {
        console.error(error)
        outgoing.destroy()
      })
  })
}

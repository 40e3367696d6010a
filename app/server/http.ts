/** Between Node's http and the web's Request and Response. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { createReadableStreamFromReadable } from '@remix-run/node'
import type { Answer } from './answer.ts'
import { addressOf, bodyLimit } from './gate.ts'

/** Headers that a client may set and that would name another host or address than the one it connected to. */
const NEVER_BELIEVED = ['x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'x-forwarded-for', 'forwarded']
/** As context/origin.ts reads it: ours to set, whatever a visitor sends. */
const CLIENT_ADDRESS = 'x-client-address'

/** Thrown into a body that goes on past what its path may take. */
export class TooLarge extends Error {}

/**
 * @param proxies how many of our own stand in front; each adds the address it was asked from at the end of
 * `X-Forwarded-For`, so what a visitor wrote there stands before and is not read
 */
function clientAddress({ headers, socket }: IncomingMessage, proxies: number): string {
  const given = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
  const said = proxies > 0 ? given.at(-proxies)?.trim() : undefined
  return said || (socket.remoteAddress ?? '')
}

function headersOf(incoming: IncomingMessage, proxies: number): Headers {
  const all = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value === undefined || NEVER_BELIEVED.includes(name)) continue
    for (const one of Array.isArray(value) ? value : [value]) all.append(name, one)
  }
  all.set(CLIENT_ADDRESS, clientAddress(incoming, proxies))
  return all
}

/** Requests whose body is past its limit: whatever the page made of what it read, the answer is 413. */
const tooLong = new WeakSet<Request>()

/**
 * @returns whether the request's body is longer than its path may take; sent in chunks, it does not say so before it
 * has been read.
 */
export function isTooLarge(request: Request): boolean {
  return tooLong.has(request)
}

/** Methods that pages know; `TRACE` and `CONNECT` cannot even be said in a Request. */
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Thrown for a method that nothing here answers. */
export class NoSuchMethod extends Error {}

function bodyOf(incoming: IncomingMessage, limit: number, over: () => void): ReadableStream {
  let seen = 0
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      seen += chunk.length
      if (seen > limit) over()
      done(seen > limit ? new TooLarge() : null, chunk)
    },
  })
  incoming.on('error', (error) => counted.destroy(error))
  return createReadableStreamFromReadable(incoming.pipe(counted))
}

/**
 * @returns the request as pages read it, and aborted when the visitor leaves before the answer has been sent
 * @throws NoSuchMethod for what no page answers
 */
export function requestOf(incoming: IncomingMessage, outgoing: ServerResponse, path: string, proxies = 0): Request {
  const { method = 'GET' } = incoming
  if (!METHODS.includes(method)) throw new NoSuchMethod()
  const leaving = new AbortController()
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) leaving.abort()
  })
  const bare = { method, headers: headersOf(incoming, proxies), signal: leaving.signal }
  const address = addressOf(incoming.headers.host ?? '', path)
  if (method === 'GET' || method === 'HEAD') return new Request(address, bare)
  const limit = bodyLimit(new URL(address).pathname)
  if (Number(incoming.headers['content-length'] ?? 0) > limit) {
    const request = new Request(address, bare)
    tooLong.add(request)
    return request
  }
  const body = bodyOf(incoming, limit, () => tooLong.add(request))
  const request = new Request(address, { ...bare, body, duplex: 'half' } as RequestInit)
  return request
}

/** Of a refused body: bytes that are read for nothing, milliseconds spent on it, and on waiting for more. */
const READ_FOR_NOTHING = { bytes: 64 * 1024 * 1024, milliseconds: 30_000, quiet: 5_000 }

/**
 * Reads what is left of a body, for nothing: a browser listens to no answer before it has sent everything.
 * @returns false where it goes on for too long; the connection is of no more use then
 */
export function readToEnd(incoming: IncomingMessage, most = READ_FOR_NOTHING): Promise<boolean> {
  if (incoming.complete || incoming.destroyed) return Promise.resolve(incoming.complete)
  return new Promise((done) => {
    const late = setTimeout(() => settle(false), most.milliseconds)
    const quiet = setTimeout(() => settle(false), most.quiet)
    let left = most.bytes
    const count = (chunk: Buffer) => {
      left -= chunk.length
      if (left < 0) settle(false)
      else quiet.refresh()
    }
    const settle = (whole: boolean) => {
      clearTimeout(late)
      clearTimeout(quiet)
      incoming.off('data', count)
      done(whole)
    }
    incoming.once('end', () => settle(true)).once('close', () => settle(incoming.complete))
    incoming.unpipe().on('data', count).resume()
  })
}

/** Sends an answer; a page that is at hand as text goes in one piece. */
export async function send({ response, text }: Answer, outgoing: ServerResponse): Promise<void> {
  outgoing.statusCode = response.status
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value)
  if (text !== undefined) {
    // Made bytes once: as text it would be read through for its length, and again for the socket. Node sends it with
    // the headers.
    const bytes = Buffer.from(text)
    outgoing.setHeader('Content-Length', bytes.length)
    outgoing.end(bytes)
  } else if (response.body) await stream(response.body, outgoing)
  else outgoing.end()
}

/**
 * No faster than the visitor takes it, so that a long file is never in memory whole; a visitor who left is no error.
 */
async function stream(body: ReadableStream, outgoing: ServerResponse): Promise<void> {
  try {
    await pipeline(Readable.fromWeb(body as NodeStream), outgoing)
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  }
}

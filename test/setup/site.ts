/** The real site without a socket: a Request in, a Response out, for any host. */
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { inject } from 'vitest'
import { makeAnswer } from '#app/server/answer.ts'
import { addressOf } from '#app/server/gate.ts'

export interface Sent {
  method?: string
  /** Sent as a form. */
  form?: Record<string, string | string[]> | FormData
  /** Sent as it is, such as a machine's message. */
  text?: string
  /** `name=value` pairs; what {@link cookieFrom} gives. */
  cookie?: string
  headers?: Record<string, string>
  /** `null` leaves it out; the host's own by default on unsafe methods. */
  origin?: string | null
  signal?: AbortSignal
}

let answer: ReturnType<typeof makeAnswer> | undefined

async function site() {
  if (!answer) {
    const file = resolve(join(inject('buildDirectory'), 'server', 'index.js'))
    const build = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as ServerBuild
    answer = makeAnswer(build, 'production')
  }
  return answer
}

function formOf(form: NonNullable<Sent['form']>): FormData | URLSearchParams {
  if (form instanceof FormData) return form
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(form))
    for (const one of Array.isArray(value) ? value : [value]) body.append(name, one)
  return body
}

/**
 * @param host such as `isep.localhost`; a port may follow
 * @param path with its query
 */
export async function request(host: string, path: string, sent: Sent = {}): Promise<Response> {
  const { form, text: message, cookie, headers = {}, signal } = sent
  const method = sent.method ?? (form ? 'POST' : 'GET')
  const address = addressOf(host, path)
  const all = new Headers({ Host: host, ...headers })
  if (cookie) all.set('Cookie', cookie)
  const origin = sent.origin === undefined && method !== 'GET' ? new URL(address).origin : sent.origin
  if (origin) all.set('Origin', origin)
  const asked = new Request(address, { method, headers: all, body: message ?? (form && formOf(form)), signal })
  const { response, text } = await (await site())({ request: asked, requestId: 'test' })
  return text === undefined ? response : new Response(text, response)
}

/** @returns the cookies that an answer sets, ready to be sent back. */
export function cookieFrom(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

/** @returns a page without what differs from one answer to the next: the nonce. */
export async function textWithoutNonce(response: Response): Promise<string> {
  const nonce = /'nonce-([^']+)'/.exec(response.headers.get('Content-Security-Policy') ?? '')?.[1]
  const text = await response.text()
  return nonce ? text.replaceAll(nonce, '') : text
}

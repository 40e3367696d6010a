/**
 * A shared cache as RFC 9111 allows one, which keeps whatever it may: in front of the site it must never give one
 * person what another was answered.
 */
import { request } from 'node:http'

export interface Asked {
  host: string
  path: string
  method?: 'GET' | 'HEAD' | 'POST'
  headers?: Record<string, string>
}

export interface Answered {
  status: number
  /** Names in lower case; repeated ones joined. */
  headers: Record<string, string>
  body: Buffer
}

export type Origin = (asked: Asked) => Promise<Answered>

/** Statuses that may be kept without being told how long (RFC 9110, 15.1). */
const BY_GUESS = [200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501]
/** Seconds that a cache guesses for such an answer (RFC 9111, 4.2.2). */
const GUESS = 600

/** @returns the directives of a Cache-Control, by their names in lower case */
function directives(value = ''): Map<string, string> {
  const all = value.match(/[\w-]+(="[^"]*"|=[^",\s]*)?/g) ?? []
  return new Map(
    all.map((one) => {
      const [name = '', said = ''] = one.split(/=(.*)/s)
      return [name.toLowerCase(), said.replace(/^"|"$/g, '')]
    }),
  )
}

/** @returns seconds for which an answer is fresh; undefined where it may not be kept (RFC 9111, 3) */
export function mayKeep(asked: Asked, { status, headers }: Answered): number | undefined {
  if ((asked.method ?? 'GET') !== 'GET' || status === 206 || headers.vary?.includes('*')) return undefined
  const control = directives(headers['cache-control'])
  if (control.has('no-store') || control.has('private')) return undefined
  const shared = control.has('public') || control.has('s-maxage') || control.has('must-revalidate')
  if (asked.headers?.authorization && !shared) return undefined
  if (control.has('no-cache')) return 0
  const said = control.get('s-maxage') ?? control.get('max-age')
  if (said !== undefined) return Number(said)
  if (headers.expires) return Math.max(0, (Date.parse(headers.expires) - Date.now()) / 1000) || 0
  return control.has('public') || BY_GUESS.includes(status) ? GUESS : undefined
}

interface Kept extends Answered {
  /** Of the request, those that Vary names. */
  selected: Record<string, string | undefined>
  until: number
  by: string
}

export class SharedCache {
  readonly #origin: Origin
  readonly #kept = new Map<string, Kept[]>()

  constructor(origin: Origin) {
    this.#origin = origin
  }

  /** @returns the answer, and whose answer it was where it comes out of the cache */
  async ask(asked: Asked, who: string): Promise<Answered & { from?: string }> {
    const key = `${asked.host}${asked.path}`
    const all = this.#kept.get(key) ?? []
    const found = ['GET', 'HEAD'].includes(asked.method ?? 'GET')
      ? all.find(({ selected }) => Object.entries(selected).every(([name, value]) => asked.headers?.[name] === value))
      : undefined
    if (found && found.until > Date.now()) return { ...found, from: found.by }
    const tags = found
      ? {
          ...(found.headers.etag ? { 'if-none-match': found.headers.etag } : {}),
          ...(found.headers['last-modified'] ? { 'if-modified-since': found.headers['last-modified'] } : {}),
        }
      : {}
    const answer = await this.#origin({ ...asked, headers: { ...asked.headers, ...tags } })
    if (found && answer.status === 304) return { ...found, from: found.by }
    const fresh = mayKeep(asked, answer)
    if (fresh === undefined) return answer
    const names = (answer.headers.vary ?? '').split(',').map((name) => name.trim().toLowerCase())
    const selected = Object.fromEntries(names.filter(Boolean).map((name) => [name, asked.headers?.[name]]))
    const kept = { ...answer, selected, until: Date.now() + fresh * 1000, by: who }
    this.#kept.set(key, [...all.filter((one) => one !== found), kept])
    return answer
  }

  /** @returns the addresses of which something is kept */
  addresses(): string[] {
    return [...this.#kept.keys()]
  }

  /** @returns the headers of everything that is kept */
  headers(): Record<string, string>[] {
    return [...this.#kept.values()].flat().map(({ headers }) => headers)
  }
}

/** The site behind a port. */
export const behind =
  (port: number): Origin =>
  ({ host, path, method = 'GET', headers }) =>
    new Promise((done, fail) => {
      const sent = request({ host: '127.0.0.1', port, path, method, headers: { ...headers, host }, agent: false })
      sent.once('error', fail)
      sent.once('response', async (answer) => {
        const parts: Buffer[] = []
        for await (const part of answer) parts.push(part as Buffer)
        const all = Object.entries(answer.headers).map(([name, value]) => [name, [value].flat().join(', ')])
        done({ status: answer.statusCode!, headers: Object.fromEntries(all), body: Buffer.concat(parts) })
      })
      sent.end()
    })

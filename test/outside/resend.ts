/**
 * Resend's double: stateful, with its ids, keys, limits, faults and signed events (design §7; law-fr §5). Tests read
 * `mails` and play events; the demo shows them at `/demo/mails`.
 */
import { createHash, randomUUID } from 'node:crypto'
import { delay, HttpResponse, http } from 'msw'
import type { Double, DoubleOptions } from './double.ts'
import { eventOf, type MailEventType, type SignedEvent, signEvent, WEBHOOK_SECRET } from './resend-events.ts'
import { type AcceptedMail, acceptedFrom, type EmailBody, emailBody, type MailState } from './resend-mails.ts'
import { mailPages } from './resend-pages.ts'

const ORIGIN = 'https://api.resend.com'
const DAY = 24 * 3600_000

/** What the next request meets, once. */
export type Fault =
  | { kind: 'status'; status: number; name: string; headers?: Record<string, string> }
  /** Accepted, but the answer never arrives. */
  | { kind: 'lost' }
  | { kind: 'slow'; ms: number }
  /** Accepted, and yet the answer is a fault of theirs. */
  | { kind: 'broken'; status: number }

interface Remembered {
  digest: string
  at: number
  /** Absent while the first request still runs. */
  answer?: { status: number; body: object }
}

export interface ResendDouble extends Double {
  /** Accepted ones, oldest first. */
  mails: AcceptedMail[]
  /** Bodies and keys of every request, accepted or not. */
  requests: { path: string; key: string | null; mails: number }[]
  /** Faults of the next requests, in order. */
  faults: Fault[]
  /** Requests a second (5 by Resend's word). */
  limit: number
  /** One mail to `invalid…` refuses its whole batch, whatever was asked. */
  strict: boolean
  /** The double's own clock. */
  now(): Date
  /** Plays an event of a mail: changes its state and gives it signed. */
  event(mail: AcceptedMail, type: MailEventType, more?: object): SignedEvent
  forget(): void
}

const refuse = (status: number, name: string, message: string, headers: Record<string, string> = {}) =>
  HttpResponse.json({ statusCode: status, name, message }, { status, headers })

export function resendDouble({ post, now }: DoubleOptions = {}): ResendDouble {
  const keys = new Map<string, Remembered>()
  const suppressed = new Set<string>()
  let second = { at: 0, used: 0 }
  const self: ResendDouble = {
    origin: ORIGIN,
    mails: [],
    requests: [],
    faults: [],
    limit: 5,
    strict: false,
    handlers: [],
    pages: [],
    now: now ?? (() => new Date()),
    variables: (address) => ({
      RESEND_API_KEY: 're_demo_double',
      RESEND_WEBHOOK_SECRET: WEBHOOK_SECRET,
      RESEND_BASE_URL: address,
    }),
    event(mail, type, more) {
      mail.state = type.replace('email.', '') as MailState
      if (type === 'email.bounced' || type === 'email.complained') suppressed.add(mail.to.toLowerCase())
      return signEvent(eventOf(mail, type, self.now(), more), WEBHOOK_SECRET, now ? new Date() : self.now())
    },
    forget() {
      keys.clear()
      suppressed.clear()
      self.mails.length = 0
      self.requests.length = 0
      self.faults.length = 0
      second = { at: 0, used: 0 }
    },
  }

  /** What happens to a mail by itself, in the demo: addresses that begin with a fate have it (as at resend.dev). */
  function liveOn(mail: AcceptedMail): void {
    if (!post) return
    const fate = /^(bounced|complained)/.exec(mail.to)?.[1]
    const kinds: MailEventType[] = suppressed.has(mail.to.toLowerCase())
      ? ['email.suppressed']
      : ['email.sent', fate === 'bounced' ? 'email.bounced' : 'email.delivered']
    if (fate === 'complained') kinds.push('email.complained')
    for (const [i, kind] of kinds.entries())
      setTimeout(
        () => {
          const { body, headers } = self.event(mail, kind)
          post('/webhooks/resend', body, headers)
        },
        400 * (i + 1),
      ).unref()
  }

  function accept(bodies: EmailBody[]): { id: string }[] {
    return bodies.map((body) => {
      const mail = acceptedFrom(body, randomUUID(), self.now())
      self.mails.push(mail)
      liveOn(mail)
      return { id: mail.id }
    })
  }

  function rate(): Record<string, string> | Response {
    const at = Math.floor(self.now().getTime() / 1000)
    second = second.at === at ? { at, used: second.used + 1 } : { at, used: 1 }
    const left = Math.max(0, self.limit - second.used)
    const headers = {
      'ratelimit-limit': String(self.limit),
      'ratelimit-remaining': String(left),
      'ratelimit-reset': '1',
    }
    if (second.used <= self.limit) return headers
    const words = 'Too many requests. You can only make 5 requests per second.'
    return refuse(429, 'rate_limit_exceeded', words, { ...headers, 'retry-after': '1' })
  }

  type Work = (json: unknown, request: Request) => { status: number; body: object }

  /** A key tells a second try from a second mail: 24 hours, one request at a time, the same bytes. */
  function known(key: string, text: string): Response | Remembered {
    if (key.length > 256) return refuse(400, 'invalid_idempotency_key', 'The key must be at most 256 characters.')
    const digest = createHash('sha256').update(text).digest('hex')
    const entry = keys.get(key)
    if (!entry || self.now().getTime() - entry.at >= DAY) {
      const fresh = { digest, at: self.now().getTime() }
      keys.set(key, fresh)
      return fresh
    }
    if (entry.digest !== digest)
      return refuse(409, 'invalid_idempotent_request', 'Same idempotency key used with a different request payload.')
    if (!entry.answer)
      return refuse(409, 'concurrent_idempotent_requests', 'Same idempotency key used while the original is running.')
    return HttpResponse.json(entry.answer.body, { status: entry.answer.status })
  }

  async function answer(request: Request, path: string, work: Work): Promise<Response> {
    const key = request.headers.get('Idempotency-Key')
    const text = await request.text()
    const json: unknown = JSON.parse(text)
    self.requests.push({ path, key, mails: Array.isArray(json) ? json.length : 1 })
    const bearer = request.headers.get('Authorization')?.replace(/^Bearer /, '')
    if (!bearer) return refuse(401, 'missing_api_key', 'Missing API key in the authorization header.')
    if (!bearer.startsWith('re_')) return refuse(403, 'invalid_api_key', 'API key is invalid')
    const fault = self.faults.shift()
    if (fault?.kind === 'status') return refuse(fault.status, fault.name, 'as the test asked', fault.headers)
    const limited = rate()
    if (limited instanceof Response) return limited
    const entry = key === null ? undefined : known(key, text)
    if (entry instanceof Response) return entry
    if (fault?.kind === 'slow') await delay(fault.ms)
    const done = work(json, request)
    // What failed validation is not remembered: it may be put right under the same key.
    if (entry && done.status < 300) entry.answer = done
    else if (key !== null) keys.delete(key)
    if (fault?.kind === 'lost') return HttpResponse.error()
    if (fault?.kind === 'broken') return refuse(fault.status, 'internal_server_error', 'as the test asked')
    return HttpResponse.json(done.body, { status: done.status, headers: limited })
  }

  const invalid = (message: string) => ({ status: 422, body: { statusCode: 422, name: 'validation_error', message } })

  const one: Work = (json) => {
    const read = emailBody.safeParse(json)
    return read.success ? { status: 200, body: accept([read.data])[0]! } : invalid(read.error.issues[0]!.message)
  }

  const batch: Work = (json, request) => {
    if (!Array.isArray(json) || json.length === 0 || json.length > 100)
      return invalid('Batch must have between 1 and 100 emails.')
    const permissive = request.headers.get('x-batch-validation') === 'permissive'
    const read = json.map((body) => emailBody.safeParse(body))
    const errors = read.flatMap(({ success, error }, index) =>
      success ? [] : [{ index, message: error!.issues[0]!.message }],
    )
    if (errors.length > 0 && !permissive) return invalid(errors[0]!.message)
    const odd = (body: EmailBody | undefined) => [body?.to].flat().some((to) => to?.startsWith('invalid'))
    if (self.strict && read.some(({ data: body }) => odd(body))) return invalid('Invalid `to` field.')
    const data = accept(read.flatMap(({ data: body }) => (body ? [body] : [])))
    return { status: 200, body: permissive ? { data, errors } : { data } }
  }

  self.handlers = [
    http.post(`${ORIGIN}/emails`, ({ request }) => answer(request, '/emails', one)),
    http.post(`${ORIGIN}/emails/batch`, ({ request }) => answer(request, '/emails/batch', batch)),
    http.get(`${ORIGIN}/emails/:id`, ({ params }) => {
      const mail = self.mails.find(({ id }) => id === params.id)
      return mail ? HttpResponse.json({ object: 'email', ...mail }) : refuse(404, 'not_found', 'Email not found')
    }),
  ]
  self.pages = mailPages(self.mails)
  return self
}

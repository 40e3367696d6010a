/** Resend through its own SDK: batches out, events in. What a mail says and to whom is not known here. */
import { type CreateBatchSuccessResponse, Resend, type WebhookEventPayload } from 'resend'

/** Most that Resend takes in one request. */
export const BATCH_SIZE = 100

/** Milliseconds that an answer may take; the request may have been heard all the same. */
const PATIENCE = 30_000
const QUOTA_PAUSE = 3600_000
/** Milliseconds: a key or a domain that is put right is noticed this soon. */
const SETTINGS_PAUSE = 900_000
/** Milliseconds between which a wait that Resend names is believed. */
const [SHORTEST, LONGEST] = [1000, 3600_000]

export interface OutgoingMail {
  from: string
  to: string
  replyTo: string
  subject: string
  html: string
  text: string
  headers: Record<string, string>
  /** Come back with every event; letters, digits, `_` and `-` only. */
  tags: Record<string, string>
}

export type Sent =
  /** One answer per mail, in order. `pause`: milliseconds until more may be asked for. */
  | { kind: 'accepted'; results: ({ id: string } | { refused: string })[]; pause: number }
  /** Try again with the same key, not before so many milliseconds (undefined: the caller's own back-off). */
  | { kind: 'later'; why: string; wait: number | undefined; shut?: false }
  /** The same, and surely nothing was taken: a limit, a quota, a key. Nothing else would be taken meanwhile either. */
  | { kind: 'later'; why: string; wait: number; shut: true }
  /** `apart`: one of the mails is at fault, and the others may go without it. */
  | { kind: 'refused'; why: string; apart: boolean }

export interface Mailer {
  /** @param key the same mails under the same key are sent once, within 24 hours */
  send(mails: readonly OutgoingMail[], key: string): Promise<Sent>
}

/** @param baseUrl where the demo's double answers; undefined: Resend itself */
export function resendMailer(options: { key: string; baseUrl: string | undefined }): Mailer {
  const client = new Resend(options.key, { baseUrl: options.baseUrl ?? 'https://api.resend.com' })
  return {
    async send(mails, key) {
      const bodies = mails.map(({ tags, ...mail }) => ({
        ...mail,
        tags: Object.entries(tags).map(([name, value]) => ({ name, value })),
      }))
      const { data, error, headers } = await client.batch.send(bodies, {
        idempotencyKey: key,
        batchValidation: 'permissive',
        ...({ signal: AbortSignal.timeout(PATIENCE) } as object),
      })
      if (error) return refusal(error, headers ?? {})
      return { kind: 'accepted', results: resultsOf(data, mails.length), pause: pauseAfter(headers ?? {}) }
    },
  }
}

/** Resend names those it refused by place and gives ids to the others in order. */
function resultsOf(data: CreateBatchSuccessResponse<{ batchValidation: 'permissive' }>, count: number) {
  const refused = new Map((data.errors ?? []).map(({ index, message }) => [index, message]))
  const ids = data.data.map(({ id }) => id)
  return Array.from({ length: count }, (_, i) => {
    const why = refused.get(i)
    return why === undefined ? { id: ids.shift() ?? '' } : { refused: why }
  })
}

type Failure = { name: string; statusCode: number | null; message: string }

/** What is worth another try: too fast, the same request still running, their fault, or no answer at all. */
function refusal({ name, statusCode, message }: Failure, headers: Record<string, string>): Sent {
  const why = `${statusCode ?? 'no answer'} ${name}: ${message}`
  if (statusCode === null || statusCode >= 500 || name === 'concurrent_idempotent_requests')
    return { kind: 'later', why, wait: secondsIn(headers['retry-after']) }
  if (name.endsWith('quota_exceeded')) return { kind: 'later', why, wait: QUOTA_PAUSE, shut: true }
  if (statusCode === 429) {
    const wait = secondsIn(headers['retry-after']) ?? secondsIn(headers['ratelimit-reset'])
    return { kind: 'later', why, wait: wait ?? 5 * SHORTEST, shut: true }
  }
  // A key that was taken back or a domain not yet verified can be put right while the mails wait.
  if (statusCode === 401 || statusCode === 403) return { kind: 'later', why, wait: SETTINGS_PAUSE, shut: true }
  return { kind: 'refused', why, apart: statusCode === 422 || statusCode === 413 }
}

/** @returns milliseconds, neither so few that requests chase each other nor so many that mails are forgotten */
function secondsIn(header: string | undefined): number | undefined {
  const seconds = Number(header || Number.NaN)
  if (!Number.isFinite(seconds) || seconds < 0) return undefined
  return Math.min(Math.max(seconds * 1000, SHORTEST), LONGEST)
}

function pauseAfter(headers: Record<string, string>): number {
  return headers['ratelimit-remaining'] === '0' ? (secondsIn(headers['ratelimit-reset']) ?? 1000) : 0
}

export type MailEvent = WebhookEventPayload

/**
 * Reads an event as Resend signed it (svix), not older or newer than five minutes.
 * @param payload the body, byte for byte
 * @returns undefined where the signature does not hold
 */
export function readResendEvent(payload: string, headers: Headers, secret: string): MailEvent | undefined {
  const signed = (name: string) => headers.get(`svix-${name}`) ?? ''
  try {
    return new Resend('unused').webhooks.verify({
      payload,
      headers: { id: signed('id'), timestamp: signed('timestamp'), signature: signed('signature') },
      webhookSecret: secret,
    }) as WebhookEventPayload
  } catch {
    return undefined
  }
}

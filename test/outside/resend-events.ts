/** Resend's webhooks as svix signs them: `v1,` + base64 of HMAC-SHA256 over `id.timestamp.body`. */
import { createHmac, randomUUID } from 'node:crypto'
import type { WebhookEventPayload } from 'resend'
import type { AcceptedMail } from './resend-mails.ts'

export const WEBHOOK_SECRET = `whsec_${Buffer.from('the double of Resend signs so').toString('base64')}`

export type MailEventType = Extract<WebhookEventPayload['type'], `email.${string}`>

export interface SignedEvent {
  body: string
  headers: Record<string, string>
}

const MORE: Partial<Record<MailEventType, object>> = {
  'email.bounced': {
    bounce: { type: 'Permanent', subType: 'General', message: 'The recipient’s mailbox does not exist.' },
  },
  'email.failed': { failed: { reason: 'reached_daily_quota' } },
  'email.suppressed': { suppressed: { type: 'OnAccountSuppressionList', message: 'The address bounced before.' } },
}

/** @param more replaces parts of the event's data, such as a transient bounce */
export function eventOf(mail: AcceptedMail, type: MailEventType, at: Date, more: object = {}): object {
  const { id, from, to, subject, tags } = mail
  const data = {
    email_id: id,
    message_id: `<${id}@double.example>`,
    created_at: mail.at,
    from,
    to: [to],
    subject,
    tags,
    ...MORE[type],
    ...more,
  }
  return { type, created_at: at.toISOString(), data }
}

/** @param id of the event: svix sends the same one again under the same id */
export function signEvent(event: object, secret: string, at = new Date(), id = `msg_${randomUUID()}`): SignedEvent {
  const body = JSON.stringify(event)
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return {
    body,
    headers: {
      'Content-Type': 'application/json',
      'svix-id': id,
      'svix-timestamp': timestamp,
      'svix-signature': `v1,${signature}`,
    },
  }
}

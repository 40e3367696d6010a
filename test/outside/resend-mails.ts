/** What the double of Resend keeps and checks: mails as the SDK sends them. */
import type { CreateEmailOptions } from 'resend'
import { z } from 'zod'

type Snake<Key> = Key extends 'replyTo'
  ? 'reply_to'
  : Key extends 'scheduledAt'
    ? 'scheduled_at'
    : Key extends 'topicId'
      ? 'topic_id'
      : Key extends 'react' | 'attachments'
        ? never
        : Key
type AllKeys<Union> = Union extends Union ? keyof Union : never
/** Every key of the SDK's own options as they travel: a new one fails the type check here. */
type WireKey = Snake<AllKeys<CreateEmailOptions>>

const address = z
  .string()
  .refine((text) => !/[\r\n]/.test(text) && /^([^<>]*<[^\s<>@,]+@[^\s<>@,]+>|[^\s<>@,]+@[^\s<>@,]+)$/.test(text), {
    message: 'Invalid email address',
  })
const addresses = z.union([address, z.array(address).max(50)])
const line = z.string().refine((text) => !/[\r\n]/.test(text), { message: 'Line breaks are not allowed' })
const tagWord = z
  .string()
  .regex(/^[\w-]{1,256}$/, 'Tags should only contain ASCII letters, numbers, underscores, or dashes.')

const wire = {
  from: address,
  to: addresses,
  cc: addresses.optional(),
  bcc: addresses.optional(),
  reply_to: addresses.optional(),
  subject: line.min(1),
  html: z.string().optional(),
  text: z.string().optional(),
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]+$/), line).optional(),
  tags: z
    .array(z.strictObject({ name: tagWord, value: tagWord }))
    .max(75)
    .optional(),
  scheduled_at: z.string().optional(),
  topic_id: z.string().optional(),
  template: z.unknown().optional(),
} satisfies Record<WireKey, z.ZodType>

export const emailBody = z.strictObject(wire)
export type EmailBody = z.infer<typeof emailBody>

export type MailState = 'sent' | 'delivered' | 'delivery_delayed' | 'bounced' | 'complained' | 'suppressed' | 'failed'

/** A mail that was accepted. */
export interface AcceptedMail {
  id: string
  at: string
  tenant: string
  to: string
  from: string
  replyTo: string
  subject: string
  html: string
  text: string
  headers: Record<string, string>
  tags: Record<string, string>
  /** Addresses that the HTML body leads to, in order. */
  links: string[]
  state: MailState
}

const first = (some: string | string[] | undefined): string => (Array.isArray(some) ? some[0] : some) ?? ''

const unescaped = (text: string) =>
  text
    .replace(/&amp;/g, '&')
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')

export function acceptedFrom(body: EmailBody, id: string, at: Date): AcceptedMail {
  const tags = Object.fromEntries((body.tags ?? []).map(({ name, value }) => [name, value]))
  const html = body.html ?? ''
  return {
    id,
    at: at.toISOString(),
    tenant: tags.tenant ?? '',
    to: first(body.to),
    from: body.from,
    replyTo: first(body.reply_to),
    subject: body.subject,
    html,
    text: body.text ?? '',
    headers: body.headers ?? {},
    tags,
    links: [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => unescaped(href!)),
    state: 'sent',
  }
}

/**
 * What Resend tells of a mail: each event acts once, in the transaction that remembers it, whatever the order (design
 * §7, I4).
 */
import type { Tenant } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import type { MailEvent } from '#app/outside/resend.ts'
import { type Bounce, bounceOf } from './bounces.ts'
import { clearArrived, judgeBounce, remembered } from './repair-address.server.ts'
import { chooseList } from './subscriptions.server.ts'

/** A state is only ever replaced by one that says more. */
const RANK = [
  'waiting',
  'sending',
  'sent',
  'delayed',
  'delivered',
  'failed',
  'bounced',
  'suppressed',
  'complained',
] as const
type State = (typeof RANK)[number]

/**
 * @returns the state an event stands for; undefined for what we do not follow (openings and clicks are nobody's
 * business).
 */
function stateOf(event: MailEvent): State | undefined {
  switch (event.type) {
    case 'email.sent':
      return 'sent'
    case 'email.delivered':
      return 'delivered'
    case 'email.delivery_delayed':
      return 'delayed'
    case 'email.bounced':
      // A full mailbox, a machine that is away or a policy against us says nothing for good against the address.
      return ['dead', 'refused'].includes(bounceOf(event.data?.bounce)) ? 'bounced' : 'failed'
    case 'email.complained':
      return 'complained'
    case 'email.suppressed':
      return 'suppressed'
    case 'email.failed':
      return 'failed'
    default:
      return undefined
  }
}

/**
 * Tags come back as one object or, as Resend's reference has it, as a list of names and values; events of other kinds
 * have none, or no data.
 */
function tagsOf({ data }: { data?: object | null }): Record<string, unknown> {
  const tags = data && 'tags' in data ? data.tags : undefined
  if (!Array.isArray(tags)) return (tags ?? {}) as Record<string, unknown>
  return Object.fromEntries(tags.map((tag: { name?: unknown; value?: unknown } | null) => [tag?.name, tag?.value]))
}

/** @returns association and mail that an event is about, as we tagged the mail; undefined for somebody else's. */
export function subjectOf(event: MailEvent): { slug: string; mailId: string } | undefined {
  const { tenant, mail } = tagsOf(event)
  return typeof tenant === 'string' && tenant && isUuid(mail) ? { slug: tenant, mailId: mail } : undefined
}

interface MailRow extends RowOf<'mail', 'id' | 'recipient' | 'personId' | 'listId' | 'providerId' | 'createdAt'> {
  state: State
}

/** A mail that we gave up without an answer may have left all the same: Resend knows better. */
const knownOf = ({ state, providerId }: MailRow): State => (state === 'failed' && !providerId ? 'sending' : state)

/** What the event says against the address; an address that Resend writes to no more was refused before. */
function bouncedAs(event: MailEvent): Bounce | undefined {
  if (event.type === 'email.suppressed') return 'refused'
  return event.type === 'email.bounced' ? bounceOf(event.data?.bounce) : undefined
}

/**
 * @param eventId svix's; the same again changes nothing
 * @returns whether it was new
 */
export function takeMailEvent(
  tenant: Tenant,
  { mailId, eventId, event }: { mailId: string; eventId: string; event: MailEvent },
  now: Date,
): Promise<boolean> {
  const bounce = bouncedAs(event)
  return inTenantSql(tenant.id, async (query) => {
    const [fresh] = await query(sql`
      INSERT INTO "mail_event" ("tenantId", "id", "mailId", "type", "at")
      VALUES (${tenant.id}, ${eventId}, ${mailId}, ${event.type === 'email.bounced' && bounce ? remembered(bounce) : event.type}, ${now}) ON CONFLICT DO NOTHING RETURNING "id"`)
    const state = stateOf(event)
    if (!fresh || !state) return Boolean(fresh)
    const [mail] = await query<MailRow>(sql`
      SELECT "id", "recipient", "personId", "listId", "providerId", "createdAt", "state" FROM "mail"
      WHERE "tenantId" = ${tenant.id} AND "id" = ${mailId} FOR UPDATE`)
    if (!mail || RANK.indexOf(state) <= RANK.indexOf(knownOf(mail))) return true
    await query(sql`UPDATE "mail" SET "state" = ${state},
      "providerId" = coalesce("providerId", ${event.data && 'email_id' in event.data ? event.data.email_id : null})
      WHERE "tenantId" = ${tenant.id} AND "id" = ${mailId}`)
    if (bounce) await judgeBounce({ query, tenant, now }, mail, bounce)
    if (state === 'delivered') await clearArrived({ query, tenant, now }, mail)
    if (state === 'complained' && mail.personId && mail.listId)
      await chooseList({ query, tenant, now }, mail.personId, { listId: mail.listId, on: false, source: 'complaint' })
    return true
  })
}

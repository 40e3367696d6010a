/**
 * What Resend tells of a mail: each event acts once, in the transaction that remembers it, whatever the order (design
 * §7, I4).
 */
import type { Tenant } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { markInvalidAddress } from '#app/domain/people/email-addresses.server.ts'
import type { MailEvent } from '#app/outside/resend.ts'
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

/** Failures in a row after which an address is in error; Resend itself holds mail back after the first. */
const FAILURES = 2

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
      // A full mailbox or a machine that is away says nothing against the address; nor does a bounce of no known kind.
      return event.data?.bounce?.type === 'Permanent' ? 'bounced' : 'failed'
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

interface MailRow extends RowOf<'mail', 'recipient' | 'personId' | 'listId' | 'providerId'> {
  state: State
}

/** A mail that we gave up without an answer may have left all the same: Resend knows better. */
const knownOf = ({ state, providerId }: MailRow): State => (state === 'failed' && !providerId ? 'sending' : state)

/**
 * @param eventId svix's; the same again changes nothing
 * @returns whether it was new
 */
export function takeMailEvent(
  tenant: Tenant,
  { mailId, eventId, event }: { mailId: string; eventId: string; event: MailEvent },
  now: Date,
): Promise<boolean> {
  return inTenantSql(tenant.id, async (query) => {
    const [fresh] = await query(sql`
      INSERT INTO "mail_event" ("tenantId", "id", "mailId", "type", "at")
      VALUES (${tenant.id}, ${eventId}, ${mailId}, ${event.type}, ${now}) ON CONFLICT DO NOTHING RETURNING "id"`)
    const state = stateOf(event)
    if (!fresh || !state) return Boolean(fresh)
    const [mail] = await query<MailRow>(sql`
      SELECT "recipient", "personId", "listId", "providerId", "state" FROM "mail"
      WHERE "tenantId" = ${tenant.id} AND "id" = ${mailId} FOR UPDATE`)
    if (!mail || RANK.indexOf(state) <= RANK.indexOf(knownOf(mail))) return true
    await query(sql`UPDATE "mail" SET "state" = ${state},
      "providerId" = coalesce("providerId", ${event.data && 'email_id' in event.data ? event.data.email_id : null})
      WHERE "tenantId" = ${tenant.id} AND "id" = ${mailId}`)
    if (state === 'bounced' || state === 'suppressed') await judgeAddress(query, tenant, mail, now)
    if (state === 'complained' && mail.personId && mail.listId)
      await chooseList({ query, tenant, now }, mail.personId, { listId: mail.listId, on: false, source: 'complaint' })
    return true
  })
}

/** Two failures since something last arrived there: the address is in error, and mail goes to the person's next one. */
async function judgeAddress(query: Query, tenant: Tenant, { recipient }: MailRow, now: Date): Promise<void> {
  const [row] = await query<{ failures: number }>(sql`
    SELECT count(*)::int AS failures FROM "mail" m WHERE m."tenantId" = ${tenant.id} AND m."recipient" = ${recipient}
      AND m."state" IN ('bounced', 'suppressed')
      AND m."createdAt" > coalesce((SELECT max(d."createdAt") FROM "mail" d WHERE d."tenantId" = ${tenant.id}
        AND d."recipient" = ${recipient} AND d."state" = 'delivered'), '-infinity')`)
  if ((row?.failures ?? 0) >= FAILURES) await markInvalidAddress(query, tenant, recipient, now)
}

/**
 * What comes by the contact form. It is kept in the same transaction as the mail to the association: should the mail
 * never arrive, the message is at the desk. The typed address gets nothing, so that nobody writes to others through us.
 */
import type { Ctx } from '#app/context/open.ts'
import { keyedHash, originOf } from '#app/context/origin.ts'
import { tooMany } from '#app/context/refusals.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'

export const NAME_LENGTH = 120
export const TEXT_LENGTH = 5_000
export const EMAIL_LENGTH = 254

const HOUR = 3_600_000
/**
 * Messages of one network in an hour, and of everybody in a day. None is counted by the address that is typed: whoever
 * types somebody's would be told by the refusal that they wrote.
 */
export const CONTACT_LIMITS = { network: 5, all: 200 } as const

export interface ContactWords {
  name: string
  email: string
  text: string
}

/** What the mail to the association says. */
export interface ContactLetter extends ContactWords {
  id: string
}

async function demandRoom({ tenant, now }: Ctx, query: Query, origin: string): Promise<void> {
  // One after the other: each sees those before it.
  await query(sql`SELECT pg_advisory_xact_lock(hashtext('contact'), hashtext(${tenant.id}))`)
  const since = (hours: number) => new Date(now.getTime() - hours * HOUR)
  const [row] = await query<{ network: number; all: number }>(sql`
    SELECT (count(*) FILTER (WHERE "origin" = ${origin} AND "origin" <> '' AND "at" > ${since(1)}))::int AS "network",
      count(*)::int AS "all"
    FROM "contact_message" WHERE "tenantId" = ${tenant.id} AND "at" > ${since(24)}`)
  const { network, all } = row!
  if (network >= CONTACT_LIMITS.network) throw tooMany('throttled', 3600)
  if (all >= CONTACT_LIMITS.all) throw tooMany('throttled', 24 * 3600)
}

/**
 * Keeps a message and writes the mail about it.
 * @throws Response 429 where too many came, from this network or altogether, whatever address is typed
 */
export async function keepContactMessage(ctx: Ctx, query: Query, words: ContactWords): Promise<void> {
  const { tenant, now, language } = ctx
  const { network } = originOf(ctx.request, ctx.host, tenant.id)
  const origin = network === '' ? '' : keyedHash(`contact ${network}`)
  await demandRoom(ctx, query, origin)
  const id = uuidv7(now.getTime())
  await query(sql`INSERT INTO "contact_message" ("tenantId", "id", "name", "email", "text", "origin", "at")
    VALUES (${tenant.id}, ${id}, ${words.name}, ${words.email}, ${words.text}, ${origin}, ${now})`)
  const data: ContactLetter = { id, ...words }
  const to = tenant.config.contactEmail
  await putMail(
    query,
    tenant.id,
    { key: `contact ${id}`, kind: 'contact.message', to, language, data: { ...data } },
    now,
  )
}

export type ContactRow = RowOf<'contact_message', 'id' | 'name' | 'email' | 'text' | 'at' | 'handledAt'>

/** @returns messages for the staff, those nobody has dealt with first */
export async function readContactMessages({ tenant }: Ctx, query: Query): Promise<ContactRow[]> {
  return query(sql`SELECT "id", "name", "email", "text", "at", "handledAt" FROM "contact_message"
    WHERE "tenantId" = ${tenant.id} ORDER BY "handledAt" IS NOT NULL, "at" DESC, "id" DESC LIMIT 100`)
}

/** Marks a message as dealt with, or as still to be dealt with. */
export async function handleContactMessage(
  { tenant, now }: Ctx,
  query: Query,
  id: string,
  handled: boolean,
): Promise<void> {
  if (!isUuid(id)) return
  const at = handled ? now : null
  await query(sql`UPDATE "contact_message" SET "handledAt" = ${at}::timestamptz WHERE "tenantId" = ${tenant.id}
    AND "id" = ${id}`)
}

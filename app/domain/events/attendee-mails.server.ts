/** Mails about an event to who comes or waits: owed, like every answer to what somebody did. */
import { deceasedSql } from '#app/context/in-force.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'
import { type NewMail, putMails } from '#app/domain/mail/put-mail.server.ts'
import { listAddressSql } from '#app/domain/mail/subscriptions.server.ts'
import { isLanguage } from '#app/i18n/language.ts'

/**
 * `registered`, `waiting`: what was asked for · `offered`: a seat is held · `moved`: another time or place ·
 * `cancelled`: it does not take place · `message`: words of who organises · `reminder`: it is near · `late`: money that
 * came too late goes back · `given`: the place that was paid for was given back · `transferred`: somebody else comes ·
 * `oneGiven`, `oneHanded`: the same of one ticket among several.
 */
export const ATTENDEE_MAILS = [
  ...(['registered', 'waiting', 'offered', 'moved', 'cancelled', 'message', 'reminder'] as const),
  ...(['late', 'given', 'transferred', 'oneGiven', 'oneHanded'] as const),
] as const
export type AttendeeMail = (typeof ATTENDEE_MAILS)[number]

export interface Telling {
  eventId: string
  what: AttendeeMail
  personIds: readonly string[]
  /** What makes this news another than the same news before: an instant, a number of changes. */
  once: string
  subject?: string
  text?: string
}

/** Puts one mail for each person who lives and has an address into the outbox. @returns how many */
export async function tellAttendees(unit: Unit<Pick<Tenant, 'id' | 'config'>>, telling: Telling): Promise<number> {
  const { query, tenant, now } = unit
  const { eventId, what, personIds, once, subject, text } = telling
  if (personIds.length === 0) return 0
  const people = await query<{ personId: string; address: string; language: string }>(sql`
    SELECT p."id" AS "personId", e."address", coalesce(c."language", 'fr') AS "language"
    FROM "person" p
    LEFT JOIN "correspondence" c ON c."tenantId" = ${tenant.id} AND c."personId" = p."id"
    JOIN LATERAL (${listAddressSql(tenant.id, sql`p."id"`)}) e ON true
    WHERE p."tenantId" = ${tenant.id} AND p."id" = ANY(${[...personIds]}::uuid[])
      AND NOT ${deceasedSql(tenant.config)}`)
  const data = { event: eventId, what, ...(text === undefined ? {} : { subject, text }) }
  const mails = people.map(
    ({ personId, address, language }): NewMail => ({
      ...{ key: `event/${eventId}/${what}/${once}/${personId}`, kind: 'events.told', personId, to: address, data },
      language: isLanguage(language) ? language : 'fr',
    }),
  )
  await putMails(query, tenant.id, mails, now)
  return people.length
}

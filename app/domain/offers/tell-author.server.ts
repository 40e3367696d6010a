/** Mails to who deposited an offer: to the person, or to every account of the organisation. */
import * as href from '#app/addresses.ts'
import { lastDay } from '#app/calendar/civil-day.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { issueLink } from '#app/domain/links/links.server.ts'
import { provedAddresses } from '#app/domain/mail/proved-addresses.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import type { OfferLetter } from './offer.email.tsx'
import type { OfferRow } from './read-offers.server.ts'

export type OfferMail =
  | 'offer.approved'
  | 'offer.refused'
  | 'offer.changed'
  | 'offer.not-changed'
  | 'offer.taken-down'
  | 'offer.ending'
  | 'offer.refreshed'

/** Those that act without an account: their link prolongs or withdraws. */
const LINKED: readonly OfferMail[] = ['offer.ending', 'offer.refreshed']

/** @returns the accounts in use of who deposited it */
export async function accountsOf({ query, tenant }: Unit, offer: OfferRow): Promise<string[]> {
  const rows = await query<RowOf<'account', 'id'>>(sql`SELECT "id" FROM "account" WHERE "tenantId" = ${tenant.id}
    AND "disabledAt" IS NULL
    AND ("personId" = ${offer.personId}::uuid OR "organisationId" = ${offer.organisationId}::uuid)`)
  return rows.map(({ id }) => id)
}

/**
 * Writes the mail, one for each account, in the transaction of what it tells about.
 * @param once what makes this news one: the same news is told once
 */
export async function tellAuthor(
  unit: Unit,
  offer: OfferRow,
  { kind, once, because = null }: { kind: OfferMail; once: string; because?: string | null },
): Promise<void> {
  const { query, tenant, now } = unit
  for (const { accountId, to, language } of await provedAddresses(unit, await accountsOf(unit, offer))) {
    const secret = LINKED.includes(kind)
      ? await issueLink(query, tenant.id, { purpose: 'offer', accountId, data: { offer: offer.id } }, now)
      : undefined
    const data: OfferLetter = {
      id: offer.id,
      title: offer.title,
      last: lastDay(offer.visibleUntil),
      because,
      path: secret ? href.offerLink(secret) : href.offer(offer.id),
    }
    const key = `${kind} ${offer.id} ${accountId} ${once}`
    await putMail(query, tenant.id, { key, kind, to, language, accountId, data: { ...data } }, now)
  }
}

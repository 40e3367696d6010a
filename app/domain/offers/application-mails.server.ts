/** Mails about applications: to the recruiter that one came, to the applicant its answer or the end. */
import * as href from '#app/addresses.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { provedAddresses } from '#app/domain/mail/proved-addresses.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import type { ApplicationLetter } from './application.email.tsx'
import type { OfferRow } from './read-offers.server.ts'
import { accountsOf } from './tell-author.server.ts'

/** The beginning of the keys of mails that tell a recruiter of one application: its state is read by them (C9). */
export const receivedKey = (id: string): string => `application.received ${id}`

/** To the person or to every account of the organisation; their address is shown to nobody. */
export async function tellReceived(
  unit: Unit,
  offer: OfferRow,
  { id, name }: { id: string; name: string },
): Promise<void> {
  const { query, tenant, now } = unit
  for (const { accountId, to, language } of await provedAddresses(unit, await accountsOf(unit, offer))) {
    const words = { title: offer.title, name, words: null }
    const data: ApplicationLetter = { ...words, application: id, path: href.application(id) }
    const key = `${receivedKey(id)} ${accountId}`
    const mail = { key, kind: 'application.received', to, language, accountId, data: { ...data } }
    await putMail(query, tenant.id, mail, now)
  }
}

interface Applicant {
  id: string
  personId: string
  title: string
}

/** To who applied: an answer, or that the offer is over. */
export async function tellApplicant(
  unit: Unit,
  { id, personId, title }: Applicant,
  {
    kind,
    words = null,
  }: { kind: 'application.accepted' | 'application.refused' | 'application.over'; words?: string | null },
): Promise<void> {
  const { query, tenant, now } = unit
  const accounts = await query<RowOf<'account', 'id'>>(sql`SELECT "id" FROM "account" WHERE "tenantId" = ${tenant.id}
    AND "personId" = ${personId}`)
  for (const { accountId, to, language } of await provedAddresses(
    unit,
    accounts.map((one) => one.id),
  )) {
    const data: ApplicationLetter = { title, name: '', path: href.ownApplications, words }
    const mail = { key: `${kind} ${id}`, kind, to, language, accountId, personId, data: { ...data } }
    await putMail(query, tenant.id, mail, now)
  }
}

/** One list of who waits for an answer, whatever the number of those who asked again (C11). */
export async function tellUnanswered(
  unit: Unit,
  offer: OfferRow,
  applications: readonly { id: string; name: string }[],
): Promise<void> {
  const { query, tenant, now } = unit
  for (const { accountId, to, language } of await provedAddresses(unit, await accountsOf(unit, offer))) {
    const path = href.offerApplications(offer.id)
    const waiting = applications.map(({ id, name }) => ({ application: id, name }))
    const data: ApplicationLetter = { title: offer.title, name: '', path, words: null, waiting }
    const key = `application.unanswered ${offer.id} ${accountId} ${now.toISOString()}`
    const mail = { key, kind: 'application.unanswered', to, language, accountId, data: { ...data } }
    await putMail(query, tenant.id, mail, now)
  }
}

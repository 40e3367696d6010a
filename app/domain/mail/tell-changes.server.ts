/**
 * Important changes of a record are confirmed by mail, whoever made them (S11): nobody's identity or address moves
 * unseen.
 */
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { mailAddressOf } from '#app/domain/people/email-addresses.server.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { putMail } from './put-mail.server.ts'
import { correspondenceOf } from './subscriptions.server.ts'

/** E-mail addresses have letters of their own. */
const IMPORTANT: readonly FieldId[] = [
  ...(['firstName', 'lastName', 'diplomaName', 'pseudonym', 'birthDate'] as const),
  ...(['homeAddress', 'homePostcode', 'homeCity', 'homeCountry', 'mobilePhone', 'mailingAddressChoice'] as const),
]

/**
 * Puts the letter into the outbox, in the transaction of the change.
 * @param by whether the person did it or somebody of the association
 * @returns whether there was something to tell
 */
export async function tellImportantChanges(
  query: Query,
  tenantId: string,
  { personId, changed, by }: { personId: string; changed: readonly FieldId[]; by: 'person' | 'staff' },
  now: Date,
): Promise<boolean> {
  const fields = IMPORTANT.filter((field) => changed.includes(field))
  const to = fields.length > 0 ? await mailAddressOf(query, tenantId, personId) : undefined
  if (!to) return false
  const { language } = await correspondenceOf(query, tenantId, personId)
  const key = `changes/${personId}/${uuidv7(now.getTime())}`
  await putMail(query, tenantId, { key, kind: 'mailing.changes', to, language, data: { fields, by }, personId }, now)
  return true
}

/** Letters about addresses: the proof to each new one, the news to each that was there before. */
export async function tellAddresses(
  query: Query,
  tenantId: string,
  { personId, added, removed, told }: { personId: string; added: string[]; removed: string[]; told: string[] },
  now: Date,
): Promise<void> {
  const { language } = await correspondenceOf(query, tenantId, personId)
  for (const to of new Set(told)) {
    const key = `addresses/${personId}/${uuidv7(now.getTime())}`
    const data = { added, removed }
    await putMail(query, tenantId, { key, kind: 'mailing.addresses', to, language, data, personId }, now)
  }
}

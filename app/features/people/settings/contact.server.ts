/** « Coordonnées » of one's own record: up to five e-mails with a preferred one, phones, links (S8, I4, I18). */
import { redirect } from '@remix-run/node'
import { outdated, readForm, refused } from '#app/context/form-answer.server.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { confirmWithPassword } from '#app/domain/accounts/confirm-with-password.server.ts'
import { tellAddresses } from '#app/domain/mail/tell-changes.server.ts'
import { applyValues } from '#app/domain/people/apply-values.ts'
import type { EmailKind, EmailSource, PersonSource } from '#app/domain/people/person-source.ts'
import { preferredEmail } from '#app/domain/people/projection.ts'
import { sealFor } from '#app/domain/people/seal.server.ts'
import { listOf } from '#app/features/people/profile/show-person.server.ts'
import { formatPhone } from '#app/i18n/format-value.ts'
import { type ContactAnswers, contactSchema, EMAIL_SLOTS, type EmailSlot, LINK_SLOTS } from './contact.schema.ts'
import { type Owner, type OwnRecord, readOwn, saveOwn } from './own-record.server.ts'
import { sendProof } from './prove-email.server.ts'
import { savedAt } from './sections.ts'

function placeOf(slot: EmailSlot | 'lifetime0'): { kind: EmailKind; rank: number } {
  return { kind: slot.slice(0, -1) as EmailKind, rank: Number(slot.at(-1)) }
}

function emailAt(emails: readonly EmailSource[], slot: EmailSlot): EmailSource | undefined {
  const { kind, rank } = placeOf(slot)
  return emails.find((email) => email.kind === kind && email.rank === rank)
}

const yesNo = (value: unknown) => (value === true ? 'yes' : value === false ? 'no' : '')

/** Only what is typed here: a link that is none of the web is shown as it is, to be corrected. */
function linksOf(values: unknown): string[] {
  return listOf(values).map(({ url }) => String(url ?? ''))
}

/** As people write it, with plain spaces. */
function typedPhone(value: unknown): string {
  return typeof value === 'string' ? formatPhone(value).text.replaceAll('\u00a0', ' ') : ''
}

export function readContact({ source, values }: OwnRecord) {
  const preferred = preferredEmail(source.emails)
  const links = linksOf(values.socialLinks)
  return {
    // One empty line more than there are links.
    links: LINK_SLOTS.slice(0, links.length + 1),
    hasLifetime: source.emails.some(({ kind }) => kind === 'lifetime'),
    invalid: EMAIL_SLOTS.filter((slot) => emailAt(source.emails, slot)?.invalid),
    stands: {
      ...Object.fromEntries(EMAIL_SLOTS.map((slot) => [slot, emailAt(source.emails, slot)?.address ?? ''])),
      preferred: preferred ? `${preferred.kind}${preferred.rank}` : '',
      mobilePhone: typedPhone(values.mobilePhone),
      homePhone: typedPhone(values.homePhone),
      acceptsContact: yesNo(values.acceptsContact),
      emailingConsent: yesNo(values.emailingConsent),
      ...Object.fromEntries(LINK_SLOTS.map((slot, i) => [slot, links[i] ?? ''])),
    } as Record<string, string>,
  }
}

/** POST. @returns a redirect, or the answers to correct */
export async function saveContact(owner: Owner, form: FormData) {
  const submission = readForm(form, contactSchema)
  if (submission.status !== 'success') return refused(form, submission.error)
  const answers = submission.value
  const { source } = await readOwn(owner)
  const doubt = changesEmails(source, answers) && (await confirmWithPassword(owner.ctx, answers.currentPassword))
  if (doubt) return refused(form, { currentPassword: [doubt] })
  const saved = await saveOwn(
    owner,
    answers.version,
    (record) => {
      // What was proven above holds for the addresses that were read above.
      setEmails(record, answers)
      applyValues(record, changesOf(answers), sealFor(owner.ctx.tenant.id, record.id))
    },
    changesEmails(source, answers) ? (query) => tellOfEmails(owner, query, source, answers) : undefined,
  )
  if (saved.conflict !== undefined) return outdated(form, saved.conflict)
  return redirect(savedAt('contact'), 303)
}

/** Proof is asked of each new address, and those of before hear of it (S11). */
async function tellOfEmails({ ctx, personId }: Owner, query: Query, source: PersonSource, answers: ContactAnswers) {
  const { id } = ctx.tenant
  const folded = (addresses: (string | undefined)[]) => addresses.flatMap((one) => (one ? [one.toLowerCase()] : []))
  const old = folded(EMAIL_SLOTS.map((slot) => emailAt(source.emails, slot)?.address))
  const wanted = folded(EMAIL_SLOTS.map((slot) => answers[slot]))
  const added = wanted.filter((address) => !old.includes(address))
  const removed = old.filter((address) => !wanted.includes(address))
  const before = emailAt(source.emails, 'personal0')?.address ?? null
  for (const address of added)
    await sendProof(query, id, { personId, address, before, language: ctx.language }, ctx.now)
  const valid = source.emails.filter(({ invalid, kind }) => !invalid && kind !== 'lifetime')
  const told = valid.map(({ address }) => address.toLowerCase())
  if (added.length + removed.length > 0) await tellAddresses(query, id, { personId, added, removed, told }, ctx.now)
}

function changesEmails({ emails }: PersonSource, answers: ContactAnswers): boolean {
  return EMAIL_SLOTS.some((slot) => !isSame(emailAt(emails, slot), answers[slot]))
}

/** Capitals make no other address. */
function isSame(before: EmailSource | undefined, address: string | undefined): boolean {
  return (before?.address ?? '').toLowerCase() === (address ?? '')
}

function setEmails(record: PersonSource, answers: ContactAnswers): void {
  // An address that only changes places keeps what is known of it.
  const known = new Map(record.emails.map((email) => [email.address.toLowerCase(), email]))
  for (const slot of EMAIL_SLOTS) {
    const before = emailAt(record.emails, slot)
    const address = answers[slot]
    if (isSame(before, address)) continue
    record.emails = record.emails.filter((email) => email !== before)
    if (address)
      record.emails.push({
        ...{ id: uuidv7(), ...placeOf(slot), address },
        ...{ preferred: false, invalid: known.get(address)?.invalid ?? false },
        verifiedAt: known.get(address)?.verifiedAt ?? null,
      })
  }
  const wanted = answers.preferred && placeOf(answers.preferred)
  if (wanted && record.emails.some(({ kind, rank }) => kind === wanted.kind && rank === wanted.rank))
    for (const email of record.emails) email.preferred = email.kind === wanted.kind && email.rank === wanted.rank
}

const NETWORKS: readonly [RegExp, string][] = [
  [/(^|\.)linkedin\./, 'linkedin'],
  [/(^|\.)github\./, 'github'],
  [/(^|\.)viadeo\./, 'viadeo'],
  [/(^|\.)copainsdavant\./, 'copainsdavant'],
]

function changesOf(answers: ContactAnswers) {
  const { mobilePhone = null, homePhone = null, acceptsContact = null, emailingConsent = null } = answers
  const urls = [...new Set(LINK_SLOTS.flatMap((slot) => answers[slot] ?? []))]
  const socialLinks = urls.map((url) => {
    const { hostname } = new URL(url)
    return { network: NETWORKS.find(([host]) => host.test(hostname))?.[1] ?? 'site', url }
  })
  return { mobilePhone, homePhone, acceptsContact, emailingConsent, socialLinks }
}

/** The mails of getting in, each put into the outbox with the link it carries, in the caller's transaction. */
import * as href from '#app/addresses.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import { issueLink, type LinkPurpose } from '#app/domain/links/links.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import type { Language } from '#app/i18n/language.ts'

/** What the mail answers: its id makes the mail unique. */
export interface Asked {
  id: string
  language: Language
}

export interface Recipient {
  to: string
  firstName?: string | null
  personId?: string | null | undefined
  accountId?: string | null | undefined
}

/** Purposes whose link opens `/bienvenue`, where a first password is chosen. */
export const ARRIVALS = ['activation', 'invitation', 'registration'] as const satisfies readonly LinkPurpose[]
export type ArrivalPurpose = (typeof ARRIVALS)[number]

/** Purposes whose link opens `/nouveau-mot-de-passe`. */
export const RECOVERIES = ['recovery', 'identity'] as const satisfies readonly LinkPurpose[]
export type RecoveryPurpose = (typeof RECOVERIES)[number]

const named = ({ firstName }: Recipient) => ({ firstName: firstName ?? '' })
const ids = ({ personId, accountId }: Recipient) => ({
  personId: personId ?? undefined,
  accountId: accountId ?? undefined,
})

/** A link to choose a first password; what it opens is written in the link's own row, never in its address. */
export async function sendArrivalLink(
  { query, tenant, now }: Unit<Pick<Tenant, 'id'>>,
  asked: Asked,
  whom: Recipient & {
    purpose: ArrivalPurpose
    door?: string
    /** A human let the address in: it takes the place of those on file. */
    instead?: boolean
  },
): Promise<void> {
  const { purpose, to } = whom
  const data = { email: to, request: asked.id, ...(whom.instead ? { instead: true } : {}) }
  const secret = await issueLink(query, tenant.id, { purpose, ...ids(whom), data }, now)
  await putMail(
    query,
    tenant.id,
    {
      key: `${purpose}/${asked.id}/${whom.personId ?? whom.accountId ?? to}`,
      kind: `access.${purpose}`,
      ...{ to, language: asked.language, ...ids(whom) },
      data: { ...named(whom), path: `${href.arrival}?lien=${secret}`, door: whom.door ?? 'people' },
    },
    now,
  )
}

/** A link to choose another password. @param whom `accountId` is whose password it changes */
export async function sendRecoveryLink(
  { query, tenant, now }: Unit<Pick<Tenant, 'id'>>,
  asked: Asked,
  whom: Recipient & { accountId: string; login: string; purpose: RecoveryPurpose },
): Promise<void> {
  const { purpose, to, accountId, login } = whom
  const data = purpose === 'identity' ? { email: to, request: asked.id } : { request: asked.id }
  const secret = await issueLink(query, tenant.id, { purpose, ...ids(whom), data }, now)
  await putMail(
    query,
    tenant.id,
    {
      key: `${purpose}/${asked.id}/${accountId}`,
      kind: `access.${purpose}`,
      ...{ to, language: asked.language, ...ids(whom) },
      data: { ...named(whom), login, path: `${href.newPassword}?lien=${secret}` },
    },
    now,
  )
}

/** To somebody who asks for an account and has one: how to get in, and nothing that anybody else could use. */
export async function sendAlreadyActive(
  { query, tenant, now }: Unit<Pick<Tenant, 'id'>>,
  asked: Asked,
  whom: Recipient & { login: string; door?: string },
): Promise<void> {
  await putMail(
    query,
    tenant.id,
    {
      key: `active/${asked.id}/${whom.personId ?? whom.accountId}`,
      kind: 'access.active',
      ...{ to: whom.to, language: asked.language, ...ids(whom) },
      data: { ...named(whom), login: whom.login, door: whom.door ?? 'people' },
    },
    now,
  )
}

export type NoticeKind = 'decided' | 'refused' | 'validated' | 'accepted'

/** News without a link that acts: a decision taken. @param about makes the mail unique with its address */
export async function sendNotice(
  { query, tenant, now }: Unit<Pick<Tenant, 'id'>>,
  about: Asked,
  whom: Recipient & { kind: NoticeKind; data?: Record<string, unknown> },
): Promise<void> {
  await putMail(
    query,
    tenant.id,
    {
      key: `${whom.kind}/${about.id}/${whom.to}`,
      kind: `access.${whom.kind}`,
      ...{ to: whom.to, language: about.language, ...ids(whom) },
      data: { ...named(whom), ...whom.data },
    },
    now,
  )
}

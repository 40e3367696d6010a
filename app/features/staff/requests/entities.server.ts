/** Companies and schools that no longer read mail at their address: beside what is on file, and the decision. */
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { isWayInOfAnother } from '#app/domain/accounts/own-email.server.ts'
import type { EntityClaim } from '#app/domain/requests/claims.schema.ts'
import type { StoredRequest } from '#app/domain/requests/request-rows.server.ts'
import { sendNotice, sendRecoveryLink } from '#app/domain/requests/send-links.server.ts'
import { fold } from '#app/i18n/fold.ts'
import { formatPhone } from '#app/i18n/format-value.ts'

/** Organisations that are looked through for a like name; an association has hundreds. */
const MOST = 5000
const SHOWN = 5

export interface EntityCandidate {
  accountId: string
  organisationId: string
  name: string
  siret: string | null
  contactName: string | null
  phone: string | null
  email: string | null
  active: boolean
  disabled: boolean
  like: { name: boolean; siret: boolean; phone: boolean }
}

export interface WaitingEntity {
  id: string
  door: string
  claim: EntityClaim
  createdAt: string
  candidates: EntityCandidate[]
}

const compact = (text: string | null): string => fold(text ?? '').replaceAll(' ', '')
const lastDigits = (phone: string | null) => (phone ?? '').replace(/\D/g, '').slice(-9)

function likeness(claim: EntityClaim, on: Omit<EntityCandidate, 'like'>): EntityCandidate['like'] {
  const [wanted, known] = [compact(claim.name), compact(on.name)]
  const part = Math.min(wanted.length, known.length) > 3 && (wanted.includes(known) || known.includes(wanted))
  return {
    name: wanted === known || part,
    siret: claim.siret !== undefined && claim.siret === on.siret,
    phone: lastDigits(claim.phone).length === 9 && lastDigits(claim.phone) === lastDigits(on.phone),
  }
}

/** @returns the oldest proofs that wait, each beside the accounts it may be about, likeliest first */
export async function readEntities(query: Query, tenantId: string, rows: number): Promise<WaitingEntity[]> {
  const asked = await query<
    RowOf<'access_request', 'id' | 'door' | 'createdAt'> & { claimed: EntityClaim; email: string }
  >(sql`
    SELECT "id", "door", "claimed", "email", "createdAt" FROM "access_request"
    WHERE "tenantId" = ${tenantId} AND "state" = 'waiting' AND "kind" = 'entity' ORDER BY "createdAt", "id"
    LIMIT ${rows}`)
  if (asked.length === 0) return []
  const known = await query<Omit<EntityCandidate, 'like'> & { door: string }>(sql`
    SELECT a."id" AS "accountId", o."id" AS "organisationId", o."name", o."siret", o."contactName", o."phone",
      a."email", a."door",
      a."passwordHash" IS NOT NULL AS "active", a."disabledAt" IS NOT NULL AS "disabled"
    FROM "account" a JOIN "organisation" o ON o."tenantId" = ${tenantId} AND o."id" = a."organisationId"
    WHERE a."tenantId" = ${tenantId} ORDER BY o."name", a."id" LIMIT ${MOST}`)
  return asked.map(({ id, door, claimed, email, createdAt }) => {
    const claim = { ...claimed, email, phone: formatPhone(claimed.phone).text }
    const score = ({ like }: EntityCandidate) => Number(like.siret) * 4 + Number(like.name) * 2 + Number(like.phone)
    const candidates = known
      .filter((one) => one.door === door)
      .map(({ door: _, ...one }) => ({ ...one, like: likeness(claimed, one) }))
      .filter((one) => score(one) > 0)
      .sort((a, b) => score(b) - score(a))
      .slice(0, SHOWN)
    return { id, door, claim, createdAt: createdAt.toISOString(), candidates }
  })
}

export interface LetInEntity {
  accountId: string
  organisationId: string
}

/**
 * The link leaves for the new address, the old one is told.
 * @param account its id, as the reviewer chose it
 * @returns what is the matter, or whose account it was
 */
export async function letEntityIn(
  query: Query,
  { tenant, now }: Ctx,
  request: StoredRequest,
  account: unknown,
): Promise<LetInEntity | 'person' | 'disabled' | 'taken'> {
  const to = request.email!
  const [subject] = isUuid(account)
    ? await query<RowOf<'account', 'id' | 'login' | 'email'> & { organisationId: string; disabled: boolean }>(sql`
        SELECT "id", "organisationId", "login", "email", "disabledAt" IS NOT NULL AS "disabled" FROM "account"
        WHERE "tenantId" = ${tenant.id} AND "id" = ${account} AND "door" = ${request.door}
          AND "organisationId" IS NOT NULL FOR UPDATE`)
    : []
  if (!subject) return 'person'
  if (subject.disabled) return 'disabled'
  const { id: accountId, organisationId, login, email } = subject
  if (await isWayInOfAnother(query, tenant.id, { id: accountId, door: request.door }, to)) return 'taken'
  const after = login.includes('@') ? to : login
  await sendRecoveryLink({ query, tenant, now }, request, { to, accountId, login: after, purpose: 'identity' })
  if (email && email.toLowerCase() !== to) {
    const data = { address: `${to[0]}…${to.slice(to.lastIndexOf('@'))}` }
    await sendNotice({ query, tenant, now }, request, { kind: 'decided', to: email, accountId, data })
  }
  return { accountId, organisationId }
}

/**
 * What is done about a request that nobody has looked at: a link to an address on file, a question to the staff, or
 * nothing.
 */
import type { Tenant } from '#app/context/tenants.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { type ActivationClaim, activationSchema } from './claims.schema.ts'
import { considerRecovery } from './consider-recovery.server.ts'
import { considerRegistration } from './consider-registration.server.ts'
import { findCandidates } from './find-candidates.server.ts'
import { isProven } from './match-claim.rules.ts'
import { closeRequest, lockRequest, type Outcome, type StoredRequest, waitsAlready } from './request-rows.server.ts'
import { sendAlreadyActive, sendArrivalLink } from './send-links.server.ts'

/** Everything happens in the caller's transaction: the state, the link and the mail come together or not at all. */
export async function considerRequest(query: Query, tenant: Tenant, id: string, now: Date): Promise<void> {
  const request = isUuid(id) ? await lockRequest(query, tenant.id, id, 'new') : undefined
  if (!request) return
  const outcome = await consider(query, tenant, request, now)
  await closeRequest({ query, tenant, now }, id, outcome)
}

function consider(query: Query, tenant: Tenant, request: StoredRequest, now: Date): Promise<Outcome> {
  if (request.kind === 'recovery') return considerRecovery(query, tenant, request, now)
  if (request.kind === 'registration') return considerRegistration(query, tenant, request, now)
  return considerActivation(query, tenant, request, now)
}

/**
 * Name, year and address on one record: the link leaves for that address. Anything less is the webmaster's to judge: an
 * address that is merely claimed is never written to [I2].
 */
async function considerActivation(query: Query, tenant: Tenant, request: StoredRequest, now: Date): Promise<Outcome> {
  const claim = claimOf(request)
  if (!claim) return { state: 'closed' }
  const candidates = await findCandidates(query, tenant.id, claim)
  const proven = candidates.filter(({ like }) => isProven(like))
  const [one] = proven
  if (proven.length === 1 && one && !one.account?.disabled) {
    const whom = { personId: one.personId, firstName: one.firstName, to: claim.email }
    if (one.account?.active)
      await sendAlreadyActive({ query, tenant, now }, request, { ...whom, login: one.account.login })
    else await sendArrivalLink({ query, tenant, now }, request, { ...whom, purpose: 'activation' })
    return { state: 'sent', personId: one.personId, accountId: one.account?.id }
  }
  if (await waitsAlready(query, tenant.id, request)) return { state: 'closed' }
  return { state: 'waiting' }
}

function claimOf({ claimed }: StoredRequest): ActivationClaim | undefined {
  // Read again: the row is text from outside, whoever wrote it.
  const { phone, promotion, ...rest } = claimed
  const read = activationSchema.safeParse({ ...rest, phone, promotion: String(promotion ?? '') })
  return read.success ? read.data : undefined
}

/**
 * The staff's decision on who gets in [I2, S2, E1]: a link leaves, or a reason; the attached paper goes with it;
 * audited.
 */
import { rolesToComeSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { dropFiles, loosen } from '#app/domain/files/loose-files.server.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { insertPeople } from '#app/domain/people/write-people.server.ts'
import { closeRequest, lockRequest, type StoredRequest } from '#app/domain/requests/request-rows.server.ts'
import { sendArrivalLink, sendNotice, sendRecoveryLink } from '#app/domain/requests/send-links.server.ts'
import { carryOutJoining, joinPaid, joinRefused } from '#app/domain/sales/joining-sale.server.ts'
import { whyNotAcceptPaper, whyNotLetIn } from '#app/policy/staff.rules.ts'
import { enqueue } from '#app/tasks/queue.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { letEntityIn } from './entities.server.ts'
import { openAccepted, returnRefused } from './proof-sale.server.ts'

/** Keys of `access:queue.faults`. */
export type DecisionFault = 'taken' | 'gone' | 'changed' | 'rank' | 'self' | 'person' | 'disabled' | 'reason'

export const SHORTEST_REASON = 5
const LONGEST_REASON = 1000

/** What the form says why; too short is none. */
export function reasonIn(form: FormData): string | undefined {
  const reason = String(form.get('reason') ?? '')
    .trim()
    .slice(0, LONGEST_REASON)
  return reason.length < SHORTEST_REASON ? undefined : reason
}

/** Thrown inside to roll back. */
class Fault extends Error {
  readonly fault: DecisionFault

  constructor(fault: DecisionFault) {
    super(fault)
    this.fault = fault
  }
}

/**
 * One transaction, then what may only follow it: mails leave, bytes go.
 * @returns why not, or undefined once it is done
 */
export async function inOneDecision(
  ctx: Ctx,
  work: (query: Query) => Promise<string | null>,
): Promise<DecisionFault | undefined> {
  try {
    const papers = await ctx.sql(
      async (query) => {
        const paper = await work(query)
        if (paper) await loosen(query, ctx.tenant.id, [paper], ctx.now)
        return paper ? [paper] : []
      },
      { signal: undefined, statementTimeout: 15_000 },
    )
    await dropFiles(ctx.tenant.id, papers)
    if (dependsOnDecision(ctx.tenant.config)) await carryOutJoining(ctx)
    await enqueue(sendMailsTask, { tenantId: ctx.tenant.id })
    return undefined
  } catch (error) {
    if (error instanceof Fault) return error.fault
    throw error
  }
}

/** Where money comes before the decision, a no gives it back. */
const dependsOnDecision = ({ registration, tiers }: TenantConfig): boolean =>
  registration === 'dues' || tiers.some(({ proof }) => proof)

/**
 * A paper that dues ask for: no link leaves, whose it is has signed in.
 * @throws Fault where it is the reviewer's own
 */
async function approveProof(query: Query, ctx: Ctx, request: StoredRequest): Promise<void> {
  const { id, personId } = request
  const refused = whyNotAcceptPaper(ctx.viewer, request)
  if (refused) throw new Fault(refused)
  await closeRequest({ query, tenant: ctx.tenant, now: ctx.now }, id, {
    state: 'approved',
    decidedBy: ctx.viewer.accountId,
  })
  await openAccepted(query, ctx, request)
  if (request.email)
    await sendNotice({ query, tenant: ctx.tenant, now: ctx.now }, request, {
      kind: 'accepted',
      to: request.email,
      personId,
    })
  await audit(query, ctx, 'request.approved', { subjectId: personId ?? id, detail: { kind: request.kind } })
}

async function approveEntity(query: Query, ctx: Ctx, request: StoredRequest, account: unknown): Promise<void> {
  const whose = await letEntityIn(query, ctx, request, account)
  if (typeof whose === 'string') throw new Fault(whose)
  const outcome = { state: 'approved' as const, accountId: whose.accountId, decidedBy: ctx.viewer.accountId }
  await closeRequest({ query, tenant: ctx.tenant, now: ctx.now }, request.id, outcome)
  await audit(query, ctx, 'request.approved', { subjectId: whose.organisationId, detail: { kind: request.kind } })
}

/**
 * POST `approve`: the link leaves for the address that was given.
 * @param person a record's id or `new`; an organisation's account
 */
export function approveRequest(ctx: Ctx, id: unknown, person: unknown): Promise<DecisionFault | undefined> {
  return inOneDecision(ctx, async (query) => {
    const request = isUuid(id) ? await lockRequest(query, ctx.tenant.id, id, 'waiting') : undefined
    if (request?.kind === 'proof') {
      await approveProof(query, ctx, request)
      return request.fileKey
    }
    if (!request?.email) throw new Fault('gone')
    if (request.kind === 'entity') {
      await approveEntity(query, ctx, request, person)
      return request.fileKey
    }
    const subject = await subjectOf(query, ctx, request, person)
    await letIn(query, ctx, request, { subject, to: request.email })
    const { personId, accountId } = subject
    if (request.kind === 'joining') await joinPaid(query, ctx, request.id, personId)
    const outcome = { state: 'approved' as const, personId, accountId, decidedBy: ctx.viewer.accountId }
    await closeRequest({ query, tenant: ctx.tenant, now: ctx.now }, request.id, outcome)
    await audit(query, ctx, 'request.approved', { subjectId: personId, detail: { kind: request.kind } })
    return request.fileKey
  })
}

interface Subject extends RowOf<'person', 'firstName'> {
  personId: string
  accountId: string | null
  login: string | null
  active: boolean
  disabled: boolean
  roles: string[]
  addresses: string[]
}

/** @throws Fault where the record is none of this association's, or not this reviewer's to open */
async function subjectOf(query: Query, ctx: Ctx, request: StoredRequest, person: unknown): Promise<Subject> {
  const personId =
    person === 'new' && request.kind !== 'identity'
      ? await newRecord(query, ctx, request)
      : isUuid(person)
        ? person
        : null
  const [subject] = await query<Subject>(sql`
    SELECT p."id" AS "personId", p."firstName", a."id" AS "accountId", a."login",
      a."passwordHash" IS NOT NULL AS "active",
      a."disabledAt" IS NOT NULL AS "disabled",
      ${rolesToComeSql(ctx, sql`a."id"`)} AS "roles",
      coalesce((SELECT array_agg(e."folded") FROM "person_email" e WHERE e."tenantId" = ${ctx.tenant.id}
        AND e."personId" = p."id"), '{}') || CASE WHEN a."email" IS NULL THEN '{}' ELSE ARRAY[lower(a."email")]
        END AS "addresses"
    FROM "person" p LEFT JOIN "account" a ON a."tenantId" = ${ctx.tenant.id} AND a."personId" = p."id"
    WHERE p."tenantId" = ${ctx.tenant.id} AND p."id" = ${personId}::uuid FOR UPDATE OF p`)
  if (!subject) throw new Fault('person')
  if (subject.disabled) throw new Fault('disabled')
  const refused = whyNotLetIn(ctx.viewer, subject)
  if (refused) throw new Fault(refused === 'self' ? 'self' : 'rank')
  return subject
}

/**
 * Somebody whom the base lacks, with what they said of themselves; their address is written once they have proven it.
 */
async function newRecord(query: Query, ctx: Ctx, { claimed }: StoredRequest): Promise<string> {
  const { firstName, lastName, promotion, phone, civility } = claimed
  const values = { firstName, lastName, promotion, mobilePhone: phone, civility: civility ?? null }
  const trace = { from: 'staff' as const, now: ctx.now, accountId: ctx.viewer.accountId }
  const [made] = await insertPeople(query, ctx.tenant, [{ values }], trace)
  await audit(query, ctx, 'person.created', { subjectId: made!.id })
  return made!.id
}

async function letIn(
  query: Query,
  ctx: Ctx,
  request: StoredRequest,
  { subject, to }: { subject: Subject; to: string },
): Promise<void> {
  const { tenant, now } = ctx
  const { personId, accountId, login, active, firstName, addresses } = subject
  const whom = { to, firstName, personId, accountId }
  const fresh = !addresses.includes(to)
  if (active && accountId && login)
    await sendRecoveryLink({ query, tenant, now }, request, { ...whom, accountId, login, purpose: 'identity' })
  else await sendArrivalLink({ query, tenant, now }, request, { ...whom, purpose: 'activation', instead: fresh })
  if (!fresh) return
  const masked = `${to[0]}…${to.slice(to.lastIndexOf('@'))}`
  for (const address of new Set(addresses)) {
    const notice = { kind: 'decided' as const, to: address, firstName, personId, accountId, data: { address: masked } }
    await sendNotice({ query, tenant, now }, request, notice)
  }
}

/** POST `refuse`: nobody gets in, and whoever asked is told why. */
export function refuseRequest(ctx: Ctx, id: unknown, reason: string | undefined): Promise<DecisionFault | undefined> {
  return inOneDecision(ctx, async (query) => {
    if (!reason) throw new Fault('reason')
    const request = isUuid(id) ? await lockRequest(query, ctx.tenant.id, id, 'waiting') : undefined
    if (!request) throw new Fault('gone')
    if (request.kind === 'joining') await joinRefused(query, ctx, request.id)
    if (request.kind === 'proof') await returnRefused(query, ctx, request)
    const outcome = { state: 'refused' as const, reason, decidedBy: ctx.viewer.accountId }
    await closeRequest({ query, tenant: ctx.tenant, now: ctx.now }, request.id, outcome)
    if (request.email) {
      const notice = { kind: 'refused' as const, to: request.email, data: { reason, of: request.kind } }
      await sendNotice({ query, tenant: ctx.tenant, now: ctx.now }, request, notice)
    }
    await audit(query, ctx, 'request.refused', { subjectId: request.id, detail: { kind: request.kind, reason } })
    return request.fileKey
  })
}

/** Name and number as the reviewer saw them: what stands is locked until the decision, and no other is validated. */
export interface Drawn {
  name: unknown
  siret: unknown
}

async function standsAsDrawn(query: Query, tenantId: string, id: string, drawn: Drawn): Promise<boolean> {
  const [row] = await query<RowOf<'organisation', 'name' | 'siret'>>(sql`SELECT "name", "siret" FROM "organisation"
    WHERE "tenantId" = ${tenantId} AND "id" = ${id} FOR UPDATE`)
  return !row || (row.name === drawn.name && (row.siret ?? '') === (drawn.siret ?? ''))
}

/** POST `validate` or `decline` of a company or a school; it holds at the next request of its accounts. */
export function judgeOrganisation(
  ctx: Ctx,
  id: unknown,
  verdict: 'validated' | 'refused',
  { reason, drawn }: { reason: string | undefined; drawn?: Drawn },
): Promise<DecisionFault | undefined> {
  const { tenant, now } = ctx
  const change =
    verdict === 'validated'
      ? sql`"validatedAt" = ${now}, "refusedAt" = NULL`
      : sql`"validatedAt" = NULL, "refusedAt" = ${now}`
  return inOneDecision(ctx, async (query) => {
    if (verdict === 'refused' && !reason) throw new Fault('reason')
    if (drawn && isUuid(id) && !(await standsAsDrawn(query, tenant.id, id, drawn))) throw new Fault('changed')
    const [row] = isUuid(id)
      ? await query<RowOf<'organisation', 'kind'>>(sql`UPDATE "organisation" SET ${change}
          WHERE "tenantId" = ${tenant.id} AND "id" = ${id} AND "validatedAt" IS NULL AND "refusedAt" IS NULL
          RETURNING "kind"`)
      : []
    if (!row) throw new Fault('gone')
    const accounts = await query<RowOf<'account', 'id'> & { email: string }>(sql`SELECT "id", "email" FROM "account"
      WHERE "tenantId" = ${tenant.id} AND "organisationId" = ${id} AND "email" IS NOT NULL LIMIT 50`)
    const data = { door: row.kind === 'school' ? 'schools' : 'recruiters', reason: reason ?? '', of: 'organisation' }
    const about = { id: `${id}/${now.getTime()}`, language: 'fr' as const }
    for (const { id: accountId, email: to } of accounts)
      await sendNotice({ query, tenant, now }, about, { kind: verdict, to, accountId, data })
    await audit(query, ctx, `organisation.${verdict}`, { subjectId: String(id), detail: reason ? { reason } : {} })
    return null
  })
}

/**
 * What waits for the staff before somebody gets in: requests beside what is on file, companies and schools to validate.
 */
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { type Queue, readCounts } from '#app/domain/requests/count-requests.server.ts'
import { type Candidate, findCandidates } from '#app/domain/requests/find-candidates.server.ts'
import type { Claim } from '#app/domain/requests/match-claim.rules.ts'
import { JUDGED_KINDS, type JudgedKind } from '#app/domain/requests/request-rows.server.ts'
import { formatPhone } from '#app/i18n/format-value.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { readEntities } from './entities.server.ts'
import { readProofs } from './proofs.server.ts'

/** A page a volunteer gets through; what is decided makes room for the next. */
const ROWS = 20
const MOST_CANDIDATES = 3

export interface WaitingRequest {
  id: string
  kind: JudgedKind
  claim: Claim
  message: string
  tier: string
  createdAt: string
  /** `application/pdf`, `image/jpeg`, or none. */
  paper: string | null
  candidates: Candidate[]
  /** What of its dues came with a request to join; none: nothing was asked for yet. */
  dues: 'open' | 'pending' | 'paid' | null
}

export interface WaitingOrganisation {
  id: string
  kind: 'company' | 'school'
  name: string
  siret: string | null
  country: string | null
  contactName: string | null
  phone: string | null
  website: string | null
  about: string | null
  email: string | null
  createdAt: string
}

/** @returns the queues this association's rules can fill. */
export function queuesOf({ tenant }: Ctx): Queue[] {
  const { registration, recruiters, schools, kind, tiers } = tenant.config
  return [
    ...(registration === 'record' ? (['activation'] as const) : []),
    ...(registration === 'dues' ? (['joining'] as const) : []),
    ...(tiers.some(({ proof }) => proof) ? (['proof'] as const) : []),
    ...(kind === 'federation' ? [] : (['identity'] as const)),
    ...(recruiters || schools ? (['entity'] as const) : []),
    ...(recruiters?.requires === 'validation' ? (['company'] as const) : []),
    ...(schools?.requires === 'validation' ? (['school'] as const) : []),
  ]
}

/** Its groups may stand on two lines where a column is narrow. */
const readable = (phone: string) => formatPhone(phone).text.replaceAll('\u00a0', ' ')

/** @returns the oldest requests of a kind, each beside the records it may be about */
export async function readRequests(query: Query, tenantId: string, kind: JudgedKind): Promise<WaitingRequest[]> {
  const rows = await query<
    RowOf<'access_request', 'id' | 'email' | 'fileType' | 'createdAt'> & {
      claimed: Claim & { message?: string; tier?: string }
      dues: WaitingRequest['dues']
    }
  >(sql`SELECT "id", "claimed", "email", "fileType", "createdAt",
      (SELECT s."state" FROM "sale" s WHERE s."tenantId" = ${tenantId}
      AND s."key" = 'joining/' || "access_request"."id") AS "dues"
    FROM "access_request" WHERE "tenantId" = ${tenantId} AND "state" = 'waiting' AND "kind" = ${kind}
    ORDER BY "createdAt", "id" LIMIT ${ROWS}`)
  const waiting: WaitingRequest[] = []
  for (const { id, claimed, email, fileType, createdAt, dues } of rows) {
    const { message = '', tier = '', firstName, lastName, promotion, phone } = claimed
    const claim = { firstName, lastName, promotion, phone, email: email ?? undefined }
    const found = (await findCandidates(query, tenantId, claim)).slice(0, MOST_CANDIDATES)
    const candidates = found.map((one) => ({ ...one, phones: one.phones.map(readable) }))
    const at = createdAt.toISOString()
    waiting.push({
      id,
      kind,
      claim: { ...claim, phone: phone && readable(phone) },
      message,
      tier,
      createdAt: at,
      paper: fileType,
      candidates,
      dues,
    })
  }
  return waiting
}

/** @returns the oldest companies or schools that nobody has judged */
export async function readOrganisations(
  query: Query,
  tenantId: string,
  kind: 'company' | 'school',
): Promise<WaitingOrganisation[]> {
  const rows = await query<Omit<WaitingOrganisation, 'createdAt'> & { createdAt: Date }>(sql`
    SELECT o."id", o."kind", o."name", o."siret", o."country", o."contactName", o."phone", o."website", o."about",
      o."createdAt",
      (SELECT min(a."email") FROM "account" a WHERE a."tenantId" = ${tenantId}
      AND a."organisationId" = o."id") AS "email"
    FROM "organisation" o WHERE o."tenantId" = ${tenantId} AND o."kind" = ${kind}
      AND o."validatedAt" IS NULL AND o."refusedAt" IS NULL ORDER BY o."createdAt", o."id" LIMIT ${ROWS}`)
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }))
}

/** Everything `/admin/a-traiter` shows. @param wish the queue asked for; the first that holds something otherwise */
export function readQueue(ctx: Ctx, wish: string | null) {
  const queues = queuesOf(ctx)
  return ctx.sql(
    async (query) => {
      const counts = await readCounts(query, ctx.tenant.id)
      const asked = queues.find((queue) => queue === wish)
      const current = asked ?? queues.find((queue) => counts[queue] > 0) ?? queues[0] ?? null
      const isRequest = current !== 'proof' && current !== 'entity' && isOneOf(JUDGED_KINDS, current)
      return {
        queues: queues.map((queue) => ({ queue, count: counts[queue] })),
        current,
        requests: isRequest ? await readRequests(query, ctx.tenant.id, current) : [],
        proofs: current === 'proof' ? await readProofs(query, ctx, ROWS) : [],
        entities: current === 'entity' ? await readEntities(query, ctx.tenant.id, ROWS) : [],
        organisations:
          current === 'company' || current === 'school' ? await readOrganisations(query, ctx.tenant.id, current) : [],
      }
    },
    { statementTimeout: 15_000 },
  )
}

/** Asking to be erased: members are, at once (N10); companies and schools within 48 hours, by the staff's hand. */
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { lockedLeaders } from '#app/domain/accounts/grants.server.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { writeDecisions } from '#app/domain/people/write-people.server.ts'
import { leavesNobody } from '#app/policy/staff.rules.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { eraseTask } from './erase.task.ts'
import { putFarewell } from './farewell.server.ts'

/** Hours within which a company or a school is erased (N10). */
export const HOURS = 48

export type RequestKind = 'person' | 'company' | 'school'

/**
 * @returns whether the account's going would leave nobody who leads without an end in sight; nobody else can go
 * meanwhile.
 */
async function isLastLead(query: Query, ctx: Ctx): Promise<boolean> {
  const leaders = await lockedLeaders(query, ctx)
  return leavesNobody(leaders, (one) => one.accountId === ctx.viewer.accountId, ctx.now)
}

/**
 * A member's own wish: from this instant the account is closed and the person listed nowhere; the worker erases the
 * rest.
 * @returns false for the last administrator
 */
export function erasePersonNow(ctx: Ctx, personId: string): Promise<boolean> {
  const { tenant, viewer, now } = ctx
  return inTenantSql(tenant.id, async (query, client) => {
    if (await isLastLead(query, ctx)) return false
    await writeDecisions({ query, tenant }, personId, { listed: false }, { from: 'person', now })
    await query(
      sql`UPDATE "account" SET "disabledAt" = ${now} WHERE "tenantId" = ${tenant.id} AND "personId" = ${personId}`,
    )
    await query(sql`DELETE FROM "session" s USING "account" a WHERE s."tenantId" = ${tenant.id}
        AND a."tenantId" = ${tenant.id} AND a."id" = s."accountId" AND a."personId" = ${personId}`)
    const requestId = uuidv7(now.getTime())
    await query(sql`INSERT INTO "erasure_request" ("tenantId", "id", "kind", "personId", "accountId", "requestedAt",
      "dueAt")
        VALUES (${tenant.id}, ${requestId}, 'person', ${personId}, ${viewer.accountId ?? null}::uuid, ${now}, ${now})`)
    await putFarewell(query, ctx, requestId, { personId })
    await enqueue(eraseTask, { tenantId: tenant.id, requestId }, { client })
    return true
  })
}

/** A company's or a school's wish; asking twice is asking once. */
export function askToErase(ctx: Ctx, organisationId: string): Promise<void> {
  const { tenant, viewer, now } = ctx
  return ctx.sql(
    async (query) => {
      const [organisation] = await query<RowOf<'organisation', 'kind'>>(sql`SELECT "kind" FROM "organisation"
        WHERE "tenantId" = ${tenant.id} AND "id" = ${organisationId} FOR UPDATE`)
      if (!organisation || (await openRequest(query, tenant.id, organisationId))) return
      await query(sql`INSERT INTO "erasure_request"
          ("tenantId", "id", "kind", "organisationId", "accountId", "requestedAt", "dueAt")
        VALUES (${tenant.id}, ${uuidv7(now.getTime())}, ${organisation.kind}, ${organisationId},
          ${viewer.accountId ?? null}::uuid,
          ${now}, ${new Date(now.getTime() + HOURS * 3600_000)})`)
    },
    { signal: undefined },
  )
}

/** @returns the request of an organisation that is not carried out yet. */
export async function openRequest(query: Query, tenantId: string, organisationId: string) {
  const [row] = await query<RowOf<'erasure_request', 'id' | 'requestedAt' | 'dueAt'>>(sql`
    SELECT "id", "requestedAt", "dueAt" FROM "erasure_request" WHERE "tenantId" = ${tenantId}
      AND "organisationId" = ${organisationId} AND "state" IN ('asked', 'erasing') LIMIT 1`)
  return row
}

/** A company or school that thought better of it. */
export function withdrawRequest(ctx: Ctx, organisationId: string): Promise<void> {
  return ctx.sql(async (query) => {
    await query(sql`DELETE FROM "erasure_request" WHERE "tenantId" = ${ctx.tenant.id}
      AND "organisationId" = ${organisationId} AND "state" = 'asked'`)
  })
}

export interface WaitingRequest {
  id: string
  name: string
  kind: string
  requestedAt: string
  dueAt: string
  /** Milliseconds left; negative where the time is over. */
  left: number
  state: string
}

/** @returns the staff's queue, the most urgent first. */
export function waitingRequests({ tenant, now, sql: run }: Ctx): Promise<WaitingRequest[]> {
  return run(async (query) => {
    const rows = await query<
      RowOf<'erasure_request', 'id' | 'kind' | 'requestedAt' | 'dueAt' | 'state'> & RowOf<'organisation', 'name'>
    >(sql`
      SELECT r."id", o."name", r."kind", r."requestedAt", r."dueAt", r."state" FROM "erasure_request" r
      JOIN "organisation" o ON o."tenantId" = ${tenant.id} AND o."id" = r."organisationId"
      WHERE r."tenantId" = ${tenant.id} AND r."state" IN ('asked', 'erasing') ORDER BY r."dueAt", r."id" LIMIT 200`)
    return rows.map(({ requestedAt, dueAt, ...row }) => ({
      ...row,
      requestedAt: requestedAt.toISOString(),
      dueAt: dueAt.toISOString(),
      left: dueAt.getTime() - now.getTime(),
    }))
  })
}

/** The staff carries a request out. @returns false where there is no such request */
export function carryOut(ctx: Ctx, requestId: string): Promise<boolean> {
  const { tenant } = ctx
  return inTenantSql(tenant.id, async (query, client) => {
    const [request] = await query<RowOf<'erasure_request', 'kind'> & { organisationId: string }>(sql`
      SELECT "kind", "organisationId" FROM "erasure_request" WHERE "tenantId" = ${tenant.id}
        AND "id" = ${requestId}::uuid AND "state" = 'asked' AND "organisationId" IS NOT NULL FOR UPDATE`)
    if (!request) return false
    await query(
      sql`UPDATE "erasure_request" SET "state" = 'erasing' WHERE "tenantId" = ${tenant.id}
        AND "id" = ${requestId}::uuid`,
    )
    await audit(query, ctx, 'organisation.erased', {
      subjectId: request.organisationId,
      detail: { kind: request.kind },
    })
    await putFarewell(query, ctx, requestId, { organisationId: request.organisationId })
    await enqueue(eraseTask, { tenantId: tenant.id, requestId }, { client })
    return true
  })
}

/** Work that was begun and not ended: a worker died, or the queue lost it. */
export async function unfinishedRequests(query: Query, tenantId: string): Promise<string[]> {
  const rows = await query<
    RowOf<'erasure_request', 'id'>
  >(sql`SELECT "id" FROM "erasure_request" WHERE "tenantId" = ${tenantId}
    AND ("state" IN ('erasing', 'cut') OR ("state" = 'asked' AND "personId" IS NOT NULL))`)
  return rows.map(({ id }) => id)
}

/**
 * Approved mails of members to their year, put into the outbox some hundred people at a time. What changed since the
 * yes asks again; what nobody decided in time ends (B18).
 */
import { abilityOf } from '#app/context/abilities.ts'
import { now as clockNow } from '#app/context/clock.ts'
import { deceasedSql } from '#app/context/in-force.ts'
import { sistersOf, type Tenant, tenantOfId } from '#app/context/tenants.ts'
import { readAccountViewer } from '#app/context/viewer.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import { putForReaders } from '#app/domain/mail/put-for-readers.server.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { COHORT_LIST } from '#app/domain/mail/subscriptions.server.ts'
import { cohortToMail } from '#app/policy/cohort-mail.rules.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { cohortReadersSql } from './cohort-list.server.ts'
import { approvalOf, type CohortMailRow, countReaders } from './cohort-mails.server.ts'

/** People in one transaction. */
const PEOPLE_AT_ONCE = 200
/** By how much the readers may have grown since the yes. */
const GROWN = 1.05
/** Milliseconds after which a mail that nobody decided about has ended. */
const HELD = 30 * 86_400_000

export const cohortMailTask = defineTask<{ tenantId: string }>({
  name: 'letters.cohort',
  seconds: 600,
  async run({ tenantId }, { signal }) {
    const tenant = await tenantOfId(tenantId)
    if (!tenant) return
    const approved = await inTenantSql(tenant.id, async (query) => {
      await query(sql`UPDATE "cohort_mail" SET "state" = 'expired' WHERE "tenantId" = ${tenant.id}
        AND "state" IN ('pending', 'approved') AND "createdAt" <= ${new Date(clockNow().getTime() - HELD)}`)
      return query<CohortMailRow>(sql`SELECT * FROM "cohort_mail" WHERE "tenantId" = ${tenant.id}
        AND "state" IN ('approved', 'sending') ORDER BY "createdAt", "id"`)
    })
    for (const mail of approved) {
      await holdBack(tenant, mail, clockNow())
      while (!signal.aborted && (await putSome(tenant, mail.id, clockNow())) > 0);
    }
    if (approved.length > 0) await enqueue(sendMailsTask, { tenantId: tenant.id })
  },
})

/** Ends a mail whose author died or may no longer write to that year; one that has begun to leave goes on. */
async function holdBack(tenant: Tenant, { id, personId, cohort, state }: CohortMailRow, now: Date): Promise<void> {
  if (state !== 'approved') return
  const [author] = await inTenantSql(tenant.id, (query) =>
    query<RowOf<'account', 'id'>>(sql`SELECT a."id" FROM "account" a
      JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = a."personId"
      WHERE a."tenantId" = ${tenant.id} AND a."personId" = ${personId} AND a."disabledAt" IS NULL
        AND NOT ${deceasedSql(tenant.config)}`),
  )
  const viewer = author ? await readAccountViewer(tenant, author.id, now) : undefined
  if (viewer && cohortToMail(abilityOf(tenant, viewer, await sistersOf(tenant))) === cohort) return
  await inTenantSql(tenant.id, (query) =>
    query(sql`UPDATE "cohort_mail" SET "state" = 'orphaned' WHERE "tenantId" = ${tenant.id} AND "id" = ${id}
      AND "state" = 'approved'`),
  )
}

type Row = CohortMailRow & RowOf<'cohort_mail', 'reachedId'>

/** @returns whether the yes is still about what would leave: the same words and readers, hardly more of them */
async function isApproved(query: Query, tenant: Tenant, mail: Row, now: Date): Promise<boolean> {
  if (mail.approval !== approvalOf(mail)) return false
  if (mail.state === 'sending') return true
  return (await countReaders({ query, tenant, now }, mail)) <= (mail.counted ?? 0) * GROWN
}

/** Puts the mails of the next people into the outbox. @returns how many people are done with; 0: nobody is left */
export function putSome(tenant: Tenant, id: string, now: Date): Promise<number> {
  return inTenantSql(tenant.id, async (query) => {
    const [mail] = await query<Row>(sql`SELECT * FROM "cohort_mail" WHERE "tenantId" = ${tenant.id} AND "id" = ${id}
      AND "state" IN ('approved', 'sending') FOR UPDATE`)
    if (!mail) return 0
    if (!(await isApproved(query, tenant, mail, now))) {
      await query(sql`UPDATE "cohort_mail" SET "state" = 'pending', "approval" = NULL, "counted" = NULL
        WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
      return 0
    }
    const reached = await putForReaders(
      { query, tenant, now },
      {
        readers: cohortReadersSql(tenant, mail, now),
        reachedId: mail.reachedId,
        most: PEOPLE_AT_ONCE,
        mail: { key: `cohort-mail/${id}`, kind: 'letters.cohort', listId: COHORT_LIST, data: { mail: id } },
      },
    )
    const state = reached.length > 0 ? 'sending' : 'sent'
    await query(sql`UPDATE "cohort_mail" SET "state" = ${state},
        "sentAt" = ${state === 'sent' ? now : null}::timestamptz,
        "reachedId" = coalesce(${reached.at(-1) ?? null}::uuid, "reachedId")
      WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
    return reached.length
  })
}

/**
 * Approved mails of groups, put into the outbox some hundred at a time. Where it stands is written with what it put, so
 * that a worker that dies goes on from there; keys keep anybody from being written to twice.
 */
import { abilityOf } from '#app/context/abilities.ts'
import { now as clockNow } from '#app/context/clock.ts'
import { sistersOf, type Tenant, tenantOfId } from '#app/context/tenants.ts'
import { readAccountViewer } from '#app/context/viewer.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { putForReaders } from '#app/domain/mail/put-for-readers.server.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { runsGroup } from '#app/policy/group.rules.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { groupListId, recipientsSql } from './group-list.server.ts'

/** People in one transaction. */
const PEOPLE_AT_ONCE = 200

export const groupMailTask = defineTask<{ tenantId: string }>({
  name: 'groups.mail',
  seconds: 600,
  async run({ tenantId }, { signal }) {
    const tenant = await tenantOfId(tenantId)
    if (!tenant) return
    const approved = await inTenantSql(tenant.id, (query) =>
      query<Approved>(sql`SELECT "id", "groupId", "personId", "state" FROM "group_mail" WHERE "tenantId" = ${tenant.id}
        AND "state" IN ('approved', 'sending') ORDER BY "createdAt", "id"`),
    )
    for (const mail of approved) {
      await holdBack(tenant, mail, clockNow())
      while (!signal.aborted && (await putSome(tenant, mail.id, clockNow())) > 0);
    }
    if (approved.length > 0) await enqueue(sendMailsTask, { tenantId: tenant.id })
  },
})

type Approved = RowOf<'group_mail', 'id' | 'groupId' | 'personId' | 'state'>

/**
 * Ends a mail whose author runs the group no longer: it would leave in the name of who may not write it. One that has
 * begun to leave goes on, and so does one by an account without a person: the staff's.
 */
async function holdBack(tenant: Tenant, { id, groupId, personId, state }: Approved, now: Date): Promise<void> {
  if (personId === null || state !== 'approved') return
  const [author] = await inTenantSql(tenant.id, (query) =>
    query<RowOf<'account', 'id'>>(sql`SELECT "id" FROM "account" WHERE "tenantId" = ${tenant.id}
      AND "personId" = ${personId}`),
  )
  const viewer = await readAccountViewer(tenant, author?.id ?? null, now)
  if (runsGroup(abilityOf(tenant, viewer, await sistersOf(tenant)), groupId)) return
  await inTenantSql(tenant.id, (query) =>
    query(sql`UPDATE "group_mail" SET "state" = 'orphaned' WHERE "tenantId" = ${tenant.id} AND "id" = ${id}
      AND "state" = 'approved'`),
  )
}

/** Puts the mails of the next people into the outbox. @returns how many people are done with; 0: nobody is left */
export function putSome(tenant: Tenant, id: string, now: Date): Promise<number> {
  return inTenantSql(tenant.id, async (query) => {
    const [mail] = await query<RowOf<'group_mail', 'groupId' | 'personId' | 'reachedId'> & { open: boolean }>(sql`
      SELECT x."groupId", x."personId", x."reachedId", r."state" = 'open' AS "open" FROM "group_mail" x
      JOIN "group" r ON r."tenantId" = ${tenant.id} AND r."id" = x."groupId"
      WHERE x."tenantId" = ${tenant.id} AND x."id" = ${id} AND x."state" IN ('approved', 'sending')
      FOR UPDATE OF x`)
    if (!mail) return 0
    const round = {
      readers: recipientsSql(tenant, mail.groupId, mail.personId, now),
      reachedId: mail.reachedId,
      most: PEOPLE_AT_ONCE,
      mail: { key: `group-mail/${id}`, kind: 'groups.mail', listId: groupListId(mail.groupId), data: { mail: id } },
    }
    const reached = mail.open ? await putForReaders({ query, tenant, now }, round) : []
    const state = reached.length > 0 ? 'sending' : mail.open ? 'sent' : 'withdrawn'
    await query(sql`UPDATE "group_mail" SET "state" = ${state},
        "sentAt" = ${state === 'sent' ? now : null}::timestamptz,
        "reachedId" = coalesce(${reached.at(-1) ?? null}::uuid, "reachedId")
      WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
    return reached.length
  })
}

/**
 * Letters whose hour has come, put into the outbox some hundred people at a time. Where it stands is written with what
 * it put, so that a worker that dies goes on from there; keys keep anybody from being written to twice (B15).
 */
import { now as clockNow } from '#app/context/clock.ts'
import { log } from '#app/context/log.ts'
import { type Tenant, tenantOfId } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import { putForReaders } from '#app/domain/mail/put-for-readers.server.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { NO_END } from '#app/vocabulary/things.ts'
import { audienceSchema, audienceSql, isKnown } from './audience.server.ts'

/** People in one transaction. */
const PEOPLE_AT_ONCE = 500
/** A letter that did not get on for so many milliseconds may be out of date: the staff is asked again. */
export const LATE = 6 * 3600_000

export const lettersTask = defineTask<{ tenantId: string }>({
  name: 'letters.send',
  seconds: 900,
  async run({ tenantId }, { signal }) {
    const tenant = await tenantOfId(tenantId)
    if (!tenant) return
    const due = await inTenantSql(tenant.id, (query) =>
      query<RowOf<'letter', 'id'>>(sql`SELECT "id" FROM "letter" WHERE "tenantId" = ${tenant.id}
        AND ("state" = 'sending' OR ("state" = 'planned' AND "plannedAt" <= ${clockNow()}))
        ORDER BY "plannedAt", "id"`),
    )
    for (const { id } of due) while (!signal.aborted && (await putSome(tenant, id, clockNow())) > 0);
    if (due.length > 0) await enqueue(sendMailsTask, { tenantId: tenant.id })
  },
})

type Row = RowOf<'letter', 'state' | 'audience' | 'movedAt' | 'reachedId'>

/** Holds mails of a letter that wait, or lets them go: read while it asks again, they would be dropped for good. */
const holdMails = (query: Query, tenantId: string, id: string, until: Date) =>
  query(sql`UPDATE "mail" SET "dueAt" = ${until} WHERE "tenantId" = ${tenantId} AND "letterId" = ${id}
    AND "state" = 'waiting'`)

/** Puts the mails of the next people into the outbox. @returns how many people are done with; 0: nobody is left */
export function putSome(tenant: Tenant, id: string, now: Date): Promise<number> {
  return inTenantSql(tenant.id, async (query) => {
    const [letter] = await query<Row>(sql`SELECT "state", "audience", "movedAt", "reachedId" FROM "letter"
      WHERE "tenantId" = ${tenant.id} AND "id" = ${id} AND "state" IN ('planned', 'sending')
        AND "plannedAt" <= ${now} FOR UPDATE`)
    if (!letter) return 0
    const rule = audienceSchema.parse(letter.audience)
    const isLate = now.getTime() - (letter.movedAt?.getTime() ?? 0) > LATE
    if (isLate || !isKnown(tenant, rule)) {
      log().warn({ association: tenant.slug, letter: id, isLate }, 'a letter asks again before it leaves')
      await query(sql`UPDATE "letter" SET "state" = 'late' WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
      await holdMails(query, tenant.id, id, NO_END)
      return 0
    }
    if (letter.state === 'planned' && letter.reachedId) await holdMails(query, tenant.id, id, now)
    const mail = { key: `letter/${id}`, kind: 'letters.letter', listId: rule.list, letterId: id, data: { letter: id } }
    const round = { readers: audienceSql(tenant, rule, now), reachedId: letter.reachedId, most: PEOPLE_AT_ONCE, mail }
    const reached = await putForReaders({ query, tenant, now }, round)
    const isDone = reached.length === 0
    await query(sql`UPDATE "letter" SET "state" = ${isDone ? 'sent' : 'sending'}, "movedAt" = ${now},
        "sentAt" = ${isDone ? now : null}::timestamptz,
        "reachedId" = coalesce(${reached.at(-1) ?? null}::uuid, "reachedId")
      WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
    return reached.length
  })
}

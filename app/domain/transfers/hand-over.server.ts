/**
 * A file as it leaves: each person is judged once more, and what leaves is written beside them before it does. Whoever
 * objected or died since the people were gathered is left out; a download that breaks off has told no more than is
 * written.
 */
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query, SLOW } from '#app/db/transaction.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { putMails } from '#app/domain/mail/put-mail.server.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { listAddressSql } from '#app/domain/mail/subscriptions.server.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { isLanguage } from '#app/i18n/language.ts'
import { type Transfer, transferAbility, transferFields, transferOf } from '#app/policy/transfer.rules.ts'
import { type JudgedRow, type Revealed, reveal } from '#app/policy/view.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { findTransfer, mayHand, type TransferRun } from './read-runs.server.ts'
import { leavesSql } from './who-leaves.server.ts'

/** So many are in memory at once. */
const BATCH = 500
const FIRST = '00000000-0000-0000-0000-000000000000'

export const TRANSFER_FORMATS = ['xlsx', 'csv'] as const
export type TransferFormat = (typeof TRANSFER_FORMATS)[number]

/** @returns the transfer whose file may be fetched, which the log then says it was; undefined where it may not */
export function handOver(ctx: Ctx, id: string, format: TransferFormat): Promise<Transfer | undefined> {
  const { tenant, now } = ctx
  return inTenantSql(tenant.id, async (query) => {
    const run = await findTransfer(query, tenant.id, id, true)
    const transfer = run && transferOf(tenant.config, run.file)
    if (!transfer || !mayHand(run, now)) return undefined
    await query(sql`UPDATE "transfer_run" SET "state" = 'handed', "handedAt" = coalesce("handedAt", ${now}::timestamptz)
      WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
    await audit(query, ctx, 'transfer.handed', { subjectId: id, detail: handedDetail(run, format) })
    return transfer
  })
}

const handedDetail = ({ file, reason, people }: TransferRun, format: TransferFormat) => ({
  ...{ file, reason, format, count: people },
})

type Row = JudgedRow & { id: string }
/** Somebody whose values leave, and which. */
type Leaving = { id: string; fields: string[] }

/** @returns people of the file as its receiver may see them, batch by batch; each is a transaction of its own */
export async function* peopleLeaving(ctx: Ctx, runId: string, transfer: Transfer): AsyncGenerator<Revealed[]> {
  const { tenant } = ctx
  const [ability, fields] = [transferAbility(tenant.config, transfer), transferFields(tenant.config, transfer)]
  for (let last = FIRST; ; ) {
    const batch = await inTenantSql(
      tenant.id,
      async (query) => {
        const rows = await query<Row>(sql`SELECT ${columns([...JUDGED, ...fields], 'p')} FROM "transfer_record" r
          JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = r."personId"
          WHERE r."tenantId" = ${tenant.id} AND r."runId" = ${runId} AND r."personId" > ${last}::uuid
            AND ${leavesSql(tenant, transfer)} ORDER BY r."personId" LIMIT ${BATCH}`)
        const people = rows.flatMap((row) => {
          const person = reveal(ability, 'Person', row, fields)
          return person ? [{ id: row.id, person }] : []
        })
        const leaving = people.map(({ id, person }) => ({ id, fields: Object.keys(person.fields) }))
        await writeDown(query, ctx, { runId, leaving })
        if (transfer.file.tells) await tell(query, ctx, { runId, transfer, leaving })
        return { people: people.map(({ person }) => person), last: rows.at(-1)?.id, isLast: rows.length < BATCH }
      },
      SLOW,
    )
    yield batch.people
    if (batch.isLast) break
    last = batch.last!
  }
  if (transfer.file.tells) await enqueue(sendMailsTask, { tenantId: tenant.id })
}

/** What an earlier download of the same file took with it stays written. */
async function writeDown(
  query: Query,
  { tenant, now }: Ctx,
  { runId, leaving }: { runId: string; leaving: readonly Leaving[] },
): Promise<void> {
  await query(sql`UPDATE "transfer_record" r SET "leftAt" = ${now}::timestamptz,
      "fields" = ARRAY(SELECT DISTINCT one FROM unnest(r."fields" || l."fields") one ORDER BY one)
    FROM json_to_recordset(${JSON.stringify(leaving)}::json) AS l("id" uuid, "fields" text[])
    WHERE r."tenantId" = ${tenant.id} AND r."runId" = ${runId} AND r."personId" = l."id"`)
}

interface Told {
  runId: string
  transfer: Transfer
  leaving: readonly Leaving[]
}

/** A word to each, once for a file however often it is fetched: what left, to whom, and how to say no to the next. */
async function tell(query: Query, { tenant, now }: Ctx, { runId, transfer, leaving }: Told): Promise<void> {
  const ids = leaving.map(({ id }) => id)
  const reached = await query<RowOf<'person', 'id'> & { address: string; language: string }>(sql`
    SELECT p."id", e."address", coalesce(c."language", 'fr') AS "language" FROM "person" p
    LEFT JOIN "correspondence" c ON c."tenantId" = ${tenant.id} AND c."personId" = p."id"
    CROSS JOIN LATERAL (${listAddressSql(tenant.id, sql`p."id"`)}) e
    WHERE p."tenantId" = ${tenant.id} AND p."id" = ANY(${ids}::uuid[])`)
  const fieldsOf = new Map(leaving.map(({ id, fields }) => [id, fields]))
  const mails = reached.map(({ id, address, language }) => ({
    ...{ key: `transfer/${runId}/${id}`, kind: 'transfers.left', personId: id, to: address },
    data: { run: runId, to: transfer.to, fields: fieldsOf.get(id) ?? [] },
    language: isLanguage(language) ? language : ('fr' as const),
  }))
  await putMails(query, tenant.id, mails, now)
}

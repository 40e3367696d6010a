/**
 * Mails on their way. A batch is made in one transaction: rows taken, letters written, the bytes to send kept under a
 * key. Whatever dies afterwards, the next try sends those very bytes under that very key, which Resend takes once (24
 * hours).
 */
import { env } from '#app/context/env.ts'
import { log } from '#app/context/log.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { decryptSecret, encryptSecret } from '#app/db/secret.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { BATCH_SIZE, type OutgoingMail, type Sent } from '#app/outside/resend.ts'
import { chooseRecipients } from './choose-recipient.server.ts'
import { letterOf } from './letter.ts'
import { readAgain, unsealed } from './read-again.server.ts'
import { type Envelope, writeLetter } from './write-letter.tsx'

export interface Batch {
  id: string
  ids: string[]
  mails: OutgoingMail[]
  /** Tries before this one. */
  attempts: number
}

/** Longer than a request may take; a worker that died leaves its batch to another after it. */
const LEASE = 120_000
/** Resend forgets a key after 24 hours: a batch of unknown fate is not tried again close to that. */
const WINDOW = 23 * 3600_000
/** Milliseconds between one try and the next; after the last the mails have failed. */
const WAITS = [5_000, 15_000, 60_000, 300_000, 900_000, 3600_000, 3 * 3600_000]

type Row = Envelope & { kind: string; sealed: string; attempts: number }

const batchOwner = (tenantId: string, id: string) => `${tenantId}/${id}/batch`
const after = (now: Date, ms: number) => new Date(now.getTime() + ms)

/**
 * Takes up to 100 mails that are due; none while Resend's door is shut.
 * @param kinds of letters; all of them unless said
 * @returns undefined where none is
 */
export function formBatch(tenant: Tenant, now: Date, kinds?: readonly string[]): Promise<Batch | undefined> {
  return inTenantSql(tenant.id, async (query) => {
    const due = await query<Row>(sql`
      SELECT "id", "recipient" AS "to", "language", "personId", "listId", "kind", "sealed", "attempts" FROM "mail"
      WHERE "tenantId" = ${tenant.id} AND "state" = 'waiting' AND "dueAt" <= ${now}
        AND (${kinds ?? null}::text[] IS NULL OR "kind" = ANY(${kinds ?? null}::text[]))
        AND NOT EXISTS (SELECT FROM "mail_batch" b WHERE b."tenantId" = ${tenant.id} AND b."firstTryAt" IS NULL
          AND b."leaseUntil" IS NULL AND b."dueAt" > ${now})
      ORDER BY "dueAt", "id" LIMIT ${BATCH_SIZE} FOR UPDATE SKIP LOCKED`)
    if (due.length === 0) return undefined
    const { rows, more } = await readAgain({ query, tenant, now }, due)
    await chooseRecipients(query, tenant.id, rows, async ({ kind }) => (await letterOf(kind))?.follows ?? false)
    const written = await Promise.all(rows.map((row) => writtenFor(tenant, row, more.get(row.id))))
    await putOff(
      query,
      tenant.id,
      rows.filter((_, i) => !written[i]),
      now,
    )
    const ids = rows.filter((_, i) => written[i]).map(({ id }) => id)
    const mails = written.filter((mail) => mail !== undefined)
    const id = uuidv7(now.getTime())
    if (ids.length === 0) return { id, ids, mails, attempts: 0 }
    const sealed = encryptSecret(env().DATA_KEY, JSON.stringify({ ids, mails }), batchOwner(tenant.id, id))
    await query(sql`
      INSERT INTO "mail_batch" ("tenantId", "id", "sealed", "attempts", "firstTryAt", "dueAt", "leaseUntil")
      VALUES (${tenant.id}, ${id}, ${sealed}, 1, ${now}, ${now}, ${after(now, LEASE)})`)
    await query(sql`UPDATE "mail" SET "state" = 'sending', "batchId" = ${id}
      WHERE "tenantId" = ${tenant.id} AND "id" = ANY(${ids}::uuid[])`)
    return { id, ids, mails, attempts: 0 }
  })
}

/** One letter that cannot be written holds up no other. */
async function writtenFor(
  tenant: Tenant,
  row: Row,
  more: Record<string, unknown> | undefined,
): Promise<OutgoingMail | undefined> {
  try {
    const letter = await letterOf(row.kind)
    if (!letter) throw new Error(`no letter ${row.kind}`)
    const data = { ...unsealed(tenant.id, row), ...more }
    return await writeLetter(tenant, letter, data, row)
  } catch (error) {
    log().error({ err: error, mail: row.id, kind: row.kind, association: tenant.slug }, 'letter cannot be written')
    return undefined
  }
}

/** A worker older than the letter may have taken it: another gets the chance, a few times. */
async function putOff(query: Query, tenantId: string, rows: readonly Row[], now: Date): Promise<void> {
  for (const { id, attempts } of rows) {
    const wait = WAITS[attempts]
    const state = wait === undefined ? 'failed' : 'waiting'
    await query(sql`UPDATE "mail"
      SET "attempts" = "attempts" + 1, "state" = ${state}, "dueAt" = ${after(now, wait ?? 0)},
      "sealed" = CASE WHEN ${state} = 'failed' THEN NULL ELSE "sealed" END WHERE "tenantId" = ${tenantId}
        AND "id" = ${id}`)
  }
}

/** Takes a batch that waits for another try, or whose worker died. */
export function takeBatch(tenant: Tenant, now: Date): Promise<Batch | undefined> {
  return inTenantSql(tenant.id, async (query) => {
    const [row] = await query<{ id: string; sealed: string; attempts: number }>(sql`
      UPDATE "mail_batch" SET "leaseUntil" = ${after(now, LEASE)}, "attempts" = "attempts" + 1,
        "firstTryAt" = coalesce("firstTryAt", ${now})
      WHERE "tenantId" = ${tenant.id} AND "id" = (SELECT "id" FROM "mail_batch" WHERE "tenantId" = ${tenant.id}
        AND "dueAt" <= ${now} AND coalesce("leaseUntil", ${now}) <= ${now}
        AND coalesce("firstTryAt", ${now}) > ${after(now, -WINDOW)}
        ORDER BY "dueAt", "id" LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING "id", "sealed", "attempts"`)
    if (!row) return undefined
    const opened = JSON.parse(decryptSecret(env().DATA_KEY, row.sealed, batchOwner(tenant.id, row.id)))
    return { id: row.id, attempts: row.attempts - 1, ...opened }
  })
}

/** Writes down what Resend answered. An event that came first has already said more, and stands. */
export function settleBatch(tenant: Tenant, batch: Batch, sent: Sent, now: Date): Promise<void> {
  return inTenantSql(tenant.id, async (query) => {
    if (sent.kind === 'later' && sent.shut) return shutOut(query, tenant.id, batch, after(now, sent.wait))
    if (sent.kind === 'refused' && sent.apart && batch.ids.length > 1) return halve(query, tenant.id, batch, now)
    if (sent.kind === 'later' && WAITS[batch.attempts] !== undefined) {
      const due = after(now, sent.wait ?? WAITS[batch.attempts]!)
      await query(sql`UPDATE "mail_batch" SET "dueAt" = ${due}, "leaseUntil" = NULL
        WHERE "tenantId" = ${tenant.id} AND "id" = ${batch.id}`)
      return
    }
    const results = sent.kind === 'accepted' ? sent.results : batch.ids.map(() => ({ refused: sent.why }))
    const rows = batch.ids.map((id, i) => {
      const result = results[i]!
      return { id, providerId: 'id' in result ? result.id : null, state: 'id' in result ? 'sent' : 'failed' }
    })
    await query(sql`
      UPDATE "mail" AS m
        SET "providerId" = coalesce(r."providerId", m."providerId"), "sentAt" = coalesce("sentAt", ${now}),
        "sealed" = NULL, "batchId" = NULL,
        "state" = CASE WHEN m."state" IN ('waiting', 'sending') THEN r."state" ELSE m."state" END
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("id" uuid, "providerId" text, "state" text)
      WHERE m."tenantId" = ${tenant.id} AND m."id" = r."id"`)
    await query(sql`DELETE FROM "mail_batch" WHERE "tenantId" = ${tenant.id} AND "id" = ${batch.id}`)
  })
}

/** A try that Resend turned away at the door is none: its instant starts no window, and an hour of it loses nothing. */
async function shutOut(query: Query, tenantId: string, { id, attempts }: Batch, due: Date): Promise<void> {
  await query(sql`UPDATE "mail_batch" SET "dueAt" = ${due}, "leaseUntil" = NULL, "attempts" = ${attempts},
      "firstTryAt" = CASE WHEN ${attempts === 0} THEN NULL ELSE "firstTryAt" END
    WHERE "tenantId" = ${tenantId} AND "id" = ${id}`)
}

/** Cuts a batch that was refused for one of its mails in two, until that mail is alone: the others leave. */
async function halve(query: Query, tenantId: string, batch: Batch, now: Date): Promise<void> {
  const middle = Math.ceil(batch.ids.length / 2)
  const parts = [
    [0, middle],
    [middle, batch.ids.length],
  ] as const
  for (const [from, to] of parts) {
    const id = uuidv7(now.getTime())
    const [ids, mails] = [batch.ids.slice(from, to), batch.mails.slice(from, to)]
    const sealed = encryptSecret(env().DATA_KEY, JSON.stringify({ ids, mails }), batchOwner(tenantId, id))
    await query(sql`INSERT INTO "mail_batch" ("tenantId", "id", "sealed", "attempts", "dueAt")
      VALUES (${tenantId}, ${id}, ${sealed}, 0, ${now})`)
    await query(sql`UPDATE "mail" SET "batchId" = ${id} WHERE "tenantId" = ${tenantId} AND "id" = ANY(${ids}::uuid[])`)
  }
  await query(sql`DELETE FROM "mail_batch" WHERE "tenantId" = ${tenantId} AND "id" = ${batch.id}`)
}

/** Batches whose key Resend may have forgotten: sent or not, nobody can say, and twice is worse. */
export function giveUpOldBatches(tenant: Tenant, now: Date): Promise<number> {
  return inTenantSql(tenant.id, async (query) => {
    const old = await query<RowOf<'mail_batch', 'id'>>(sql`DELETE FROM "mail_batch" WHERE "tenantId" = ${tenant.id}
      AND "firstTryAt" <= ${after(now, -WINDOW)} RETURNING "id"`)
    for (const { id } of old)
      await query(sql`UPDATE "mail" SET "state" = 'failed', "sealed" = NULL, "batchId" = NULL
        WHERE "tenantId" = ${tenant.id} AND "batchId" = ${id} AND "state" IN ('waiting', 'sending')`)
    return old.length
  })
}

/** @returns when the next try is due; undefined where nothing waits. */
export function nextTryAt(tenant: Tenant): Promise<Date | undefined> {
  return inTenantSql(tenant.id, async (query) => {
    const [row] = await query<{ at: Date | null }>(sql`
      SELECT min(greatest("dueAt", coalesce("leaseUntil", "dueAt"))) AS at FROM "mail_batch"
      WHERE "tenantId" = ${tenant.id}`)
    return row?.at ?? undefined
  })
}

/** Bank statements: taken in once, their lines matched with payments by a person. */
import { createHash } from 'node:crypto'
import { civilDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import type { Scoped } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { join, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { readUpload } from '#app/domain/files/upload.server.ts'
import { book } from '#app/domain/ledger/ledger.server.ts'
import { ACCOUNTS } from '#app/domain/ledger/plan.ts'
import { type OpenItem, type SettleFault, type Suggestion, suggestMatches } from './bank-matches.ts'
import { bookPayoutIn, openPayouts, whyNotPayout } from './bank-payouts.server.ts'
import { type BankFile, type BankFileFault, readBankFile } from './read-bank-file.server.ts'
import type { StatementLine } from './statement-line.ts'

/** Who works on statements, where and when. */
type Desk = Pick<Ctx, 'tenant' | 'viewer' | 'now' | 'sql'>

const BIGGEST_FILE = 5 * 1024 * 1024

export type BankFault = BankFileFault | 'no-file' | 'too-big' | 'no-lines'

export interface TakenStatement {
  id: string
  added: number
  /** Lines that an earlier file had brought. */
  known: number
  refused: BankFile['refused']
  summed: boolean
}

/**
 * POST: takes the form apart as it comes in.
 * @throws Response as {@link readUpload}
 */
export async function receiveStatement(ctx: Desk, request: Request) {
  const form = await readUpload(request, BIGGEST_FILE)
  return form ? takeStatement(ctx, form.get('file')) : { fault: 'too-big' as const }
}

/** Reads a file and keeps the lines that are new; the bytes are kept nowhere. */
export async function takeStatement(
  ctx: Desk,
  file: unknown,
): Promise<{ fault: BankFault; line?: number } | { taken: TakenStatement }> {
  if (!(file instanceof File) || !file.name) return { fault: 'no-file' }
  if (file.size > BIGGEST_FILE) return { fault: 'too-big' }
  const read = await readBankFile(ctx.tenant.id, new Uint8Array(await file.arrayBuffer()))
  if ('fault' in read) return read
  if (read.lines.length === 0) return { fault: 'no-lines' }
  const fileName = file.name.replace(/^.*[\\/]/, '').slice(0, 200)
  const id = uuidv7(ctx.now.getTime())
  const added = await ctx.sql((query) => keep(query, ctx, id, { fileName, lines: read.lines }), {
    statementTimeout: 30_000,
  })
  return { taken: { id, added, known: read.lines.length - added, refused: read.refused, summed: read.summed } }
}

async function keep(
  query: Query,
  ctx: Desk,
  id: string,
  { fileName, lines }: { fileName: string; lines: readonly StatementLine[] },
) {
  await query(sql`
    INSERT INTO "bank_statement" ("tenantId", "id", "fileName", "accountId", "createdAt")
    VALUES (${ctx.tenant.id}, ${id}, ${fileName}, ${ctx.viewer.accountId ?? null}::uuid, ${ctx.now})`)
  let added = 0
  const digests = digestsOf(lines)
  for (let from = 0; from < lines.length; from += 500) {
    const rows = lines.slice(from, from + 500).map(
      (
        line,
        i,
      ) => sql`(${ctx.tenant.id}::uuid, ${uuidv7(ctx.now.getTime())}::uuid, ${id}::uuid, ${line.day}, ${line.label},
        ${line.reference}, ${line.cents}::int, ${digests[from + i]!})`,
    )
    const kept = await query(sql`
      INSERT INTO "bank_line" ("tenantId", "id", "statementId", "day", "label", "reference", "cents", "digest")
      VALUES ${join(rows, ', ')} ON CONFLICT ("tenantId", "digest") DO NOTHING RETURNING "id"`)
    added += kept.length
  }
  await audit(query, ctx, 'books.bank-file', { subjectId: id, detail: { format: fileName, rows: added } })
  return added
}

/** Two equal lines of one file are two payments; the same line in a second file is the first one's. */
function digestsOf(lines: readonly StatementLine[]): string[] {
  const seen = new Map<string, number>()
  return lines.map(({ day, label, reference, cents }) => {
    const words = JSON.stringify([day, label, reference, cents])
    const before = seen.get(words) ?? 0
    seen.set(words, before + 1)
    return createHash('sha256').update(`${words} ${before}`).digest('hex')
  })
}

export interface StatementRow extends RowOf<'bank_statement', 'id' | 'fileName'> {
  at: string
  lines: number
  open: number
}

/** @returns the last files, newest first. */
export function readStatements({ tenant, sql: run }: Ctx): Promise<StatementRow[]> {
  return run((query) =>
    query<StatementRow>(sql`
      SELECT s."id", s."fileName", to_char(s."createdAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "at",
        (SELECT count(*)::int FROM "bank_line" l WHERE l."tenantId" = ${tenant.id}
        AND l."statementId" = s."id") AS "lines",
        (SELECT count(*)::int FROM "bank_line" l WHERE l."tenantId" = ${tenant.id} AND l."statementId" = s."id"
          AND l."state" = 'open' AND l."cents" > 0) AS "open"
      FROM "bank_statement" s WHERE s."tenantId" = ${tenant.id} ORDER BY s."id" DESC LIMIT 50`),
  )
}

export interface BankLineRow {
  id: string
  day: string
  label: string
  reference: string
  cents: number
  state: 'open' | 'matched' | 'ignored'
  paymentId: string | null
  /** The payout of Stripe that it is. */
  movementId: string | null
  payer: string | null
  suggestions: (Suggestion & { name: string; day: string; cents: number; payout: boolean })[]
}

const LINES = 50

/** @throws Response 404 for an id that is none of this association's */
export function readStatementLines(ctx: Ctx, id: string | undefined, page: number) {
  if (!isUuid(id)) throw notFound()
  return ctx.sql(async (query) => {
    const [statement] = await query<RowOf<'bank_statement', 'fileName'> & { lines: number }>(sql`
      SELECT s."fileName", (SELECT count(*)::int FROM "bank_line" l WHERE l."tenantId" = ${ctx.tenant.id}
      AND l."statementId" = s."id") AS "lines"
      FROM "bank_statement" s WHERE s."tenantId" = ${ctx.tenant.id} AND s."id" = ${id}`)
    if (!statement) throw notFound()
    const lines = await query<Omit<BankLineRow, 'suggestions'>>(sql`
      SELECT l."id", l."day", l."label", l."reference", l."cents", l."state", l."paymentId", l."movementId",
        (SELECT s."buyer"->>'name' FROM "payment" p JOIN "sale" s ON s."tenantId" = ${ctx.tenant.id}
        AND s."id" = p."saleId"
          WHERE p."tenantId" = ${ctx.tenant.id} AND p."id" = l."paymentId") AS "payer"
      FROM "bank_line" l WHERE l."tenantId" = ${ctx.tenant.id} AND l."statementId" = ${id}
      ORDER BY l."day", l."id" LIMIT ${LINES} OFFSET ${(page - 1) * LINES}`)
    const items = await openItems(ctx, query, lines)
    const known = new Map(items.map((item) => [item.id, item]))
    const rows = lines.map((line) => ({
      ...line,
      suggestions:
        line.state === 'open'
          ? suggestMatches({ line: 0, ...line }, items).map((one) => {
              const { name, day, cents, payout = false } = known.get(one.id)!
              return { ...one, name, day, cents, payout }
            })
          : [],
    }))
    return { id, ...statement, rows, pages: Math.max(1, Math.ceil(statement.lines / LINES)) }
  })
}

/** Cheques, transfers and payouts that no line was matched with, near in time to those of the page. */
async function openItems(
  { tenant }: Ctx,
  query: Query,
  lines: readonly { day: string; cents: number }[],
): Promise<OpenItem[]> {
  const days = lines.map(({ day }) => day).sort()
  if (days.length === 0) return []
  const rows = await query<
    Omit<OpenItem, 'day' | 'references'> & { at: Date; receivedOn: string | null; references: string[] }
  >(sql`
    SELECT p."id", p."cents", coalesce(s."buyer"->>'name', '') AS "name", p."succeededAt" AS "at", p."receivedOn",
      array_remove(ARRAY[p."reference", (SELECT i."reference" FROM "invoice" i WHERE i."tenantId" = ${tenant.id}
        AND i."saleId" = p."saleId"
        ORDER BY i."id" LIMIT 1)], NULL) AS "references"
    FROM "payment" p JOIN "sale" s ON s."tenantId" = ${tenant.id} AND s."id" = p."saleId"
    WHERE p."tenantId" = ${tenant.id} AND p."means" IN ('cheque', 'transfer') AND p."succeededAt" IS NOT NULL
      AND p."refundedCents" = 0
      AND p."succeededAt" > (${days[0]!}::timestamp - interval '180 days') AT TIME ZONE 'Europe/Paris'
      AND p."succeededAt" < (${days.at(-1)!}::timestamp + interval '60 days') AT TIME ZONE 'Europe/Paris'
      AND NOT EXISTS (SELECT 1 FROM "bank_line" b WHERE b."tenantId" = ${tenant.id} AND b."paymentId" = p."id")
    ORDER BY p."succeededAt" DESC LIMIT 5000`)
  const payouts = await openPayouts(query, tenant.id, days[0]!, days.at(-1)!)
  return [...rows.map(({ at, receivedOn, ...row }) => ({ ...row, day: receivedOn ?? civilDay(at) })), ...payouts]
}

/**
 * A cheque that the bank has credited leaves the cheques to be paid in; a match that is undone is taken back by the
 * opposite entry. The caller holds the line locked, so that its entries are counted.
 */
async function bookPaidIn(
  query: Query,
  { tenant, now }: Desk,
  { line, paymentId, undone }: { line: string; paymentId: string; undone: boolean },
): Promise<void> {
  const [row] = await query<
    RowOf<'bank_line', 'day'> & RowOf<'payment', 'cents'> & { means: string; piece: string; before: number }
  >(sql`
    SELECT (SELECT count(*)::int FROM "ledger_entry" e WHERE e."tenantId" = ${tenant.id} AND e."paymentId" = p."id"
        AND starts_with(e."key", ${`paid-in/${line}/`})) AS "before", b."day", p."cents", p."means",
          coalesce((SELECT i."reference" FROM "invoice" i WHERE i."tenantId" = ${tenant.id}
      AND i."saleId" = p."saleId" ORDER BY i."id" LIMIT 1), p."reference", left(p."id"::text, 8)) AS "piece"
    FROM "bank_line" b JOIN "payment" p ON p."tenantId" = ${tenant.id} AND p."id" = ${paymentId}::uuid
    WHERE b."tenantId" = ${tenant.id} AND b."id" = ${line}::uuid`)
  if (row?.means !== 'cheque') return
  const { day, cents, piece, before } = row
  const lines = [
    { account: ACCOUNTS.bank, [undone ? 'credit' : 'debit']: cents },
    { account: ACCOUNTS.cheques, [undone ? 'debit' : 'credit']: cents },
  ]
  const entry = {
    key: `paid-in/${line}/${paymentId}/${before + 1}`,
    journal: 'BQ' as const,
    day,
    label: undone ? 'Annulation d’une remise de chèque' : 'Remise de chèque',
    piece,
    pieceDay: day,
  }
  await book(query, tenant.id, { ...entry, paymentId, lines }, now)
}

/** A line brings one cheque or transfer: the very amount, come in, and nothing of it given back. */
async function whyNotMatch(
  { query, tenant: { id: tenantId } }: Scoped<{ id: string }>,
  statementId: string,
  line: string,
  payment: string,
): Promise<SettleFault | undefined> {
  const [row] = await query<{ taken: boolean; fits: boolean }>(sql`
    SELECT EXISTS (SELECT 1 FROM "bank_line" o WHERE o."tenantId" = ${tenantId} AND o."paymentId" = p."id") AS "taken",
      b."cents" > 0 AND b."cents" = p."cents" AND p."means" IN ('cheque', 'transfer')
        AND p."refundedCents" = 0 AS "fits"
    FROM "payment" p JOIN "bank_line" b ON b."tenantId" = ${tenantId} AND b."statementId" = ${statementId}::uuid
    AND b."id" = ${line}::uuid
    WHERE p."tenantId" = ${tenantId} AND p."id" = ${payment}::uuid AND p."succeededAt" IS NOT NULL FOR UPDATE OF p`)
  if (!row) return 'gone'
  if (row.taken) return 'taken'
  return row.fits ? undefined : 'differs'
}

/** @param form `intent`: match with `payment` or `payout`, ignore, or reopen the `line` */
export async function settleLine(
  ctx: Desk,
  statementId: string | undefined,
  form: FormData,
): Promise<SettleFault | undefined> {
  const [intent, line, payment, payout] = ['intent', 'line', 'payment', 'payout'].map((name) =>
    String(form.get(name) ?? ''),
  )
  if (!isUuid(statementId) || !isUuid(line)) return 'gone'
  const next = intent === 'match' ? 'matched' : intent === 'ignore' ? 'ignored' : 'open'
  const match = next === 'matched'
  const movement = match && payout ? payout : null
  if (match && !movement && !isUuid(payment)) return 'gone'
  return ctx.sql(async (query) => {
    const { id: tenantId } = ctx.tenant
    const fault = movement
      ? await whyNotPayout(query, tenantId, line, movement)
      : match && (await whyNotMatch({ query, tenant: { id: tenantId } }, statementId, line, payment!))
    if (fault) return fault
    const [done] = await query<{ payment: string | null; movement: string | null }>(sql`
      UPDATE "bank_line"
        SET "state" = ${next}, "paymentId" = ${match && !movement ? payment : null}::uuid, "movementId" = ${movement},
        "settledBy" = ${next === 'open' ? null : (ctx.viewer.accountId ?? null)}::uuid,
          "settledAt" = ${next === 'open' ? null : ctx.now}::timestamptz
      WHERE "tenantId" = ${tenantId} AND "statementId" = ${statementId} AND "id" = ${line}
        AND "state" ${next === 'open' ? sql`<> 'open'` : sql`= 'open'`}
      RETURNING coalesce(new."paymentId", old."paymentId") AS "payment",
        coalesce(new."movementId", old."movementId") AS "movement"`)
    if (!done) return 'gone'
    if (done.payment) await bookPaidIn(query, ctx, { line, paymentId: done.payment, undone: !match })
    if (done.movement) await bookPayoutIn(query, ctx, { line, movement: done.movement, undone: !match })
    await audit(query, ctx, 'books.bank-line', { subjectId: line, detail: { state: next } })
    return undefined
  })
}

/**
 * The treasurer's five lists: payments, invoices, gifts, passes, dues in several times; newest first, fifty to a page,
 * read along an index.
 */
import { addDays } from '#app/calendar/civil-day.ts'
import { passHistory, stateSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { join, type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { readPieceReference } from '#app/domain/ledger/piece-reference.ts'
import { BOOK_ROWS, type BooksQuery, type BookView } from './books-address.ts'

export interface BookRow {
  id: string
  /** Instant, ISO 8601. */
  at: string | null
  name: string
  what: string
  means: string | null
  cents: number
  /** What went back of it. */
  backCents: number
  state: string
  /** Payment whose page it leads to. */
  paymentId: string | null
  /** The invoice to print. */
  invoiceId: string | null
  reference: string | null
}

export interface BookPage {
  rows: BookRow[]
  /** Id from which the next page goes on. */
  next: string | null
}

interface Row extends Omit<BookRow, 'at'> {
  at: Date | null
}

const plain = ({ at, ...row }: Row): BookRow => ({ ...row, at: at?.toISOString() ?? null })

export function readBookList(ctx: Ctx, query: BooksQuery): Promise<BookPage> {
  return ctx.sql(
    async (run) => {
      const rows = await LISTS[query.vue](ctx, run, { ...query, most: BOOK_ROWS + 1 })
      const shown = rows.slice(0, BOOK_ROWS).map(plain)
      return { rows: shown, next: rows.length > BOOK_ROWS ? shown.at(-1)!.id : null }
    },
    { statementTimeout: 15_000 },
  )
}

/** So many lines a file has at most: what a spreadsheet opens with ease. */
const FILE_ROWS = 100_000

/** @returns every line that the filters mean, from the first page on, for a file */
export async function readWholeList(ctx: Ctx, { apres: _, ...query }: BooksQuery): Promise<BookRow[]> {
  const rows = await ctx.sql((run) => LISTS[query.vue](ctx, run, { ...query, most: FILE_ROWS }), {
    statementTimeout: 60_000,
  })
  return rows.map(plain)
}

/** What is asked, and how many lines at most. */
type Asked = BooksQuery & { most: number }

const LISTS: Record<BookView, (ctx: Ctx, run: Query, query: Asked) => Promise<Row[]>> = {
  paiements: payments,
  factures: invoices,
  dons: gifts,
  acces: passes,
  echeances: plans,
}

/** The first day and the one after the last; a name alone is looked for in one year, never in all of them. */
function daysOf({ du, au, annee, q }: BooksQuery, now: Date): { from: string; until: string } | undefined {
  if (du || au) return { from: du ?? '1970-01-01', until: au ? addDays(au, 1) : '2200-01-01' }
  const year = annee ?? (q && !readPieceReference(q) ? now.getUTCFullYear() : undefined)
  return year === undefined ? undefined : { from: `${year}-01-01`, until: `${year + 1}-01-01` }
}

function named(buyer: Sql, typed: string): Sql {
  const words = sql`lower(coalesce(${buyer}->>'name', '') || ' ' || coalesce(${buyer}->>'email', ''))`
  return sql`position(lower(${typed}) in ${words}) > 0`
}

const midnight = (day: string) => sql`(${day}::timestamp AT TIME ZONE 'Europe/Paris')`

/** Where a sale's number was typed, its sale; else who bought. */
function found(ctx: Ctx, query: BooksQuery, saleId: Sql, buyer: Sql): Sql[] {
  if (!query.q) return []
  const piece = readPieceReference(query.q)
  if (!piece) return [named(buyer, query.q)]
  return [
    sql`${saleId} IN (SELECT i."saleId" FROM "invoice" i WHERE i."tenantId" = ${ctx.tenant.id}
      AND i."kind" = ${piece.kind}
      AND i."year" = ${piece.year} AND i."number" = ${piece.number})`,
  ]
}

const firstInvoice = ({ tenant }: Ctx) => sql`LEFT JOIN LATERAL (SELECT i."id", i."reference" FROM "invoice" i
  WHERE i."tenantId" = ${tenant.id} AND i."saleId" = s."id" AND i."kind" = 'invoice' ORDER BY i."id" LIMIT 1) v ON TRUE`
const labels = ({ tenant }: Ctx) => sql`(SELECT string_agg(l."label", ', ' ORDER BY l."position") FROM "sale_line" l
  WHERE l."tenantId" = ${tenant.id} AND l."saleId" = s."id")`

/** Payments that the filters mean, on every page of the list; `at`: the instant that the list sorts by. */
function paymentsFound(ctx: Ctx, query: BooksQuery): { at: Sql; conditions: Sql[]; isPaid: boolean } {
  const isPaid = query.etat === undefined || query.etat === 'paid'
  const at = isPaid ? sql`p."succeededAt"` : sql`p."createdAt"`
  const range = daysOf(query, ctx.now)
  const states = query.etat === 'failed' ? ['failed', 'expired'] : ['open', 'processing']
  const conditions = [
    sql`p."tenantId" = ${ctx.tenant.id}`,
    isPaid ? sql`p."succeededAt" IS NOT NULL` : sql`p."state" = ANY(${states}::text[])`,
    ...(query.moyen ? [sql`p."means" = ${query.moyen}`] : []),
    ...(range ? [sql`${at} >= ${midnight(range.from)} AND ${at} < ${midnight(range.until)}`] : []),
    ...found(ctx, query, sql`p."saleId"`, sql`s."buyer"`),
  ]
  return { at, conditions, isPaid }
}

function payments(ctx: Ctx, run: Query, query: Asked): Promise<Row[]> {
  const { at, conditions, isPaid } = paymentsFound(ctx, query)
  const after = query.apres
    ? [
        sql`(${at}, p."id") < (SELECT ${isPaid ? sql`c."succeededAt"` : sql`c."createdAt"`}, c."id" FROM "payment" c
          WHERE c."tenantId" = ${ctx.tenant.id} AND c."id" = ${query.apres}::uuid)`,
      ]
    : []
  return run<Row>(sql`
    SELECT p."id", ${at} AS "at", coalesce(s."buyer"->>'name', '') AS "name", ${labels(ctx)} AS "what", p."means",
      p."cents",
      p."refundedCents" + p."disputedCents" AS "backCents", p."state", p."id" AS "paymentId", v."id" AS "invoiceId",
        v."reference"
    FROM "payment" p JOIN "sale" s ON s."tenantId" = ${ctx.tenant.id} AND s."id" = p."saleId" ${firstInvoice(ctx)}
    WHERE ${join([...conditions, ...after], ' AND ')} ORDER BY ${at} DESC, p."id" DESC LIMIT ${query.most}`)
}

export interface BookTotal {
  count: number
  cents: number
  /** What went back of it. */
  backCents: number
  /** First and last, ISO 8601. */
  first: string | null
  last: string | null
}

/** @returns the sum of every payment that the filters mean; null for lists that are no payments */
export async function readBookTotal(ctx: Ctx, query: BooksQuery): Promise<BookTotal | null> {
  if (query.vue !== 'paiements') return null
  const { at, conditions } = paymentsFound(ctx, query)
  const [row] = await ctx.sql(
    (run) =>
      run<Omit<BookTotal, 'first' | 'last'> & { first: Date | null; last: Date | null }>(sql`
        SELECT count(*)::int AS "count", coalesce(sum(p."cents"), 0)::float8 AS "cents",
          coalesce(sum(p."refundedCents" + p."disputedCents"), 0)::float8 AS "backCents",
          min(${at}) AS "first", max(${at}) AS "last"
        FROM "payment" p JOIN "sale" s ON s."tenantId" = ${ctx.tenant.id} AND s."id" = p."saleId"
        WHERE ${join(conditions, ' AND ')}`),
    { statementTimeout: 15_000 },
  )
  return { ...row!, first: row!.first?.toISOString() ?? null, last: row!.last?.toISOString() ?? null }
}

function invoices(ctx: Ctx, run: Query, query: Asked): Promise<Row[]> {
  const piece = query.q ? readPieceReference(query.q) : undefined
  const range = daysOf(query, ctx.now)
  const conditions = [
    sql`i."tenantId" = ${ctx.tenant.id}`,
    ...(piece ? [sql`i."kind" = ${piece.kind} AND i."year" = ${piece.year} AND i."number" = ${piece.number}`] : []),
    ...(query.q && !piece ? [named(sql`i."buyer"`, query.q)] : []),
    ...(range ? [sql`i."day" >= ${range.from} AND i."day" < ${range.until}`] : []),
    ...(query.moyen ? [sql`i."means" = ${query.moyen}`] : []),
    ...(query.apres ? [sql`i."id" < ${query.apres}::uuid`] : []),
  ]
  return run<Row>(sql`
    SELECT i."id", i."issuedAt" AS "at", coalesce(i."buyer"->>'name', '') AS "name",
      (SELECT string_agg(l->>'label', ', ') FROM jsonb_array_elements(i."lines") l) AS "what", i."means",
      i."totalCents" AS "cents", 0 AS "backCents", i."kind" AS "state", i."paymentId", i."id" AS "invoiceId",
        i."reference"
    FROM "invoice" i WHERE ${join(conditions, ' AND ')} ORDER BY i."id" DESC LIMIT ${query.most}`)
}

/** The payment that paid a sale. */
const paidBy = ({ tenant }: Ctx) =>
  sql`JOIN "payment" p ON p."tenantId" = ${tenant.id} AND p."saleId" = s."id" AND p."succeededAt" IS NOT NULL`

function gifts(ctx: Ctx, run: Query, query: Asked): Promise<Row[]> {
  const range = daysOf(query, ctx.now)
  const conditions = [
    sql`g."tenantId" = ${ctx.tenant.id} AND g."kind" = 'gift'`,
    ...(query.moyen ? [sql`p."means" = ${query.moyen}`] : []),
    ...(range ? [sql`p."succeededAt" >= ${midnight(range.from)} AND p."succeededAt" < ${midnight(range.until)}`] : []),
    ...found(ctx, query, sql`s."id"`, sql`s."buyer"`),
    ...(query.apres ? [sql`g."id" < ${query.apres}::uuid`] : []),
  ]
  return run<Row>(sql`
    SELECT g."id", p."succeededAt" AS "at", coalesce(s."buyer"->>'name', '') AS "name", g."label" AS "what", p."means",
      g."cents",
      least(g."cents", p."refundedCents" + p."disputedCents") AS "backCents", p."state", p."id" AS "paymentId",
      v."id" AS "invoiceId", v."reference"
    FROM "sale_line" g JOIN "sale" s ON s."tenantId" = ${ctx.tenant.id}
    AND s."id" = g."saleId" ${paidBy(ctx)} ${firstInvoice(ctx)}
    WHERE ${join(conditions, ' AND ')} ORDER BY g."id" DESC LIMIT ${query.most}`)
}

function passes(ctx: Ctx, run: Query, query: Asked): Promise<Row[]> {
  const range = daysOf(query, ctx.now)
  const conditions = [
    sql`a."tenantId" = ${ctx.tenant.id}`,
    ...(query.q ? [sql`position(lower(${query.q}) in lower(o."name")) > 0`] : []),
    ...(range ? [sql`a."startsAt" >= ${midnight(range.from)} AND a."startsAt" < ${midnight(range.until)}`] : []),
    ...(query.apres
      ? [
          sql`(a."startsAt", a."id") < (SELECT c."startsAt", c."id" FROM ${passHistory(ctx.tenant.id)} c
            WHERE c."id" = ${query.apres}::uuid)`,
        ]
      : []),
  ]
  return run<Row>(sql`
    SELECT a."id", a."startsAt" AS "at", o."name", to_char(a."startsAt" AT TIME ZONE 'Europe/Paris',
      'DD/MM/YYYY') || ' – '
        || to_char(a."endsAt" AT TIME ZONE 'Europe/Paris', 'DD/MM/YYYY') AS "what", p."means",
          coalesce(l."cents", 0) AS "cents",
      0 AS "backCents", ${stateSql(sql`a`, ctx.now)} AS "state",
      p."id" AS "paymentId", NULL AS "invoiceId", NULL AS "reference"
    FROM ${passHistory(ctx.tenant.id)} a JOIN "organisation" o ON o."tenantId" = ${ctx.tenant.id}
      AND o."id" = a."organisationId"
    LEFT JOIN "sale_line" l ON l."tenantId" = ${ctx.tenant.id} AND l."id" = a."lineId"
    LEFT JOIN LATERAL (SELECT x."id", x."means" FROM "payment" x WHERE x."tenantId" = ${ctx.tenant.id}
    AND x."saleId" = l."saleId"
      AND x."succeededAt" IS NOT NULL LIMIT 1) p ON TRUE
    WHERE ${join(conditions, ' AND ')} ORDER BY a."startsAt" DESC, a."id" DESC LIMIT ${query.most}`)
}

/** Dues in several times; the newest payment leads to the sale, which has the whole plan. */
function plans(ctx: Ctx, run: Query, query: Asked): Promise<Row[]> {
  const range = daysOf(query, ctx.now)
  const conditions = [
    sql`p."tenantId" = ${ctx.tenant.id} AND p."state" <> 'incomplete' AND p."reason" IS DISTINCT FROM 'never'`,
    ...(query.etat === 'late' ? [sql`p."state" = 'late'`] : []),
    ...(query.moyen ? [sql`p."means" = ${query.moyen}`] : []),
    ...(range ? [sql`p."createdAt" >= ${midnight(range.from)} AND p."createdAt" < ${midnight(range.until)}`] : []),
    ...found(ctx, query, sql`s."id"`, sql`s."buyer"`),
    ...(query.apres ? [sql`p."id" < ${query.apres}::uuid`] : []),
  ]
  return run<Row>(sql`
    SELECT p."id", p."createdAt" AS "at", coalesce(s."buyer"->>'name', '') AS "name",
      concat(i."paid", '/', i."of", ' – ', l."data"->'instalment'->>'name') AS "what", p."means",
        p."totalCents" AS "cents", 0 AS "backCents",
      concat('plan-', p."state") AS "state", y."id" AS "paymentId", v."id" AS "invoiceId", v."reference"
    FROM "instalment_plan" p
    CROSS JOIN LATERAL (SELECT count(*)::int AS "of", count(*) FILTER (WHERE i."state" = 'paid')::int AS "paid"
      FROM "instalment" i
      WHERE i."tenantId" = ${ctx.tenant.id} AND i."planId" = p."id") i
    CROSS JOIN LATERAL (SELECT x.* FROM "sale" x WHERE x."tenantId" = ${ctx.tenant.id} AND x."planId" = p."id"
      AND x."state" = 'paid'
      ORDER BY x."createdAt" DESC, x."id" DESC LIMIT 1) s
    JOIN "sale_line" l ON l."tenantId" = ${ctx.tenant.id} AND l."saleId" = s."id" AND l."kind" = 'dues'
    LEFT JOIN LATERAL (SELECT x."id" FROM "payment" x WHERE x."tenantId" = ${ctx.tenant.id} AND x."saleId" = s."id"
      AND x."succeededAt" IS NOT NULL LIMIT 1) y ON TRUE ${firstInvoice(ctx)}
    WHERE ${join(conditions, ' AND ')} ORDER BY p."id" DESC LIMIT ${query.most}`)
}

/** Files of the books for one accounting year: tables, and the file of entries with its description. */

import { civilDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { type CsvCell, csvFile } from '#app/domain/documents/csv.ts'
import { ACCOUNTS } from '#app/domain/ledger/plan.ts'
import { sellerOn } from '#app/domain/ledger/seller-on.server.ts'
import { mayNamePayers } from '#app/policy/money.rules.ts'
import { type Exercise, exerciseOf } from './exercise.ts'
import type { BookFile } from './exports.schema.ts'
import { fecName, writeFec } from './fec.ts'
import { fecDescription } from './fec-description.ts'
import { readFecEntries } from './fec-entries.server.ts'

export interface MadeFile {
  name: string
  type: string
  bytes: Buffer
  rows: number
}

const LONG = { statementTimeout: 60_000 }

/** @param year the civil year in which the accounting year ends */
export async function makeBookFile(ctx: Ctx, file: BookFile, year: number): Promise<MadeFile> {
  const seller = await ctx.sql((query) => sellerOn(query, ctx.tenant, civilDay(ctx.now)))
  const exercise = exerciseOf(year, seller?.yearEnds ?? '12-31')
  const head = { siren: seller?.siren ?? null, slug: ctx.tenant.slug, closingDay: exercise.last }
  if (file === 'fec-description.txt') {
    const text = fecDescription({ ...head, name: seller?.legalName ?? ctx.tenant.config.name, exercise, t: ctx.t })
    return {
      name: `description-${fecName(head)}`,
      type: 'text/plain; charset=utf-8',
      bytes: Buffer.from(text),
      rows: 0,
    }
  }
  if (file === 'fec.txt') {
    const entries = await readFecEntries(ctx, exercise, seller?.yearEnds ?? '12-31')
    const made = writeFec(head, entries)
    return { name: made.name, type: 'text/plain; charset=iso-8859-15', bytes: made.bytes, rows: entries.length }
  }
  const { columns, rows } = await TABLES[file](ctx, exercise)
  const titles = columns.map((column) => ctx.t(`books:columns.${column}`))
  return {
    name: `${ctx.tenant.slug}-${year}-${file}`,
    type: 'text/csv; charset=utf-8; header=present',
    bytes: Buffer.from(csvFile(titles, rows)),
    rows: rows.length,
  }
}

/** What names a payer, or its code, or nothing, for whoever may not list them. */
const payer = (ctx: Ctx, named: Sql, code: Sql = sql`NULL::text`): Sql => (mayNamePayers(ctx.ability) ? named : code)

interface Table {
  columns: readonly string[]
  rows: CsvCell[][]
}

type TableFile = 'paiements.csv' | 'factures.csv' | 'ecritures.csv' | 'reversements.csv'

const TABLES: Record<TableFile, (ctx: Ctx, of: Exercise) => Promise<Table>> = {
  'paiements.csv': (ctx, { first, last }) =>
    table(
      ctx,
      ['day', 'name', 'email', 'what', 'means', 'amount', 'refunded', 'fee', 'reference', 'pieces'],
      sql`to_char(p."succeededAt" AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD'), ${payer(ctx, sql`s."buyer"->>'name'`)},
          ${payer(ctx, sql`s."buyer"->>'email'`)},
          (SELECT string_agg(l."label", ', ' ORDER BY l."position") FROM "sale_line" l
            WHERE l."tenantId" = ${ctx.tenant.id} AND l."saleId" = s."id"),
          p."means", p."cents", p."refundedCents", p."feeCents", p."reference",
          (SELECT string_agg(i."reference", ', ' ORDER BY i."id") FROM "invoice" i
            WHERE i."tenantId" = ${ctx.tenant.id} AND i."saleId" = s."id")`,
      sql`FROM "payment" p JOIN "sale" s ON s."tenantId" = ${ctx.tenant.id} AND s."id" = p."saleId"
        WHERE p."tenantId" = ${ctx.tenant.id} AND p."succeededAt" >= (${first}::timestamp AT TIME ZONE 'Europe/Paris')
          AND p."succeededAt" < ((${last}::timestamp + interval '1 day') AT TIME ZONE 'Europe/Paris')
        ORDER BY p."succeededAt", p."id"`,
    ),
  'factures.csv': (ctx, { first, last }) =>
    table(
      ctx,
      ['reference', 'day', 'pieceKind', 'name', 'siret', 'means', 'net', 'vat', 'amount', 'credits'],
      sql`i."reference", i."day", i."kind", ${payer(ctx, sql`i."buyer"->>'name'`)}, i."buyer"->>'siret', i."means",
          i."totalCents" - i."vatCents", i."vatCents", i."totalCents", c."reference"`,
      sql`FROM "invoice" i LEFT JOIN "invoice" c ON c."tenantId" = ${ctx.tenant.id} AND c."id" = i."creditOf"
        WHERE i."tenantId" = ${ctx.tenant.id} AND i."day" BETWEEN ${first} AND ${last} ORDER BY i."day", i."id"`,
    ),
  'ecritures.csv': (ctx, { first, last }) =>
    table(
      ctx,
      ['number', 'day', 'journal', 'account', 'accountName', 'auxiliary', 'label', 'piece', 'debit', 'credit'],
      sql`e."year" || '-' || lpad(e."number"::text, 6, '0'), e."day", e."journal", l."account", l."accountName",
          ${payer(ctx, sql`l."auxiliaryName"`, sql`l."auxiliary"`)}, e."label", e."piece", l."debitCents",
            l."creditCents"`,
      sql`FROM "ledger_entry" e JOIN "ledger_line" l ON l."tenantId" = ${ctx.tenant.id} AND l."entryId" = e."id"
        WHERE e."tenantId" = ${ctx.tenant.id} AND e."day" BETWEEN ${first} AND ${last}
        ORDER BY e."year", e."number", l."position"`,
    ),
  // What a federation owes its members of passes, and takes back when a buyer is refunded (I16).
  'reversements.csv': (ctx, { first, last }) =>
    table(
      ctx,
      ['day', 'number', 'piece', 'auxiliary', 'party', 'owed', 'takenBack'],
      sql`e."day", e."year" || '-' || lpad(e."number"::text, 6, '0'), e."piece", l."auxiliary", l."auxiliaryName",
        l."creditCents",
          l."debitCents"`,
      sql`FROM "ledger_entry" e JOIN "ledger_line" l ON l."tenantId" = ${ctx.tenant.id} AND l."entryId" = e."id"
        WHERE e."tenantId" = ${ctx.tenant.id} AND l."account" = ${ACCOUNTS.members} AND e."day" BETWEEN ${first}
        AND ${last}
        ORDER BY e."year", e."number", l."position"`,
    ),
}

/** @param values one expression per title, in their order */
async function table(ctx: Ctx, columns: readonly string[], values: Sql, from: Sql): Promise<Table> {
  const rows = await ctx.sql(
    (query) => query<{ row: CsvCell[] }>(sql`SELECT jsonb_build_array(${values}) AS "row" ${from}`),
    LONG,
  )
  return { columns, rows: rows.map(({ row }) => row) }
}

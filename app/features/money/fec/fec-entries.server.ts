/** Entries of an exercise for the file of the tax administration, with the balances that open it. */

import { civilDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { mayNamePayers } from '#app/policy/money.rules.ts'
import { type Exercise, exerciseOf } from './exercise.ts'
import type { FecEntry } from './fec.ts'
import { type Balance, openingEntry } from './fec-opening.ts'

const LONG = { statementTimeout: 60_000 }

interface EntryRow extends RowOf<'ledger_entry', 'journal' | 'day' | 'label' | 'piece' | 'pieceDay' | 'createdAt'> {
  number: string
  lines: {
    account: string
    name: string
    auxiliary: string | null
    auxiliaryName: string | null
    debit: number
    credit: number
  }[]
}

/** A third party's name, or its code for whoever may not list payers. */
const party = (ctx: Ctx): Sql => (mayNamePayers(ctx.ability) ? sql`l."auxiliaryName"` : sql`l."auxiliary"`)

/** @returns what opens the exercise, then its entries in the order of their numbers. */
export async function readFecEntries(ctx: Ctx, exercise: Exercise, yearEnds: string): Promise<FecEntry[]> {
  const balances = await readBalances(ctx, exercise, exerciseOf(exercise.year - 1, yearEnds).first)
  const opening = openingEntry(balances, exercise, ctx.t('books:journals.AN'))
  return [...(opening ? [opening] : []), ...(await readEntries(ctx, exercise))]
}

/** What every account stood at when the exercise before was over. @param last first day of that one */
function readBalances(ctx: Ctx, { first }: Exercise, last: string): Promise<Balance[]> {
  return ctx.sql(
    (query) =>
      query<Balance>(sql`
        SELECT l."account", min(l."accountName") AS "name", l."auxiliary", min(${party(ctx)}) AS "auxiliaryName",
          sum(l."debitCents" - l."creditCents")::float8 AS "cents",
          coalesce(sum(l."debitCents" - l."creditCents") FILTER (WHERE e."day" >= ${last}), 0)::float8 AS "lastYear"
        FROM "ledger_entry" e JOIN "ledger_line" l ON l."tenantId" = ${ctx.tenant.id} AND l."entryId" = e."id"
        WHERE e."tenantId" = ${ctx.tenant.id} AND e."day" < ${first}
        GROUP BY l."account", l."auxiliary" ORDER BY l."account", l."auxiliary" NULLS FIRST`),
    LONG,
  )
}

async function readEntries(ctx: Ctx, { first, last }: Exercise): Promise<FecEntry[]> {
  const rows = await ctx.sql(
    (query) =>
      query<EntryRow>(sql`
        SELECT e."journal", e."year" || '-' || lpad(e."number"::text, 6, '0') AS "number", e."day", e."label",
          e."piece", e."pieceDay",
          e."createdAt", (SELECT jsonb_agg(jsonb_build_object('account', l."account", 'name', l."accountName", 'auxiliary', l."auxiliary",
              'auxiliaryName', ${party(ctx)}, 'debit', l."debitCents", 'credit', l."creditCents") ORDER BY l."position")
            FROM "ledger_line" l WHERE l."tenantId" = ${ctx.tenant.id} AND l."entryId" = e."id") AS "lines"
        FROM "ledger_entry" e WHERE e."tenantId" = ${ctx.tenant.id} AND e."day" BETWEEN ${first} AND ${last}
        ORDER BY e."year", e."number"`),
    LONG,
  )
  return rows.map(({ createdAt, lines, ...entry }) => ({
    ...entry,
    journalLabel: ctx.t(`books:journals.${entry.journal}`),
    // Entries are final as soon as they are written.
    validDay: civilDay(createdAt),
    lines: lines.map(({ account, name, auxiliary, auxiliaryName, debit, credit }) => ({
      account,
      accountLabel: name,
      ...(auxiliary ? { auxiliary: { number: auxiliary, label: auxiliaryName ?? auxiliary } } : {}),
      debit,
      credit,
    })),
  }))
}

/** The books: entries that balance, written once (law-fr §2). */

import { civilDay } from '#app/calendar/civil-day.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { join, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { nextNumber } from './numbers.server.ts'
import { accountName } from './plan.ts'

/** `VE` sales · `BQ` Stripe and bank · `CA` cash · `OD` others. */
export type Journal = 'VE' | 'BQ' | 'CA' | 'OD'

export interface BookedLine {
  account: string
  /** Of a third party. */
  auxiliary?: { code: string; name: string } | undefined
  debit?: number
  credit?: number
}

export interface Booking {
  /** Business key: the same fact is booked once. */
  key: string
  journal: Journal
  /** Civil day of the fact; where its month is closed, the first open day after it counts. */
  day: string
  label: string
  piece: string
  pieceDay: string
  lines: readonly BookedLine[]
  saleId?: string | undefined
  paymentId?: string | undefined
  refundId?: string | undefined
}

/** A month is closed: the first day of the first month after it that is open. */
async function openDay(query: Query, tenantId: string, day: string): Promise<string> {
  const [row] = await query<{ last: string | null }>(sql`
    SELECT max("month") AS "last" FROM "ledger_closing" WHERE "tenantId" = ${tenantId}
    AND "month" >= ${day.slice(0, 7)}`)
  if (!row?.last) return day
  const [year, month] = row.last.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
}

/**
 * Writes one entry; lines without an amount are left out, and an entry without lines is none.
 * @returns its id; undefined where the key was booked before, or nothing is left
 * @throws from the database at commit where it does not balance
 */
export async function book(query: Query, tenantId: string, entry: Booking, now: Date): Promise<string | undefined> {
  const lines = entry.lines.filter(({ debit = 0, credit = 0 }) => debit !== 0 || credit !== 0)
  if (lines.length === 0) return undefined
  const known = await query(sql`
    SELECT 1 FROM "ledger_entry" WHERE "tenantId" = ${tenantId} AND "key" = ${entry.key}`)
  if (known.length > 0) return undefined
  const id = uuidv7(now.getTime())
  const day = await openDay(query, tenantId, entry.day)
  const year = Number(day.slice(0, 4))
  const number = await nextNumber(query, tenantId, 'ledger', year)
  await query(sql`
    INSERT INTO "ledger_entry" ("tenantId", "id", "key", "journal", "year", "number", "day", "label", "piece",
      "pieceDay",
      "saleId", "paymentId", "refundId", "createdAt")
    VALUES (${tenantId}, ${id}, ${entry.key}, ${entry.journal}, ${year}, ${number}, ${day}, ${entry.label},
      ${entry.piece},
      ${entry.pieceDay}, ${entry.saleId ?? null}, ${entry.paymentId ?? null}, ${entry.refundId ?? null}, ${now})`)
  const rows = lines.map(
    (
      { account, auxiliary, debit = 0, credit = 0 },
      i,
    ) => sql`(${tenantId}::uuid, ${id}::uuid, ${i + 1}::smallint, ${account},
      ${accountName(account)}, ${auxiliary?.code ?? null}, ${auxiliary?.name ?? null}, ${debit}::int, ${credit}::int)`,
  )
  await query(sql`
    INSERT INTO "ledger_line" ("tenantId", "entryId", "position", "account", "accountName", "auxiliary",
      "auxiliaryName",
      "debitCents", "creditCents")
    VALUES ${join(rows, ', ')}`)
  return id
}

/** Books the opposite of an entry, under a key and piece of its own; nothing where there is no such entry. */
export async function bookOpposite(
  { query, tenant: { id: tenantId }, now }: Unit<{ id: string }>,
  key: string,
  entry: Omit<Booking, 'journal' | 'lines'>,
): Promise<void> {
  const rows = await query<
    RowOf<'ledger_line', 'account'> & {
      journal: Journal
      code: string | null
      name: string
      debit: number
      credit: number
    }
  >(sql`
    SELECT e."journal", l."account", l."auxiliary" AS "code", l."auxiliaryName" AS "name", l."debitCents" AS "credit",
      l."creditCents" AS "debit"
    FROM "ledger_entry" e JOIN "ledger_line" l ON l."tenantId" = ${tenantId} AND l."entryId" = e."id"
    WHERE e."tenantId" = ${tenantId} AND e."key" = ${key} ORDER BY l."position"`)
  if (!rows[0]) return
  const lines = rows.map(({ account, code, name, debit, credit }) => ({
    ...{ account, debit, credit },
    auxiliary: code === null ? undefined : { code, name },
  }))
  await book(query, tenantId, { ...entry, journal: rows[0].journal, lines }, now)
}

/** @returns today's civil day, for pieces. */
export const pieceDay = (now: Date): string => civilDay(now)

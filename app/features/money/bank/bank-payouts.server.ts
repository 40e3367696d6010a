/** Payouts of Stripe on a bank statement: money on its way between two accounts of the association. */
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { book } from '#app/domain/ledger/ledger.server.ts'
import { ACCOUNTS } from '#app/domain/ledger/plan.ts'
import type { OpenItem, SettleFault } from './bank-matches.ts'

/** @returns payouts that no line was matched with, near in time to those of the page. */
export async function openPayouts(query: Query, tenantId: string, first: string, last: string): Promise<OpenItem[]> {
  const rows = await query<RowOf<'stripe_movement', 'id' | 'source'> & { cents: number; day: string }>(sql`
    SELECT m."id", -m."cents" AS "cents", m."source",
      coalesce(m."arrivesOn", to_char(m."createdAt" AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD')) AS "day"
    FROM "stripe_movement" m WHERE m."tenantId" = ${tenantId} AND m."kind" = 'payout' AND m."cents" < 0
      AND m."createdAt" > (${first}::timestamp - interval '60 days')
      AND m."createdAt" < (${last}::timestamp + interval '10 days')
      AND NOT EXISTS (SELECT 1 FROM "bank_line" b WHERE b."tenantId" = ${tenantId} AND b."movementId" = m."id")
    ORDER BY m."createdAt" DESC LIMIT 1000`)
  return rows.map(({ source, ...row }) => ({
    ...row,
    name: 'Stripe',
    references: source ? [source] : [],
    payout: true,
  }))
}

/** A line brings one payout: the very amount, and no other line brought it. */
export async function whyNotPayout(
  query: Query,
  tenantId: string,
  line: string,
  movement: string,
): Promise<SettleFault | undefined> {
  await query(sql`SELECT pg_advisory_xact_lock(hashtext('payout'), hashtext(${movement}))`)
  const [row] = await query<{ taken: boolean; fits: boolean }>(sql`
    SELECT EXISTS (SELECT 1 FROM "bank_line" o WHERE o."tenantId" = ${tenantId} AND o."movementId" = m."id") AS "taken",
      b."cents" > 0 AND b."cents" = -m."cents" AS "fits"
    FROM "stripe_movement" m JOIN "bank_line" b ON b."tenantId" = ${tenantId} AND b."id" = ${line}::uuid
    WHERE m."tenantId" = ${tenantId} AND m."id" = ${movement} AND m."kind" = 'payout'`)
  if (!row) return 'gone'
  if (row.taken) return 'taken'
  return row.fits ? undefined : 'differs'
}

/** What was on its way is at the bank (580 → 512); a match that is undone is taken back by the opposite entry. */
export async function bookPayoutIn(
  query: Query,
  { tenant, now }: Pick<Ctx, 'tenant' | 'now'>,
  { line, movement, undone }: { line: string; movement: string; undone: boolean },
): Promise<void> {
  const [row] = await query<
    RowOf<'bank_line', 'day'> & RowOf<'stripe_movement', 'source'> & { cents: number; before: number }
  >(sql`
    SELECT b."day", -m."cents" AS "cents", m."source", (SELECT count(*)::int FROM "ledger_entry" e
    WHERE e."tenantId" = ${tenant.id}
      AND starts_with(e."key", ${`payout-in/${line}/`})) AS "before"
    FROM "bank_line" b JOIN "stripe_movement" m ON m."tenantId" = ${tenant.id} AND m."id" = ${movement}
    WHERE b."tenantId" = ${tenant.id} AND b."id" = ${line}::uuid`)
  if (!row) return
  const { day, cents, source, before } = row
  const lines = [
    { account: ACCOUNTS.bank, [undone ? 'credit' : 'debit']: cents },
    { account: ACCOUNTS.transfers, [undone ? 'debit' : 'credit']: cents },
  ]
  const piece = (source ?? movement).slice(-16)
  const label = undone ? 'Annulation du rapprochement d’un virement de Stripe' : 'Virement de Stripe reçu'
  const entry = { key: `payout-in/${line}/${before + 1}`, journal: 'BQ' as const, day, label, piece, pieceDay: day }
  await book(query, tenant.id, { ...entry, lines }, now)
}

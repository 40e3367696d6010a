/**
 * A federation's pass: what is not its own is owed to its members, and taken back from them with the buyer's money
 * (I16).
 */

import { civilDay } from '#app/calendar/civil-day.ts'
import { allTenants, type Tenant } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import { type Left, sharesBack } from '#app/domain/ledger/given-back.ts'
import { largestRemainder } from '#app/domain/ledger/largest-remainder.ts'
import { book } from '#app/domain/ledger/ledger.server.ts'
import { ACCOUNTS, vatIn } from '#app/domain/ledger/plan.ts'
import type { Line, PartLine, SaleRow } from '#app/domain/ledger/sale.ts'

interface Piece {
  reference: string
  day: string
}

/** A federation's pass: what is not its own is owed to its members, by graduates or equally (I16). */
export async function bookShares(
  query: Query,
  tenant: Tenant,
  { sale, lines, invoice }: { sale: SaleRow; lines: readonly Line[]; invoice: Piece },
  now: Date,
): Promise<void> {
  const split = tenant.config.recruiters?.pass?.split
  const net = lines
    .filter(({ kind }) => kind === 'pass')
    .reduce((sum, { cents, vatPoints }) => sum + cents - vatIn(cents, vatPoints), 0)
  if (!split || net === 0) return
  const shared = net - Math.round((net * split.keepPoints) / 10_000)
  const members = await weightsOf(tenant, split.by)
  if (members.every(({ weight }) => weight === 0)) return
  const shares = largestRemainder(
    shared,
    members.map(({ weight }) => weight),
  )
  const owed = members.map(({ slug, name }, i) => ({
    account: ACCOUNTS.members,
    auxiliary: { code: slug.toUpperCase(), name },
    credit: shares[i]!,
  }))
  const entry = {
    journal: 'OD' as const,
    day: invoice.day,
    piece: invoice.reference,
    pieceDay: invoice.day,
    saleId: sale.id,
  }
  const label = `Part des associations, ${invoice.reference}`
  await book(
    query,
    tenant.id,
    { ...entry, key: `shares/${sale.id}`, label, lines: [{ account: ACCOUNTS.services, debit: shared }, ...owed] },
    now,
  )
}

/** What each member is owed of a sale still, and was owed at first. */
function owedOf(query: Query, tenantId: string, saleId: string) {
  return query<{ code: string; name: string; left: number; first: number }>(sql`
    SELECT l."auxiliary" AS "code", min(l."auxiliaryName") AS "name",
      sum(l."creditCents" - l."debitCents")::int AS "left",
      coalesce(sum(l."creditCents") FILTER (WHERE e."key" = ${`shares/${saleId}`}), 0)::int AS "first"
    FROM "ledger_entry" e JOIN "ledger_line" l ON l."tenantId" = ${tenantId} AND l."entryId" = e."id"
    WHERE e."tenantId" = ${tenantId} AND e."saleId" = ${saleId} AND l."account" = ${ACCOUNTS.members}
    GROUP BY l."auxiliary" ORDER BY l."auxiliary"`)
}

async function weightsOf(tenant: Tenant, by: 'graduates' | 'equal') {
  const members = (await allTenants()).filter(({ config }) => tenant.config.members.includes(config.slug))
  return Promise.all(
    members.map(async ({ id, slug, config }) => ({
      slug,
      name: config.name,
      weight: by === 'equal' ? 1 : await graduatesOf(id),
    })),
  )
}

async function graduatesOf(tenantId: string): Promise<number> {
  const [row] = await inTenantSql(tenantId, (query) =>
    query<{ n: number }>(sql`SELECT count(*)::int AS n FROM "person" WHERE "tenantId" = ${tenantId}`),
  )
  return row?.n ?? 0
}

interface Back {
  sale: SaleRow
  lines: readonly Line[]
  /** Of the refund or dispute. */
  id: string
  /** What the lines had left before it. */
  left: readonly Left[]
  /** What of them goes back now. */
  parts: readonly PartLine[]
  piece: string
}

/** @returns cents of the sale's passes, and what of them the buyer has not had back */
function passPrice({ lines, left, parts }: Back): { whole: number; left: number } {
  const ofPass = (some: readonly { kind: string; cents: number }[]) =>
    some.reduce((sum, { kind, cents }) => sum + (kind === 'pass' ? cents : 0), 0)
  const had = lines.map(({ kind }, i) => ({ kind, cents: left[i]!.cents }))
  return { whole: ofPass(lines), left: ofPass(had) - ofPass(parts) }
}

/** The buyer had money back: so much less is owed to each member, by an entry of its own. */
export async function bookSharesBack(query: Query, tenantId: string, back: Back, now: Date): Promise<void> {
  const { sale, id, piece } = back
  const owed = await owedOf(query, tenantId, sale.id)
  if (owed.length === 0) return
  const backs = sharesBack(
    owed.map(({ left }) => left),
    owed.reduce((sum, { first }) => sum + first, 0),
    passPrice(back),
  )
  const day = civilDay(now)
  const fromMembers = owed.map(({ code, name }, i) => ({
    account: ACCOUNTS.members,
    auxiliary: { code, name },
    debit: backs[i]!,
  }))
  const kept = { account: ACCOUNTS.services, credit: backs.reduce((sum, one) => sum + one, 0) }
  const entry = { journal: 'OD' as const, day, piece, pieceDay: day, saleId: sale.id }
  const label = `Part des associations reprise, ${piece}`
  await book(query, tenantId, { ...entry, key: `shares/${sale.id}/${id}`, label, lines: [...fromMembers, kept] }, now)
}

/**
 * Money that moved at Stripe and that no sale explains: paid, given back or disputed outside the product, on the
 * association's own account. It waits in 471 until a treasurer says what it is, so that 5115 is what Stripe holds and
 * nothing is dropped.
 */

import { civilDay } from '#app/calendar/civil-day.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { book, bookOpposite } from '#app/domain/ledger/ledger.server.ts'
import { ACCOUNTS, between, fromStripe } from '#app/domain/ledger/plan.ts'

const DAY = 86_400_000
/** Events come late, and rounds ask about payments that never told: a day is more than both take. */
const WAIT = DAY
/** What was judged stays looked at for so long: an event comes for three days (law-fr §4). */
const LOOK = 30 * DAY

interface Movement extends RowOf<'stripe_movement', 'id' | 'kind' | 'cents' | 'source' | 'createdAt'> {
  explained: boolean
  /** It stands in 471 already. */
  waits: boolean
}

/** A sale's payment was booked for it, or the refund or dispute is one of ours. */
const explained = (
  tenantId: string,
) => sql`(EXISTS (SELECT 1 FROM "payment" p WHERE p."tenantId" = ${tenantId} AND p."succeededAt" IS NOT NULL
    AND (p."stripeIntent" = m."intent" OR p."stripeCharge" = m."source"))
  OR EXISTS (SELECT 1 FROM "refund" r WHERE r."tenantId" = ${tenantId} AND r."stripeRefund" = m."source")
  OR EXISTS (SELECT 1 FROM "dispute" d WHERE d."tenantId" = ${tenantId} AND d."stripeDispute" = m."source"))`

const waitsKey = (id: string) => `stripe/${id}/waits`

/** Books what nobody explained within a day to 471; takes it out again where a sale explained it afterwards. */
export async function bookUnexplained(query: Query, tenant: Tenant, now: Date): Promise<void> {
  const movements = await query<Movement>(sql`
    SELECT m."id", m."kind", m."cents", m."source", m."createdAt", ${explained(tenant.id)} AS "explained",
      e."id" IS NOT NULL AS "waits"
    FROM "stripe_movement" m
    LEFT JOIN "ledger_entry" e ON e."tenantId" = ${tenant.id} AND e."key" = 'stripe/' || m."id" || '/waits'
    WHERE m."tenantId" = ${tenant.id} AND m."kind" IN ('charge', 'refund', 'dispute') AND m."intent" IS NOT NULL
    AND m."cents" <> 0
      AND m."createdAt" < ${new Date(now.getTime() - WAIT)} AND m."createdAt" > ${new Date(now.getTime() - LOOK)}
      AND ${explained(tenant.id)} = (e."id" IS NOT NULL)
    ORDER BY m."createdAt", m."id"`)
  for (const movement of movements) {
    if (movement.waits) await takeOut(query, tenant.id, movement, now)
    else await setAside(query, tenant.id, movement, now)
  }
}

function setAside(query: Query, tenantId: string, { id, cents, source, createdAt }: Movement, now: Date) {
  const day = civilDay(createdAt)
  const piece = (source ?? id).slice(-16)
  const entry = { key: waitsKey(id), journal: 'BQ' as const, day, label: `Mouvement de Stripe à classer ${piece}` }
  const lines = fromStripe(ACCOUNTS.waiting, -cents)
  return book(query, tenantId, { ...entry, piece, pieceDay: day, lines }, now)
}

/** A sale told of it after all, and has booked the money by itself. */
async function takeOut(query: Query, tenantId: string, { id, source }: Movement, now: Date): Promise<void> {
  await classMovement({ query, tenant: { id: tenantId }, now }, id, ACCOUNTS.waiting)
  const day = civilDay(now)
  const piece = (source ?? id).slice(-16)
  const entry = { label: `Mouvement de Stripe expliqué ${piece}`, day, piece, pieceDay: day }
  await bookOpposite({ query, tenant: { id: tenantId }, now }, waitsKey(id), {
    ...entry,
    key: `stripe/${id}/explained`,
  })
}

export interface Unexplained extends RowOf<'stripe_movement', 'id' | 'source' | 'createdAt'> {
  /** charge | refund | dispute | other */
  kind: string
  /** What the balance gained; below zero: lost. */
  cents: number
  /** Where a treasurer booked it; null: it waits. */
  account: string | null
}

/** @returns the statement of what stands in 471 or was booked out of it. @param only one movement's id */
export function unexplainedSql(tenantId: string, only?: string): Sql {
  return sql`
    WITH "aside" AS (
      SELECT split_part(e."key", '/', 2) AS "id" FROM "ledger_line" l
      JOIN "ledger_entry" e ON e."tenantId" = ${tenantId} AND e."id" = l."entryId"
      WHERE l."tenantId" = ${tenantId} AND l."account" = ${ACCOUNTS.waiting} AND starts_with(e."key", 'stripe/')
      GROUP BY 1 HAVING sum(l."debitCents" - l."creditCents") <> 0)
    SELECT m."id", m."kind", m."cents", m."source", m."createdAt", nullif(c."account", ${ACCOUNTS.waiting}) AS "account"
    FROM "aside" a JOIN "stripe_movement" m ON m."tenantId" = ${tenantId} AND m."id" = a."id"
    LEFT JOIN LATERAL (SELECT k."account" FROM "movement_class" k WHERE k."tenantId" = ${tenantId}
    AND k."movementId" = m."id"
      ORDER BY k."createdAt" DESC, k."id" DESC LIMIT 1) c ON TRUE
    WHERE ${only ?? null}::text IS NULL OR m."id" = ${only ?? null}`
}

/** @returns the same as rows, what waits first. */
export function readUnexplained(query: Query, tenantId: string, only?: string): Promise<Unexplained[]> {
  return query<Unexplained>(sql`
    SELECT u.* FROM (${unexplainedSql(tenantId, only)}) u
    ORDER BY u."account" IS NOT NULL, u."createdAt" DESC, u."id" LIMIT 200`)
}

/**
 * Books a movement to an account, from 471 or from where it was booked before.
 * @returns false where there is no such movement, or it stands there already
 */
export async function classMovement(
  { query, tenant: { id: tenantId }, now }: Unit<{ id: string }>,
  movementId: string,
  account: string,
): Promise<boolean> {
  // Two who press at once book it once.
  await query(sql`SELECT pg_advisory_xact_lock(hashtext('movement'), hashtext(${movementId}))`)
  const [movement] = await readUnexplained(query, tenantId, movementId)
  const from = movement?.account ?? ACCOUNTS.waiting
  if (!movement || from === account) return false
  const id = uuidv7(now.getTime())
  await query(sql`
    INSERT INTO "movement_class" ("tenantId", "id", "movementId", "account", "createdAt")
    VALUES (${tenantId}, ${id}, ${movementId}, ${account}, ${now})`)
  const day = civilDay(now)
  const piece = (movement.source ?? movementId).slice(-16)
  const entry = { key: `movement/${id}`, journal: 'OD' as const, day, label: `Mouvement de Stripe classé ${piece}` }
  await book(query, tenantId, { ...entry, piece, pieceDay: day, lines: between(from, account, movement.cents) }, now)
  return true
}

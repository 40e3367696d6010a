/**
 * What Stripe's balance says beside the payments themselves: its own fees, and payouts on their way to the bank. Asked
 * for, kept and booked once, so that account 5115 is what Stripe holds (law-fr §2).
 */

import { civilDay } from '#app/calendar/civil-day.ts'
import { log } from '#app/context/log.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import { feesAccountOn } from '#app/domain/ledger/fees-account.server.ts'
import { book } from '#app/domain/ledger/ledger.server.ts'
import { ACCOUNTS, fromStripe } from '#app/domain/ledger/plan.ts'
import { StripeTrouble } from '#app/outside/stripe.ts'
import type { MovementState } from '#app/outside/stripe-balance.ts'
import { stripeOf, type TenantStripe } from './stripe-gate.server.ts'
import { bookUnexplained } from './unexplained.server.ts'

const DAY = 86_400_000
/** Looked at again, since Stripe may date a movement a little back. */
const AGAIN = 3 * DAY

/** Asks Stripe what moved since the last time, and books it. @returns how many movements were new */
export async function followBalance(tenant: Tenant, now: Date): Promise<number> {
  const stripe = await stripeOf(tenant.id)
  if (!stripe) return 0
  try {
    const found = await movementsOf(tenant, stripe)
    const keep = async (query: Query) => {
      const added = await keepMovements({ query, tenant, now }, stripe.account, found)
      await bookUnexplained(query, tenant, now)
      return added
    }
    return await inTenantSql(tenant.id, keep, { statementTimeout: 60_000 })
  } catch (error) {
    if (!(error instanceof StripeTrouble)) throw error
    log().warn({ association: tenant.slug, err: error }, 'the balance was not asked for')
    return 0
  }
}

/** @returns what there may be of new; nothing where nobody has paid through Stripe yet. @throws StripeTrouble */
export async function movementsOf(tenant: Tenant, { gate, account }: TenantStripe): Promise<MovementState[]> {
  const [row] = await inTenantSql(tenant.id, (query) =>
    query<{ last: Date | null; first: Date | null }>(sql`
      SELECT (SELECT max("createdAt") FROM "stripe_movement" WHERE "tenantId" = ${tenant.id}
      AND "account" = ${account}) AS "last",
        (SELECT min("createdAt") FROM "payment" WHERE "tenantId" = ${tenant.id} AND "stripeAccount" = ${account}
          AND "succeededAt" IS NOT NULL) AS "first"`),
  )
  const since = row?.last ?? row?.first
  return since ? gate.movements(new Date(since.getTime() - AGAIN)) : []
}

/** Keeps and books those that are new. */
export async function keepMovements(
  { query, tenant, now }: Unit,
  account: string,
  movements: readonly MovementState[],
): Promise<number> {
  let added = 0
  for (const movement of movements) {
    const { id, kind, cents, feeCents, source, createdAt } = movement
    const intent = movement.intent ?? ''
    const arrivesOn = movement.arrivesAt ? civilDay(movement.arrivesAt) : null
    const kept = await query(sql`
      INSERT INTO "stripe_movement" ("tenantId", "id", "account", "kind", "cents", "feeCents", "source", "intent",
        "arrivesOn", "createdAt")
      VALUES (${tenant.id}, ${id}, ${account}, ${kind}, ${cents}, ${feeCents}, ${source}, ${intent}, ${arrivesOn},
        ${createdAt})
      ON CONFLICT DO NOTHING RETURNING "id"`)
    if (kept.length === 0) continue
    added += 1
    await bookMovement(query, tenant, movement, now)
  }
  return added
}

const LABELS: Partial<Record<MovementState['kind'], string>> = {
  payout: 'Virement de Stripe',
  other: 'Mouvement de Stripe à classer',
}

/** BQ: payments, refunds and disputes are booked where they happen; here what they cost, and what moves besides. */
async function bookMovement(query: Query, tenant: Tenant, movement: MovementState, now: Date): Promise<void> {
  const { id, kind, cents, feeCents, source } = movement
  const day = civilDay(movement.createdAt)
  const cost = feeCents - (kind === 'fee' ? cents : 0)
  const fees = cost === 0 ? ACCOUNTS.fees : await feesAccountOn(query, tenant, day)
  const moved = kind === 'payout' ? ACCOUNTS.transfers : kind === 'other' ? ACCOUNTS.waiting : undefined
  const lines = [...fromStripe(fees, cost), ...(moved ? fromStripe(moved, -cents) : [])]
  const piece = (source ?? id).slice(-16)
  const of = await paymentOfMovement(query, tenant.id, movement)
  const label = `${LABELS[kind] ?? 'Frais de Stripe'} ${piece}`
  const entry = { key: `stripe/${id}`, journal: 'BQ' as const, day, label, piece, pieceDay: day, lines }
  await book(query, tenant.id, { ...entry, ...of }, now)
}

async function paymentOfMovement(query: Query, tenantId: string, { intent, source }: MovementState) {
  if (!intent && !source) return {}
  const [row] = await query<RowOf<'payment', 'saleId'> & { paymentId: string }>(sql`
    SELECT "id" AS "paymentId", "saleId" FROM "payment" WHERE "tenantId" = ${tenantId}
      AND ("stripeIntent" = ${intent ?? ''} OR "stripeCharge" = ${source ?? ''}) LIMIT 1`)
  return row ?? {}
}

/**
 * How much one buyer may have of an item, whatever number of baskets, and how much visitors may hold unpaid: those of
 * one network, and all of them.
 */
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { Buyer, Limits } from '#app/domain/ledger/sale.ts'

/**
 * More than is one's share: the buyer's own (`buyer`), or for now that of the network's visitors (`network`) or of all
 * of them together (`visitors`).
 */
type Share = 'buyer' | 'network' | 'visitors'
/** Thrown where a basket asks for more than the share of its buyer, their network or all visitors. */
export class TooMany extends Error {
  readonly of: Share
  constructor(of: Share) {
    super(`more than the share of one ${of}`)
    this.of = of
  }
}

type Who = Pick<Buyer, 'personId' | 'organisationId' | 'email'>

/** The sales of one buyer; a visitor is the address that was typed. */
function salesOf({ personId, organisationId, email }: Who): Sql {
  if (personId) return sql`s."personId" = ${personId}::uuid`
  if (organisationId) return sql`s."organisationId" = ${organisationId}::uuid`
  return sql`s."buyerKind" = 'visitor' AND lower(s."email") = ${(email ?? '').toLowerCase()}`
}

/** @returns how many of the item the buyer has, or is about to pay; what was given back whole counts no more */
export async function countHeld(
  query: Query,
  tenantId: string,
  { productId, buyer, since }: { productId: string; buyer: Who; since: Date | null },
): Promise<number> {
  const [row] = await query<{ n: number }>(sql`
    SELECT coalesce(sum(l."quantity"), 0)::int AS n FROM "sale_line" l
    JOIN "sale" s ON s."tenantId" = ${tenantId} AND s."id" = l."saleId"
    WHERE l."tenantId" = ${tenantId} AND l."kind" = 'item' AND l."productId" = ${productId} AND ${salesOf(buyer)}
      AND s."state" IN ('open', 'pending', 'paid') AND (s."totalCents" = 0 OR s."refundedCents" < s."totalCents")
      AND (${since}::timestamptz IS NULL OR s."createdAt" > ${since})`)
  return row!.n
}

/** @throws TooMany where the buyer's baskets and purchases would be more than their share */
export async function demandWithinLimits(
  query: Query,
  tenantId: string,
  line: { productId: string; quantity: number; limits: Limits; buyer: Buyer },
): Promise<void> {
  const { productId, quantity, limits, buyer } = line
  const who = buyer.personId ?? buyer.organisationId ?? (buyer.email ?? '').toLowerCase()
  // One after the other: two baskets of one buyer see each other.
  await query(sql`SELECT pg_advisory_xact_lock(hashtext('item-limit'), hashtext(${`${tenantId} ${productId} ${who}`}))`)
  const held = await countHeld(query, tenantId, { productId, buyer, since: limits.since })
  if (held + quantity > limits.atMost) throw new TooMany('buyer')
}

/**
 * To be asked while the stock's row is locked.
 * @throws TooMany where visitors of the network, or of all networks, hold their share already
 */
export async function demandRoomOfVisitors(
  query: Query,
  tenantId: string,
  { itemId, quantity, visitor }: { itemId: string; quantity: number; visitor: NonNullable<Limits['visitor']> },
): Promise<void> {
  const { network, perNetwork, perVisitors } = visitor
  // Only visitors' holds end by themselves.
  const [row] = await query<{ all: number; own: number }>(sql`
    SELECT coalesce(sum("quantity"), 0)::int AS "all",
      coalesce(sum("quantity") FILTER (WHERE "network" = ${network}), 0)::int AS "own" FROM "stock_hold"
    WHERE "tenantId" = ${tenantId} AND "itemId" = ${itemId} AND "state" = 'held' AND "expiresAt" IS NOT NULL`)
  if (network !== '' && row!.own + quantity > perNetwork) throw new TooMany('network')
  if (row!.all + quantity > perVisitors) throw new TooMany('visitors')
}

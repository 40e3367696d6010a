/**
 * Writing a basket: sale, lines, what is held of limited things, and the try to pay it; once per basket, whoever asks
 * again.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Unit } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { freePlaces, holdPlaces, type PlaceWish } from '#app/domain/events/paid-places.server.ts'
import type { Buyer, Line, NewLine, PaymentRow, SaleRow } from '#app/domain/ledger/sale.ts'
import { holdStock, releaseStock } from './hold-stock.server.ts'
import { demandWithinLimits } from './item-limits.server.ts'
import { dropPapersOf } from './papers-asked.server.ts'

export interface Basket {
  /** Business key: the same basket is one sale. */
  key: string
  source: SaleRow['source']
  buyer: Buyer
  lines: readonly NewLine[]
  language: 'fr' | 'en'
  ip: string | null
  /** The platform's part of it, hundredths of a percent. */
  feePoints: number
  /** Dues that are to renew themselves. */
  renews?: boolean
  subscriptionId?: string | undefined
  /** Of a later payment of dues that are paid in several times. */
  planId?: string | undefined
  /** Places of an event that it buys. */
  places?: PlaceWish | undefined
}

/** Milliseconds that a page of payment stays open; Stripe wants 30 minutes at least. */
const OPEN_FOR = 45 * 60_000

export type Opened =
  | { kind: 'new' | 'same'; sale: SaleRow; payment: PaymentRow | undefined }
  /** Paid, or the bank is being asked. */
  | { kind: 'there'; sale: SaleRow }
  /** The same thing is open with other contents: it has to be closed first. */
  | { kind: 'other'; sale: SaleRow; payment: PaymentRow | undefined }

/** @throws SoldOut, NoPlace where not enough is left */
export async function openBasket(query: Query, tenantId: string, basket: Basket, now: Date): Promise<Opened> {
  const id = uuidv7(now.getTime())
  const total = basket.lines.reduce((sum, { quantity, unitCents }) => sum + quantity * unitCents, 0)
  const { kind, personId, organisationId, accountId, ...frozen } = basket.buyer
  const made = await query(sql`
    INSERT INTO "sale" ("tenantId", "id", "key", "source", "buyerKind", "personId", "organisationId", "accountId",
      "buyer", "email",
      "language", "totalCents", "ip", "subscriptionId", "planId", "createdAt")
    VALUES (${tenantId}, ${id}, ${basket.key}, ${basket.source}, ${kind}, ${personId}, ${organisationId}, ${accountId},
      ${JSON.stringify(frozen)}, ${frozen.email}, ${basket.language}, ${total}, ${basket.ip},
        ${basket.subscriptionId ?? null},
      ${basket.planId ?? null}, ${now})
    ON CONFLICT ("tenantId", "key") DO NOTHING RETURNING "id"`)
  if (made.length === 0) return known(query, tenantId, basket, now)
  await writeLines({ query, tenant: { id: tenantId }, now }, id, basket)
  if (basket.places) await holdPlaces({ query, tenant: { id: tenantId }, now }, id, basket.places)
  const payment = total > 0 ? await openPayment({ query, tenant: { id: tenantId }, now }, id, basket, total) : undefined
  return { kind: 'new', sale: await readSale(query, tenantId, id), payment }
}

async function known(query: Query, tenantId: string, basket: Basket, now: Date): Promise<Opened> {
  const [sale] = await query<SaleRow>(sql`
    SELECT * FROM "sale" WHERE "tenantId" = ${tenantId} AND "key" = ${basket.key} FOR UPDATE`)
  if (!sale) return openBasket(query, tenantId, basket, now)
  if (sale.state !== 'open') return { kind: 'there', sale }
  const payment = await latestPayment(query, tenantId, sale.id)
  const lines = await readLines(query, tenantId, sale.id)
  const same = sameThing(lines, basket.lines) && Boolean(sale.subscriptionId) === Boolean(basket.renews)
  const usable =
    payment?.state === 'open' && payment.expiresAt !== null && payment.expiresAt.getTime() - now.getTime() > 32 * 60_000
  if (!same || !(usable || sale.totalCents === 0)) return { kind: 'other', sale, payment }
  return { kind: 'same', sale: await readdress(query, tenantId, sale.id, basket.buyer), payment }
}

/** Whoever comes back to an open page with another address has the invoice made out to that one. */
async function readdress(query: Query, tenantId: string, id: string, buyer: Buyer): Promise<SaleRow> {
  const { name, address, postcode, city, country, siret, more = null, vatNumber = null } = buyer
  const now = { name, address, postcode, city, country, siret, more, vatNumber }
  const [sale] = await query<SaleRow>(sql`
    UPDATE "sale" SET "buyer" = "buyer" || ${JSON.stringify(now)}::jsonb
    WHERE "tenantId" = ${tenantId} AND "id" = ${id} RETURNING *`)
  return sale!
}

function sameThing(lines: readonly Line[], wanted: readonly NewLine[]): boolean {
  const shape = (all: readonly (Line | NewLine)[]): unknown =>
    JSON.parse(
      JSON.stringify(
        all.map(({ kind, productId, quantity, unitCents, data }) => [kind, productId, quantity, unitCents, data ?? {}]),
      ),
    )
  // The database gives an object's keys back in an order of its own.
  return isDeepStrictEqual(shape(lines), shape(wanted))
}

async function writeLines(
  { query, tenant: { id: tenantId }, now }: Unit<{ id: string }>,
  saleId: string,
  { lines, buyer }: Basket,
): Promise<void> {
  for (const [i, line] of lines.entries()) {
    const id = uuidv7(now.getTime())
    if (line.limits) await demandWithinLimits(query, tenantId, { ...line, limits: line.limits, buyer })
    await query(sql`
      INSERT INTO "sale_line" ("tenantId", "id", "saleId", "position", "kind", "productId", "label", "quantity",
        "unitCents", "cents",
        "vatPoints", "account", "startsAt", "endsAt", "data")
      VALUES (${tenantId}, ${id}, ${saleId}, ${i + 1}, ${line.kind}, ${line.productId}, ${line.label}, ${line.quantity},
        ${line.unitCents}, ${line.quantity * line.unitCents}, ${line.vatPoints}, ${line.account}, ${line.startsAt},
          ${line.endsAt},
        ${JSON.stringify(line.data ?? {})})`)
    if (line.stock !== undefined)
      await holdStock(
        query,
        tenantId,
        {
          ...{ itemId: line.productId, lineId: id, quantity: line.quantity, stock: line.stock },
          visitor: line.limits?.visitor,
        },
        now,
      )
  }
}

async function openPayment(
  { query, tenant: { id: tenantId }, now }: Unit<{ id: string }>,
  saleId: string,
  basket: Basket,
  cents: number,
): Promise<PaymentRow> {
  const fee = Math.floor((cents * basket.feePoints) / 10_000)
  const [row] = await query<PaymentRow>(sql`
    INSERT INTO "payment" ("tenantId", "id", "saleId", "openKey", "cents", "feeCents", "ip", "createdAt", "expiresAt")
    VALUES (${tenantId}, ${uuidv7(now.getTime())}, ${saleId}, ${basket.key}, ${cents}, ${fee}, ${basket.ip}, ${now},
      ${new Date(now.getTime() + OPEN_FOR)}) RETURNING *`)
  return row!
}

/** Closes a basket that was not paid; its key is free again, and what was to renew itself does not begin. */
export async function closeSale(
  { query, tenant: { id: tenantId }, now }: Unit<{ id: string }>,
  saleId: string,
  state: 'cancelled' | 'failed',
): Promise<void> {
  await lockPlanOf(query, tenantId, saleId)
  const closed = await query(sql`
    UPDATE "sale" SET "state" = ${state}, "key" = "key" || '#' || "id" WHERE "tenantId" = ${tenantId}
      AND "id" = ${saleId}
      AND "state" IN ('open', 'pending') RETURNING "id"`)
  if (closed.length === 0) return
  await query(sql`
    UPDATE "payment" SET "openKey" = NULL, "payUrl" = NULL, "state" = CASE WHEN "state" = 'open' THEN 'expired'
      ELSE "state" END
    WHERE "tenantId" = ${tenantId} AND "saleId" = ${saleId}`)
  // What Stripe has begun of it is ended by the next round, before it debits anything more.
  await query(sql`
    UPDATE "subscription" u SET "state" = CASE WHEN u."stripeSubscription" IS NULL THEN 'cancelled' ELSE 'ending'
      END, "endedAt" = ${now}
    FROM "sale" s WHERE u."tenantId" = ${tenantId} AND u."state" = 'incomplete'
      AND s."tenantId" = ${tenantId} AND s."id" = ${saleId} AND s."subscriptionId" = u."id"`)
  await query(sql`
    UPDATE "instalment_plan" i SET "state" = 'stopped', "reason" = 'never', "endedAt" = ${now} FROM "sale" s
    WHERE i."tenantId" = ${tenantId} AND i."state" = 'incomplete' AND s."tenantId" = ${tenantId} AND s."id" = ${saleId}
    AND s."planId" = i."id"`)
  await releaseStock(query, tenantId, saleId, now)
  await freePlaces({ query, tenant: { id: tenantId }, now }, saleId)
  await dropPapersOf(query, tenantId, saleId, now)
}

/**
 * Before anything of a sale in several times is locked or changed: whoever wants the plan and the sale takes them in
 * this order.
 */
export async function lockPlanOf(query: Query, tenantId: string, saleId: string): Promise<void> {
  await query(sql`
    SELECT 1 FROM "instalment_plan" WHERE "tenantId" = ${tenantId} AND "id" =
      (SELECT s."planId" FROM "sale" s WHERE s."tenantId" = ${tenantId} AND s."id" = ${saleId}) FOR UPDATE`)
}

/** @param id of a sale that exists @returns its row */
export async function readSale(query: Query, tenantId: string, id: string): Promise<SaleRow> {
  const [row] = await query<SaleRow>(sql`SELECT * FROM "sale" WHERE "tenantId" = ${tenantId} AND "id" = ${id}`)
  return row!
}

/** @returns the sale’s lines in order; amounts in cents */
export function readLines(query: Query, tenantId: string, saleId: string): Promise<Line[]> {
  return query<Line>(sql`
    SELECT * FROM "sale_line" WHERE "tenantId" = ${tenantId} AND "saleId" = ${saleId} ORDER BY "position"`)
}

/** @returns the try that counts: the newest. */
export async function latestPayment(query: Query, tenantId: string, saleId: string): Promise<PaymentRow | undefined> {
  const [row] = await query<PaymentRow>(sql`
    SELECT * FROM "payment" WHERE "tenantId" = ${tenantId} AND "saleId" = ${saleId}
    ORDER BY "createdAt" DESC, "id" DESC LIMIT 1`)
  return row
}

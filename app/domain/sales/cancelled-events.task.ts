/**
 * An event that does not take place gives the money of every place back, once (B13): place by place, each in a
 * transaction that also says that it was done, so that whoever follows a killed worker goes on there.
 */
import { now as clockNow } from '#app/context/clock.ts'
import { type Tenant, tenantOfId } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import { dueBefore, orderTickets } from '#app/domain/events/held-tickets.server.ts'
import type { PaymentRow, SaleRow } from '#app/domain/ledger/sale.ts'
import { untilDone } from '#app/domain/runs/runs.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { closeOther } from './checkout.server.ts'
import { closeSale, latestPayment } from './make-sale.server.ts'
import { aimed } from './place-lines.ts'
import { carryOutRefunds } from './reconcile.task.ts'
import { returnedOf, wishRefund } from './refunds.server.ts'
import { undoSale } from './settle.server.ts'
import { stripeOf, type TenantStripe } from './stripe-gate.server.ts'

/** In one batch; the next one goes on. */
const MOST = 50

export const cancelledEventsTask = defineTask<{ tenantId: string }>({
  name: 'events.refunds',
  async run({ tenantId }, { signal }) {
    const tenant = await tenantOfId(tenantId)
    if (tenant) await refundCancelled(tenant, clockNow(), signal)
  },
})

type Place = RowOf<'event_registration', 'eventId' | 'personId'> & { saleId: string }

/** @returns places whose money was not asked back yet, the first bought first; what a bank looks into waits for it */
function placesLeft(query: Query, tenantId: string): Promise<Place[]> {
  return query<Place>(sql`SELECT r."eventId", r."personId", r."saleId" FROM "event_registration" r
    JOIN "event" e ON e."tenantId" = ${tenantId} AND e."id" = r."eventId" AND e."cancelledAt" IS NOT NULL
    WHERE r."tenantId" = ${tenantId} AND r."saleId" IS NOT NULL AND r."refundedAt" IS NULL
      AND r."state" IN ('registered', 'paying')
      AND NOT EXISTS (SELECT 1 FROM "payment" p JOIN "dispute" d ON d."tenantId" = ${tenantId}
        AND d."paymentId" = p."id" AND d."state" = 'open'
        WHERE p."tenantId" = ${tenantId} AND p."saleId" = r."saleId")
    ORDER BY r."at", r."eventId", r."personId" LIMIT ${MOST}`)
}

/** Asks for the money of every place of cancelled events, and has Stripe give it back. */
export async function refundCancelled(tenant: Tenant, now: Date, signal?: AbortSignal): Promise<void> {
  const stripe = await stripeOf(tenant.id)
  let asked = 0
  await untilDone(signal, async () => {
    const places = await inTenantSql(tenant.id, (query) => placesLeft(query, tenant.id))
    let done = 0
    for (const place of places) if (await refundPlace(tenant, place, { stripe, now })) done += 1
    asked += done
    // What Stripe has to be asked about first waits for the next round.
    return done < MOST
  })
  if (stripe && asked > 0) await carryOutRefunds(tenant, stripe, now)
}

/** @returns false where Stripe has to be asked again first */
async function refundPlace(
  tenant: Tenant,
  place: Place,
  { stripe, now }: { stripe: TenantStripe | undefined; now: Date },
): Promise<boolean> {
  const open = await inTenantSql(tenant.id, (query) => refundNow({ query, tenant, now }, place))
  return open ? closeOther(tenant, stripe, open.sale, { payment: open.payment, now }) : true
}

/** @returns a basket that is open at Stripe's: its page has to be closed outside the transaction */
async function refundNow(
  unit: Unit,
  place: Place,
): Promise<{ sale: SaleRow; payment: PaymentRow | undefined } | undefined> {
  const { query, tenant, now } = unit
  const [sale] = await query<SaleRow>(sql`SELECT * FROM "sale" WHERE "tenantId" = ${tenant.id}
    AND "id" = ${place.saleId} FOR UPDATE`)
  const payment = sale && (await latestPayment(query, tenant.id, sale.id))
  if (sale?.state === 'open') return { sale, payment }
  await query(sql`UPDATE "event_registration" SET "refundedAt" = ${now} WHERE "tenantId" = ${tenant.id}
    AND "eventId" = ${place.eventId} AND "personId" = ${place.personId} AND "refundedAt" IS NULL`)
  // What the bank then takes goes back as everything does that is paid too late.
  if (sale?.state === 'pending') await closeSale(unit, sale.id, 'cancelled')
  else if (sale && payment) await giveAllBack(unit, sale, payment)
  return undefined
}

/**
 * All that was paid for the tickets that count, whatever their terms were: it is the association that does not keep its
 * word. What was kept of a ticket that was given back before stays kept, as of a whole order.
 */
async function giveAllBack(unit: Unit, sale: SaleRow, payment: PaymentRow): Promise<void> {
  const { query, tenant, now } = unit
  const returned = await returnedOf(query, tenant.id, payment.id)
  const tickets = (await orderTickets(unit, sale.id)).map(({ lineId, unitCents }) => ({ lineId, part: unitCents }))
  const owed = tickets.reduce((sum, { part }) => sum + part, 0) + (await dueBefore(unit, sale.id))
  const cents = Math.min(payment.cents, owed) - returned
  if (cents <= 0) return
  const aims = owed < payment.cents ? aimed(tickets, cents) : {}
  const wish = { paymentId: payment.id, cents, key: `cancelled/${payment.id}`, reason: 'event', by: null, aims }
  const made = await wishRefund(query, tenant.id, wish, now)
  if ('refund' in made) await undoSale(unit, sale, 'asked')
}

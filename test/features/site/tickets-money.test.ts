/** Money of paid places: late, refused, given back, and of an event that does not take place (B3, B13). */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { endLateOffers } from '#app/domain/events/seat-offers.task.ts'
import { refundCancelled } from '#app/domain/sales/cancelled-events.task.ts'
import { reconcile } from '#app/domain/sales/reconcile.task.ts'
import { wishRefund } from '#app/domain/sales/refunds.server.ts'
import { saleOf } from '../../factories/buyers.ts'
import { post, type Somebody, somebody, text } from '../../factories/groups.ts'
import { buy, TICKET, useTickets } from '../../factories/tickets.ts'
import { inside } from '../../factories/world.ts'
import * as life from '../../outside/stripe-life.ts'
import { useDatabase } from '../../setup/database.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()

const SLUG = 'supmeca'
const people: Somebody[] = []
let lapsed: Somebody
const { side, account, send, first, make, home, seats, pay, paymentOf, told } = useTickets(SLUG, useStripe())

beforeAll(async () => {
  for (let i = 0; i < 6; i++) people.push(await somebody(SLUG))
  lapsed = await somebody(SLUG, { paidUp: false })
})
beforeEach(() => setClock(undefined))

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000)

describe('money and time', () => {
  test('B3: unpaid in time, refused, or too late: the place goes to who waits, the money back to who paid', async () => {
    const [anna, bruno, carla] = people as [Somebody, Somebody, Somebody]
    const event = await make({ capacity: '1' })
    const held = await buy(anna, event)
    expect((await post(bruno, event.tickets, { intent: 'wait' })).status).toBe(303)
    await reconcile(await home(), later(10))
    expect(await seats(event)).toEqual({ paying: 1, waiting: 1 })
    const { stripeSession } = await paymentOf(held)
    await reconcile(await home(), later(16))
    await endLateOffers(await home(), new Date())
    expect(await seats(event)).toEqual({ withdrawn: 1, offered: 1 })
    expect((await buy(carla, event)).status).toBe(422)
    // A debit is asked of the bank: the place is kept, however long it takes.
    const debited = await pay(await buy(bruno, event), 'sepa')
    expect(debited.saleState).toBe('pending')
    await reconcile(await home(), later(60))
    expect(await seats(event)).toEqual({ paying: 1, withdrawn: 1 })
    expect(account().sessions.get(stripeSession)?.status).toBe('expired')
    await send(life.answerDebit(account(), debited.stripeSession, false))
    expect(await seats(event)).toEqual({ withdrawn: 2 })
  })

  test('B3: money after the hold: a ticket while there is room, else it goes back and is told', async () => {
    const [anna, bruno, carla] = people as [Somebody, Somebody, Somebody]
    const event = await make({ capacity: '1' })
    // The hold ends while Stripe does not answer, so that the page stays open there.
    const lose = async (answer: Response) => {
      await inside(SLUG, (query, { id }) =>
        query(sql`UPDATE "event_registration" SET "state" = 'withdrawn' WHERE "tenantId" = ${id}
          AND "saleId" = ${saleOf(answer)} RETURNING 1`),
      )
      await inside(SLUG, (query, { id }) =>
        query(sql`UPDATE "sale" SET "state" = 'cancelled', "key" = "key" || '#' || "id" WHERE "tenantId" = ${id}
          AND "id" = ${saleOf(answer)} RETURNING 1`),
      )
    }
    const late = await buy(anna, event)
    await lose(late)
    await pay(late)
    expect(await seats(event)).toEqual({ registered: 1 })
    await post(anna, event.tickets, { intent: 'give' })
    const other = await buy(bruno, event)
    await lose(other)
    await pay(await buy(carla, event))
    const paid = await pay(other)
    expect(await seats(event)).toEqual({ registered: 1, withdrawn: 2 })
    await reconcile(await home(), later(1))
    expect((await paymentOf(other)).refundedCents).toBe(paid.cents)
    expect(await told(event, bruno)).toEqual(['late'])
  })

  test('B13: a place is given back by the terms it was sold on, with a credit note', async () => {
    const [anna, bruno] = people as [Somebody, Somebody]
    const event = await make({ guests: '1' })
    const paid = await buy(anna, event, [2])
    await pay(paid)
    // Terms that change afterwards are for those who buy afterwards.
    await post(side.manager, `${event.desk}/billets`, { ...TICKET, ticket: event.types[0]!, refund: '', keep: '' })
    expect(await text(anna, event.tickets)).toMatch(/28,00\s€ seront rendus/)
    expect((await post(anna, event.tickets, { intent: 'give' })).status).toBe(303)
    await post(anna, event.tickets, { intent: 'give' })
    expect(await paymentOf(paid)).toMatchObject({ cents: 3200, refundedCents: 2800 })
    const credit = await first<{ n: number }>(sql`SELECT count(*)::int AS "n" FROM "invoice"
      WHERE "kind" = 'credit-note' AND "saleId" = ${saleOf(paid)} AND "totalCents" = 2800`)
    expect(credit.n).toBe(1)
    expect(await seats(event)).toEqual({ withdrawn: 2 })
    // Without a refund in the terms the place is free all the same; who gave back may buy again.
    const kept = await buy(bruno, event)
    await pay(kept)
    await post(bruno, event.tickets, { intent: 'give' })
    expect((await paymentOf(kept)).refundedCents).toBe(0)
    expect((await buy(anna, event)).status).toBe(303)
  })

  test('B13: fifty at once ask for parts of one payment: never more than was paid', async () => {
    const [, , anna] = people as Somebody[]
    const event = await make()
    const { id, cents } = await pay(await buy(anna!, event))
    const asked = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        inside(SLUG, (query, scope) =>
          wishRefund(
            query,
            scope.id,
            { paymentId: id, cents: 250, key: `part/${i}`, reason: null, by: null },
            new Date(),
          ),
        ),
      ),
    )
    expect(asked.filter((one) => 'refund' in one)).toHaveLength(Math.floor(cents / 250))
  })

  test('B13: what went back of a payment before counts; a place is never given back for a refund that is not made', async () => {
    const [anna] = people as [Somebody]
    const event = await make()
    const paid = await buy(anna, event)
    const { id, cents } = await pay(paid)
    const part = { paymentId: id, cents: 500, key: `geste/${id}`, reason: null, by: null }
    await inside(SLUG, (query, scope) => wishRefund(query, scope.id, part, new Date()))
    await reconcile(await home(), later(1))
    // Twelve euros, of which two are kept and five went back already.
    expect(await text(anna, event.tickets)).toMatch(/5,00\s€ seront rendus/)
    await post(anna, event.tickets, { intent: 'give' })
    expect(await seats(event)).toEqual({ withdrawn: 1 })
    expect(await paymentOf(paid)).toMatchObject({ cents, refundedCents: 1000 })
    // Of an event that is cancelled afterwards nothing more is promised to who gave their place back.
    expect((await post(side.manager, event.desk, { intent: 'cancel' })).status).toBe(303)
    expect(await text(anna, event.tickets)).not.toContain('Tout ce que vous avez payé vous est rendu')
  })

  test('B13: a cancelled event waits for a dispute, and gives back what the bank left', async () => {
    const [anna] = people as [Somebody]
    const event = await make()
    const paid = await buy(anna, event)
    const { stripeIntent, cents } = await pay(paid)
    const { made, changes } = life.dispute(account(), stripeIntent)
    await send(changes)
    expect((await post(side.manager, event.desk, { intent: 'cancel' })).status).toBe(303)
    await refundCancelled(await home(), new Date())
    expect((await paymentOf(paid)).refundedCents).toBe(0)
    await send(life.closeDispute(account(), made.id, 'won'))
    await refundCancelled(await home(), later(1))
    expect((await paymentOf(paid)).refundedCents).toBe(cents)
  })

  test('B12, B13: money that goes back to who bought ends the place of who took it over, and tells them', async () => {
    const [anna, bruno] = people as [Somebody, Somebody]
    const event = await make()
    const paid = await buy(anna, event)
    const { id, cents } = await pay(paid)
    const link = /value="https?:\/\/[^/]+(\/evenements\/[^"]+\/reprise\/[^"]+)"/.exec(
      await text(anna, event.tickets),
    )![1]!
    await post(bruno, link, {})
    const all = { paymentId: id, cents, key: `tout/${id}`, reason: null, by: null }
    await inside(SLUG, (query, scope) => wishRefund(query, scope.id, all, new Date()))
    await reconcile(await home(), later(1))
    expect(await seats(event)).toEqual({ transferred: 1, withdrawn: 1 })
    expect(await told(event, bruno)).toEqual(['registered', 'given'])
    expect(await told(event, anna)).toEqual(['registered', 'transferred'])
  })

  test('B13: a refund made at Stripe’s own desk is recorded and takes no place away', async () => {
    const [, , , anna] = people as Somebody[]
    const event = await make()
    const paid = await buy(anna!, event)
    const { stripeIntent, cents } = await pay(paid)
    await send(life.refund(account(), stripeIntent, cents, {}, new Date()).changes)
    expect((await paymentOf(paid)).refundedCents).toBe(cents)
    expect(await seats(event)).toEqual({ registered: 1 })
  })

  test('B13: a cancelled event gives every payment back once, also after it was stopped half way', async () => {
    const event = await make()
    const buyers = [...people.slice(0, 4), lapsed]
    const paid: Response[] = []
    for (const who of buyers) {
      const answer = await buy(who, event)
      paid.push(answer)
      if (who !== lapsed) await pay(answer)
    }
    const debit = await buy(people[4]!, event)
    const { stripeSession } = await pay(debit, 'sepa')
    expect((await post(side.manager, event.desk, { intent: 'cancel' })).status).toBe(303)
    const stop = new AbortController()
    stop.abort(new Error('killed'))
    await expect(refundCancelled(await home(), new Date(), stop.signal)).rejects.toThrow('killed')
    await Promise.all([refundCancelled(await home(), new Date()), refundCancelled(await home(), new Date())])
    await refundCancelled(await home(), later(1))
    await reconcile(await home(), later(1))
    for (const answer of paid.slice(0, 4)) {
      const { cents, refundedCents } = await paymentOf(answer)
      expect(refundedCents).toBe(cents)
    }
    const { n, credits } = await first<{ n: number; credits: number }>(sql`SELECT count(*)::int AS "n",
        (SELECT count(*)::int FROM "invoice" i WHERE i."kind" = 'credit-note'
          AND i."saleId" = ANY(${paid.map(saleOf)}::uuid[])) AS "credits"
      FROM "refund" r JOIN "payment" p ON p."tenantId" = r."tenantId" AND p."id" = r."paymentId"
      WHERE p."saleId" = ANY(${paid.map(saleOf)}::uuid[])`)
    expect({ n, credits }).toEqual({ n: 4, credits: 4 })
    expect((await paymentOf(paid[4]!)).saleState).toBe('cancelled')
    // What the bank takes afterwards goes back as well.
    await send(life.answerDebit(account(), stripeSession, true))
    await reconcile(await home(), later(2))
    expect(await paymentOf(debit)).toMatchObject({ cents: 1200, refundedCents: 1200 })
    // Whoever came is told, although the money was faster than the mail.
    expect(await seats(event)).toMatchObject({ registered: 4 })
    expect(await told(event, people[0]!)).toEqual(['registered', 'cancelled'])
    expect(await text(people[0]!, event.tickets)).toContain('Tout ce que vous avez payé vous est rendu')
  })
})

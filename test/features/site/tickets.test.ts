/** Paid places of events: held, paid, given back, handed over (B1, B2, B3, B12, B13; P6). */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { type Tenant, tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { endLateOffers } from '#app/domain/events/seat-offers.task.ts'
import { refundCancelled } from '#app/domain/sales/cancelled-events.task.ts'
import { reconcile } from '#app/domain/sales/reconcile.task.ts'
import { wishRefund } from '#app/domain/sales/refunds.server.ts'
import { saleOf } from '../../factories/buyers.ts'
import { PLACES } from '../../factories/event-forms.ts'
import { get, post, type Somebody, somebody, text } from '../../factories/groups.ts'
import { mailsOf } from '../../factories/outbox.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { buy, type PaidEvent, paidEvent, seatsOf, TICKET } from '../../factories/tickets.ts'
import { apply, inside } from '../../factories/world.ts'
import * as life from '../../outside/stripe-life.ts'
import { useDatabase } from '../../setup/database.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()
const stripe = useStripe()

const SLUG = 'supmeca'
const HOST = `${SLUG}.localhost`
const MINUTE = 60_000
const people: Somebody[] = []
let lapsed: Somebody
let manager: Seat
let account: string
let count = 0

beforeAll(async () => {
  await apply(SLUG)
  account = await stripe.connect(SLUG)
  manager = await staffSeat(SLUG, 'manager')
  for (let i = 0; i < 6; i++) people.push(await somebody(SLUG))
  lapsed = await somebody(SLUG, { paidUp: false })
})
beforeEach(() => setClock(undefined))

const make = (places: Record<string, string> = {}, tickets?: readonly Record<string, string>[]) =>
  paidEvent(SLUG, manager, { title: `Diner numero ${++count}`, places }, tickets)
const home = async () => (await tenantOfSlug(SLUG)) as Tenant
const later = (minutes: number) => new Date(Date.now() + minutes * MINUTE)
/** What was written about an event to somebody. */
const told = async ({ id }: PaidEvent, to: Somebody) =>
  (await mailsOf(SLUG, 'events.told')).flatMap((mail) =>
    mail.data.event === id && mail.to === `${to.name}@exemple.fr` ? [mail.data.what] : [],
  )
const seats = (event: PaidEvent) => seatsOf(SLUG, event)

async function first<Row extends object>(statement: ReturnType<typeof sql>): Promise<Row> {
  const [row] = await inside(SLUG, (query) => query<Row>(statement))
  return row!
}

interface Paid {
  id: string
  stripeSession: string
  stripeIntent: string
  cents: number
  refundedCents: number
  saleState: string
  saleId: string
}

/** The payment that an answer leads to. */
const paymentOf = (answer: Response) =>
  first<Paid>(sql`SELECT p."id", p."stripeSession", p."stripeIntent", p."cents", p."refundedCents", p."saleId",
      s."state" AS "saleState"
    FROM "payment" p JOIN "sale" s ON s."tenantId" = p."tenantId" AND s."id" = p."saleId"
    WHERE p."saleId" = ${saleOf(answer)}`)

async function send(changes: readonly life.Change[]) {
  for (const change of changes) expect(await stripe.post(stripe.sign(account, change), HOST)).toBe(200)
}

async function pay(answer: Response, how: 'card' | 'sepa' = 'card'): Promise<Paid> {
  expect(answer.status).toBe(303)
  const { stripeSession } = await paymentOf(answer)
  await send(life.pay(stripe.account(account), stripeSession, how, new Date()))
  return paymentOf(answer)
}

const codeOf = async (who: Seat, { tickets }: PaidEvent) => /data-ticket="([^"]+)"/.exec(await text(who, tickets))?.[1]

async function scan({ desk }: PaidEvent, code: string): Promise<string> {
  const answer = await post(manager, `${desk}/entrees/scan`, { code })
  return ((await answer.json()) as { word: string }).word
}

describe('buying', () => {
  test('each reads their own price, holds a place, pays it, and comes as with a free one', async () => {
    const [anna, guest] = people as [Somebody, Somebody]
    const event = await make({ capacity: '5', guests: '2' }, [{ member: '15' }])
    expect(await text(anna, `/evenements/${event.slug}`)).toMatch(/Dîner.*12,00/s)
    expect(await text(lapsed, event.tickets)).toMatch(/15,00\s€, tarif membre/)
    // The page of a free place leads to the one where it is bought, and its form registers nobody.
    const free = `/evenements/${event.slug}/inscription`
    expect((await get(anna, free)).headers.get('Location')).toBe(event.tickets)
    await post(anna, free, { intent: 'register' })
    expect(await seats(event)).toEqual({})
    const held = await buy(anna, event, [3])
    expect(await seats(event)).toEqual({ paying: 3 })
    // One's own place at one's own price, guests at the full one.
    expect((await paymentOf(held)).cents).toBe(1200 + 2 * 2000)
    expect(await text(anna, held.headers.get('Location')!)).toContain('Vos places sont gardées jusqu’à')
    // Pressed again it is the same page; two more than are left are not to be had.
    expect(saleOf(await buy(anna, event, [3]))).toBe(saleOf(held))
    expect((await buy(guest, event, [3])).status).toBe(422)
    await pay(held)
    expect(await seats(event)).toEqual({ registered: 3 })
    const page = await text(anna, event.tickets)
    expect(page).toContain('Mes billets')
    expect(await scan(event, (await codeOf(anna, event))!)).toBe('otherDay')
    expect(await told(event, anna)).toEqual(['registered'])
    expect(await text(anna, '/mon-agenda')).toContain(event.slug)
    expect(await text(manager, `${event.desk}/billets`)).toMatch(/Encaissé : 52,00/)
  })

  test('nobody buys what is not for them, not yet on sale, over, or more than is left of a kind', async () => {
    const [anna] = people as [Somebody]
    const event = await make({ guests: '3' }, [
      { name: 'Réservé', only: 'on' },
      { name: 'Plus tard', opens: '2027-06-01T10:00' },
      { name: 'Clos', closes: '2026-01-01T10:00' },
      { name: 'Rare', quota: '2' },
    ])
    expect((await buy(lapsed, event, [1])).status).toBe(422)
    expect((await buy(anna, event, [2])).status).toBe(422)
    expect((await buy(anna, event, [0, 1])).status).toBe(422)
    expect((await buy(anna, event, [0, 0, 1])).status).toBe(422)
    expect((await buy(anna, event, [0, 0, 0, 3])).status).toBe(422)
    expect((await buy(anna, event, [1, 0, 0, 1])).status).toBe(303)
    expect((await buy(lapsed, event, [0, 0, 0, 2])).status).toBe(422)
    expect(await text(lapsed, event.tickets)).toContain('réservé aux adhérents à jour')
    // Another order takes the place of the one before, which was not paid.
    expect((await buy(anna, event, [1])).status).toBe(303)
    expect((await buy(lapsed, event, [0, 0, 0, 2])).status).toBe(303)
    expect(await seats(event)).toEqual({ paying: 3 })
  })

  test('B1: two kinds share a room of five: of eight at once five hold a place, never four nor six', async () => {
    const event = await make({ capacity: '5' }, [{ name: 'Table' }, { name: 'Bar', quota: '4' }])
    const crowd = [...people, lapsed, await somebody(SLUG)]
    const answers = await Promise.all(crowd.map((who, i) => buy(who, event, i % 2 ? [0, 1] : [1])))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(5)
    expect(await seats(event)).toEqual({ paying: 5 })
    expect(await text(people[0]!, '/evenements')).toContain('Complet')
    // A cap below what is held is refused, a higher one is not.
    expect((await post(manager, `${event.desk}/places`, { ...PLACES, capacity: '4' })).status).toBe(422)
  })

  test('B2: the price that was shown is charged, or chosen again where it is no longer the buyer’s', async () => {
    const [anna, bruno] = people as [Somebody, Somebody]
    const event = await make({}, [{}])
    const ticket = { ...TICKET, ticket: event.types[0]! }
    const [kept, outdated] = [await buy(anna, event), await buy(bruno, event)]
    expect((await get(anna, `${kept.headers.get('Location')}/payer`)).headers.get('Location')).toMatch(/^https?:/)
    await post(manager, `${event.desk}/billets`, { ...ticket, paidUp: '14' })
    // Anna is on the page of payment already: she pays what it says.
    expect((await pay(kept)).cents).toBe(1200)
    const again = await get(bruno, `${outdated.headers.get('Location')}/payer`)
    expect(again.headers.get('Location')).toBe(`${event.tickets}?fait=changed`)
    expect(await seats(event)).toEqual({ registered: 1, withdrawn: 1 })
    expect((await paymentOf(await buy(bruno, event))).cents).toBe(1400)
  })
})

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
    expect(stripe.account(account).sessions.get(stripeSession)?.status).toBe('expired')
    await send(life.answerDebit(stripe.account(account), debited.stripeSession, false))
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
    await post(manager, `${event.desk}/billets`, { ...TICKET, ticket: event.types[0]!, refund: '', keep: '' })
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

  test('B13: a refund made at Stripe’s own desk is recorded and takes no place away', async () => {
    const [, , , anna] = people as Somebody[]
    const event = await make()
    const paid = await buy(anna!, event)
    const { stripeIntent, cents } = await pay(paid)
    await send(life.refund(stripe.account(account), stripeIntent, cents, {}, new Date()).changes)
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
    expect((await post(manager, event.desk, { intent: 'cancel' })).status).toBe(303)
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
    await send(life.answerDebit(stripe.account(account), stripeSession, true))
    await reconcile(await home(), later(2))
    expect(await paymentOf(debit)).toMatchObject({ cents: 1200, refundedCents: 1200 })
    expect(await text(people[0]!, event.tickets)).toContain('Tout ce que vous avez payé vous est rendu')
  })
})

describe('handing over', () => {
  const linkOf = async (who: Seat, { tickets }: PaidEvent) =>
    /value="https?:\/\/[^/]+(\/evenements\/[^"]+\/reprise\/[^"]+)"/.exec(await text(who, tickets))?.[1]

  test('B12: a new code, the old one dead; the price is judged anew; both are told; not once inside', async () => {
    const [anna, bruno] = people as [Somebody, Somebody]
    const event = await make({ guests: '1' })
    await pay(await buy(anna, event, [2]))
    const link = (await linkOf(anna, event))!
    const old = (await codeOf(anna, event))!
    // Opening it changes nothing, a seal that is not ours opens nothing, and the price was a paid-up member's.
    expect(await text(bruno, link)).toContain('vous cède 2 places')
    expect(await seats(event)).toEqual({ registered: 2 })
    expect((await get(bruno, `${link}x`)).status).toBe(404)
    expect(await text(lapsed, link)).toContain('au tarif des adhérents')
    await post(lapsed, link, {})
    expect(await seats(event)).toEqual({ registered: 2 })
    await Promise.all([post(bruno, link, {}), post(people[2]!, link, {})])
    expect(await seats(event)).toEqual({ registered: 2, transferred: 2 })
    expect(await scan(event, old)).toBe('transferred')
    expect(await codeOf(anna, event)).toBeUndefined()
    const holder = (await codeOf(bruno, event)) ? bruno : people[2]!
    expect(await scan(event, (await codeOf(holder, event))!)).toBe('otherDay')
    expect(await told(event, anna)).toEqual(['registered', 'transferred'])
    expect(await told(event, holder)).toEqual(['registered'])
    // The link is used up, and who gave the place away has none to give again.
    expect(await text(people[3]!, link)).toContain('n’est plus à céder')
    // Inside, or once the sale is over, it stays with who came.
    const next = (await linkOf(holder, event))!
    await inside(SLUG, (query, { id }) =>
      query(sql`UPDATE "event_registration" SET "enteredAt" = now() WHERE "tenantId" = ${id}
        AND "eventId" = ${event.id} AND "state" = 'registered' RETURNING 1`),
    )
    expect(await text(people[3]!, next)).toContain('n’est plus à céder')
    setClock(later(8 * 24 * 60))
    expect((await get(people[3]!, next)).status).toBe(404)
  })
})

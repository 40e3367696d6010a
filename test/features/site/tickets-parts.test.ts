/** One ticket of an order: given back, refused by a bank, handed over alone (B12, B13). */
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { endAnswers } from '#app/domain/events/answers.task.ts'
import { type HeldTicket, heldTickets } from '#app/domain/events/held-tickets.server.ts'
import { refundCancelled } from '#app/domain/sales/cancelled-events.task.ts'
import { saleOf } from '../../factories/buyers.ts'
import { get, post, type Somebody, somebody, text } from '../../factories/groups.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { buy, linksOf, type PaidEvent, useTickets } from '../../factories/tickets.ts'
import { inside } from '../../factories/world.ts'
import * as life from '../../outside/stripe-life.ts'
import { useDatabase } from '../../setup/database.ts'
import { readPdf } from '../../setup/pdf-reader.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()

const SLUG = 'supmeca'
const people: Somebody[] = []
let lapsed: Somebody
const { side, account, send, first, make, home, seats, pay, paymentOf, told, codeOf } = useTickets(SLUG, useStripe())

beforeAll(async () => {
  for (let i = 0; i < 3; i++) people.push(await somebody(SLUG))
  lapsed = await somebody(SLUG, { paidUp: false })
})
beforeEach(() => setClock(undefined))

const ticketsOf = ({ id }: PaidEvent, { id: personId }: Somebody): Promise<HeldTicket[]> =>
  inside(SLUG, async (query, scope) => {
    const [row] = await query<{ saleId: string }>(sql`SELECT "saleId" FROM "event_registration"
      WHERE "tenantId" = ${scope.id} AND "eventId" = ${id} AND "personId" = ${personId} AND "saleId" IS NOT NULL`)
    return row ? heldTickets({ query, tenant: scope }, { eventId: id, personId, saleId: row.saleId }) : []
  })

/** Of each credit note, what it takes off which line: its price of one, and cents. */
async function creditsOf(answer: Response): Promise<[string, number][][]> {
  const rows = await inside(SLUG, (query, scope) =>
    query<{ lines: { position: number; cents: number }[]; prices: number[] }>(sql`SELECT i."lines",
        (SELECT array_agg(l."unitCents" ORDER BY l."position") FROM "sale_line" l
          WHERE l."tenantId" = ${scope.id} AND l."saleId" = i."saleId") AS "prices"
      FROM "invoice" i WHERE i."tenantId" = ${scope.id} AND i."saleId" = ${saleOf(answer)}
        AND i."kind" = 'credit-note' ORDER BY i."number"`),
  )
  return rows.map(({ lines, prices }) => lines.map(({ position, cents }) => [String(prices[position - 1]), cents]))
}

/** What the books say of income that was taken back, and of money that left. */
const booksOf = (answer: Response) =>
  first<{ debit: number; credit: number }>(sql`SELECT
      (sum(l."debitCents") FILTER (WHERE l."account" LIKE '706%' AND e."refundId" IS NOT NULL))::int AS "debit",
      (sum(l."creditCents") FILTER (WHERE l."account" = '5115' AND e."refundId" IS NOT NULL))::int AS "credit"
    FROM "ledger_entry" e JOIN "ledger_line" l ON l."tenantId" = e."tenantId" AND l."entryId" = e."id"
    WHERE e."saleId" = ${saleOf(answer)}`)

test('B13: one ticket of an order is given back alone: its line in the credit note, its seat to who waits', async () => {
  const [anna, bruno] = people as [Somebody, Somebody]
  const event = await make({ capacity: '3', guests: '2' })
  const paid = await buy(anna, event, [3])
  await pay(paid)
  expect((await post(bruno, event.tickets, { intent: 'wait' })).status).toBe(303)
  const [own, guest] = (await ticketsOf(event, anna)) as [HeldTicket, HeldTicket]
  expect([own.unitCents, guest.unitCents]).toEqual([1200, 2000])
  // A ticket that is somebody else's gives nothing, nor takes a seat; pressed twice at once it goes back once.
  await post(bruno, event.tickets, { intent: 'give', ticket: guest.id })
  expect(await seats(event)).toEqual({ registered: 3, waiting: 1 })
  const give = () => post(anna, event.tickets, { intent: 'give', ticket: guest.id })
  await Promise.all([give(), give()])
  expect(await paymentOf(paid)).toMatchObject({ cents: 5200, refundedCents: 1800 })
  expect(await seats(event)).toEqual({ registered: 2, offered: 1 })
  expect(await creditsOf(paid)).toEqual([[['2000', 1800]]])
  // Pro rata of what is left it would have been another amount of each line; the next one is right too.
  await post(anna, event.tickets, { intent: 'give', ticket: own.id })
  expect(await creditsOf(paid)).toEqual([[['2000', 1800]], [['1200', 1000]]])
  expect(await booksOf(paid)).toEqual({ debit: 2800, credit: 2800 })
  expect(await told(event, anna)).toEqual(['registered', 'oneGiven', 'oneGiven'])
  // The last one is the whole of what is left.
  await post(anna, event.tickets, { intent: 'give' })
  expect(await paymentOf(paid)).toMatchObject({ cents: 5200, refundedCents: 4600 })
  expect(await seats(event)).toEqual({ withdrawn: 1, offered: 2 - 1 })
  expect((await buy(anna, event)).status).toBe(303)
})

test('B13: a refund of one ticket that the bank refuses gives no seat twice, and the next ticket goes back whole', async () => {
  const [anna] = people as [Somebody]
  const event = await make({ guests: '1' })
  const paid = await buy(anna, event, [2])
  await pay(paid)
  const [own, guest] = (await ticketsOf(event, anna)) as [HeldTicket, HeldTicket]
  await post(anna, event.tickets, { intent: 'give', ticket: guest.id })
  const { stripeRefund } = await first<{ stripeRefund: string }>(sql`SELECT r."stripeRefund" FROM "refund" r
    JOIN "payment" p ON p."tenantId" = r."tenantId" AND p."id" = r."paymentId" WHERE p."saleId" = ${saleOf(paid)}`)
  await send(life.refundFails(account(), stripeRefund))
  expect(await paymentOf(paid)).toMatchObject({ refundedCents: 0 })
  expect(await seats(event)).toEqual({ registered: 1 })
  await post(anna, event.tickets, { intent: 'give', ticket: own.id })
  expect(await paymentOf(paid)).toMatchObject({ refundedCents: 1000 })
  expect(await seats(event)).toEqual({ withdrawn: 1 })
})

test('guests’ names: read by the door and who organises, by nobody else; they end with the ticket and the event', async () => {
  const [anna, bruno] = people as [Somebody, Somebody]
  const event = await make({ guests: '2' })
  await pay(await buy(anna, event, [3]))
  const [, second, third] = (await ticketsOf(event, anna)) as HeldTicket[]
  const name = (who: Somebody, id: string, said: string) =>
    post(who, event.tickets, { intent: 'names', [`n-${id}`]: said })
  await name(anna, second!.id, '  Zoé   Qzinvitée ')
  await name(bruno, third!.id, 'Qzintrus')
  expect((await ticketsOf(event, anna)).map((one) => one.name)).toEqual([null, 'Zoé Qzinvitée', null])
  expect(await text(anna, event.tickets)).toContain('Qzinvitée')
  for (const path of ['', '/entrees?q=qzinvitee', '/liste'])
    expect(await text(side.manager, event.desk + path)).toContain('Avec Zoé Qzinvitée')
  // Words of two different people of one order find nobody.
  expect(await text(side.manager, `${event.desk}/entrees?q=zoe%20${anna.name}`)).not.toContain('Avec Zoé')
  expect((await get(bruno, event.desk)).status).toBe(403)
  for (const path of [`/evenements/${event.slug}`, event.tickets, '/evenements'])
    expect(await text(bruno, path)).not.toContain('Qzinvitée')
  // Whoever takes the ticket over comes under their own name.
  await post(lapsed, (await linksOf(anna, event))[1]!, {})
  expect(await ticketsOf(event, lapsed)).toMatchObject([{ id: second!.id, name: null }])
  await name(anna, third!.id, 'Léa Qzautre')
  await endAnswers(await home(), new Date('2027-08-01T12:00:00Z'))
  expect((await ticketsOf(event, anna)).map((one) => one.name)).toEqual([null, null])
})

test('tickets, badges and attendance sheet on paper: tagged, for who comes and who may extract, the code says no name', async () => {
  const [anna, bruno] = people as [Somebody, Somebody]
  const event = await make({ guests: '1' })
  await pay(await buy(anna, event, [2]))
  const [, guest] = (await ticketsOf(event, anna)) as HeldTicket[]
  await post(anna, event.tickets, { intent: 'names', [`n-${guest!.id}`]: 'Zoé Qzpapier' })
  const read = async (who: Seat, path: string) => {
    const answer = await get(who, path)
    expect(answer.headers.get('Content-Type')).toBe('application/pdf')
    return readPdf(new Uint8Array(await answer.arrayBuffer()))
  }
  expect(await text(anna, event.tickets)).toContain(`${event.tickets}.pdf`)
  const ticket = await read(anna, `${event.tickets}.pdf`)
  expect(ticket.text).toContain(await codeOf(anna, event))
  expect(ticket.structure).toEqual(expect.arrayContaining(['H1', 'Figure']))
  for (const name of [anna.name, 'Qzpapier']) expect(ticket.text.toLowerCase()).not.toContain(name.toLowerCase())
  expect((await get(bruno, `${event.tickets}.pdf`)).status).toBe(404)
  const keeper = await staffSeat(SLUG, 'admin')
  for (const [paper, kind] of [
    ['badges', 'P'],
    ['presences', 'Table'],
  ] as const) {
    const file = await read(keeper, `${event.desk}/${paper}.pdf`)
    expect(file.text).toContain('Zoé Qzpapier')
    expect(file.text.toLowerCase()).toContain(anna.name.toLowerCase())
    expect(file.structure).toContain(kind)
    expect((await get(side.manager, `${event.desk}/${paper}.pdf`)).status).toBe(403)
    expect((await get(anna, `${event.desk}/${paper}.pdf`)).status).toBe(403)
  }
  // Who gave theirs back has no paper any more.
  await post(anna, event.tickets, { intent: 'give' })
  expect((await get(anna, `${event.tickets}.pdf`)).status).toBe(404)
})

test('B12: one ticket is handed over: a code of its own, its price judged anew, both orders’ money apart', async () => {
  const [anna, bruno, carla] = people as [Somebody, Somebody, Somebody]
  const event = await make({ guests: '2' })
  const paid = await buy(anna, event, [3])
  await pay(paid)
  const [reduced, full] = (await linksOf(anna, event)) as [string, string]
  // The reduced place is a paid-up member's alone; a guest's is anybody's of the base.
  await post(lapsed, reduced, {})
  expect(await seats(event)).toEqual({ registered: 3 })
  expect(await text(lapsed, full)).toContain('vous cède sa place')
  await Promise.all([post(lapsed, full, {}), post(bruno, full, {})])
  expect(await seats(event)).toEqual({ registered: 3 })
  const taker = (await ticketsOf(event, lapsed)).length > 0 ? lapsed : bruno
  expect(await ticketsOf(event, taker)).toMatchObject([{ unitCents: 2000 }])
  expect(await told(event, anna)).toEqual(['registered', 'oneHanded'])
  // Neither may give back what the other holds; the taker reads no sale of the buyer's.
  await post(anna, event.tickets, { intent: 'give', ticket: (await ticketsOf(event, taker))[0]!.id })
  expect(await text(taker, event.tickets)).not.toContain(`/paiement/${saleOf(paid)}`)
  expect(await text(anna, event.tickets)).toContain(`/paiement/${saleOf(paid)}`)
  await post(carla, full, {})
  expect(await ticketsOf(event, carla)).toEqual([])
  await post(anna, event.tickets, { intent: 'give' })
  expect(await seats(event)).toEqual({ registered: 1, withdrawn: 2 })
  expect(await paymentOf(paid)).toMatchObject({ refundedCents: 1000 + 1800 })
  // Who gave theirs back may buy another order beside the one of which a ticket is still used.
  await pay(await buy(anna, event))
  await post(taker, event.tickets, { intent: 'give' })
  expect(await paymentOf(paid)).toMatchObject({ refundedCents: 4600 })
})

test('B13: a cancelled event gives back the tickets that count, and nothing more of one that was given back', async () => {
  const [anna, bruno] = people as [Somebody, Somebody]
  const event = await make({ guests: '1' })
  const [part, whole] = [await buy(anna, event, [2]), await buy(bruno, event, [2])]
  await pay(part)
  await pay(whole)
  const [, guest] = (await ticketsOf(event, anna)) as [HeldTicket, HeldTicket]
  await post(anna, event.tickets, { intent: 'give', ticket: guest.id })
  expect(await creditsOf(part)).toEqual([[['2000', 1800]]])
  expect((await post(side.manager, event.desk, { intent: 'cancel' })).status).toBe(303)
  await refundCancelled(await home(), new Date())
  // Two euros of the ticket that was given back stay kept, as of a whole order.
  expect(await paymentOf(part)).toMatchObject({ cents: 3200, refundedCents: 3000 })
  expect(await creditsOf(part)).toEqual([[['2000', 1800]], [['1200', 1200]]])
  expect(await paymentOf(whole)).toMatchObject({ cents: 3200, refundedCents: 3200 })
})

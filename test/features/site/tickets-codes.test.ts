/** Promotional codes: limits, dates, kinds of ticket, released with the hold, never guessed in bulk, on the invoice. */
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { endLateOffers } from '#app/domain/events/seat-offers.task.ts'
import { reconcile } from '#app/domain/sales/reconcile.task.ts'
import { saleOf } from '../../factories/buyers.ts'
import { get, post, type Somebody, somebody, text } from '../../factories/groups.ts'
import { type PaidEvent, useTickets } from '../../factories/tickets.ts'
import { useDatabase } from '../../setup/database.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()

const SLUG = 'supmeca'
const people: Somebody[] = []
const { side, first, make, home, seats, pay, paymentOf } = useTickets(SLUG, useStripe())

beforeAll(async () => {
  for (let i = 0; i < 5; i++) people.push(await somebody(SLUG))
})
beforeEach(() => setClock(undefined))

const NEW = {
  intent: 'save',
  code: 'Printemps-27',
  percent: '25',
  amount: '',
  most: '',
  perBuyer: '',
  opens: '',
  closes: '',
}

async function code({ desk }: PaidEvent, more: Record<string, string> = {}): Promise<void> {
  expect((await post(side.manager, `${desk}/codes`, { ...NEW, ...more })).status).toBe(303)
}

/** Sends the buyer's form with a code. */
function buyWith(who: Somebody, { tickets, types }: PaidEvent, typed: string, counts: readonly number[] = [1]) {
  const chosen = Object.fromEntries(counts.map((n, i) => [`t-${types[i]}`, String(n)]))
  return post(who, tickets, { intent: 'buy', shown: 'on', code: typed, ...chosen })
}

test('a code takes its part off each place, up to the buyer’s number; the invoice and the books bear the discount', async () => {
  const [anna, bruno] = people as [Somebody, Somebody]
  const event = await make({ guests: '2' })
  expect(await text(anna, event.tickets)).not.toContain('Code promotionnel')
  await code(event, { perBuyer: '2' })
  expect((await post(side.manager, `${event.desk}/codes`, NEW)).status).toBe(422)
  expect((await post(side.manager, `${event.desk}/codes`, { ...NEW, code: 'ABC' })).status).toBe(422)
  expect((await post(side.manager, `${event.desk}/codes`, { ...NEW, code: 'DEUX-FOIS', amount: '5' })).status).toBe(422)
  expect((await get(anna, `${event.desk}/codes`)).status).toBe(403)
  const held = await buyWith(anna, event, ' printemps-27 ', [3])
  // Twelve and twenty less a quarter, and a third place at the full price.
  expect((await paymentOf(held)).cents).toBe(900 + 1500 + 2000)
  expect(await text(anna, held.headers.get('Location')!)).toMatch(/remise 3,00\s€/)
  // Pressed again it is the same basket: its own use does not stand in its way.
  expect(saleOf(await buyWith(anna, event, 'PRINTEMPS-27', [3]))).toBe(saleOf(held))
  await pay(held)
  const { total, label, income } = await first<{ total: number; label: string; income: number }>(sql`
    SELECT i."totalCents" AS "total", i."lines"->0->>'label' AS "label",
      (SELECT sum(l."creditCents")::int FROM "ledger_entry" e JOIN "ledger_line" l ON l."tenantId" = e."tenantId"
        AND l."entryId" = e."id" AND l."account" LIKE '706%' WHERE e."saleId" = i."saleId") AS "income"
    FROM "invoice" i WHERE i."saleId" = ${saleOf(held)}`)
  expect({ total, income }).toEqual({ total: 4400, income: 4400 })
  expect(label).toMatch(/, remise 3,00/)
  expect(await text(side.manager, `${event.desk}/codes`)).toMatch(/8,00\s€ de remise/)
  // What goes back is what was paid, less what is kept of each.
  await post(anna, event.tickets, { intent: 'give' })
  expect((await paymentOf(held)).refundedCents).toBe(4400 - 3 * 200)
  expect((await buyWith(bruno, event, 'AUTRE-CODE')).status).toBe(422)
})

test('limits hold whoever presses at once, and a hold that ends gives its use back', async () => {
  const event = await make()
  await code(event, { percent: '', amount: '100', most: '2' })
  const answers = await Promise.all(people.map((who) => buyWith(who, event, 'PRINTEMPS-27')))
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(2)
  // An amount beyond the price makes the place free: there is nothing to pay, and who holds it comes.
  expect(await seats(event)).toEqual({ registered: 2 })
  const paid = await make()
  await code(paid, { most: '1' })
  const [anna, bruno] = people as [Somebody, Somebody]
  expect((await buyWith(anna, paid, 'PRINTEMPS-27')).status).toBe(303)
  expect((await buyWith(bruno, paid, 'PRINTEMPS-27')).status).toBe(422)
  await reconcile(await home(), new Date(Date.now() + 16 * 60_000))
  await endLateOffers(await home(), new Date())
  expect((await buyWith(bruno, paid, 'PRINTEMPS-27')).status).toBe(303)
})

test('a code is of its kinds of ticket, its dates and its event; stopped, a basket on its way is chosen again', async () => {
  const [anna, bruno] = people as [Somebody, Somebody]
  const event = await make({ guests: '1' }, [{ name: 'Dîner' }, { name: 'Bar', paidUp: '' }])
  await code(event, { types: event.types[1]! })
  await code(event, { code: 'TROP-TOT', opens: '2027-06-01T10:00' })
  expect((await buyWith(anna, event, 'TROP-TOT')).status).toBe(422)
  expect((await buyWith(anna, await make(), 'PRINTEMPS-27')).status).toBe(422)
  const held = await buyWith(anna, event, 'PRINTEMPS-27', [1, 1])
  expect((await paymentOf(held)).cents).toBe(1200 + 1500)
  const { id } = await first<{ id: string }>(sql`SELECT "id" FROM "event_code" WHERE "eventId" = ${event.id}
    AND "code" = 'PRINTEMPS-27'`)
  await post(side.manager, `${event.desk}/codes`, { intent: 'stop', code: id })
  const again = await get(anna, `${held.headers.get('Location')}/payer`)
  expect(again.headers.get('Location')).toBe(`${event.tickets}?fait=changed`)
  expect((await buyWith(bruno, event, 'PRINTEMPS-27')).status).toBe(422)
})

test('codes are not guessed in bulk: ten wrong ones, then one waits; others, and orders without a code, do not', async () => {
  // Nobody who pressed in vain before: that was a guess too.
  const [anna, bruno] = [await somebody(SLUG), await somebody(SLUG)]
  const event = await make()
  await code(event)
  const answers: number[] = []
  for (let i = 0; i < 12; i++) answers.push((await buyWith(anna, event, `DEVINE-${i}`)).status)
  expect(answers.slice(0, 10).every((status) => status === 422)).toBe(true)
  const late = await buyWith(anna, event, 'PRINTEMPS-27')
  expect(late.status).toBe(429)
  expect(Number.parseFloat(late.headers.get('Retry-After') ?? '')).toBeGreaterThan(0)
  expect(await seats(event)).toEqual({})
  expect((await buyWith(bruno, event, 'PRINTEMPS-27')).status).toBe(303)
  expect((await buyWith(anna, event, '')).status).toBe(303)
})

test('a code that one was given buys no further guesses at others, and costs none', async () => {
  const [anna, bruno] = [await somebody(SLUG), await somebody(SLUG)]
  const event = await make()
  await code(event)
  // Known and right, however often: nobody waits.
  for (let i = 0; i < 12; i++) expect((await buyWith(bruno, event, 'PRINTEMPS-27')).status).toBe(303)
  for (let i = 0; i < 10; i++) {
    expect((await buyWith(anna, event, `DEVINE-${i}`)).status).toBe(422)
    expect((await buyWith(anna, event, 'PRINTEMPS-27')).status).toBe(i < 9 ? 303 : 429)
  }
  expect((await buyWith(anna, event, 'DEVINE-10')).status).toBe(429)
})

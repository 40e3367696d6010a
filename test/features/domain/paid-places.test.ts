/**
 * Paid places under any interleaving of hold, pay, fail, expire, pay late, give back, hand over (all or one ticket of
 * an order), wait, refund, cancel, a promotional code for two places, and a cap that rises and falls: seats held and
 * sold never above the cap, no code used more often than it says, and every cent of it a ticket or a refund (B1, B3,
 * B12, B13).
 */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { handOverPath, readHandOver, takeOver } from '#app/domain/events/hand-over.server.ts'
import { NoPlace } from '#app/domain/events/paid-places.server.ts'
import { register } from '#app/domain/events/register.server.ts'
import { lockEvent, offerSeats, takenSeats } from '#app/domain/events/seats.server.ts'
import { ticketLine } from '#app/domain/ledger/lines.ts'
import type { PaymentRow, RefundRow } from '#app/domain/ledger/sale.ts'
import { refundCancelled } from '#app/domain/sales/cancelled-events.task.ts'
import { giveTicketsBack } from '#app/domain/sales/give-back-tickets.server.ts'
import { closeSale, openBasket } from '#app/domain/sales/make-sale.server.ts'
import { promoIn, ticketCounts } from '#app/domain/sales/place-lines.ts'
import { settleRefund } from '#app/domain/sales/refunds.server.ts'
import { lockPayment, settlePaid } from '#app/domain/sales/settle.server.ts'
import { ctxFor } from '../../factories/ctx.ts'
import { draftEvent } from '../../factories/event-forms.ts'
import { sumsOf } from '../../factories/place-sums.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()

const SLUG = 'supmeca'
const PEOPLE = 5
const CENTS = 1995
/** What a code takes off one place of an order, and for how many places in all. */
const OFF = 333
const USES = 2
let people: { id: string }[]
const ctxs: Ctx[] = []

beforeAll(async () => {
  await apply(SLUG)
  people = await addPeople(
    SLUG,
    Array.from({ length: PEOPLE }, (_, i) => ({ values: { lastName: `Place${i}` } })),
  )
  for (const { id } of people) ctxs.push(await ctxFor(SLUG, 'adherent', { viewer: { personId: id } }))
})

interface World {
  id: string
  slug: string
  type: string
  code: string
}

/** @returns an event of so many seats, one kind of ticket, refunded until it begins */
async function open(capacity: number): Promise<World> {
  const id = await draftEvent(SLUG)
  const [type, code] = [uuidv7(), uuidv7()]
  return inside(SLUG, async (query, scope) => {
    const own = sql`"tenantId" = ${scope.id} AND "id" = ${id}`
    const [event] = await query<{ slug: string }>(sql`UPDATE "event" SET "state" = 'published',
        "registration" = 'open', "capacity" = ${capacity}, "guests" = 2 WHERE ${own} RETURNING "slug"`)
    await query(sql`INSERT INTO "event_ticket_type" ("tenantId", "id", "eventId", "name", "cents", "refundDays",
        "createdAt") VALUES (${scope.id}, ${type}, ${id}, 'Dîner', ${CENTS}, 0, now()) RETURNING 1`)
    await query(sql`INSERT INTO "event_code" ("tenantId", "id", "eventId", "code", "cents", "most", "createdAt")
      VALUES (${scope.id}, ${code}, ${id}, 'MODELE', ${OFF}, ${USES}, now()) RETURNING 1`)
    return { id, slug: event!.slug, type, code }
  })
}

const now = () => new Date()

function basketOf(ctx: Ctx, { id, slug, type, code }: World, seats: number, coded: boolean) {
  const personId = ctx.viewer.personId!
  const terms = { event: id, slug, rate: 'full', paidUpOnly: false, refundDays: 0, keepCents: 0 }
  const line = (quantity: number, cents: number, more = {}) =>
    ticketLine(undefined, { label: 'Dîner', typeId: type, quantity, cents }, { ...terms, ...more })
  const full = seats - (coded ? 1 : 0)
  const lines = [...(coded ? [line(1, CENTS - OFF, { code, off: OFF })] : []), ...(full > 0 ? [line(full, CENTS)] : [])]
  const names = { name: 'Place', email: null, siret: null, address: '', postcode: '', city: '', country: '' }
  const buyer = { kind: 'person' as const, personId, organisationId: null, accountId: null, ...names }
  const heldUntil = new Date(Date.now() + 900_000)
  const places = {
    ...{ eventId: id, personId, seats, tickets: ticketCounts(lines), shown: false, answers: {}, heldUntil },
    promo: promoIn(lines),
  }
  const rest = { source: 'web' as const, language: 'fr' as const, ip: null, feePoints: 0 }
  return { key: `ticket/${id}/${personId}`, buyer, lines, places, ...rest }
}

async function hold(ctx: Ctx, world: World, seats: number, coded = false): Promise<boolean> {
  try {
    const opened = await ctx.sql((query) => openBasket(query, ctx.tenant.id, basketOf(ctx, world, seats, coded), now()))
    return opened.kind === 'new'
  } catch (error) {
    if (!(error instanceof NoPlace)) throw error
    return false
  }
}

/** A payment of somebody's for the event, in one of these states. */
async function paymentIn(ctx: Ctx, { id }: World, states: readonly string[]): Promise<PaymentRow | undefined> {
  const [row] = await ctx.sql((query) =>
    query<PaymentRow>(sql`SELECT p.* FROM "payment" p JOIN "sale" s ON s."tenantId" = p."tenantId"
        AND s."id" = p."saleId"
      WHERE p."tenantId" = ${ctx.tenant.id} AND s."personId" = ${ctx.viewer.personId!}
        AND p."state" = ANY(${[...states]}) AND starts_with(s."key", ${`ticket/${id}/`})
      ORDER BY p."createdAt" DESC LIMIT 1`),
  )
  return row
}

async function pay(ctx: Ctx, world: World, states: readonly string[]): Promise<void> {
  const payment = await paymentIn(ctx, world, states)
  if (!payment) return
  await ctx.sql(async (query) => {
    const locked = await lockPayment(query, ctx.tenant.id, payment.id)
    if (locked && locked.payment.state !== 'succeeded')
      await settlePaid(query, ctx.tenant, { ...locked, means: 'card' }, now())
  })
}

async function close(ctx: Ctx, world: World, state: 'failed' | 'cancelled'): Promise<void> {
  const payment = await paymentIn(ctx, world, ['open'])
  if (!payment) return
  await ctx.sql(async (query) => {
    const locked = await lockPayment(query, ctx.tenant.id, payment.id)
    if (locked?.payment.state === 'open')
      await closeSale({ query, tenant: ctx.tenant, now: now() }, locked.sale.id, state)
  })
}

/** A ticket of somebody's, which counts or not. */
async function someTicket(ctx: Ctx, { id }: World): Promise<string | null> {
  const [row] = await ctx.sql((query) =>
    query<{ id: string }>(sql`SELECT "id" FROM "event_ticket" WHERE "tenantId" = ${ctx.tenant.id} AND "eventId" = ${id}
      AND "personId" = ${ctx.viewer.personId!} ORDER BY "goneAt" NULLS FIRST, "id" DESC LIMIT 1`),
  )
  return row?.id ?? null
}

async function hand(ctx: Ctx, world: World, to: Ctx, ticketId: string | null): Promise<void> {
  const [row] = await ctx.sql((query) =>
    query<Parameters<typeof handOverPath>[0]>(sql`SELECT * FROM "event_registration"
      WHERE "tenantId" = ${ctx.tenant.id} AND "eventId" = ${world.id} AND "personId" = ${ctx.viewer.personId!}
        AND "saleId" IS NOT NULL`),
  )
  if (!row) return
  const event = { ...world, tenantId: ctx.tenant.id }
  const place = readHandOver(event, handOverPath(row, event, now(), ticketId).split('/').at(-1)!, now())
  await takeOver(to, place!)
}

async function cap(ctx: Ctx, { id }: World, seats: number): Promise<void> {
  await ctx.sql(async (query) => {
    const unit = { query, tenant: ctx.tenant, now: now() }
    const event = await lockEvent(unit, id)
    if ((await takenSeats(unit, id)) > seats) return
    await query(sql`UPDATE "event" SET "capacity" = ${seats} WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${id}`)
    await offerSeats(unit, { ...event!, capacity: seats })
  })
}

async function refundAll(ctx: Ctx): Promise<void> {
  const wishes = await ctx.sql((query) =>
    query<RefundRow>(sql`SELECT * FROM "refund" WHERE "tenantId" = ${ctx.tenant.id} AND "state" = 'requested'
      ORDER BY "createdAt", "id"`),
  )
  for (const wish of wishes)
    await ctx.sql(async (query) => {
      await lockPayment(query, ctx.tenant.id, wish.paymentId)
      const [still] = await query<RefundRow>(sql`SELECT * FROM "refund" WHERE "tenantId" = ${ctx.tenant.id}
        AND "id" = ${wish.id} AND "state" = 'requested'`)
      if (still) await settleRefund({ query, tenant: ctx.tenant, now: now() }, still)
    })
}

const WORDS = [
  'holdByCode',
  ...([
    'hold',
    'pay',
    'fail',
    'expire',
    'late',
    'give',
    'giveOne',
    'hand',
    'handOne',
    'wait',
    'cap',
    'refund',
  ] as const),
] as const
type Step = { word: (typeof WORDS)[number]; who: number; n: number }

async function act(world: World, { word, who, n }: Step): Promise<void> {
  const ctx = ctxs[who]!
  if (word === 'hold' || word === 'holdByCode') await hold(ctx, world, n, word === 'holdByCode')
  if (word === 'pay') await pay(ctx, world, ['open'])
  if (word === 'fail' || word === 'expire') await close(ctx, world, word === 'fail' ? 'failed' : 'cancelled')
  if (word === 'late') await pay(ctx, world, ['expired', 'failed'])
  if (word === 'give') await giveTicketsBack({ ...ctx, now: now() }, world.id)
  if (word === 'giveOne')
    await giveTicketsBack({ ...ctx, now: now() }, world.id, (await someTicket(ctx, world)) ?? uuidv7())
  if (word === 'hand') await hand(ctx, world, ctxs[(who + n) % PEOPLE]!, null)
  if (word === 'handOne') await hand(ctx, world, ctxs[(who + n) % PEOPLE]!, await someTicket(ctx, world))
  if (word === 'wait')
    await register({ ...ctx, now: now() }, world.id, { seats: n, shown: false, answers: {}, waits: true })
  if (word === 'cap') await cap(ctx, world, n + who)
  if (word === 'refund') await refundAll(ctx)
}

async function check(world: World): Promise<void> {
  const sums = await sumsOf(ctxs[0]!, world)
  expect(sums.seats).toBeLessThanOrEqual(sums.capacity)
  expect(sums.paid).toBe(sums.tickets + sums.returned)
  expect(sums.tickets).toBe(sums.sold * CENTS - sums.coded * OFF)
  expect(sums.used).toBeLessThanOrEqual(USES)
}

const step = fc.record({
  // Most of what happens is that somebody buys.
  word: fc.constantFrom(...WORDS, ...(['hold', 'hold', 'pay', 'pay', 'pay', 'giveOne', 'handOne'] as const)),
  who: fc.nat({ max: PEOPLE - 1 }),
  n: fc.integer({ min: 1, max: 3 }),
})

test('whatever happens in whatever order, three at a time', () =>
  fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 6, maxLength: 14 }),
      fc.boolean(),
      async (capacity, rounds, cancels) => {
        const world = await open(capacity)
        for (const round of rounds) {
          await Promise.all(round.map((one) => act(world, one)))
          await check(world)
        }
        if (!cancels) return
        const ctx = ctxs[0]!
        await ctx.sql((query) =>
          query(sql`UPDATE "event" SET "cancelledAt" = now() WHERE "tenantId" = ${ctx.tenant.id}
            AND "id" = ${world.id}`),
        )
        await Promise.all([refundCancelled(ctx.tenant, now()), refundAll(ctx)])
        for (const one of ctxs) await pay(one, world, ['open', 'expired'])
        await refundAll(ctx)
        const { paid, returned } = await sumsOf(ctx, world)
        expect(returned).toBe(paid)
      },
    ),
    { numRuns: 12 },
  ))

test('B1: two hundred at once for five seats: five, never four nor six', async () => {
  const crowd = await addPeople(
    SLUG,
    Array.from({ length: 200 }, (_, i) => ({ values: { lastName: `Foule${i}` } })),
  )
  const world = await open(5)
  const [ctx] = ctxs
  const held = await Promise.all(
    crowd.map(({ id }) => hold({ ...ctx!, viewer: { ...ctx!.viewer, personId: id } }, world, 1)),
  )
  expect(held.filter(Boolean)).toHaveLength(5)
  expect((await sumsOf(ctx!, world)).seats).toBe(5)
})

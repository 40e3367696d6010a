/** Paid places of events: chosen, held, paid, handed over (B1, B2, B12; P6). */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { saleOf } from '../../factories/buyers.ts'
import { PLACES } from '../../factories/event-forms.ts'
import { get, post, type Somebody, somebody, text } from '../../factories/groups.ts'
import type { Seat } from '../../factories/seats.ts'
import { buy, linksOf, type PaidEvent, TICKET, useTickets } from '../../factories/tickets.ts'
import { inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()

const SLUG = 'supmeca'
const people: Somebody[] = []
let lapsed: Somebody
const { side, make, seats, pay, paymentOf, told, codeOf, scan } = useTickets(SLUG, useStripe())

beforeAll(async () => {
  for (let i = 0; i < 6; i++) people.push(await somebody(SLUG))
  lapsed = await somebody(SLUG, { paidUp: false })
})
beforeEach(() => setClock(undefined))

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000)

describe('buying', () => {
  test('each reads their own price, holds a place, pays it, and comes as with a free one', async () => {
    const [anna, guest] = people as [Somebody, Somebody]
    const event = await make({ capacity: '5', guests: '2' }, [{ member: '15' }])
    expect(await text(anna, `/evenements/${event.slug}`)).toMatch(/Dîner.*12,00/s)
    const offer = await text(lapsed, event.tickets)
    expect(offer).toMatch(/15,00\s€, tarif membre/)
    // The terms are read before one buys.
    expect(offer).toMatch(/remboursable jusqu’au 7 juin 2027 à 19:00, moins 2,00\s€ par place/)
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
    const code = (await codeOf(anna, event))!
    expect(await scan(event, code)).toBe('otherDay')
    expect((await get(anna, `/billets/${code}`)).headers.get('Location')).toBe(event.tickets)
    expect((await get(guest, `/billets/${code}`)).status).toBe(404)
    expect(await told(event, anna)).toEqual(['registered'])
    expect(await text(anna, '/mon-agenda')).toContain(event.slug)
    expect(await text(side.manager, `${event.desk}/billets`)).toMatch(/Encaissé\s:\s52,00/)
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
    expect((await post(side.manager, `${event.desk}/places`, { ...PLACES, capacity: '4' })).status).toBe(422)
  })

  test('B2: the price that was shown is charged, or chosen again where it is no longer the buyer’s', async () => {
    const [anna, bruno] = people as [Somebody, Somebody]
    const event = await make({}, [{}])
    const ticket = { ...TICKET, ticket: event.types[0]! }
    const [kept, outdated] = [await buy(anna, event), await buy(bruno, event)]
    expect((await get(anna, `${kept.headers.get('Location')}/payer`)).headers.get('Location')).toMatch(/^https?:/)
    await post(side.manager, `${event.desk}/billets`, { ...ticket, paidUp: '14' })
    // Anna is on the page of payment already: she pays what it says.
    expect((await pay(kept)).cents).toBe(1200)
    const again = await get(bruno, `${outdated.headers.get('Location')}/payer`)
    expect(again.headers.get('Location')).toBe(`${event.tickets}?fait=changed`)
    expect(await seats(event)).toEqual({ registered: 1, withdrawn: 1 })
    expect((await paymentOf(await buy(bruno, event))).cents).toBe(1400)
  })
})

describe('handing over', () => {
  /** The link that hands all of somebody's places over. */
  const linkOf = async (who: Seat, event: PaidEvent) => (await linksOf(who, event)).at(-1)

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
    // Who handed theirs over may buy another one.
    await pay(await buy(anna, event))
    expect(await seats(event)).toEqual({ registered: 3 })
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

  test('B12: a link is dead once it was used, also when the place comes back to who gave it', async () => {
    const [anna, bruno, carla] = people as [Somebody, Somebody, Somebody]
    const event = await make()
    await pay(await buy(anna, event))
    const first = (await linkOf(anna, event))!
    await post(bruno, first, {})
    await post(anna, (await linkOf(bruno, event))!, {})
    expect(await codeOf(anna, event)).toBeDefined()
    await post(carla, first, {})
    expect(await codeOf(carla, event)).toBeUndefined()
    expect(await codeOf(anna, event)).toBeDefined()
  })

  test('B12: whoever handed two places over buys again, also once the first was given back', async () => {
    const [anna, bruno, carla] = people as [Somebody, Somebody, Somebody]
    const event = await make()
    for (const taker of [bruno, carla]) {
      await pay(await buy(anna, event))
      await post(taker, (await linkOf(anna, event))!, {})
    }
    await post(bruno, event.tickets, { intent: 'give' })
    const again = await buy(anna, event)
    expect((await paymentOf(again)).saleState).toBe('open')
    await pay(again)
    expect(await seats(event)).toEqual({ registered: 2, withdrawn: 1 })
  })
})

/** What follows a payment: refunds, disputes, passes that end to the second, seats, stock, cheques. */
import { beforeAll, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { nextNumber } from '#app/domain/ledger/numbers.server.ts'
import { get, newMember, one, paymentOf, post, saleOf, stripeSide } from '../../factories/buyers.ts'
import { ADDRESS, colleagueSeat, organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside, tenantFile } from '../../factories/world.ts'
import * as life from '../../outside/stripe-life.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()
const stripe = useStripe()

const HOST = 'isep.localhost'
const SIRET = '73282932000074'
let account: string
let manager: Seat

const buyPass = (seat: Seat, more: Record<string, string> = {}) =>
  post(seat, '/acces-annuaire', { intent: 'buy', offer: 'usual', siret: SIRET, ...ADDRESS, ...more })

const { send, pay, booksAgree } = stripeSide(stripe, () => account)

beforeAll(async () => {
  const config = tenantFile('isep')
  // All visitors together may hold what there is: what is tried here is the last place.
  Object.assign(config.shop.find(({ id }) => id === 'visite-culturelle')!, { stock: 10, perVisitors: 10 })
  await apply(config)
  account = await stripe.connect('isep')
  manager = await staffSeat('isep', 'manager')
  await addPeople('isep', [{ values: { firstName: 'Vue', lastName: 'Recruteur', promotion: 2001 } }])
})

describe('money given back', () => {
  test('in part: a credit note, and what was opened stays; whole: it closes at once', async () => {
    const seat = await newMember()
    const { sale } = await pay(await post(seat, '/adhesion', { situation: 'active', gift: '20' }))
    expect((await get(seat, '/annuaire')).status).toBe(200)
    const page = await (await get(manager, `/admin/ventes/${sale}`)).text()
    const key = /name="key" value="([^"]+)"/.exec(page)![1]!
    for (const _ of [1, 2])
      expect((await post(manager, `/admin/ventes/${sale}`, { key, amount: '30' })).status).toBe(303)
    expect((await get(seat, '/annuaire')).status).toBe(200)
    expect((await post(manager, `/admin/ventes/${sale}`, { key: `${sale}/x`, amount: '70,01' })).status).toBe(422)
    expect((await post(manager, `/admin/ventes/${sale}`, { key: `${sale}/1`, amount: '70' })).status).toBe(303)
    expect((await get(seat, '/annuaire')).status).toBe(403)
    const credits = await one<{ n: number; sum: number }>(sql`
      SELECT count(*)::int AS n, sum("totalCents")::int AS sum FROM "invoice" WHERE "saleId" = ${sale}
      AND "kind" = 'credit-note'`)
    expect(credits).toEqual({ n: 2, sum: 10_000 })
    await booksAgree()
    // The same may be bought again.
    expect((await post(seat, '/adhesion', { situation: 'active', gift: '' })).status).toBe(303)
  })

  test('by the bank: closed while it looks, open again where it is won, gone where it is lost', async () => {
    const [won, lost] = [await newMember(), await newMember()]
    for (const [seat, outcome] of [
      [won, 'won'],
      [lost, 'lost'],
    ] as const) {
      const { intent } = await pay(await post(seat, '/adhesion', { situation: 'active', gift: '' }))
      const { made, changes } = life.dispute(stripe.account(account), intent)
      await send([...changes].reverse())
      expect((await get(seat, '/annuaire')).status).toBe(403)
      await booksAgree()
      await send([...life.closeDispute(stripe.account(account), made.id, outcome), ...changes])
      expect((await get(seat, '/annuaire')).status).toBe(outcome === 'won' ? 200 : 403)
      await booksAgree()
    }
  })

  test('a member has no business on the staff’s page', async () => {
    const seat = await newMember()
    const { sale } = await pay(await post(seat, '/adhesion', { situation: 'active', gift: '' }))
    expect((await get(seat, `/admin/ventes/${sale}`)).status).toBe(403)
  })
})

describe('a company’s pass', () => {
  test('is not bought under another number than the one that was validated', async () => {
    const seat = await organisationSeat('isep', 'company')
    await inside('isep', (query) =>
      query(sql`UPDATE "organisation" SET "siret" = ${SIRET} WHERE "id" = ${seat.organisationId}`),
    )
    expect((await buyPass(seat, { siret: '73282932000017' })).status).toBe(422)
    const { siret } = await one<{ siret: string }>(
      sql`SELECT "siret" FROM "organisation" WHERE "id" = ${seat.organisationId}`,
    )
    expect(siret).toBe(SIRET)
    expect((await buyPass(seat)).status).toBe(303)
  })

  test('opens with the payment, ends to the second: a second later every address gives nothing', async () => {
    const seat = await organisationSeat('isep', 'company', { open: false })
    expect((await get(seat, '/annuaire')).status).toBe(403)
    expect((await buyPass(seat, { siret: '73282932000075' })).status).toBe(422)
    const before = new Date()
    await pay(await buyPass(seat))
    const visited = ['/annuaire', '/annuaire?q=nom', '/annuaire/suggestions?q=no', '/annuaire/facettes?q=nom']
    for (const path of visited) expect((await get(seat, path)).status, path).toBe(200)
    const { endsAt } = await one<{ endsAt: Date }>(
      sql`SELECT "endsAt" FROM "pass_period" WHERE "organisationId" = ${seat.organisationId}`,
    )
    expect(endsAt.getTime()).toBeGreaterThan(before.getTime() + 364 * 86_400_000)
    try {
      await inside('isep', (query) => query(sql`UPDATE "session" SET "expiresAt" = '2100-01-01'`))
      setClock(new Date(endsAt.getTime() - 1000))
      for (const path of visited) expect((await get(seat, path)).status, path).toBe(200)
      setClock(new Date(endsAt.getTime() + 1000))
      for (const path of visited) {
        const answer = await get(seat, path)
        expect(answer.status, path).toBe(403)
        expect(await answer.text()).not.toMatch(/Recruteur|data-person/)
      }
    } finally {
      setClock(undefined)
    }
  })

  test('ends at once when the money goes back', async () => {
    const seat = await organisationSeat('isep', 'company', { open: false })
    const { intent } = await pay(await buyPass(seat))
    expect((await get(seat, '/annuaire')).status).toBe(200)
    await send(life.refund(stripe.account(account), intent, undefined, {}, new Date()).changes)
    expect((await get(seat, '/annuaire')).status).toBe(403)
    await booksAgree()
  })

  test('ends at once when the buyer’s bank takes the money back, and runs on to its own end where that is won', async () => {
    const seat = await organisationSeat('isep', 'company', { open: false })
    const { intent } = await pay(await buyPass(seat))
    const { made, changes } = life.dispute(stripe.account(account), intent)
    await send(changes)
    expect((await get(seat, '/annuaire')).status).toBe(403)
    await send(life.closeDispute(stripe.account(account), made.id, 'won'))
    expect((await get(seat, '/annuaire')).status).toBe(200)
    await booksAgree()
  })

  test('has as many seats as were bought', async () => {
    const seat = await organisationSeat('isep', 'company', { open: false })
    const others = await Promise.all([1, 2, 3].map(() => colleagueSeat('isep', seat)))
    await pay(await buyPass(seat))
    const { id } = await one<{ id: string }>(
      sql`SELECT "id" FROM "pass_period" WHERE "organisationId" = ${seat.organisationId}`,
    )
    const give = ({ accountId }: Seat) =>
      post(seat, '/acces-annuaire', { intent: 'seat', pass: id, account: accountId })
    const statuses = await Promise.all(others.map(async (other) => (await give(other)).status))
    expect(statuses.sort()).toEqual([303, 303, 422])
    const open = await Promise.all(others.map(async (other) => (await get(other, '/annuaire')).status))
    expect(open.sort()).toEqual([200, 200, 403])
  })
})

describe('limited things', () => {
  test('fifty buyers of ten places: ten are sold', async () => {
    const buy = (i: number) =>
      request(HOST, '/boutique', {
        form: {
          item: 'visite-culturelle',
          quantity: '1',
          key: crypto.randomUUID(),
          name: `Visiteuse ${i}`,
          email: `v${i}@courriel.example`,
        },
      })
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => buy(i)))
    const sold = answers.filter(({ status }) => status === 303)
    expect(sold).toHaveLength(10)
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(40)
    const [first, ...rest] = sold.map(saleOf)
    const { stripeSession } = await paymentOf(first!)
    await send(life.expire(stripe.account(account), stripeSession))
    // What was not paid is for sale again.
    expect((await buy(51)).status).toBe(303)
    expect((await buy(52)).status).toBe(422)
    expect(rest).toHaveLength(9)
  })

  test('numbers have no gaps, from many at once, also where some give up', async () => {
    const take = (fails: boolean) =>
      inside('isep', async (query, { id }) => {
        const got = await nextNumber(query, id, 'essai', 2026)
        if (fails) throw new Error('given up')
        return got
      }).catch(() => undefined)
    const got = await Promise.all(Array.from({ length: 40 }, (_, i) => take(i % 3 === 0)))
    const kept = got.filter((value) => value !== undefined).sort((a, b) => a - b)
    expect(kept).toEqual(kept.map((_, i) => i + 1))
  })
})

describe('what the staff record', () => {
  test('a cheque lets in at once, with invoice and books; recorded again it is there', async () => {
    const seat = await newMember()
    const form = {
      person: seat.handle,
      tier: 'diplome',
      means: 'cheque',
      receivedOn: '2026-01-05',
      reference: 'n° 12',
      gift: '',
    }
    const online = await post(seat, '/adhesion', { situation: 'active', gift: '' })
    const answer = await post(manager, '/admin/ventes/nouvelle', form)
    expect(answer.status).toBe(303)
    expect((await get(seat, '/annuaire')).status).toBe(200)
    expect((await paymentOf(saleOf(online))).state).toBe('expired')
    expect((await post(seat, '/admin/ventes/nouvelle', form)).status).toBe(403)
    const { n } = await one<{ n: number }>(sql`
      SELECT sum("debitCents")::int AS n FROM "ledger_line" l JOIN "ledger_entry" e ON e."tenantId" = l."tenantId"
      AND e."id" = l."entryId"
      WHERE e."saleId" = ${saleOf(answer)} AND l."account" = '5112'`)
    expect(n).toBe(8000)
  })
})

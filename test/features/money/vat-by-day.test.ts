/**
 * VAT of what is sold: the rule of the day on the lines as in the mention, by who buys (art. 261-7-1° a of the CGI).
 */
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { civilDay } from '#app/calendar/civil-day.ts'
import { sql } from '#app/db/sql.ts'
import { personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import * as life from '../../outside/stripe-life.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()
const stripe = useStripe()

const HOST = 'isep.localhost'
let account: string
let member: Seat

beforeAll(async () => {
  await apply('isep')
  account = await stripe.connect('isep')
  const [person] = await addPeople('isep', [
    { values: { firstName: 'Zoé', lastName: 'Acheteuse', promotion: 1998, primaryEmail: 'zoe@courriel.example' } },
  ])
  member = await personSeat('isep', person!.id)
})

/** @returns what the invoice of a paid ticket says */
async function ticket(seat?: Seat) {
  const who: Record<string, string> = seat ? {} : { name: 'Ada Visiteuse', email: 'ada@courriel.example' }
  const form = { item: 'conference', quantity: '1', key: randomUUID(), ...who }
  const answer = await request(HOST, '/boutique', { form, ...(seat ? { cookie: seat.cookie } : {}) })
  expect(answer.status).toBe(303)
  const sale = answer.headers.get('Location')!.split('/').pop()!.split('?')[0]!
  const [payment] = await inside('isep', (query, { id }) =>
    query<{ session: string }>(
      sql`SELECT "stripeSession" AS "session" FROM "payment" WHERE "tenantId" = ${id} AND "saleId" = ${sale}`,
    ),
  )
  for (const change of life.pay(stripe.account(account), payment!.session, 'card', new Date()))
    expect(await stripe.post(stripe.sign(account, change))).toBe(200)
  const [invoice] = await inside('isep', (query, { id }) =>
    query<{ mention: string; vatCents: number; points: number }>(sql`
      SELECT "vatMention" AS "mention", "vatCents", ("lines"->0->>'vatPoints')::int AS "points" FROM "invoice"
      WHERE "tenantId" = ${id} AND "saleId" = ${sale}`),
  )
  return invoice
}

test('members’ exemption is the members’ alone; a regime written for today holds for lines and mention alike', async () => {
  expect(await ticket(member)).toEqual({ mention: 'exempt-261-7-1', vatCents: 0, points: 0 })
  expect(await ticket()).toEqual({ mention: 'franchise-293-b', vatCents: 0, points: 0 })
  const admin = await staffSeat('isep', 'admin')
  const form = {
    ...{
      subject: 'seller',
      legalName: 'ISEP Alumni',
      legalForm: 'association loi 1901',
      street: '1 rue Neuve',
      more: '',
    },
    ...{ postcode: '75001', city: 'Paris', country: 'FR', siren: '732829320', rna: '', iban: '', bic: '' },
    ...{ members: 'exempt-261-7-1', companies: 'taxed', rateBasisPoints: '20', number: 'FR40303265045' },
    ...{ yearEnds: '12-31', lateBasisPoints: '12,15', startsOn: civilDay(new Date()) },
  }
  expect((await request(HOST, '/admin/paiements/reglages', { form, cookie: admin.cookie })).status).toBe(303)
  expect(await ticket()).toEqual({ mention: 'taxed', vatCents: 250, points: 2000 })
  expect(await ticket(member)).toEqual({ mention: 'exempt-261-7-1', vatCents: 0, points: 0 })
})

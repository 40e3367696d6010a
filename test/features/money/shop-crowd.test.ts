/** Two hundred buyers of five seats, over three web processes at once: five are held, sold, and none besides. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '#app/db/embedded.ts'
import { sql } from '#app/db/sql.ts'
import { one } from '../../factories/buyers.ts'
import { connectStripe } from '../../factories/connect-stripe.ts'
import { personSeat } from '../../factories/seats.ts'
import { ask, openStripe, type SiteChild, startChild } from '../../factories/site-child.ts'
import { addPeople, apply, tenantFile } from '../../factories/world.ts'
import { stripeDouble } from '../../outside/stripe.ts'
import { useDatabase, variablesOf } from '../../setup/database.ts'

const database = useDatabase()
const SEATS = 5
const BUYERS = 200
const sites: SiteChild[] = []
let close = async () => {}

beforeAll(async () => {
  const config = tenantFile('isep')
  const shop = config.shop.map((item) => (item.id === 'conference' ? { ...item, stock: SEATS, atMost: 1 } : item))
  await apply({ ...config, shop })
  await connectStripe('isep')
  const stripe = await openStripe(stripeDouble())
  close = stripe.close
  const variables = {
    ...variablesOf(new URL(database.url('app')).pathname.slice(1)),
    ...stripe.variables,
    PROXIES: '1',
  }
  for (let i = 0; i < 3; i++) sites.push(await startChild(variables, await freePort()))
}, 60_000)
afterAll(async () => {
  for (const site of sites) await site.kill()
  await close()
})

/** Every fourth has an account; the others are visitors of as many networks. */
async function cookies(): Promise<(string | undefined)[]> {
  const names = Array.from({ length: BUYERS / 4 }, (_, i) => ({ values: { lastName: `Nom${i}`, promotion: 1998 } }))
  const people = await addPeople('isep', names)
  const seats: string[] = []
  for (const { id } of people) seats.push((await personSeat('isep', id)).cookie)
  return Array.from({ length: BUYERS }, (_, i) => (i % 4 === 0 ? seats[i / 4] : undefined))
}

test('five seats are held by five of two hundred, and every other is told so in words', async () => {
  const buyers = await cookies()
  const answers = await Promise.all(
    buyers.map((cookie, i) => {
      const key = crypto.randomUUID()
      const form = { item: 'conference', quantity: '1', key, name: 'Une visiteuse', email: `v${i}@courriel.example` }
      const headers = { 'X-Forwarded-For': `198.18.${i}.7` }
      return ask(sites[i % sites.length]!.port, {
        host: 'isep.localhost',
        path: '/boutique',
        form,
        headers,
        ...(cookie && { cookie }),
      })
    }),
  )
  const counts = new Map<number | undefined, number>()
  for (const answer of answers) counts.set(answer?.status, (counts.get(answer?.status) ?? 0) + 1)
  // A process that has no connection left says so and sells nothing; nobody is left without an answer.
  expect([...counts.keys()].filter((status) => ![303, 422, 503].includes(status ?? 0))).toEqual([])
  const sold = answers.filter((answer) => answer?.status === 303).length
  const { taken } = await one<{ taken: number }>(sql`SELECT "taken" FROM "stock" WHERE "id" = 'conference'`)
  const { held } = await one<{ held: number }>(sql`SELECT coalesce(sum("quantity"), 0)::int AS "held" FROM "stock_hold"
    WHERE "itemId" = 'conference' AND "state" = 'held'`)
  expect({ sold, taken, held }).toEqual({ sold: SEATS, taken: SEATS, held: SEATS })
}, 120_000)

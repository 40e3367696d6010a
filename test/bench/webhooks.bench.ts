/**
 * A thousand webhooks of Stripe that each let a member in: seconds from the event to the role, and what the directory's
 * visitors feel meanwhile. The site is one process; the double, the sender and the visitors' loader are others, on the
 * same two cores.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { stopAll, untilStopped } from '#app/cli/until-stopped.ts'
import { setEnvironment } from '#app/context/env.ts'
import { type Tenant, tenantOfSlug } from '#app/context/tenants.ts'
import { closeDatabase } from '#app/db/client.ts'
import { sql } from '#app/db/sql.ts'
import { duesLine } from '#app/domain/ledger/lines.ts'
import { findBuyer } from '#app/domain/sales/buyers.server.ts'
import { startCheckout } from '#app/domain/sales/checkout.server.ts'
import { connectStripe } from '../factories/connect-stripe.ts'
import { personSeat } from '../factories/seats.ts'
import { ask, openStripe } from '../factories/site-child.ts'
import { inside } from '../factories/world.ts'
import { type Posted, stripeDouble } from '../outside/stripe.ts'
import * as life from '../outside/stripe-life.ts'
import { startLoader } from './load.ts'
import { kinds } from './pages.ts'
import { note, quantile, say, sayRatio } from './report.ts'
import { fetchFrom, type Served, signIn, startSite } from './site-process.ts'
import { fill, openServer, openShop, SMALL } from './world.ts'

const SLUG = 'isep'
const HOST = `${SLUG}.localhost`
const WEBHOOKS = 1_000
/** Sent before anything is measured. */
const WARM_UP = 100
/** Events on their way at a time. */
const AT_ONCE = 8
/** Each so-manieth member asks for the directory as soon as the event is answered. */
const LOOKED_AT = 25
const CONNECTIONS = 4
const SECONDS = 15

interface Due {
  event: Posted
  personId: string
}

/** Members who owe dues. @returns their ids */
async function payers(count: number): Promise<string[]> {
  const rows = await inside(SLUG, (query, { id }) =>
    query<{ id: string }>(sql`
      SELECT p."id" FROM "person" p WHERE p."tenantId" = ${id} AND NOT EXISTS (SELECT 1 FROM "membership_period" m
        WHERE m."tenantId" = ${id} AND m."personId" = p."id")
        AND NOT EXISTS (SELECT 1 FROM "account" a WHERE a."tenantId" = ${id} AND a."personId" = p."id")
      ORDER BY md5(p."handle") LIMIT ${count}`),
  )
  if (rows.length < count) throw new Error(`only ${rows.length} people owe dues`)
  return rows.map(({ id }) => id)
}

/** A basket and its page of payment, by the very code of the site. @returns the session */
async function basketOf(tenant: Tenant, personId: string, now: Date): Promise<string> {
  const buyer = (await inside(SLUG, (query) => findBuyer(query, tenant, { personId })))!
  const tier = tenant.config.tiers.find(({ cents }) => cents > 0)!
  const dates = { cents: tier.cents, from: '2026-01-01', until: '2100-01-01', language: 'fr' as const }
  const lines = [duesLine(undefined, tier, dates)]
  const basket = { key: `dues/${personId}/bench`, source: 'web' as const, buyer, lines, language: 'fr' as const }
  const started = await startCheckout(tenant, { ...basket, ip: null, feePoints: 100 }, now)
  if ('fault' in started) throw new Error(`no page of payment: ${started.fault}`)
  const [row] = await inside(SLUG, (query) =>
    query<{ session: string }>(
      sql`SELECT "stripeSession" AS "session" FROM "payment" WHERE "saleId" = ${started.sale.id}`,
    ),
  )
  return row!.session
}

async function prepare(double: ReturnType<typeof stripeDouble>, account: string): Promise<Due[]> {
  const tenant = (await tenantOfSlug(SLUG))!
  const all: Due[] = []
  for (const personId of await payers(WARM_UP + WEBHOOKS)) {
    const session = await basketOf(tenant, personId, new Date())
    const changes = life.pay(double.account(account), session, 'card', new Date())
    const told = changes.find(([type]) => type === 'checkout.session.completed')!
    all.push({ personId, event: double.sign(account, told) })
    if (all.length % 250 === 0) note(`${all.length} baskets paid at the double`)
  }
  return all
}

/**
 * Signed when it leaves, and sent again where it was not answered with a 200, as Stripe does.
 * @returns how often it was sent again
 */
async function deliver(site: Served, double: ReturnType<typeof stripeDouble>, event: Posted): Promise<number> {
  for (let again = 0; again < 20; again += 1) {
    const said = await ask(site.port, { host: HOST, path: '/webhooks/stripe', event: double.signAgain(event) })
    if (said?.status === 200) return again
    await wait(1_000)
  }
  throw new Error('an event was never taken')
}

/**
 * @returns milliseconds from each event's leaving to its answer, which follows the commit; some are looked at by their
 * member.
 */
async function send(
  site: Served,
  dues: readonly Due[],
  double: ReturnType<typeof stripeDouble>,
  looked: Map<string, string>,
) {
  const times: number[] = []
  let next = 0
  let again = 0
  const sender = async () => {
    for (let due = dues[next++]; due; due = dues[next++]) {
      const at = performance.now()
      again += await deliver(site, double, due.event)
      const cookie = looked.get(due.personId)
      if (cookie && (await fetchFrom(site.port, HOST, '/annuaire', { cookie })).status !== 200)
        throw new Error('the member was not let in')
      times.push(performance.now() - at)
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: AT_ONCE }, sender))
  return { times, again, seconds: (performance.now() - began) / 1000 }
}

untilStopped(async () => {
  const server = await openServer()
  const { variables } = await openShop(server, 'bench_webhooks')
  await fill(SLUG, SMALL, 5)
  await server.run('VACUUM (ANALYZE)', 'bench_webhooks')
  const account = await connectStripe(SLUG)
  const double = stripeDouble()
  const stripe = await openStripe(double)
  setEnvironment(stripe.variables)
  const site = await startSite({ ...variables, ...stripe.variables })
  const dues = await prepare(double, account)
  const looked = new Map<string, string>()
  for (const [i, { personId }] of dues.entries())
    if (i % LOOKED_AT === 0) looked.set(personId, (await personSeat(SLUG, personId)).cookie)
  const paths = (await kinds(SLUG))[0]!.paths
  const loader = await startLoader()
  const load = { port: site.port, host: HOST, cookie: await signIn(site.port, HOST), paths, connections: CONNECTIONS }
  await loader.run({ ...load, seconds: 20, most: 600 })
  const warm = await send(site, dues.slice(0, WARM_UP), double, looked)
  const alone = await loader.run({ ...load, seconds: SECONDS })
  // Both sides last about as long, so that visitors feel the events all the while.
  const seconds = Math.max(3, (warm.seconds * WEBHOOKS) / WARM_UP)
  const [{ times, again, seconds: took }, meanwhile] = await Promise.all([
    send(site, dues.slice(WARM_UP), double, looked),
    loader.run({ ...load, seconds }),
  ])
  const value = (share: number) => `${(quantile(times, share) / 1000).toFixed(3)} s`
  const detail = `p95 ${value(0.95)}, at most ${value(1)}; ${times.length} in ${took.toFixed(1)} s, ${AT_ONCE} at a time, ${again} sent again, among ${SMALL} people`
  const met = quantile(times, 0.95) <= 1000
  say({ what: 'from a webhook to the role: median', value: value(0.5), goal: 'p95 ≤ 1 s', met, detail })
  sayRatio(
    'directory p95 during 1,000 webhooks, over alone',
    meanwhile.p95 / alone.p95,
    { most: 3 },
    `${meanwhile.p95.toFixed(0)} ms against ${alone.p95.toFixed(0)}; ${meanwhile.perSecond.toFixed(0)} pages/s against ${alone.perSecond.toFixed(0)}, ${CONNECTIONS} visitors at a time`,
  )
  await sayBooks(double, account)
  await loader.stop()
  await site.stop()
  await stripe.close()
  await closeDatabase()
  await stopAll(0)
})

async function sayBooks(double: ReturnType<typeof stripeDouble>, account: string): Promise<void> {
  const [row] = await inside(SLUG, (query, { id }) =>
    query<{ cents: number }>(sql`SELECT sum("debitCents" - "creditCents")::int AS "cents" FROM "ledger_line"
      WHERE "tenantId" = ${id} AND "account" IN ('5115', '627')`),
  )
  const gap = row!.cents - double.balance(account)
  say({
    what: 'books less what Stripe’s double holds',
    value: `${(gap / 100).toFixed(2)} €`,
    goal: '0.00 €',
    met: gap === 0,
  })
}

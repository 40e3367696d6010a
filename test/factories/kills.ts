/**
 * Sales whose process is killed (-9) between commit and answer: while it tells of a webhook, asks Stripe for a page of
 * payment, or for a refund, before Stripe has done it or after. Then all goes on as it does in life: buyers press
 * again, Stripe repeats its events, the rounds ask. What the books say is compared with what the double holds.
 */
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { freePort } from '#app/db/embedded.ts'
import { sql } from '#app/db/sql.ts'
import { reconcile } from '#app/domain/sales/reconcile.task.ts'
import type { Trap } from '../outside/serve.ts'
import type { Posted, StripeDouble } from '../outside/stripe.ts'
import * as life from '../outside/stripe-life.ts'
import { personSeat, type Seat, staffSeat } from './seats.ts'
import { ask, openStripe, type SiteChild, startChild } from './site-child.ts'
import { addPeople, inside } from './world.ts'

const SLUG = 'isep'
const HOST = `${SLUG}.localhost`
const KINDS = ['webhook', 'checkout before', 'refund after', 'checkout after', 'refund before'] as const
type Kind = (typeof KINDS)[number]

export interface Killed {
  /** Processes that died before they had answered. */
  kills: number
  byKind: Partial<Record<Kind, number>>
  /** Cents: what the books say that Stripe holds, and what it holds. */
  books: number
  stripe: number
  /**
   * Paid sales without exactly one invoice, refunds asked for and not done once, entries that do not balance, numbers
   * left out.
   */
  faults: number
}

interface Play {
  double: StripeDouble
  account: string
  variables: Record<string, string>
  owner: pg.Client
  manager: Seat
  port: number
  /** The one that runs; none before the first. */
  site: SiteChild
  /** What the next request to the double meets. */
  trap: { path: string; phase: 'before' | 'after'; sprung: Promise<void>; spring: () => void } | undefined
  events: Posted[]
}

/** @param given `variables` of a process of the site; `ownerUrl` of its database, which this process works on too */
export async function playKills(
  kills: number,
  given: { double: StripeDouble; account: string; variables: Record<string, string>; ownerUrl: string },
  use: (variables: Record<string, string>) => void,
): Promise<Killed> {
  const owner = new pg.Client({ connectionString: given.ownerUrl })
  await owner.connect()
  const own = { owner, port: await freePort(), manager: await staffSeat(SLUG, 'manager'), trap: undefined, events: [] }
  const play = { ...given, ...own } as unknown as Play
  const stripe = await openStripe(given.double, trapOf(play))
  use(stripe.variables)
  play.variables = { ...given.variables, ...stripe.variables }
  const byKind: Killed['byKind'] = {}
  try {
    await goOn(play)
    for (let i = 0; i < kills; i += 1) {
      const kind = KINDS[i % KINDS.length]!
      await playOne(play, kind)
      byKind[kind] = (byKind[kind] ?? 0) + 1
    }
    await repeatAll(play)
    return { kills, byKind, ...(await compare(play)) }
  } finally {
    await play.site?.kill()
    await stripe.close()
    await owner.end()
  }
}

function trapOf(play: Play): Trap {
  return async ({ method, path }, act) => {
    const { trap } = play
    if (!trap || method !== 'POST' || path !== trap.path) return false
    play.trap = undefined
    if (trap.phase === 'after') await act()
    await play.site.kill()
    trap.spring()
    return true
  }
}

function setTrap(play: Play, path: string, phase: 'before' | 'after'): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  play.trap = { path, phase, sprung: promise, spring: resolve }
  return promise
}

async function newBuyer(): Promise<Seat> {
  const [person] = await addPeople(SLUG, [
    { values: { firstName: 'Claire', lastName: 'Coupure', promotion: 1990, primaryEmail: 'coupure@courriel.example' } },
  ])
  return personSeat(SLUG, person!.id)
}

const buy = (play: Play, buyer: Seat) =>
  ask(play.site.port, {
    host: HOST,
    path: '/adhesion',
    cookie: buyer.cookie,
    form: { situation: 'active', gift: '10' },
  })

async function goOn(play: Play): Promise<void> {
  play.site = await startChild(play.variables, play.port)
}

async function saleFor(play: Play, buyer: Seat): Promise<{ sale: string; session: string }> {
  const said = await buy(play, buyer)
  const sale = said?.location.split('/').pop()
  if (said?.status !== 303 || !sale) throw new Error(`the basket answered ${said?.status}`)
  const [row] = await inside(SLUG, (query) =>
    query<{ session: string }>(sql`SELECT "stripeSession" AS "session" FROM "payment" WHERE "saleId" = ${sale}`),
  )
  return { sale, session: row!.session }
}

/** Pays at the double. @returns the event that says so; all of them are repeated in the end */
function paid(play: Play, session: string): Posted {
  const { double, account } = play
  const signed = life
    .pay(double.account(account), session, 'card', double.now())
    .map((change) => double.sign(account, change))
  play.events.push(...signed)
  return signed.find(({ body }) => body.includes('checkout.session.completed'))!
}

const tell = (play: Play, event: Posted) => ask(play.site.port, { host: HOST, path: '/webhooks/stripe', event })

async function playOne(play: Play, kind: Kind): Promise<void> {
  const buyer = await newBuyer()
  const phase = kind.endsWith('after') ? 'after' : 'before'
  if (kind.startsWith('checkout')) {
    const sprung = setTrap(play, '/v1/checkout/sessions', phase)
    if (await buy(play, buyer)) throw new Error('the basket was answered')
    await sprung
    await goOn(play)
    // Pressed again: the same basket, and one page of payment.
    const { session } = await saleFor(play, buyer)
    await tell(play, paid(play, session))
    return
  }
  const { sale, session } = await saleFor(play, buyer)
  const event = paid(play, session)
  if (kind === 'webhook') return killInWebhook(play, event)
  await tell(play, event)
  const sprung = setTrap(play, '/v1/refunds', phase)
  const form = { key: `${sale}/0`, amount: '30', reason: '' }
  if (await ask(play.site.port, { host: HOST, path: `/admin/ventes/${sale}`, cookie: play.manager.cookie, form }))
    throw new Error('the refund was answered')
  await sprung
  await goOn(play)
}

/** The queue is held shut, so that the process waits after its commit; there it dies. */
async function killInWebhook(play: Play, event: Posted): Promise<void> {
  const { id } = JSON.parse(event.body) as { id: string }
  await play.owner.query('BEGIN')
  await play.owner.query('LOCK TABLE pgboss.job IN SHARE ROW EXCLUSIVE MODE')
  const answered = tell(play, event)
  const seen = () =>
    inside(SLUG, (query) => query(sql`SELECT 1 FROM "stripe_event" WHERE "id" = ${id}`)).then(
      ({ length }) => length > 0,
    )
  for (let tries = 0; !(await seen()); tries += 1) {
    if (tries > 2_000) throw new Error('the event had no effect')
    await wait(5)
  }
  await play.site.kill()
  await play.owner.query('ROLLBACK')
  if (await answered) throw new Error('the webhook was answered')
  await goOn(play)
}

/** Stripe sends again what nobody answered, and what somebody did; then the rounds have their turn. */
async function repeatAll(play: Play): Promise<void> {
  for (const event of play.events) {
    const said = await tell(play, play.double.signAgain(event))
    if (said?.status !== 200) throw new Error(`an event again answered ${said?.status}`)
  }
  const tenant = (await tenantOfSlug(SLUG))!
  const later = Date.now() + 5 * 60_000
  for (const round of [0, 1]) await reconcile(tenant, new Date(later + round * 15 * 60_000))
}

async function compare({ double, account }: Play): Promise<Pick<Killed, 'books' | 'stripe' | 'faults'>> {
  const refunds = [...double.account(account).refunds.values()]
  const sessions = [...double.account(account).sessions.values()]
  const [row] = await inside(SLUG, (query, { id }) =>
    query<{ books: number; faults: number; payments: number; refunds: number }>(sql`
      SELECT (SELECT coalesce(sum(l."debitCents" - l."creditCents"), 0)::int FROM "ledger_line" l
          WHERE l."tenantId" = ${id} AND l."account" IN ('5115', '627')) AS "books",
        (SELECT count(*)::int FROM "sale" s WHERE s."tenantId" = ${id} AND (s."state" <> 'paid' OR 1 <>
          (SELECT count(*) FROM "invoice" i WHERE i."tenantId" = ${id} AND i."saleId" = s."id"
          AND i."kind" = 'invoice')))
        + (SELECT count(*)::int FROM (SELECT 1 FROM "ledger_line" l WHERE l."tenantId" = ${id} GROUP BY l."entryId"
          HAVING sum(l."debitCents") <> sum(l."creditCents")) x)
        + (SELECT (max(i."number") - count(*))::int FROM "invoice" i WHERE i."tenantId" = ${id}
          AND i."kind" = 'invoice') AS "faults",
        (SELECT count(*)::int FROM "payment" p WHERE p."tenantId" = ${id}) AS "payments",
        (SELECT count(*)::int FROM "refund" r WHERE r."tenantId" = ${id} AND r."state" = 'succeeded') AS "refunds"`),
  )
  const { books, faults, payments, refunds: done } = row!
  const twice = Math.abs(payments - sessions.length) + Math.abs(done - refunds.length)
  return { books, stripe: double.balance(account), faults: faults + twice }
}

/** What the page of a sale shows: to be paid, waited for, paid, refused (the waiting state settles by itself). */

import * as href from '#app/addresses.ts'
import { lastDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { isUuid } from '#app/db/uuid.ts'
import { lengthenPlaces } from '#app/domain/events/paid-places.server.ts'
import { vatIn } from '#app/domain/ledger/plan.ts'
import type { Line, PaymentRow, SaleRow } from '#app/domain/ledger/sale.ts'
import { lengthened, outdatedTickets } from '#app/domain/sales/buy-tickets.server.ts'
import { closeOther } from '#app/domain/sales/checkout.server.ts'
import { heldUntil, lengthenHolds } from '#app/domain/sales/expired-holds.server.ts'
import { type InstalmentRow, instalmentsOf } from '#app/domain/sales/instalment-plans.server.ts'
import { DAYS_BETWEEN_TRIES, MOST_TRIES, partOf } from '#app/domain/sales/instalments.ts'
import { latestPayment, readLines } from '#app/domain/sales/make-sale.server.ts'
import { paperOfLines } from '#app/domain/sales/papers-asked.server.ts'
import { termsOf, ticketLines } from '#app/domain/sales/place-lines.ts'
import { shownParts } from '#app/domain/sales/plan-shown.ts'
import { stripeOf } from '#app/domain/sales/stripe-gate.server.ts'
import { syncPayment } from '#app/domain/sales/sync-payment.server.ts'
import { isReturning, withdrawableOn } from '#app/domain/sales/withdraw.server.ts'
import { mayBeWithdrawn } from '#app/domain/sales/withdrawal.rules.ts'
import { clockTime, euros, exactMoment, longDay } from '#app/i18n/format.ts'
import { may } from '#app/policy/ability.ts'
import { seesSale } from '#app/policy/money.rules.ts'

/** Milliseconds between two questions to Stripe while somebody looks at the page. */
const ASK_AGAIN = 1_500

interface Found {
  sale: SaleRow
  lines: Line[]
  payment: PaymentRow | undefined
  reference: string | null
  /** What became of the paper that these dues ask for. */
  paper: string | null
  /** Of dues in several times. */
  instalments: InstalmentRow[]
  /** A withdrawal's money is on its way back. */
  isReturning: boolean
}

async function findSale(ctx: Ctx, id: string | undefined): Promise<Found> {
  if (!isUuid(id)) throw notFound()
  const found = await ctx.sql(async (query) => {
    const [sale] = await query<SaleRow>(sql`SELECT * FROM "sale" WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${id}`)
    if (!sale || !seesSale(ctx.viewer, sale)) return undefined
    const [invoice] = await query<RowOf<'invoice', 'reference'>>(sql`
      SELECT "reference" FROM "invoice" WHERE "tenantId" = ${ctx.tenant.id} AND "saleId" = ${id} AND "kind" = 'invoice'
      ORDER BY "issuedAt" DESC LIMIT 1`)
    const payment = await latestPayment(query, ctx.tenant.id, id)
    const lines = await readLines(query, ctx.tenant.id, id)
    const paper = await paperOfLines(query, ctx.tenant.id, lines)
    const instalments = sale.planId ? await instalmentsOf(query, ctx.tenant.id, sale.planId) : []
    const returning = await isReturning(query, ctx.tenant.id, id)
    const reference = invoice?.reference ?? null
    return { sale, payment, lines, reference, paper, instalments, isReturning: returning }
  })
  if (!found) throw notFound()
  return found
}

/** True while Stripe may know more than we do. */
function isOnItsWay({ sale, payment }: Found, returned: boolean): boolean {
  if (!payment || !['open', 'processing'].includes(payment.state)) return false
  return sale.state === 'pending' || returned
}

/** @returns what the page draws; asks Stripe first where its event may be late */
export async function paymentPage(ctx: Ctx, id: string | undefined) {
  const returned = ctx.url.searchParams.has('retour')
  let found = await findSale(ctx, id)
  const { payment } = found
  const asked = payment?.checkedAt ? ctx.now.getTime() - payment.checkedAt.getTime() : Number.POSITIVE_INFINITY
  const young = payment ? ctx.now.getTime() - payment.createdAt.getTime() < ASK_AGAIN : true
  if (payment && isOnItsWay(found, returned) && asked > ASK_AGAIN && !young) {
    await syncPayment(ctx.tenant, payment.id, ctx.now)
    found = await findSale(ctx, id)
  }
  const held = found.sale.state === 'open' ? await heldUntil(ctx.tenant.id, found.sale.id) : null
  return { ...drawn(ctx, found, returned), held: held && clockTime(held, ctx.language) }
}

/** @returns where to pay, with what is limited kept for that long; the sale's page where there is nothing to pay */
export async function goToPay(ctx: Ctx, id: string | undefined): Promise<string> {
  const found = await findSale(ctx, id)
  const { sale, payment } = found
  const address = sale.state === 'open' && payment?.state === 'open' ? payment.payUrl : null
  if (!address) return href.payment(sale.id)
  const again = await chooseAgain(ctx, found)
  if (again) return again
  const { shop } = ctx.tenant.config
  const minutes = (itemId: string) => shop.find((item) => item.id === itemId)?.holdMinutes ?? 0
  await ctx.sql(async (query) => {
    const unit = { query, tenant: ctx.tenant, now: ctx.now }
    await lengthenHolds(unit, sale.id, minutes)
    await lengthenPlaces(unit, sale.id, lengthened(sale, ctx.now))
  })
  return address
}

/** @returns where tickets are chosen again that are no longer sold as they were shown; their basket is closed (B2) */
async function chooseAgain(ctx: Ctx, { sale, lines, payment }: Found): Promise<string | undefined> {
  const { tenant, now } = ctx
  const slug = await ctx.sql((query) => outdatedTickets(ctx, query, lines))
  if (slug === undefined) return undefined
  const closed = await closeOther(tenant, await stripeOf(tenant.id), sale, { payment, now })
  return closed ? `${href.eventTickets(slug)}?fait=changed` : href.payment(sale.id)
}

export type PaymentState = 'open' | 'waiting' | 'pending' | 'paid' | 'failed' | 'cancelled' | 'refunded' | 'disputed'

function stateOf({ sale, payment }: Found, returned: boolean): PaymentState {
  if (payment && payment.disputedCents > 0) return 'disputed'
  if (sale.state === 'paid') return sale.refundedCents >= sale.totalCents && sale.totalCents > 0 ? 'refunded' : 'paid'
  if (sale.state === 'open') return returned ? 'waiting' : 'open'
  return sale.state
}

/** The page on which such things are bought. */
function shopOf(lines: readonly Line[]): string {
  const kinds = lines.map(({ kind }) => kind)
  const [ticket] = ticketLines(lines)
  if (ticket) return href.eventTickets(termsOf(ticket).slug)
  if (kinds.includes('dues')) return href.dues
  if (kinds.includes('pass')) return href.directoryPass
  return kinds.includes('item') ? href.shop : href.gifts
}

function drawn(ctx: Ctx, found: Found, returned: boolean) {
  const { sale, lines, payment, reference, paper } = found
  const { t, language } = ctx
  const state = stateOf(found, returned)
  const vat = lines.reduce((sum, { cents, vatPoints }) => sum + vatIn(cents, vatPoints), 0)
  const kinds = lines.map(({ kind }) => kind)
  return {
    title: state === 'open' ? t('payments:page.title') : t(`payments:state.${state}.title`),
    state,
    settles: state === 'waiting' || (state === 'pending' && returned),
    lines: lines.map((line) => shownLine(line, language)),
    total: euros(sale.totalCents, language),
    vat: vat > 0 ? euros(vat, language) : null,
    refunded: euros(sale.refundedCents, language),
    ...planOf(ctx, found, state),
    renews: sale.subscriptionId !== null && sale.source === 'web',
    payUrl: state === 'open' ? (payment?.payUrl ?? null) : null,
    reference,
    /** Dues of somebody whom the staff have yet to let in. */
    joins: sale.key.startsWith('joining/') && sale.personId === null,
    /** Dues that open with the staff's yes to a paper; of a no the money is on its way back. */
    checks: paper === 'waiting' && lines.some(({ data }) => data?.waits === true),
    returns: paper === 'refused',
    ...withdrawal(ctx, found),
    free: sale.totalCents === 0,
    opensNow: ctx.tenant.config.money.dues.debitOpens === 'at-once' && kinds.includes('dues'),
    back: shopOf(lines),
    tickets: ticketLines(lines).length > 0,
    directory: may(ctx.ability, 'search'),
    receipts: sale.buyerKind !== 'visitor',
    id: sale.id,
  }
}

/** The whole plan beside its first payment; afterwards it is read at `/adhesion`. */
function planOf(ctx: Ctx, { lines, instalments }: Found, state: PaymentState) {
  const first = lines.some((line) => partOf(line)?.numbers.includes(1))
  const shown = first && !['failed', 'cancelled', 'refunded'].includes(state)
  const plan = { state: state === 'paid' ? ('active' as const) : ('incomplete' as const) }
  return {
    plan: shown ? shownParts(plan, instalments, false, ctx) : null,
    tries: { tries: MOST_TRIES - 1, days: DAYS_BETWEEN_TRIES },
  }
}

/** The right to withdraw, before the payment and after it. */
function withdrawal({ tenant, now, language }: Ctx, { sale, lines, isReturning: withdrawn }: Found) {
  const day = withdrawableOn(tenant.config, sale, lines, now)
  return { right: mayBeWithdrawn(tenant.config, sale, lines), until: day ? longDay(day, language) : null, withdrawn }
}

function shownLine({ id, kind, label, quantity, cents, startsAt, endsAt }: Line, language: string) {
  const day = (at: Date) => (kind === 'pass' ? exactMoment(at, language) : longDay(at, language))
  return {
    id,
    label,
    quantity,
    amount: euros(cents, language),
    from: startsAt ? day(startsAt) : null,
    until: endsAt ? (kind === 'pass' ? exactMoment(endsAt, language) : longDay(lastDay(endsAt), language)) : null,
  }
}

export type ShownPayment = Awaited<ReturnType<typeof paymentPage>>

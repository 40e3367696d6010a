/**
 * Demo people of dues in several times: one plan that runs, one whose second payment was refused, and somebody who may
 * still choose.
 */

import { addDays, addMonths, civilDay, startOfDay } from '#app/calendar/civil-day.ts'
import { hashPassword } from '#app/context/password.ts'
import type { Tenant } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { duesDates } from '#app/domain/dues/dues-dates.ts'
import { duesLine } from '#app/domain/ledger/lines.ts'
import type { PaymentRow } from '#app/domain/ledger/sale.ts'
import { createAccounts } from '#app/domain/people/accounts.server.ts'
import { refuseDebit } from '#app/domain/sales/apply-debit.server.ts'
import { findBuyer } from '#app/domain/sales/buyers.server.ts'
import { lockPlan, wishPlan } from '#app/domain/sales/instalment-plans.server.ts'
import { partBasket } from '#app/domain/sales/instalment-sales.server.ts'
import { partLabel, planInstalments } from '#app/domain/sales/instalments.ts'
import { type Basket, openBasket } from '#app/domain/sales/make-sale.server.ts'
import { lockPayment, settlePaid } from '#app/domain/sales/settle.server.ts'
import { vatOn } from '#app/domain/sales/vat.server.ts'
import { translatorFor } from '#app/i18n/translator.ts'

/**
 * What the till of the demo lends: the database, and how a card payment is written down as the double of Stripe would
 * tell it.
 */
export interface Counter {
  query: Query
  tenant: Tenant
  account: string
  charge: (payment: PaymentRow, at: Date) => Promise<void>
}

export interface Happening {
  at: Date
  run: () => Promise<void>
}

type Fate = 'running' | 'refused'

/** Of the accounts, which are no roles and stand beside `tenants/demo-accounts.json`. */
export const instalmentsPassword = (slug: string): string => `${slug}-echeances-2026!`

/** @returns what is to happen, in no order; nothing where the association's dues are paid at once */
export async function instalmentHappenings(counter: Counter, now: Date): Promise<Happening[]> {
  const { query, tenant } = counter
  const tier = tenant.config.tiers.find(({ situation, instalments }) => situation === 'active' && instalments)
  if (!tier?.instalments) return []
  const people = await query<{ id: string }>(sql`
    SELECT p."id" FROM "person" p WHERE p."tenantId" = ${tenant.id} AND p."status" = 'en activité'
    AND p."promotion" BETWEEN 1985 AND 2012
      AND p."primaryEmail" IS NOT NULL
      AND NOT EXISTS (SELECT FROM "membership_period" m WHERE m."tenantId" = p."tenantId" AND m."personId" = p."id")
      AND NOT EXISTS (SELECT FROM "account" a WHERE a."tenantId" = p."tenantId" AND a."personId" = p."id")
    ORDER BY md5(p."handle") LIMIT 3`)
  const passwordHash = await hashPassword(instalmentsPassword(tenant.slug))
  await createAccounts(
    query,
    tenant,
    people.map(({ id }) => ({ personId: id, passwordHash })),
    now,
  )
  const fates = ['running', 'refused'] as const
  return people.slice(0, fates.length).flatMap(({ id }, i) => happeningsOf(counter, id, fates[i]!, now))
}

/** Begun a month and some days ago, so that the second payment was due some days ago. */
function happeningsOf(counter: Counter, personId: string, fate: Fate, now: Date): Happening[] {
  const second = addDays(civilDay(now), fate === 'running' ? -9 : -2)
  const first = addMonths(second, -1)
  const at = (day: string) => new Date(startOfDay(day)!.getTime() + 9 * 3_600_000)
  let plan = ''
  return [
    {
      at: at(first),
      run: async () => {
        plan = await begin(counter, personId, fate, at(first))
      },
    },
    { at: at(second), run: () => goOn(counter, plan, fate, at(second)) },
  ]
}

async function begin(counter: Counter, personId: string, fate: Fate, at: Date): Promise<string> {
  const { query, tenant, account } = counter
  const { tiers, money } = tenant.config
  const tier = tiers.find(({ situation, instalments }) => situation === 'active' && instalments)!
  const today = civilDay(at)
  const dates = duesDates({ tier, dues: money.dues, cents: tier.cents, today, lastEnd: undefined })
  const buyer = await findBuyer(query, tenant, { personId })
  if ('why' in dates || !buyer) throw new Error(`${tenant.slug}: no dues in several times`)
  const count = tier.instalments!.counts[0]!
  const instalments = planInstalments(dates.cents, count, tier.instalments!.everyMonths, today)
  const whole = duesLine(await vatOn(query, tenant, at), tier, { ...dates, language: 'fr', situation: 'active' })
  const part = { numbers: [1], of: count, name: whole.label }
  const label = partLabel(part, translatorFor('fr', tenant.config))
  const line = { ...whole, label, unitCents: instalments[0]!.cents, data: { ...whole.data, instalment: part } }
  const basket: Basket = {
    ...{ key: `demo/instalments/${personId}`, source: 'web', buyer: { ...buyer, email: null }, lines: [line] },
    ...{ language: 'fr', ip: null, feePoints: money.feePoints },
  }
  const { sale, payment } = await open(query, tenant, basket, at)
  await wishPlan(
    query,
    tenant.id,
    { saleId: sale.id, personId, tierId: tier.id, stripeAccount: account, instalments },
    at,
  )
  const kept = `demo_card_${fate === 'refused' ? 'refused_' : ''}${tenant.slug.replaceAll('-', '')}`
  const [plan] = await query<{ id: string }>(sql`
    UPDATE "instalment_plan" SET "stripeCustomer" = ${`cus_${kept}`}, "stripeMethod" = ${`pm_${kept}`}, "means" = 'card'
    WHERE "tenantId" = ${tenant.id} AND "personId" = ${personId} RETURNING "id"`)
  await take(counter, payment, `1${fate}`, at)
  return plan!.id
}

async function open(query: Query, tenant: Tenant, basket: Basket, at: Date) {
  const opened = await openBasket(query, tenant.id, basket, at)
  if (opened.kind !== 'new' || !opened.payment) throw new Error(`${tenant.slug}: ${basket.key} is there`)
  return { sale: opened.sale, payment: opened.payment }
}

/** The money came in, by a card that the double of Stripe recalls by its name. */
async function take({ query, tenant, account, charge }: Counter, payment: PaymentRow, name: string, at: Date) {
  const id = `demo_${payment.cents}_${tenant.slug.replaceAll('-', '')}part${name}`
  await query(sql`
    UPDATE "payment"
      SET "means" = 'card', "expiresAt" = NULL, "stripeAccount" = ${account}, "stripeIntent" = ${`pi_${id}`},
      "stripeCharge" = ${`ch_${id}`} WHERE "tenantId" = ${tenant.id} AND "id" = ${payment.id}`)
  const locked = await lockPayment(query, tenant.id, payment.id)
  await settlePaid(query, tenant, { ...locked!, means: 'card' }, at)
  await charge(locked!.payment, at)
}

/** The second payment's day: debited, or refused. Nobody is written to about what is past. */
async function goOn(counter: Counter, planId: string, fate: Fate, at: Date): Promise<void> {
  const { query, tenant } = counter
  const plan = await lockPlan(query, tenant.id, planId)
  const basket = plan && (await partBasket({ query, tenant }, plan, [2], { source: 'instalment', now: at }))
  if (!basket) throw new Error(`${tenant.slug}: no second payment`)
  const quiet = { ...basket, buyer: { ...basket.buyer, email: null } }
  const { payment } = await open(query, tenant, quiet, at)
  if (fate === 'running') return take(counter, payment, `2${fate}`, at)
  const locked = await lockPayment(query, tenant.id, payment.id)
  await refuseDebit({ query, tenant, now: at }, locked!, 'card_declined')
}

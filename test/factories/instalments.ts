/** Members who pay their dues in several times, and the months that pass. */
import { now, setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { debitInstalments } from '#app/domain/sales/instalments.task.ts'
import type { useStripe } from '../setup/stripe.ts'
import { get, newMember, one, post, type stripeSide } from './buyers.ts'
import type { Seat } from './seats.ts'
import { inside } from './world.ts'

const DAY = 86_400_000

export type Member = Awaited<ReturnType<typeof newMember>>

export const join = (seat: Seat, more: Record<string, string> = {}) =>
  post(seat, '/adhesion', { situation: 'active', gift: '', times: '3', ...more })

/** Days pass, also for sessions; debits come round. */
export async function later(days: number) {
  await inside('isep', (query) => query(sql`UPDATE "session" SET "expiresAt" = '2100-01-01'`))
  setClock(new Date(now().getTime() + days * DAY))
}
export const debit = async () => debitInstalments((await tenantOfSlug('isep'))!, now())
export async function monthLater() {
  await later(32)
  await debit()
}

export const planOf = ({ personId }: Member) =>
  one<{ id: string; state: string; reason: string | null; customer: string | null; method: string; paid: number }>(sql`
    SELECT p."id", p."state", p."reason", p."stripeCustomer" AS "customer", p."stripeMethod" AS "method",
      (SELECT count(*)::int FROM "instalment" i WHERE i."planId" = p."id" AND i."state" = 'paid') AS "paid"
    FROM "instalment_plan" p WHERE p."personId" = ${personId} ORDER BY p."createdAt" DESC LIMIT 1`)
export const isIn = async (seat: Seat) => (await get(seat, '/annuaire')).status === 200
/** Charges that went through, by the person's payments. */
export const charged = ({ personId }: Member) =>
  one<{ n: number; cents: number }>(sql`
    SELECT count(*)::int AS n, coalesce(sum(p."cents" - p."refundedCents"), 0)::int AS cents FROM "payment" p
    JOIN "sale" s ON s."tenantId" = p."tenantId" AND s."id" = p."saleId" WHERE s."personId" = ${personId}
    AND p."state" = 'succeeded'`)

export const mailsOf = async ({ personId }: Member, kind: string) => {
  const { n } = await one<{ n: number }>(
    sql`SELECT count(*)::int AS n FROM "mail" WHERE "personId" = ${personId} AND "kind" = ${kind}`,
  )
  return n
}

/** What one test leaves running would be debited in the next. */
export async function quiet(stripe: ReturnType<typeof useStripe>) {
  setClock(undefined)
  stripe.faults.length = 0
  await inside('isep', (query) =>
    query(sql`UPDATE "instalment_plan" SET "state" = 'done', "stripeCustomer" = NULL WHERE "state" <> 'stopped'`),
  )
}

/** @param account Stripe's name of the association's account, known once it is connected */
export function instalmentSide(
  stripe: ReturnType<typeof useStripe>,
  account: () => string,
  pay: ReturnType<typeof stripeSide>['pay'],
) {
  async function begun(more: Record<string, string> = {}) {
    const member = await newMember()
    return { member, ...(await pay(await join(member, more))) }
  }
  /** From now on the bank says no, or yes again. */
  async function refuses(member: Member, no: boolean) {
    stripe.account(account()).methods.get((await planOf(member)).method)!.refuses = no
  }
  /** Four debits were refused, four days apart. */
  async function fallen() {
    const { member, sale } = await begun()
    await refuses(member, true)
    await monthLater()
    for (const _ of [1, 2, 3]) {
      await later(5)
      await debit()
    }
    return { member, sale }
  }
  return { begun, refuses, fallen }
}

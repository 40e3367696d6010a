/** Letters about money, put into the outbox in the transaction of what they tell; each once. */
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import type { Query } from '#app/db/transaction.ts'
import type { Means } from '#app/domain/ledger/plan.ts'
import type { Line, PaymentRow, SaleRow } from '#app/domain/ledger/sale.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import type { Refused } from './instalment-plans.server.ts'
import { lastDayToWithdraw, mayBeWithdrawn } from './withdrawal.rules.ts'

interface Told {
  sale: SaleRow
  lines: readonly Line[]
  invoice: { reference: string }
  means: Means
}

const addressed = (sale: SaleRow) => ({
  to: sale.email ?? '',
  language: sale.language,
  personId: sale.personId ?? undefined,
  accountId: sale.accountId ?? undefined,
})

/** The receipt of a payment. */
export async function mailPaid(
  query: Query,
  tenant: Tenant,
  { sale, lines, invoice, means }: Told,
  now: Date,
): Promise<void> {
  if (!sale.email) return
  const data = {
    name: sale.buyer.name,
    reference: invoice.reference,
    total: sale.totalCents,
    means,
    lines: lines.map(({ kind, label, cents, startsAt, endsAt }) => ({
      ...{ kind, label, cents },
      startsAt: startsAt ? new Date(startsAt).toISOString() : null,
      endsAt: endsAt ? new Date(endsAt).toISOString() : null,
    })),
    hasPage: sale.buyerKind !== 'visitor',
    withdraws: mayBeWithdrawn(tenant.config, sale, lines) === 'yes' ? sale.id : undefined,
    until: lastDayToWithdraw(now),
    checks: lines.some(({ data }) => data?.waits === true),
  }
  await putMail(query, tenant.id, { key: `paid/${sale.id}`, kind: 'payments.paid', ...addressed(sale), data }, now)
}

/** Puts the letter about a payment that failed into the outbox; nothing where the sale has no address. */
export async function mailPaymentFailed(
  { query, tenant, now }: Unit,
  sale: SaleRow,
  payment: PaymentRow,
): Promise<void> {
  if (!sale.email) return
  const data = { name: sale.buyer.name, total: payment.cents, dues: sale.buyerKind === 'person' }
  await putMail(
    query,
    tenant.id,
    { key: `failed/${payment.id}`, kind: 'payments.failed', ...addressed(sale), data },
    now,
  )
}

/** Puts the letter about a refund, in cents, into the outbox; nothing where the sale has no address. */
export async function mailRefunded(
  { query, tenant, now }: Unit,
  sale: SaleRow,
  refund: { id: string; cents: number; reference: string; whole: boolean },
): Promise<void> {
  if (!sale.email) return
  const data = { name: sale.buyer.name, ...refund }
  await putMail(
    query,
    tenant.id,
    { key: `refunded/${refund.id}`, kind: 'payments.refunded', ...addressed(sale), data },
    now,
  )
}

/** A later payment of dues in several times was refused. */
export async function mailInstalmentRefused(
  { query, tenant, now }: Unit,
  sale: SaleRow,
  refused: Refused & { cents: number },
): Promise<void> {
  if (!sale.email) return
  const { plan, number, of, attempt, last, again, cents, restCents } = refused
  const data = { name: sale.buyer.name, number, of, last, cents, restCents, again: again?.toISOString() ?? null }
  const key = `instalment-refused/${plan.id}/${number}/${attempt}`
  await putMail(query, tenant.id, { key, kind: 'payments.instalment-refused', ...addressed(sale), data }, now)
}

/**
 * The acknowledgement that the law asks for: what was said, and the second at which it was (code de la consommation,
 * art. D221-5).
 */
export async function mailWithdrawn(
  { query, tenant, now }: Unit,
  sale: SaleRow,
  { lines, cents, to }: { lines: readonly Line[]; cents: number; to: string },
): Promise<void> {
  const what = lines.map(({ label }) => label).join(', ')
  const data = { name: sale.buyer.name, what, cents, at: now.toISOString(), paid: sale.paidAt !== null }
  const mail = { key: `withdrawn/${sale.id}`, kind: 'payments.withdrawn', ...addressed(sale), to, data }
  await putMail(query, tenant.id, mail, now)
}

/** A renewal's debit was refused. @param last no further try follows */
export async function mailRenewalFailed(
  { query, tenant, now }: Unit,
  to: { email: string; name: string; personId: string; language: 'fr' | 'en' },
  failure: { invoice: string; attempt: number; cents: number; last: boolean; endsAt: string | null },
): Promise<void> {
  const { email, name, personId, language } = to
  const key = `renewal-failed/${failure.invoice}/${failure.last ? 'last' : failure.attempt}`
  const data = { name, cents: failure.cents, last: failure.last, endsAt: failure.endsAt }
  await putMail(query, tenant.id, { key, kind: 'payments.renewal-failed', to: email, language, personId, data }, now)
}

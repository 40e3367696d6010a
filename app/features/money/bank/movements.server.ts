/** Movements at Stripe that no sale explains, and the account that a treasurer chooses for each. */
import type { Ctx } from '#app/context/open.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { ACCOUNTS, accountName } from '#app/domain/ledger/plan.ts'
import { classMovement, readUnexplained } from '#app/domain/sales/unexplained.server.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { MOVEMENT_ACCOUNTS } from './movement-accounts.ts'

export async function movementsPage(ctx: Ctx) {
  const rows = await ctx.sql((query) => readUnexplained(query, ctx.tenant.id))
  return {
    title: ctx.t('books:movements.title'),
    accounts: MOVEMENT_ACCOUNTS.map((account) => ({ value: account, label: `${account} ${accountName(account)}` })),
    rows: rows.map(({ createdAt, account, ...row }) => ({
      ...row,
      at: createdAt.toISOString(),
      account,
      accountName: account && accountName(account),
    })),
  }
}

export type MovementFault = 'account' | 'gone'

/** @param form `movement`, and `account`: one of the list, or that of what waits */
export async function bookMovementTo(ctx: Ctx, form: FormData): Promise<MovementFault | undefined> {
  const [movement, account] = ['movement', 'account'].map((name) => String(form.get(name) ?? ''))
  if (!isOneOf([...MOVEMENT_ACCOUNTS, ACCOUNTS.waiting], account)) return 'account'
  return ctx.sql(async (query) => {
    if (!(await classMovement({ query, tenant: ctx.tenant, now: ctx.now }, movement!, account))) return 'gone'
    await audit(query, ctx, 'books.movement', { subjectId: ctx.tenant.id, detail: { format: account } })
    return undefined
  })
}

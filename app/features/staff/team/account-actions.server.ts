/** What a posted form of an account page asks for, done. */

import { civilDay, startOfDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { disableAccount, enableAccount, openAccount } from '#app/domain/accounts/accounts.server.ts'
import { endRole, giveRole, type Refused } from '#app/domain/accounts/grants.server.ts'
import { type InviteFault, offerWayIn } from '#app/domain/requests/invite.server.ts'
import { may } from '#app/policy/ability.ts'
import type { Action } from '#app/vocabulary/actions.ts'

/** Keys of `admin:account` beyond those of {@link Refused}. */
export type AccountFault = Refused | InviteFault | 'reasonWrong' | 'cannotCreate' | 'unknown'

const SHORTEST_REASON = 5

/** What the page's forms ask, besides the page: opening and closing is another task than giving roles. */
const NEEDS: Record<string, Action> = {
  ...{ open: 'accounts', 'way-in': 'accounts', disable: 'accounts', enable: 'accounts' },
  ...{ end: 'roles', give: 'roles' },
}

/** @returns what is wrong, or undefined once it is done */
export async function changeAccount(
  ctx: Ctx,
  personId: string | null,
  form: FormData,
): Promise<AccountFault | undefined> {
  const needs = NEEDS[String(form.get('intent'))]
  if (needs && !may(ctx.ability, needs)) return 'rank'
  switch (form.get('intent')) {
    case 'open':
      return personId && (await openAccount(ctx, personId)) ? undefined : 'cannotCreate'
    case 'way-in':
      return offerWayIn(ctx, personId ? { personId } : { accountId: form.get('account') })
    case 'disable': {
      const reason = String(form.get('reason') ?? '')
        .trim()
        .slice(0, 500)
      return reason.length < SHORTEST_REASON ? 'reasonWrong' : disableAccount(ctx, form.get('account'), reason)
    }
    case 'enable':
      return enableAccount(ctx, form.get('account'))
    case 'end':
      return endRole(ctx, form.get('grant'))
    case 'give':
      return give(ctx, form, await accountFor(ctx, personId, form))
    default:
      return 'gone'
  }
}

/** The page's person, or whoever has the login that was typed. */
async function accountFor(ctx: Ctx, personId: string | null, form: FormData): Promise<string | undefined> {
  const login = String(form.get('login') ?? '')
    .trim()
    .toLowerCase()
  const whose = personId ? sql`"personId" = ${personId}` : sql`"login" = ${login} AND "door" = 'people'`
  const [row] = await ctx.sql((query) =>
    query<RowOf<'account', 'id'>>(sql`SELECT "id" FROM "account" WHERE "tenantId" = ${ctx.tenant.id} AND ${whose}`),
  )
  return row?.id
}

async function give(ctx: Ctx, form: FormData, accountId: string | undefined): Promise<AccountFault | undefined> {
  if (!accountId) return 'unknown'
  const from = String(form.get('from') ?? '')
  const until = String(form.get('until') ?? '')
  // Today means at once, not since midnight.
  const startsAt = from === civilDay(ctx.now) ? ctx.now : startOfDay(from)
  const endsAt = until === '' ? null : startOfDay(until)
  if (!startsAt || endsAt === undefined) return 'day'
  return giveRole(ctx, { accountId, role: String(form.get('role') ?? ''), startsAt, endsAt })
}

/** @returns the status that goes with it: what is not allowed is a refusal, the rest a form to correct. */
export function statusOf(fault: AccountFault): number {
  return fault === 'rank' || fault === 'self' || fault === 'last' ? 403 : 422
}

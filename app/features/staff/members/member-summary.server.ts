/** What one wants to know of a person before anything else: dues, account, address. */
import { lastDay } from '#app/calendar/civil-day.ts'
import { lastEndsSql, paidUpSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { shortDay } from '#app/i18n/format.ts'
import type { StaffPerson } from './staff-person.server.ts'

export interface MemberSummary {
  dues: 'forLife' | 'until' | 'ended' | 'never'
  /** The last day that is paid for, as the page's language writes it. */
  duesDay: string
  account: 'none' | 'waiting' | 'open' | 'closed'
  /** The last sign-in. */
  seen: string | null
  email: string | null
  invalid: boolean
}

interface Row extends RowOf<'account', 'lastLoginAt'> {
  endsAt: Date | null | undefined
  hasDues: boolean
  paidUp: boolean
  account: MemberSummary['account']
}

/** @returns the head of the record, of values that its viewer reads below anyway */
export async function memberSummary(ctx: Ctx, staff: StaffPerson): Promise<MemberSummary> {
  const { tenant, language } = ctx
  const [row] = await ctx.sql((query) =>
    query<Row>(sql`
      SELECT d."endsAt", d."personId" IS NOT NULL AS "hasDues", ${paidUpSql(ctx, sql`p."id"`)} AS "paidUp",
        a."lastLoginAt", CASE WHEN a."id" IS NULL THEN 'none' WHEN a."disabledAt" IS NOT NULL THEN 'closed'
          WHEN a."passwordHash" IS NULL THEN 'waiting' ELSE 'open' END AS "account"
      FROM "person" p LEFT JOIN (${lastEndsSql(tenant.id)}) d ON d."personId" = p."id"
      LEFT JOIN "account" a ON a."tenantId" = ${tenant.id} AND a."personId" = p."id"
      WHERE p."tenantId" = ${tenant.id} AND p."id" = ${staff.id}`),
  )
  const { endsAt, hasDues, paidUp, account, lastLoginAt } = row!
  const { primaryEmail, invalidEmail } = staff.person.fields
  return {
    dues: !hasDues ? 'never' : !endsAt ? 'forLife' : paidUp ? 'until' : 'ended',
    duesDay: endsAt ? shortDay(`${lastDay(endsAt)}T12:00:00Z`, language) : '',
    ...{ account, seen: lastLoginAt ? shortDay(lastLoginAt, language) : null },
    email: typeof primaryEmail === 'string' ? primaryEmail : null,
    invalid: invalidEmail === true,
  }
}

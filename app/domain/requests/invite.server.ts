/** The staff open the door, and nobody but its owner ever sees the key: a link leaves for the address on file. */
import { deceasedSql, rolesToComeSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { LINK_LIFETIMES } from '#app/domain/links/links.server.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { whyNotLetIn } from '#app/policy/staff.rules.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { sendArrivalLink, sendRecoveryLink } from './send-links.server.ts'

/** Keys of `admin:account.refused`. */
export type InviteFault = 'gone' | 'rank' | 'self' | 'noAddress' | 'closed' | 'deceased'

interface Invited {
  personId: string | null
  accountId: string | null
  firstName: string | null
  login: string | null
  door: string | null
  active: boolean
  disabled: boolean
  deceased: boolean
  address: string | null
  roles: string[]
}

/**
 * The address mail goes to: the account's own where it is used already, or one that its owner has proven; else the
 * preferred one that works. Nobody resets a password to an address they have just typed. Of the person `p` and their
 * account `a`.
 */
export const addressOf = (
  tenantId: string,
): Sql => sql`coalesce(CASE WHEN a."passwordHash" IS NOT NULL THEN a."email" END,
  (SELECT e."address" FROM "person_email" e WHERE e."tenantId" = ${tenantId} AND e."personId" = p."id"
  AND NOT e."invalid"
    AND (a."passwordHash" IS NULL OR e."verifiedAt" IS NOT NULL)
    ORDER BY e."preferred" DESC, array_position(ARRAY['personal', 'work', 'lifetime'], e."kind"), e."rank"
    LIMIT 1), a."email")`

/** An invitation to somebody without an account in use; a link to choose another password to whoever has one [S2]. */
export async function offerWayIn(
  ctx: Ctx,
  whose: { personId: string } | { accountId: unknown },
): Promise<InviteFault | undefined> {
  const fault = await ctx.sql(
    async (query) => {
      const invited = await findInvited(query, ctx, whose)
      if (!invited) return 'gone'
      if (invited.disabled) return 'closed'
      const refused = whyNotLetIn(ctx.viewer, invited)
      if (refused) return refused === 'self' ? 'self' : 'rank'
      if (invited.deceased) return 'deceased'
      if (!invited.address) return 'noAddress'
      await send(query, ctx, invited, invited.address)
      return undefined
    },
    { signal: undefined },
  )
  if (!fault) await enqueue(sendMailsTask, { tenantId: ctx.tenant.id })
  return fault
}

async function findInvited(
  query: Query,
  { tenant, now }: Ctx,
  whose: { personId: string } | { accountId: unknown },
): Promise<Invited | undefined> {
  const id = 'personId' in whose ? whose.personId : whose.accountId
  if (!isUuid(id)) return undefined
  const [row] = await query<Invited>(sql`
    SELECT p."id" AS "personId", a."id" AS "accountId", coalesce(p."firstName", '') AS "firstName", a."login", a."door",
      a."passwordHash" IS NOT NULL AS "active", a."disabledAt" IS NOT NULL AS "disabled",
        ${deceasedSql(tenant.config)} AS "deceased", ${addressOf(tenant.id)} AS "address",
      ${rolesToComeSql({ tenant, now }, sql`a."id"`)} AS "roles"
    FROM (SELECT * FROM "person" WHERE "tenantId" = ${tenant.id}) p
    FULL JOIN (SELECT * FROM "account" WHERE "tenantId" = ${tenant.id}) a ON a."personId" = p."id"
    WHERE ${'personId' in whose ? sql`p."id" = ${id}` : sql`a."id" = ${id}`}`)
  return row
}

async function send(query: Query, ctx: Ctx, invited: Invited, to: string): Promise<void> {
  const { personId, accountId, firstName, login, active, door } = invited
  const asked = { id: uuidv7(ctx.now.getTime()), language: 'fr' as const }
  const whom = { to, firstName, personId, accountId }
  if (active && accountId && login)
    await sendRecoveryLink({ query, tenant: ctx.tenant, now: ctx.now }, asked, {
      ...whom,
      accountId,
      login,
      purpose: 'recovery',
    })
  else
    await sendArrivalLink({ query, tenant: ctx.tenant, now: ctx.now }, asked, {
      ...whom,
      purpose: 'invitation',
      door: door ?? 'people',
    })
  await audit(query, ctx, active ? 'account.reset' : 'account.invited', { subjectId: (personId ?? accountId)! })
}

/** One press invites no more; the page says who is left. */
export const MOST_AT_ONCE = 500

/**
 * People without an account in use whom a mail reaches, not invited lately; nobody who has died, nobody with a role.
 */
function invitable({ tenant, now }: Ctx): Sql {
  const since = new Date(now.getTime() - LINK_LIFETIMES.invitation)
  return sql`FROM "person" p LEFT JOIN "account" a ON a."tenantId" = ${tenant.id} AND a."personId" = p."id"
    WHERE p."tenantId" = ${tenant.id} AND a."passwordHash" IS NULL AND a."disabledAt" IS NULL
      AND NOT ${deceasedSql(tenant.config)}
      AND EXISTS (SELECT 1 FROM "person_email" e WHERE e."tenantId" = ${tenant.id} AND e."personId" = p."id"
      AND NOT e."invalid")
      AND NOT EXISTS (SELECT 1 FROM "link" l WHERE l."tenantId" = ${tenant.id} AND l."personId" = p."id"
        AND l."purpose" = 'invitation' AND l."createdAt" > ${since})
      AND ${rolesToComeSql({ tenant, now }, sql`a."id"`)} = '{}'`
}

export interface Cohort {
  /** Null for people without a year. */
  promotion: number | null
  count: number
}

/** @returns years with somebody to invite, the latest first. */
export function readCohorts(ctx: Ctx): Promise<Cohort[]> {
  return ctx.sql(
    (query) =>
      query<Cohort>(sql`SELECT p."promotion", count(*)::int AS "count" ${invitable(ctx)}
        GROUP BY p."promotion" ORDER BY p."promotion" DESC NULLS LAST LIMIT 200`),
    { statementTimeout: 15_000 },
  )
}

/**
 * Invites a whole year, or everybody.
 * @returns how many mails were written: {@link MOST_AT_ONCE} at most, the rest at the next press
 */
export async function inviteCohort(ctx: Ctx, promotion: number | 'all'): Promise<number> {
  const among = promotion === 'all' ? sql`` : sql`AND p."promotion" = ${promotion}`
  const count = await ctx.sql(
    async (query) => {
      // Two volunteers at once invite nobody twice.
      await query(sql`SELECT pg_advisory_xact_lock(hashtext('invite'), hashtext(${ctx.tenant.id}))`)
      const people = await query<Invited>(sql`
        SELECT p."id" AS "personId", a."id" AS "accountId", coalesce(p."firstName", '') AS "firstName",
          ${addressOf(ctx.tenant.id)} AS "address"
        ${invitable(ctx)} ${among} ORDER BY p."promotion" DESC NULLS LAST, p."id" LIMIT ${MOST_AT_ONCE}`)
      const asked = { id: uuidv7(ctx.now.getTime()), language: 'fr' as const }
      for (const { personId, accountId, firstName, address } of people)
        await sendArrivalLink({ query, tenant: ctx.tenant, now: ctx.now }, asked, {
          to: address!,
          firstName,
          personId,
          accountId,
          purpose: 'invitation',
        })
      if (people.length > 0)
        await audit(query, ctx, 'account.invited', { subjectId: ctx.tenant.id, detail: { count: people.length } })
      return people.length
    },
    { signal: undefined, statementTimeout: 30_000 },
  )
  if (count > 0) await enqueue(sendMailsTask, { tenantId: ctx.tenant.id })
  return count
}

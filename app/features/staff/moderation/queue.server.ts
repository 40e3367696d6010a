/** What was reported, for the staff: whom several reported first, then the longest waiting (E6, N11). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { countShown } from '#app/context/shown-people.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { disableWithin } from '#app/domain/accounts/accounts.server.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { type VisiblePerson, visiblePerson } from '#app/domain/search/visible-person.server.ts'
import { may } from '#app/policy/ability.ts'
import { whyNotDecide } from '#app/policy/report.rules.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { DECISIONS, type Decision } from '#app/vocabulary/reports.ts'

export interface ReportedPerson {
  handle: string
  name: string
  /** Different people who reported; the rank in the queue. */
  reporters: number
  since: string
  reasons: string[]
  decided: number
}

/** At most so many people at a time; the rest comes up as these are decided. */
const SHOWN = 100

/** @returns people with open reports, or those decided about lately */
export async function readQueue(ctx: Ctx, open: boolean): Promise<ReportedPerson[]> {
  const people = await ctx.sql(async (query) => {
    const rows = await query<Omit<ReportedPerson, 'name' | 'since'> & { since: Date }>(sql`
      SELECT p."handle", count(DISTINCT coalesce(r."accountId", r."id")) FILTER (WHERE r."open")::int AS "reporters",
        coalesce(min(r."at") FILTER (WHERE r."open"), max(r."decidedAt")) AS "since",
        array_agg(DISTINCT r."reason") AS "reasons", (count(*) FILTER (WHERE r."open" IS NULL))::int AS "decided"
      FROM "person_report" r JOIN "person" p ON p."tenantId" = ${ctx.tenant.id} AND p."id" = r."personId"
      WHERE r."tenantId" = ${ctx.tenant.id} GROUP BY p."id", p."handle"
      HAVING bool_or(r."open") IS ${open ? sql`TRUE` : sql`NOT TRUE`}
      ORDER BY ${open ? sql`"reporters" DESC, "since"` : sql`"since" DESC`} LIMIT ${SHOWN}`)
    const people: ReportedPerson[] = []
    for (const { since, ...row } of rows) {
      const person = await visiblePerson(ctx, ctx.ability, query, row.handle)
      if (person) people.push({ ...row, name: person.name, since: since.toISOString() })
    }
    return people
  })
  await countShown(ctx, people)
  return people
}

async function about(ctx: Ctx, query: Query, handle: string): Promise<VisiblePerson> {
  const person = await visiblePerson(ctx, ctx.ability, query, handle)
  if (!person) throw notFound()
  return person
}

interface Line extends RowOf<'person_report', 'id' | 'reason' | 'words' | 'at' | 'open' | 'decidedAt' | 'because'> {
  decision: Decision | null
  by: string | null
  decider: string | null
}

/**
 * One person's reports, newest first, decided ones with what was decided.
 * @throws Response 404 where nothing was reported
 */
export function readReports(ctx: Ctx, handle: string) {
  return ctx.sql(async (query) => {
    const person = await about(ctx, query, handle)
    const lines = await query<Line>(sql`
      SELECT r."id", r."reason", r."words", r."at", r."open", r."decision", r."decidedAt", r."because",
        a."login" AS "by", d."login" AS "decider" FROM "person_report" r
      LEFT JOIN "account" a ON a."tenantId" = ${ctx.tenant.id} AND a."id" = r."accountId"
      LEFT JOIN "account" d ON d."tenantId" = ${ctx.tenant.id} AND d."id" = r."decidedBy"
      WHERE r."tenantId" = ${ctx.tenant.id} AND r."personId" = ${person.id} ORDER BY r."at" DESC, r."id" DESC
      LIMIT 200`)
    if (lines.length === 0) throw notFound()
    const shown = lines.map(({ at, decidedAt, open, ...line }) => {
      return { ...line, open: open === true, at: at.toISOString(), decidedAt: decidedAt?.toISOString() ?? null }
    })
    const account = await accountOf(ctx, query, person.id)
    return {
      title: ctx.t('reports:one.title', { name: person.name }),
      name: person.name,
      handle: person.handle,
      lines: shown,
      waiting: shown.filter(({ open }) => open).length,
      disabled: account?.disabled ?? false,
      mayWarn: Boolean(account?.email),
      opensAccount: may(ctx.ability, 'accounts'),
      mayDecide: whyNotDecide(ctx.ability, person.id) === undefined,
      done: ctx.url.searchParams.has('fait'),
    }
  })
}

async function accountOf({ tenant }: Ctx, query: Query, personId: string) {
  const [row] = await query<RowOf<'account', 'id'> & { email: string | null; disabled: boolean }>(sql`
    SELECT a."id", coalesce(a."email", p."primaryEmail") AS "email", a."disabledAt" IS NOT NULL AS "disabled"
    FROM "account" a JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = a."personId"
    WHERE a."tenantId" = ${tenant.id} AND a."personId" = ${personId}`)
  return row
}

const SHORTEST = 5
const LONGEST = 500

/**
 * POST `decision` and `because`: all open reports on the person are decided together, in one transaction with the
 * effect.
 */
export async function decide(ctx: Ctx, handle: string, form: FormData) {
  const decision = form.get('decision')
  const because = String(form.get('because') ?? '').trim()
  const typed = { decision: String(decision ?? ''), because }
  const wrong = (error: string) => data({ error, typed }, { status: 422 })
  if (!isOneOf(DECISIONS, decision)) return wrong('decision')
  if (because.length < SHORTEST || because.length > LONGEST) return wrong('because')
  const fault = await ctx.sql(async (query) => {
    const person = await about(ctx, query, handle)
    const refused = whyNotDecide(ctx.ability, person.id) ?? (await carryOut(ctx, query, person, { decision, because }))
    if (refused) return refused
    await query(sql`UPDATE "person_report" SET "open" = NULL, "decision" = ${decision}, "decidedAt" = ${ctx.now},
        "decidedBy" = ${ctx.viewer.accountId ?? null}::uuid, "because" = ${because}
      WHERE "tenantId" = ${ctx.tenant.id} AND "personId" = ${person.id} AND "open"`)
    await audit(query, ctx, `report.${decision}`, { subjectId: person.id, detail: { reason: because } })
    return undefined
  })
  if (fault) return data({ error: fault, typed }, { status: fault === 'gone' ? 422 : 403 })
  return redirect(`${href.reportsOf(handle)}?fait=1`, 303)
}

/** @returns why it cannot be done: `gone` where nothing is open any more, or nobody could be warned or shut out */
async function carryOut(
  ctx: Ctx,
  query: Query,
  person: VisiblePerson,
  { decision, because }: { decision: Decision; because: string },
) {
  const open = await query<
    RowOf<'person_report', 'id'>
  >(sql`SELECT "id" FROM "person_report" WHERE "tenantId" = ${ctx.tenant.id}
    AND "personId" = ${person.id} AND "open" ORDER BY "id" FOR UPDATE`)
  if (open.length === 0) return 'gone' as const
  if (decision === 'dismissed') return undefined
  const account = await accountOf(ctx, query, person.id)
  if (decision === 'disabled') return disableWithin(query, ctx, account?.id, because)
  if (!account?.email) return 'gone' as const
  // The first report's id: decided again, it would be another mail.
  const mail = {
    key: `reports.warned/${open[0]!.id}`,
    kind: 'reports.warned',
    to: account.email,
    language: 'fr' as const,
  }
  await putMail(
    query,
    ctx.tenant.id,
    { ...mail, personId: person.id, accountId: account.id, data: { because } },
    ctx.now,
  )
  return undefined
}

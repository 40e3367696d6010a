/** Companies and schools in the staff's hands: validated, completed, given passes (I12, N3, N4, P5, C3). */

import { civilDay, startOfDay } from '#app/calendar/civil-day.ts'
import { notEnded, passHistory, passInForce, passRows, stateSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { join, type Sql, sql } from '#app/db/sql.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import type { Refused } from '#app/domain/accounts/grants.server.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { viewerFrom } from '#app/policy/viewer.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import type { RoleName } from '#app/vocabulary/roles.ts'

export const KINDS = ['company', 'school'] as const

export interface OrganisationLine {
  id: string
  kind: string
  name: string
  contactName: string | null
  createdAt: string
  validatedAt: string | null
  completedAt: string | null
  hasPass: boolean
  accounts: number
}

export interface OrganisationsQuery {
  q?: string
  kind?: string
  waiting: boolean
  /** Those whose page waits to be read. */
  pages: boolean
  after?: string
}

export const ORGANISATION_ROWS = 50

/** @returns what the list's address asks for. */
export function readOrganisationsQuery(params: URLSearchParams): OrganisationsQuery {
  const [q, kind, after] = ['q', 'type', 'apres'].map((name) => params.get(name)?.trim() || undefined)
  return {
    ...(q ? { q: q.slice(0, 120) } : {}),
    ...(isOneOf(KINDS, kind) ? { kind } : {}),
    waiting: params.get('etat') === 'attente',
    pages: params.get('etat') === 'pages',
    ...(isUuid(after) ? { after } : {}),
  }
}

const waitingPageSql = (tenantId: string): Sql => sql`EXISTS (SELECT FROM "organisation_page" g
  WHERE g."tenantId" = ${tenantId} AND g."organisationId" = o."id" AND g."state" = 'waiting')`

/** Newest first; ids are ordered in time. */
export function findOrganisations(ctx: Ctx, { q, kind, waiting, pages, after }: OrganisationsQuery) {
  const conditions: Sql[] = [
    sql`o."tenantId" = ${ctx.tenant.id}`,
    ...(kind ? [sql`o."kind" = ${kind}`] : []),
    ...(waiting ? [sql`o."validatedAt" IS NULL AND o."refusedAt" IS NULL`] : []),
    ...(pages ? [waitingPageSql(ctx.tenant.id)] : []),
    ...(q ? [sql`position(lower(${q}) in lower(o."name")) > 0`] : []),
  ]
  return ctx.sql(async (query) => {
    const where = join(conditions, ' AND ')
    const [count] = await query<{ total: number }>(
      sql`SELECT count(*)::int AS "total" FROM "organisation" o WHERE ${where}`,
    )
    const rows = await query<OrganisationLine>(sql`
      SELECT ${lineColumns(ctx)} FROM "organisation" o
      WHERE ${where} AND ${after ? sql`o."id" < ${after}::uuid` : sql`TRUE`}
      ORDER BY o."id" DESC LIMIT ${ORGANISATION_ROWS + 1}`)
    const lines = rows.slice(0, ORGANISATION_ROWS)
    return {
      total: count?.total ?? 0,
      lines,
      next: rows.length > ORGANISATION_ROWS ? (lines.at(-1)?.id ?? null) : null,
    }
  })
}

const UTC = sql`'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`
const iso = (column: Sql) => sql`to_char(${column} AT TIME ZONE 'UTC', ${UTC})`

function lineColumns(ctx: Ctx): Sql {
  const { tenant } = ctx
  return sql`o."id", o."kind", o."name", o."contactName", ${iso(sql`o."createdAt"`)} AS "createdAt",
    ${iso(sql`o."validatedAt"`)} AS "validatedAt", ${iso(sql`o."completedAt"`)} AS "completedAt",
    EXISTS (SELECT 1 FROM ${passRows(tenant.id)} s WHERE s."organisationId" = o."id"
      AND ${passInForce(ctx)}) AS "hasPass",
    (SELECT count(*)::int FROM "account" a WHERE a."tenantId" = ${tenant.id}
    AND a."organisationId" = o."id") AS "accounts"`
}

export interface PassPeriod {
  id: string
  startsAt: string
  endsAt: string
  source: string
  state: 'past' | 'inForce' | 'future'
}

export interface OrganisationPage extends OrganisationLine {
  siret: string | null
  country: string | null
  /** Where its invoices go, in one line. */
  address: string | null
  phone: string | null
  about: string | null
  passes: PassPeriod[]
  /** What its accounts are today, by the association's rules. */
  role: RoleName
}

/** @throws Response 404 for an id that is none of this association's */
export function readOrganisation(ctx: Ctx, id: string | undefined): Promise<OrganisationPage> {
  return ctx.sql(async (query) => {
    const [row] = isUuid(id)
      ? await query<Omit<OrganisationPage, 'passes' | 'role'>>(sql`
          SELECT ${lineColumns(ctx)}, o."siret", o."country", o."phone", o."about",
            nullif(concat_ws(', ', o."street", nullif(concat_ws(' ', o."postcode", o."city"), ''), o."countryCode"),
              '') AS "address"
          FROM "organisation" o
          WHERE o."tenantId" = ${ctx.tenant.id} AND o."id" = ${id}`)
      : []
    if (!row) throw notFound()
    const passes = await query<PassPeriod>(sql`
      SELECT s."id", ${iso(sql`s."startsAt"`)} AS "startsAt", ${iso(sql`s."endsAt"`)} AS "endsAt", s."source",
        ${stateSql(sql`s`, ctx.now)} AS "state"
      FROM ${passHistory(ctx.tenant.id)} s WHERE s."organisationId" = ${row.id}
      ORDER BY s."startsAt" DESC, s."id" LIMIT 200`)
    return { ...row, passes, role: roleOf(ctx, row, passes) }
  })
}

function roleOf(ctx: Ctx, row: Omit<OrganisationPage, 'passes' | 'role'>, passes: readonly PassPeriod[]): RoleName {
  const date = (text: string | null) => (text === null ? null : new Date(text))
  const organisation = {
    id: row.id,
    validatedAt: date(row.validatedAt),
    completedAt: date(row.completedAt),
    passes: passes.map(({ startsAt, endsAt }) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) })),
  }
  const door = row.kind === 'school' ? ('schools' as const) : ('recruiters' as const)
  const facts = {
    accountId: row.id,
    door,
    personId: null,
    memberships: [],
    grants: [],
    organisation,
    friendIds: [],
    contactIds: [],
  }
  return viewerFrom(ctx.tenant.config, facts, ctx.now).roles[0] ?? 'visitor'
}

/** @returns why not, or undefined once it is done; it holds at the next request of its accounts */
export function changeOrganisation(ctx: Ctx, id: string, form: FormData): Promise<Refused | undefined> {
  switch (form.get('intent')) {
    case 'validate':
      return mark(ctx, id, 'validated')
    case 'withdraw':
      return mark(ctx, id, 'withdrawn')
    case 'complete':
      return mark(ctx, id, 'completed')
    case 'pass':
      return addPass(ctx, id, form)
    case 'end-pass':
      return endPass(ctx, id, form.get('pass'))
    default:
      return Promise.resolve('gone')
  }
}

function mark(ctx: Ctx, id: string, what: 'validated' | 'withdrawn' | 'completed'): Promise<undefined> {
  const [change, open] = {
    validated: [sql`"validatedAt" = ${ctx.now}, "refusedAt" = NULL`, sql`"validatedAt" IS NULL`],
    withdrawn: [sql`"validatedAt" = NULL`, sql`"validatedAt" IS NOT NULL`],
    completed: [sql`"completedAt" = ${ctx.now}`, sql`"completedAt" IS NULL`],
  }[what] as [Sql, Sql]
  return ctx.sql(async (query) => {
    const [row] = await query(sql`UPDATE "organisation" SET ${change}
      WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${id} AND ${open} RETURNING "id"`)
    // The second of two clicks decides nothing, and the log tells of one decision.
    if (row) await audit(query, ctx, `organisation.${what}`, { subjectId: id })
    return undefined
  })
}

async function addPass(ctx: Ctx, id: string, form: FormData): Promise<Refused | undefined> {
  const from = String(form.get('from') ?? '')
  const until = String(form.get('until') ?? '') || monthsAfter(from, ctx.tenant.config.recruiters?.pass?.months ?? 12)
  const startsAt = from === civilDay(ctx.now) ? ctx.now : startOfDay(from)
  const endsAt = startOfDay(until)
  if (!startsAt || !endsAt) return 'day'
  if (endsAt <= startsAt) return 'period'
  return ctx.sql(async (query) => {
    // One after the other: the second of two tabs finds the pass that the first wrote.
    await query(
      sql`SELECT 1 FROM "organisation" WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${id} FOR NO KEY UPDATE`,
    )
    const [standing] = await query<{ covers: boolean }>(sql`
      SELECT bool_or("startsAt" <= ${startsAt} AND "endsAt" >= ${endsAt}) AS "covers" FROM ${passRows(ctx.tenant.id)} s
      WHERE "organisationId" = ${id}
        AND "startsAt" < ${endsAt} AND "endsAt" > ${startsAt} HAVING count(*) > 0`)
    if (standing) return standing.covers ? undefined : 'overlap'
    await query(sql`
      INSERT INTO "pass_period" ("tenantId", "id", "organisationId", "startsAt", "endsAt", "source")
      VALUES (${ctx.tenant.id}, ${uuidv7(ctx.now.getTime())}, ${id}, ${startsAt}, ${endsAt}, 'staff')`)
    await audit(query, ctx, 'pass.added', { subjectId: id, detail: { until: endsAt.toISOString() } })
    return undefined
  })
}

/** @returns the same day some months later, or the last day that month has. */
function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  const at = new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)))
  return Number.isNaN(at.getTime()) ? '' : at.toISOString().slice(0, 10)
}

function endPass(ctx: Ctx, id: string, passId: unknown): Promise<Refused | undefined> {
  return ctx.sql(async (query) => {
    const [row] = isUuid(passId)
      ? await query(sql`
          UPDATE "pass_period" s SET "endsAt" = greatest("startsAt", ${ctx.now}::timestamptz), "withdrawnAt" = ${ctx.now}
          WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${passId} AND "organisationId" = ${id}
          AND ${notEnded(sql`s`, ctx.now)}
          RETURNING "id"`)
      : []
    if (!row) return 'gone'
    await audit(query, ctx, 'pass.ended', { subjectId: id })
    return undefined
  })
}

/** The staff's search over everybody: above audiences, by name, promotion, e-mail, login, role and state. */
import { grantInForce, grantRows, lastEndsSql, paidUpSql, rolesSql, standingsSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { countShown } from '#app/context/shown-people.ts'
import { toSql } from '#app/db/condition.ts'
import { join, type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { tableFields, tableLogin } from '#app/policy/shown.rules.ts'
import { type JudgedRow, type Revealed, reveal, whereListed, whereReadable } from '#app/policy/view.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { isGranted } from '#app/vocabulary/roles.ts'
import { columns, JUDGED } from './bases.ts'
import { lastReminderSql } from './last-reminder.ts'
import { ADMIN_ROWS, type MemberState, type MembersQuery } from './members-address.ts'
import { companyCondition, quickCondition } from './staff-conditions.ts'

/** What a line shows; addresses only to who may extract them all. */
const SHOWN = ['firstName', 'lastName', 'pseudonym', 'promotion', 'status', 'primaryEmail', 'invalidEmail'] as const

/** Nobody counts further. */
const COUNTED = 20_000

export interface MemberLine {
  person: Revealed
  login: string | null
  disabled: boolean
  paidUp: boolean
  roles: string[]
  /** Of lists of lapsed people: when dues ended, and when somebody was last told; ISO 8601. */
  lapsed?: { endedAt: string | null; remindedAt: string | null }
}

export interface MembersPage {
  members: MemberLine[]
  total: number
  more: boolean
  /** Ids that the addresses of the neighbouring pages name. */
  previous: string | null
  next: string | null
}

type Row = JudgedRow &
  Omit<MemberLine, 'person' | 'lapsed'> & { id: string; endedAt: Date | null; remindedAt: Date | null }

/**
 * @param most lines of a page
 * @returns one page in the order of names; an id that is nobody’s any more begins at the start.
 */
export async function findMembers(ctx: Ctx, query: MembersQuery, most = ADMIN_ROWS): Promise<MembersPage> {
  const fields = tableFields(ctx.ability, SHOWN)
  const found: MembersPage = await ctx.sql(
    async (run) => {
      const conditions = join(conditionsOf(ctx, query), ' AND ')
      const [count] = await run<{ total: number }>(sql`
        SELECT count(*)::int AS "total" FROM (SELECT 1 FROM "person" p WHERE ${conditions} LIMIT ${COUNTED + 1}) found`)
      const total = count?.total ?? 0
      const { rows, previous, next } = await pageOf(ctx, run, conditions, { ...query, most })
      const members = rows.flatMap((row) => {
        const person = reveal(ctx.ability, 'Person', row, fields)
        const { disabled, paidUp, roles, endedAt, remindedAt } = row
        const lapsed = { endedAt: endedAt?.toISOString() ?? null, remindedAt: remindedAt?.toISOString() ?? null }
        const line = { login: tableLogin(ctx.ability, row.login), disabled, paidUp, roles }
        return person ? [{ person, ...line, ...(query.etat === 'cotisation-echue' ? { lapsed } : {}) }] : []
      })
      return { members, total: Math.min(total, COUNTED), more: total > COUNTED, previous, next }
    },
    { statementTimeout: 15_000 },
  )
  await countShown(
    ctx,
    found.members.map(({ person }) => person),
  )
  return found
}

/** @returns statuses that people of the association have, for the filter. */
export function statusesInUse({ tenant, sql: run }: Ctx): Promise<string[]> {
  return run(async (query) => {
    const rows = await query<{ status: string }>(sql`
      SELECT DISTINCT "status" FROM "person" WHERE "tenantId" = ${tenant.id} AND "status" IS NOT NULL ORDER BY 1
      LIMIT 40`)
    return rows.map((row) => row.status)
  })
}

async function pageOf(
  ctx: Ctx,
  run: Query,
  conditions: Sql,
  { apres, avant, etat, most }: MembersQuery & { most: number },
) {
  const back = avant !== undefined && apres === undefined
  const cursor = apres ?? avant
  const edge = sql`(SELECT c."sortName", c."id" FROM "person" c WHERE c."tenantId" = ${ctx.tenant.id}
    AND c."id" = ${cursor ?? null}::uuid)`
  const [known] = cursor ? await run<{ id: string }>(edge) : []
  const from = !known ? sql`TRUE` : back ? sql`(p."sortName", p."id") < ${edge}` : sql`(p."sortName", p."id") > ${edge}`
  const order = back ? sql`p."sortName" DESC, p."id" DESC` : sql`p."sortName", p."id"`
  const found = await run<Row>(sql`
    SELECT ${columns([...JUDGED, ...SHOWN], 'p')}, a."login", a."disabledAt" IS NOT NULL AS "disabled",
      ${paidUpNow(ctx)} AS "paidUp", ${rolesNow(ctx)} AS "roles", ${lapsedColumns(ctx, etat)}
    FROM "person" p LEFT JOIN "account" a ON a."tenantId" = ${ctx.tenant.id} AND a."personId" = p."id"
    WHERE ${conditions} AND ${from} ORDER BY ${order} LIMIT ${most + 1}`)
  const rows = found.slice(0, most)
  if (back) rows.reverse()
  const beyond = found.length > most
  const hasPrevious = back ? beyond : known !== undefined
  const hasNext = back ? known !== undefined : beyond
  return {
    rows,
    previous: hasPrevious ? (rows[0]?.id ?? null) : null,
    next: hasNext ? (rows.at(-1)?.id ?? null) : null,
  }
}

/** Asked only where the list shows it. */
function lapsedColumns({ tenant }: Ctx, state: MemberState | undefined): Sql {
  if (state !== 'cotisation-echue') return sql`NULL AS "endedAt", NULL AS "remindedAt"`
  return sql`(SELECT m."endsAt" FROM (${lastEndsSql(tenant.id)}) m WHERE m."personId" = p."id") AS "endedAt",
    ${lastReminderSql(tenant.id, sql`p."id"`)} AS "remindedAt"`
}

function paidUpNow(ctx: Ctx): Sql {
  return paidUpSql(ctx, sql`p."id"`)
}

function rolesNow(ctx: Ctx): Sql {
  return rolesSql(ctx, sql`a."id"`)
}

/** @returns what the person `p` of a staff's search has to meet. */
export function conditionsOf(ctx: Ctx, query: MembersQuery): Sql[] {
  const readable = (field: FieldId) => toSql(whereReadable(ctx.ability, 'Person', field), 'p')
  return [
    sql`p."tenantId" = ${ctx.tenant.id}`,
    toSql(whereListed(ctx.ability, 'Person'), 'p'),
    ...(query.q ? [quickCondition(ctx, query.q)] : []),
    ...(query.promo ? [sql`p."promotion" = ${query.promo}`, readable('promotion')] : []),
    ...(query.situation ? [sql`p."status" = ${query.situation}`, readable('status')] : []),
    ...(query.entreprise ? [companyCondition(ctx, query.entreprise)] : []),
    ...(query.role ? [roleCondition(ctx, query.role)] : []),
    ...(query.etat ? [stateCondition(ctx, query.etat)] : []),
  ]
}

function roleCondition(ctx: Ctx, role: NonNullable<MembersQuery['role']>): Sql {
  if (!isGranted(role)) return role === 'adherent' ? paidUpNow(ctx) : sql`NOT ${paidUpNow(ctx)}`
  return sql`p."id" IN (SELECT a."personId" FROM ${grantRows(ctx.tenant.id)} g
    JOIN "account" a ON a."tenantId" = ${ctx.tenant.id} AND a."id" = g."accountId"
    WHERE g."role" = ${role}
      AND ${grantInForce(ctx)})`
}

function stateCondition(ctx: Ctx, state: MemberState): Sql {
  const account = sql`SELECT 1 FROM "account" a WHERE a."tenantId" = ${ctx.tenant.id} AND a."personId" = p."id"`
  switch (state) {
    case 'sans-email':
      return sql`NOT EXISTS (SELECT 1 FROM "person_email" e WHERE e."tenantId" = ${ctx.tenant.id}
        AND e."personId" = p."id")`
    case 'email-en-erreur':
      return sql`p."invalidEmail" IS TRUE`
    case 'cotisation-echue':
      return sql`p."id" IN (SELECT m."personId" FROM (${standingsSql(ctx)}) m WHERE m."lapsed")`
    case 'sans-compte':
      return sql`NOT EXISTS (${account})`
    case 'compte-ferme':
      return sql`EXISTS (${account} AND a."disabledAt" IS NOT NULL)`
  }
}

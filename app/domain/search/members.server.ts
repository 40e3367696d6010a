/** The staff's search over everybody: above audiences, by name, promotion, e-mail, login, role and state. */
import { grantInForce, grantRows, lastEndsSql, paidUpSql, rolesSql, standingsSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { countShown } from '#app/context/shown-people.ts'
import { toSql } from '#app/db/condition.ts'
import { join, type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { tableFields, tableLogin } from '#app/policy/shown.rules.ts'
import { type JudgedRow, type Revealed, reveal, whereListed, whereReadable } from '#app/policy/view.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { isGranted } from '#app/vocabulary/roles.ts'
import { columns, JUDGED } from './bases.ts'
import { lastReminderSql } from './last-reminder.ts'
import {
  ADMIN_ROWS,
  MEMBER_COLUMNS,
  type MemberColumn,
  type MemberSort,
  type MemberState,
  type MembersQuery,
  USUAL_COLUMNS,
} from './members-address.ts'
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
  /** Until when dues were paid, where the list shows it: ISO 8601; null where none were, or where they never end. */
  until: string | null
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
  Omit<MemberLine, 'person' | 'lapsed' | 'until'> & { id: string; endedAt: Date | null; remindedAt: Date | null }

/**
 * @param query `colonnes` are the columns to show: without them, a line has its name and standing alone
 * @param most lines of a page
 * @returns one page in the order of names; an id that is nobody’s any more begins at the start.
 */
export async function findMembers(ctx: Ctx, query: MembersQuery, most = ADMIN_ROWS): Promise<MembersPage> {
  const columns = query.colonnes ?? []
  const fields = tableFields(ctx.ability, [...new Set([...SHOWN, ...fieldsOf(columns)])])
  const found: MembersPage = await ctx.sql(
    async (run) => {
      const conditions = join(conditionsOf(ctx, query), ' AND ')
      const [count] = await run<{ total: number }>(sql`
        SELECT count(*)::int AS "total" FROM (SELECT 1 FROM "person" p WHERE ${conditions} LIMIT ${COUNTED + 1}) found`)
      const total = count?.total ?? 0
      const { rows, previous, next } = await pageOf(ctx, run, conditions, {
        ...query,
        tri: sortFor(columns, query.tri),
        columns,
        most,
      })
      const members = rows.flatMap((row) => {
        const person = reveal(ctx.ability, 'Person', row, fields)
        const { disabled, paidUp, roles, endedAt, remindedAt } = row
        const lapsed = { endedAt: endedAt?.toISOString() ?? null, remindedAt: remindedAt?.toISOString() ?? null }
        const until = endedAt?.toISOString() ?? null
        const line = { login: tableLogin(ctx.ability, row.login), disabled, paidUp, roles, until }
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

/** Columns that show a field of the record as it stands. */
const FIELD_COLUMNS = MEMBER_COLUMNS.filter((one) => one !== 'standing' && one !== 'until' && one !== 'login')
const fieldsOf = (columns: readonly MemberColumn[]) => FIELD_COLUMNS.filter((one) => columns.includes(one))

/** @returns the columns that this viewer's list may show, and of them those that it shows */
export function memberColumns({ ability }: Pick<Ctx, 'ability'>, { colonnes }: MembersQuery) {
  const open = tableFields(ability, FIELD_COLUMNS)
  const offered = MEMBER_COLUMNS.filter((one) => !isOneOf(FIELD_COLUMNS, one) || open.includes(one))
  return { offered, shown: offered.filter((one) => (colonnes ?? USUAL_COLUMNS).includes(one)) }
}

/** Who does not see a column learns nothing from its order. */
function sortFor(columns: readonly MemberColumn[], sort: MemberSort | undefined): MemberSort | undefined {
  const column = sort?.replace('-', '')
  return column === 'nom' || columns.some((one) => one === column) ? sort : undefined
}

/** What people stand by, names last: alone they are what the index is for. @param p the row */
function sortKeys({ tenant }: Ctx, sort: MemberSort | undefined, p: Sql): Sql[] {
  const names = [sql`${p}."sortName"`, sql`${p}."id"`]
  switch (sort?.replace('-', '')) {
    case 'promotion':
      return [sql`coalesce(${p}."promotion", 0)`, ...names]
    case 'homeCity':
      return [sql`lower(coalesce(${p}."homeCity", ''))`, ...names]
    case 'until':
      return [
        sql`coalesce((SELECT m."endsAt" FROM (${lastEndsSql(tenant.id)}) m WHERE m."personId" = ${p}."id"),
          '-infinity'::timestamptz)`,
        ...names,
      ]
    default:
      return names
  }
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

type PageWish = Omit<MembersQuery, 'colonnes'> & { columns: readonly MemberColumn[]; most: number }

async function pageOf(
  ctx: Ctx,
  run: Query,
  conditions: Sql,
  { apres, avant, etat, tri, columns: wanted, most }: PageWish,
) {
  const back = avant !== undefined && apres === undefined
  const cursor = apres ?? avant
  const edge = sql`(SELECT ${join(sortKeys(ctx, tri, sql`c`), ', ')} FROM "person" c
    WHERE c."tenantId" = ${ctx.tenant.id} AND c."id" = ${cursor ?? null}::uuid)`
  const [known] = cursor ? await run<{ id: string }>(edge) : []
  const keys = sortKeys(ctx, tri, sql`p`)
  // From the end where the sort says so, and again where one walks back.
  const falls = Boolean(tri?.startsWith('-')) !== back
  const after = sql`(${join(keys, ', ')}) ${falls ? sql`<` : sql`>`} ${edge}`
  const from = known ? after : sql`TRUE`
  const order = join(falls ? keys.map((key) => sql`${key} DESC`) : keys, ', ')
  const found = await run<Row>(sql`
    SELECT ${columns([...JUDGED, ...new Set([...SHOWN, ...fieldsOf(wanted)])], 'p')}, a."login",
      a."disabledAt" IS NOT NULL AS "disabled",
      ${paidUpNow(ctx)} AS "paidUp", ${rolesNow(ctx)} AS "roles", ${duesColumns(ctx, etat, wanted)}
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
function duesColumns({ tenant }: Ctx, state: MemberState | undefined, wanted: readonly MemberColumn[]): Sql {
  const isLapsed = state === 'cotisation-echue'
  const ends = sql`(SELECT m."endsAt" FROM (${lastEndsSql(tenant.id)}) m WHERE m."personId" = p."id")`
  return sql`${isLapsed || wanted.includes('until') ? ends : sql`NULL`} AS "endedAt",
    ${isLapsed ? lastReminderSql(tenant.id, sql`p."id"`) : sql`NULL`} AS "remindedAt"`
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
    ...(query.import ? [broughtBy(ctx, query.import)] : []),
    ...(query.role ? [roleCondition(ctx, query.role)] : []),
    ...(query.etat ? [stateCondition(ctx, query.etat)] : []),
  ]
}

function broughtBy({ tenant }: Ctx, runId: string): Sql {
  return sql`p."id" IN (SELECT d."personId" FROM "import_decision" d WHERE d."tenantId" = ${tenant.id}
    AND d."runId" = ${runId}::uuid AND d."kind" = 'create')`
}

function roleCondition(ctx: Ctx, role: NonNullable<MembersQuery['role']>): Sql {
  if (!isGranted(role)) return role === 'adherent' ? paidUpNow(ctx) : sql`NOT ${paidUpNow(ctx)}`
  return sql`p."id" IN (SELECT a."personId" FROM ${grantRows(ctx.tenant.id)} g
    JOIN "account" a ON a."tenantId" = ${ctx.tenant.id} AND a."id" = g."accountId"
    WHERE g."role" = ${role}
      AND ${grantInForce(ctx)})`
}

/** Somebody has an address in error, or one that works; the address for life leads to those. */
const hasEmail = ({ tenant }: Ctx, invalid: boolean): Sql => sql`EXISTS (SELECT 1 FROM "person_email" e
  WHERE e."tenantId" = ${tenant.id} AND e."personId" = p."id" AND e."invalid" = ${invalid} AND e."kind" <> 'lifetime')`

function stateCondition(ctx: Ctx, state: MemberState): Sql {
  const account = sql`SELECT 1 FROM "account" a WHERE a."tenantId" = ${ctx.tenant.id} AND a."personId" = p."id"`
  switch (state) {
    case 'sans-email':
      return sql`NOT EXISTS (SELECT 1 FROM "person_email" e WHERE e."tenantId" = ${ctx.tenant.id}
        AND e."personId" = p."id")`
    case 'email-en-erreur':
      return sql`p."invalidEmail" IS TRUE`
    case 'email-remplace':
      return sql`(${hasEmail(ctx, true)} AND ${hasEmail(ctx, false)})`
    case 'email-sans-recours':
      return sql`(${hasEmail(ctx, true)} AND NOT ${hasEmail(ctx, false)})`
    case 'cotisation-echue':
      return sql`p."id" IN (SELECT m."personId" FROM (${standingsSql(ctx)}) m WHERE m."lapsed")`
    case 'sans-compte':
      return sql`NOT EXISTS (${account})`
    case 'compte-ferme':
      return sql`EXISTS (${account} AND a."disabledAt" IS NOT NULL)`
  }
}

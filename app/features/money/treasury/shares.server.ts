/**
 * Costs and subsidies shared by heads [I16]: who takes part, how many heads each has today, what each gets, kept as it
 * was.
 */

import { civilDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { tenantOfId } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { join, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { belongsByRecordSql } from '#app/domain/groups/areas.server.ts'
import { largestRemainder } from '#app/domain/ledger/largest-remainder.ts'
import { ACCOUNTS } from '#app/domain/ledger/plan.ts'
import { readCents } from '#app/domain/ledger/read-cents.ts'

export const SHARE_KINDS = ['dues', 'project', 'subsidy'] as const
export type ShareKind = (typeof SHARE_KINDS)[number]

export interface Party {
  id: string
  name: string
  heads: number
}

export interface Part extends Party {
  cents: number
}

/**
 * Of a federation its member associations, counted in the shared base; of an association its regional groups, counted
 * by home address (I14). Nobody where the association has neither.
 */
export async function countParties(ctx: Ctx, query: Query): Promise<Party[]> {
  return ctx.tenant.config.kind === 'federation' ? members(ctx, query) : regions(ctx, query)
}

async function members({ tenant }: Ctx, query: Query): Promise<Party[]> {
  const rows = await query<{ id: string; heads: number }>(sql`
    SELECT m."tenantId" AS "id", (SELECT count(*)::int FROM "shared_entry" e
      WHERE e."federationId" = ${tenant.federationId} AND e."tenantId" = m."tenantId") AS "heads"
    FROM "federation_member" m WHERE m."federationId" = ${tenant.federationId} AND m."tenantId" <> ${tenant.id}`)
  const parties: Party[] = []
  for (const { id, heads } of rows) {
    const member = await tenantOfId(id)
    if (member) parties.push({ id: member.slug, name: member.config.name, heads })
  }
  return parties.sort((a, b) => (a.id < b.id ? -1 : 1))
}

async function regions(ctx: Ctx, query: Query): Promise<Party[]> {
  const groups = ctx.tenant.config.groups.filter(({ kind, area }) => kind === 'regional' && area)
  if (groups.length === 0) return []
  const inArea = groups.map((group) => ({ id: group.id, where: belongsByRecordSql(ctx.tenant.config, group) }))
  const cases = join(
    inArea.map(
      ({ id, where }) => sql`SELECT ${id}::text AS "id", count(*) FILTER (WHERE ${where})::int AS "heads"
      FROM "person" p WHERE p."tenantId" = ${ctx.tenant.id}`,
    ),
    ' UNION ALL ',
  )
  const heads = new Map((await query<{ id: string; heads: number }>(cases)).map((row) => [row.id, row.heads]))
  return groups.map(({ id, name }) => ({ id, name: name[ctx.language], heads: heads.get(id) ?? 0 }))
}

export interface ShareRow extends RowOf<'apportionment', 'id' | 'title' | 'cents' | 'day' | 'cancels'> {
  kind: ShareKind
  parts: Part[]
  cancelled: boolean
  by: string | null
}

/** @returns what was shared, newest first. */
export function readShares(ctx: Ctx, query: Query): Promise<ShareRow[]> {
  return query<ShareRow>(sql`
    SELECT s."id", s."kind", s."title", s."cents", s."day", s."parts", s."cancels", a."login" AS "by",
      EXISTS (SELECT 1 FROM "apportionment" c WHERE c."tenantId" = ${ctx.tenant.id}
        AND c."cancels" = s."id") AS "cancelled"
    FROM "apportionment" s LEFT JOIN "account" a ON a."tenantId" = ${ctx.tenant.id} AND a."id" = s."accountId"
    WHERE s."tenantId" = ${ctx.tenant.id} ORDER BY s."id" DESC LIMIT 100`)
}

export interface OwedPart {
  code: string
  name: string
  /** Of passes sold since the beginning, less what was taken back. */
  cents: number
}

/** @returns what members are owed of the federation's passes, as the books say it. */
export function readOwedParts({ tenant }: Ctx, query: Query): Promise<OwedPart[]> {
  return query<OwedPart>(sql`
    SELECT l."auxiliary" AS "code", max(l."auxiliaryName") AS "name",
      sum(l."creditCents" - l."debitCents")::float8 AS "cents"
    FROM "ledger_line" l WHERE l."tenantId" = ${tenant.id} AND l."account" = ${ACCOUNTS.members} GROUP BY 1 ORDER BY 1`)
}

export type ShareFault = 'title' | 'amount' | 'heads' | 'kind' | 'gone'

/** @param form `kind`, `title`, `amount` and `heads-<party>`: heads as counted, or as somebody corrected them */
export async function shareCost(ctx: Ctx, form: FormData): Promise<ShareFault | undefined> {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const kind = SHARE_KINDS.find((one) => one === text('kind'))
  const cents = readCents(text('amount'))
  if (!kind) return 'kind'
  if (text('title').length < 3 || text('title').length > 200) return 'title'
  if (cents === undefined || cents <= 0 || cents > 1_000_000_000) return 'amount'
  return ctx.sql(async (query) => {
    const parties = await countParties(ctx, query)
    const heads = parties.map(({ id, heads: counted }) => readHeads(text(`heads-${id}`), counted))
    if (heads.some((one) => one === undefined) || heads.every((one) => one === 0)) return 'heads'
    const shares = largestRemainder(cents, heads as number[])
    const parts: Part[] = parties.map(({ id, name }, i) => ({ id, name, heads: heads[i]!, cents: shares[i]! }))
    if (await isShared(query, ctx, { kind, title: text('title'), cents })) return undefined
    await keep(query, ctx, { kind, title: text('title'), cents, parts, cancels: null })
    return undefined
  })
}

/** One after the other: the second of two tabs finds what the first shared or took back. */
const inTurn = (query: Query, { tenant }: Ctx) =>
  query(sql`SELECT pg_advisory_xact_lock(hashtext('shares'), hashtext(${tenant.id}))`)

/** Equal in kind, title and amount on one day, and not taken back: the same cost, sent twice. */
async function isShared(query: Query, ctx: Ctx, { kind, title, cents }: Pick<ShareRow, 'kind' | 'title' | 'cents'>) {
  await inTurn(query, ctx)
  const rows = await readShares(ctx, query)
  const day = civilDay(ctx.now)
  return rows.some(
    (row) =>
      [row.kind, row.title, row.cents, row.day].join() === [kind, title, cents, day].join() &&
      !row.cancels &&
      !row.cancelled,
  )
}

function readHeads(typed: string, counted: number): number | undefined {
  if (typed === '') return counted
  return /^\d{1,9}$/.test(typed) ? Number(typed) : undefined
}

/** Takes one back: it stays, and a second row says so. */
export async function cancelShare(ctx: Ctx, id: string): Promise<ShareFault | undefined> {
  if (!isUuid(id)) return 'gone'
  return ctx.sql(async (query) => {
    await inTurn(query, ctx)
    const row = (await readShares(ctx, query)).find((one) => one.id === id)
    if (!row || row.cancelled || row.cancels) return 'gone'
    await keep(query, ctx, { ...row, cancels: id })
    return undefined
  })
}

async function keep(
  query: Query,
  ctx: Ctx,
  { kind, title, cents, parts, cancels }: Pick<ShareRow, 'kind' | 'title' | 'cents' | 'parts' | 'cancels'>,
): Promise<void> {
  const id = uuidv7(ctx.now.getTime())
  await query(sql`
    INSERT INTO "apportionment" ("tenantId", "id", "kind", "title", "cents", "day", "parts", "cancels", "accountId",
      "createdAt")
    VALUES (${ctx.tenant.id}, ${id}, ${kind}, ${title}, ${cents}, ${civilDay(ctx.now)},
      ${JSON.stringify(parts)}::jsonb, ${cancels},
      ${ctx.viewer.accountId ?? null}::uuid, ${ctx.now})`)
  await audit(query, ctx, 'books.shares', {
    subjectId: id,
    detail: { format: title, ...(cancels ? { state: 'cancelled' } : {}) },
  })
}

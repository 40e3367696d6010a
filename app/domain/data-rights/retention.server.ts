/** Deletes what is too old, batch by batch, and says what it kept, deleted, and will delete. */
import { env } from '#app/context/env.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Scoped } from '#app/context/unit.ts'
import { CATALOGUE } from '#app/db/catalogue.ts'
import { join, name, type Sql, sql } from '#app/db/sql.ts'
import { inTenantSql, type Query, SLOW } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { fileStore } from '#app/outside/files.ts'
import { cutOff, periodOf } from '#app/tenant/retention.ts'
import { endBaskets } from './end-baskets.server.ts'
import { endOrigins } from './end-origins.server.ts'
import { endPublications } from './end-publications.server.ts'
import { type RetentionRule, RULES } from './retention-rules.ts'

/** Rows that one transaction deletes. */
const BATCH = 2_000

/** Tables whose rows name a file of the store. */
const FILED = new Set(CATALOGUE.flatMap(({ table, columns }) => ('fileKey' in columns ? [table] : [])))

/** Columns that hold a day and no instant: such a row lives through its last day. */
const DAYS = new Set(
  CATALOGUE.flatMap(({ table, columns }) =>
    Object.entries(columns).flatMap(([column, type]) => (type === 'Date' ? [`${table}.${column}`] : [])),
  ),
)

/** Columns that name a row within its association. */
function keysOf(table: string, alias: string): Sql {
  const { key } = CATALOGUE.find((one) => one.table === table)!
  const own = key.filter((column) => column !== 'tenantId')
  return join(
    own.map((column) => name(column, alias)),
    ', ',
  )
}

/** The rows of a rule that ended before an instant. */
function tooOld(tenantId: string, rule: RetentionRule, before: Date): Sql {
  const { table, clock, parent, states, spared } = rule
  const late = parent
    ? sql`EXISTS (SELECT FROM ${name(parent.table)} p WHERE p."tenantId" = ${tenantId}
        AND p."id" = r.${name(parent.link)} AND p.${name(clock)} < ${before}::timestamptz
        AND ${spared ? sql`p.${name(spared)} IS NULL` : sql`TRUE`})`
    : DAYS.has(`${table}.${clock}`)
      ? sql`r.${name(clock)} < ${before.toISOString().slice(0, 10)}::date`
      : sql`r.${name(clock)} < ${before}::timestamptz`
  if (spared && !parent) return sql`${late} AND r.${name(spared)} IS NULL`
  return states ? sql`${late} AND r."state" = ANY(${[...states]}::text[])` : late
}

/** Tables from which the site may not delete: their rows leave by the database's own guarded door. */
async function appendOnly(query: Query): Promise<Set<string>> {
  const rows = await query<{
    table: string
  }>(sql`SELECT t.name AS "table" FROM unnest(${RULES.map((rule) => rule.table)}::text[]) AS t(name)
    WHERE NOT has_table_privilege(format('public.%I', t.name), 'DELETE')`)
  return new Set(rows.map(({ table }) => table))
}

async function deleteBatch(
  { query, tenant: { id: tenantId } }: Scoped<{ id: string }>,
  rule: RetentionRule,
  before: Date,
  guarded: boolean,
) {
  const { table, clock, parent } = rule
  if (guarded) {
    const [row] = await query<{
      gone: number
    }>(sql`SELECT expire_rows(${tenantId}::uuid, ${table}, ${clock}, ${before}::timestamptz, ${BATCH}::int,
      ${parent?.link ?? null}, ${parent?.table ?? null})::int AS "gone"`)
    return row!.gone
  }
  const files = FILED.has(table)
  const gone = await query<{ key?: string | null }>(sql`DELETE FROM ${name(table)} g
    WHERE g."tenantId" = ${tenantId} AND (${keysOf(table, 'g')}) IN (SELECT ${keysOf(table, 'r')} FROM ${name(table)} r
      WHERE r."tenantId" = ${tenantId} AND ${tooOld(tenantId, rule, before)} LIMIT ${BATCH})
    RETURNING ${files ? name('fileKey') : sql`NULL`} AS "key"`)
  // A file whose row is still there after a crash would be fetched; a row whose file is gone is not.
  if (files) for (const { key } of gone) if (key) await fileStore(env().FILES_URL).remove(key)
  return gone.length
}

/** Rows that end with a parent go before it: once it is gone, nothing says how old they are. */
const IN_TURN = RULES.toSorted((a, b) => Number(b.parent !== undefined) - Number(a.parent !== undefined))
const PIECES = IN_TURN.filter(({ kind }) => kind === 'accounting')
const OTHERS = IN_TURN.filter(({ kind }) => kind !== 'accounting')

/**
 * Applies every rule of the association.
 * @param now of the clock
 * @returns rows deleted by table; those from which nothing went are left out
 */
export async function applyRetention(tenant: Tenant, now: Date, signal?: AbortSignal): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  const guarded = await inTenantSql(tenant.id, appendOnly)
  const end = async (rule: RetentionRule): Promise<number> => {
    const before = cutOff(periodOf(tenant.config.keep, rule.kind), now)
    let all = 0
    for (let gone = BATCH; gone === BATCH; all += gone) {
      signal?.throwIfAborted()
      gone = await inTenantSql(
        tenant.id,
        (query) => deleteBatch({ query, tenant }, rule, before, guarded.has(rule.table)),
        SLOW,
      )
    }
    if (all > 0) counts[rule.table] = (counts[rule.table] ?? 0) + all
    return all
  }
  for (const rule of OTHERS) await end(rule)
  // A piece that others hang on waits for them: round again, until nothing more goes.
  for (let gone = 1; gone > 0; ) {
    gone = 0
    for (const rule of PIECES) gone += await end(rule)
  }
  const ended = await endPublications(tenant, now, signal)
  if (ended > 0) counts.person = ended
  const baskets = await endBaskets(tenant, now, signal)
  if (baskets > 0) counts.sale = (counts.sale ?? 0) + baskets
  for (const [table, emptied] of Object.entries(await endOrigins(tenant, now, signal)))
    counts[table] = (counts[table] ?? 0) + emptied
  if (Object.keys(counts).length > 0)
    await inTenantSql(tenant.id, (query) =>
      query(sql`INSERT INTO "retention_run" ("tenantId", "id", "at", "counts")
        VALUES (${tenant.id}, ${uuidv7(now.getTime())}, ${now}, ${JSON.stringify(counts)}::jsonb)`),
    )
  return counts
}

export interface Kept {
  table: string
  kind: RetentionRule['kind']
  /** Rows there now. */
  kept: number
  /** Rows that the next daily run deletes. */
  next: number
  /** Rows that the runs of the next thirty days delete, that one among them. */
  month: number
}

const DAY = 86_400_000

/** @returns what each rule holds now and what it will delete; counts of one association */
export async function keptNow(query: Query, tenant: Tenant, now: Date): Promise<Kept[]> {
  const list: Kept[] = []
  const midnight = new Date((Math.floor(now.getTime() / DAY) + 1) * DAY)
  for (const rule of RULES) {
    const at = (when: Date) => tooOld(tenant.id, rule, cutOff(periodOf(tenant.config.keep, rule.kind), when))
    const [row] = await query<{ kept: number; next: number; month: number }>(sql`
      SELECT count(*)::int AS "kept", count(*) FILTER (WHERE ${at(midnight)})::int AS "next",
        count(*) FILTER (WHERE ${at(new Date(midnight.getTime() + 29 * DAY))})::int AS "month"
      FROM ${name(rule.table)} r WHERE r."tenantId" = ${tenant.id}`)
    list.push({ table: rule.table, kind: rule.kind, ...row! })
  }
  return list
}

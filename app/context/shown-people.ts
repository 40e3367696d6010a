/**
 * Distinct people whom lists show to an account, to a company and to the visitors of a network in a day. Whoever lists
 * people calls {@link countShown} with all of them, before the answer: beyond the budget nobody is shown.
 *
 * Lists are the hottest path, so a process keeps a reader's people in memory and writes new ones in batches: every few
 * seconds, and before the answer once a step is full. Each writing learns what other processes wrote: a further process
 * adds a step and a page at most.
 */

import { civilDay, secondsToMidnight } from '#app/calendar/civil-day.ts'
import { passInForce, passRows, seatSql } from '#app/context/in-force.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { type PassLimits, type Reader, readersOf, shownByPasses } from '#app/policy/shown.rules.ts'
import { log } from './log.ts'
import type { Ctx } from './open.ts'
import { keyedHash, originOf } from './origin.ts'
import { tooMany } from './refusals.ts'
import { numberOf, packed, unpacked } from './shown-numbers.ts'

/** Milliseconds after which new people are written at the latest. */
const FLUSH_AFTER = 5_000
/** Milliseconds after which a reader who asks no more is forgotten here; the database knows them. */
const IDLE = 120_000

interface Held {
  tenantId: string
  readerId: string
  day: string
  /** Everybody shown that this process knows of. */
  known: Set<number>
  /** Those among them that are not written yet. */
  fresh: Set<number>
  usedAt: number
  writing?: Promise<void> | undefined
}

/** On globalThis like the pool: the site's build and the process have copies of this file. */
const shared = globalThis as typeof globalThis & { alumniShown?: Map<string, Held>; alumniShownTimer?: NodeJS.Timeout }

function holdings(): Map<string, Held> {
  shared.alumniShown ??= new Map()
  return shared.alumniShown
}

/** New people that one process may show a reader before it writes them: a fortieth of the budget, a page at least. */
const stepOf = (limit: number) => Math.max(20, Math.floor(limit / 40))

/**
 * @param people everybody whom the answer shows, by handle; oneself costs nothing
 * @throws Response 429 where somebody new would go beyond the budget
 */
export async function countShown(ctx: Ctx, people: readonly { handle: string }[]): Promise<void> {
  const { viewer, ability } = ctx.holder ?? ctx
  const day = civilDay(ctx.now)
  const network = viewer.accountId ? null : networkReader(ctx, day)
  const readers = people.length === 0 ? [] : readersOf(ctx.tenant.config, viewer, { ability, network })
  if (readers.length === 0) return
  const own = ctx.account?.handle
  const numbers = people.flatMap(({ handle }) => (handle === own ? [] : [numberOf(ctx.tenant.id, handle)]))
  const counts = await Promise.all(
    readers.map(async (reader) => ({
      limit: await limitOf(ctx, reader),
      held: await heldOf(ctx.tenant.id, reader.id, day),
    })),
  )
  // From here to the end of the counting nothing is awaited: two requests at once count one after the other.
  const over = counts.find(({ held, limit }) => beyond(held, numbers, limit))
  if (over) return refuse(ctx, over.held, over.limit)
  for (const { held } of counts) add(held, numbers)
  for (const { held, limit } of counts) if (held.fresh.size >= stepOf(limit)) await write(held)
  if (counts.some(({ held }) => held.fresh.size > 0)) flushSoon()
}

/**
 * @returns id of the network that a visitor comes from, as no account or company has one (version 8): it says nothing
 * of the address, nor that two days are of one network
 */
function networkReader({ request, host, tenant }: Ctx, day: string): string | null {
  const { network } = originOf(request, host, tenant.id)
  if (network === '') return null
  const hex = Buffer.from(keyedHash(`shown ${day} ${network}`), 'base64url').toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

function beyond({ known }: Held, numbers: readonly number[], limit: number): boolean {
  const news = new Set(numbers.filter((number) => !known.has(number))).size
  return news > 0 && known.size + news > limit
}

function add(held: Held, numbers: readonly number[]): void {
  held.usedAt = Date.now()
  for (const number of numbers) {
    if (held.known.has(number)) continue
    held.known.add(number)
    held.fresh.add(number)
  }
}

async function limitOf(ctx: Ctx, { id, limit, isCompany }: Reader): Promise<number> {
  if (!isCompany) return limit
  const { viewer } = ctx.holder ?? ctx
  const passes = await ctx.sql((query) => query<PassLimits>(passesOf(ctx, id, viewer.accountId), { last: true }))
  return shownByPasses(ctx.tenant.config, limit, passes)
}

/** The company's passes on which this account sits, at this instant. */
function passesOf(ctx: Ctx, organisationId: string, accountId: string | undefined): Sql {
  return sql`SELECT "openedPerDay" AS "perDay", "openedInAll" AS "inAll" FROM ${passRows(ctx.tenant.id)} s
    WHERE s."organisationId" = ${organisationId}
      AND ${passInForce(ctx)} AND ${seatSql(ctx.tenant.id, sql`${accountId ?? null}::uuid`)}`
}

async function heldOf(tenantId: string, readerId: string, day: string): Promise<Held> {
  const key = `${tenantId} ${readerId} ${day}`
  const held = holdings().get(key)
  if (held) return held
  const rows = await inTenantSql(tenantId, (query) =>
    query<{ people: Buffer }>(
      sql`SELECT "people" FROM "shown_people"
        WHERE "tenantId" = ${tenantId} AND "readerId" = ${readerId} AND "day" = ${day}::date`,
      { last: true },
    ),
  )
  // Another request of this reader may have asked meanwhile.
  const known = new Set(rows.flatMap(({ people }) => unpacked(people)))
  const made = { tenantId, readerId, day, known, fresh: new Set<number>(), usedAt: Date.now() }
  const first = holdings().get(key) ?? made
  holdings().set(key, first)
  return first
}

/** Once per reader and day in the staff's log. */
async function refuse(ctx: Ctx, held: Held, limit: number): Promise<never> {
  await write(held)
  const { tenant, now } = ctx
  const accountId = (ctx.holder ?? ctx).viewer.accountId
  const reached = { day: held.day, limit }
  const isVisitor = accountId === undefined
  await ctx.sql((query) =>
    query(sql`INSERT INTO "audit_event" ("tenantId", "id", "at", "accountId", "action", "subjectId", "detail")
      SELECT ${tenant.id}, ${uuidv7()}::uuid, ${now}, ${accountId ?? null}::uuid, 'directory.budget-reached',
        ${held.readerId}::uuid,
        ${JSON.stringify(reached)}::jsonb
      WHERE NOT EXISTS (SELECT 1 FROM "audit_event" WHERE "tenantId" = ${tenant.id}
      AND "subjectId" = ${held.readerId}::uuid
        AND "action" = 'directory.budget-reached' AND "detail"->>'day' = ${held.day}) RETURNING 1`),
  )
  throw tooMany(isVisitor ? 'shown-network' : 'shown', secondsToMidnight(now))
}

/** Writes what is new, and learns what other processes wrote; a writing under way is waited for first. */
async function write(held: Held): Promise<void> {
  while (held.writing) await held.writing
  if (held.fresh.size === 0) return
  const going = held.fresh
  held.fresh = new Set()
  held.writing = inTenantSql(held.tenantId, (query) => store(query, held, going), { isStep: true })
    .catch((error) => {
      for (const number of going) held.fresh.add(number)
      throw error
    })
    .finally(() => {
      held.writing = undefined
    })
  await held.writing
}

async function store(query: Query, held: Held, going: Set<number>): Promise<void> {
  const { tenantId, readerId, day } = held
  const [row] = await query<{ people: Buffer }>(
    sql`INSERT INTO "shown_people" ("tenantId", "readerId", "day", "people")
      VALUES (${tenantId}, ${readerId}, ${day}::date, ${packed(going)}::bytea)
      ON CONFLICT ("tenantId", "readerId", "day") DO UPDATE SET "people" = "shown_people"."people" || EXCLUDED."people"
      RETURNING "people"`,
    { last: true },
  )
  for (const number of unpacked(row!.people)) held.known.add(number)
}

function flushSoon(): void {
  shared.alumniShownTimer ??= setTimeout(() => {
    shared.alumniShownTimer = undefined
    void flushShown()
  }, FLUSH_AFTER).unref()
}

/** Writes everything that waits, and forgets readers who have gone; also the last thing that a web process does. */
export async function flushShown(): Promise<void> {
  const before = Date.now() - IDLE
  for (const [key, held] of holdings()) {
    await write(held).catch((err) => log().warn({ err }, 'people shown are not written yet'))
    if (held.usedAt < before && held.fresh.size === 0) holdings().delete(key)
  }
  if (holdings().size > 0) flushSoon()
}

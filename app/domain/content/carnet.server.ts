/**
 * The carnet: births, weddings, deaths and appointments, sent by members and read first (S3). A confirmed death stops
 * in one transaction whatever would be written to the person; a mistaken one is undone whole (B24).
 */
import { deceasedSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { countShown } from '#app/context/shown-people.ts'
import { toSql } from '#app/db/condition.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { updatePeople } from '#app/domain/people/write-people.server.ts'
import { visiblePeople } from '#app/domain/search/visible-person.server.ts'
import { apartInCarnet, decidedKinds, decidesCarnet } from '#app/policy/carnet.rules.ts'
import { whereListed } from '#app/policy/view.ts'
import type { CarnetKind, CarnetState } from '#app/vocabulary/carnet.ts'

/** Of the newest ones. */
const SHOWN = 100
/** The word that the product writes for a death. */
const DEAD = 'décédé'

export interface CarnetWords {
  kind: CarnetKind
  personId: string
  day: string
  text: string
  childName: string | null
}

export interface ShownNotice extends Omit<CarnetWords, 'personId'> {
  id: string
  state: CarnetState
  because: string | null
  person: { handle: string; name: string }
  own: boolean
  /** The viewer decides about it. */
  decides: boolean
}

type Row = RowOf<'carnet_notice'> & { kind: CarnetKind; state: CarnetState }

/** Notices about people whom the viewer may know of, by nobody they are kept apart from. */
const knownSql = ({ tenant, ability }: Ctx): Sql => {
  const apart = [...apartInCarnet(ability)]
  return sql`EXISTS (SELECT 1 FROM "person" p WHERE p."tenantId" = ${tenant.id} AND p."id" = x."personId"
      AND ${toSql(whereListed(ability, 'Person'), 'p')})
    AND x."personId" <> ALL(${apart}::uuid[]) AND coalesce(x."authorId" <> ALL(${apart}::uuid[]), TRUE)`
}

async function show(ctx: Ctx, which: Sql, first: Sql = sql``): Promise<ShownNotice[]> {
  const { rows, people } = await ctx.sql(async (query) => {
    const rows = await query<Row>(sql`SELECT x.* FROM "carnet_notice" x WHERE x."tenantId" = ${ctx.tenant.id}
      AND ${which} AND ${knownSql(ctx)} ORDER BY ${first} x."day" DESC, x."id" DESC LIMIT ${SHOWN}`)
    const ids = rows.map(({ personId }) => personId)
    return { rows, people: await visiblePeople(ctx, query, ids) }
  })
  await countShown(ctx, [...people.values()])
  return rows.flatMap((row) => {
    const person = people.get(row.personId)
    if (!person) return []
    const { id, kind, day, text, childName, state } = row
    const own = row.authorId !== null && row.authorId === ctx.viewer.personId
    const decides = decidesCarnet(ctx.ability, kind)
    return [{ id, kind, day, text, childName, state, because: own ? row.because : null, person, own, decides }]
  })
}

/** @returns what is published, for this viewer, the newest day first */
export const readCarnet = (ctx: Ctx, kind?: CarnetKind): Promise<ShownNotice[]> =>
  show(ctx, sql`x."state" = 'published' AND (${kind ?? null}::text IS NULL OR x."kind" = ${kind ?? null})`)

/** @returns what the viewer sent and is not published */
export const readOwnNotices = (ctx: Ctx): Promise<ShownNotice[]> =>
  show(ctx, sql`x."state" IN ('pending', 'refused') AND x."authorId" = ${ctx.viewer.personId ?? null}::uuid`)

/** @returns what waits, before whatever is published, for who decides */
export const readCarnetDesk = (ctx: Ctx): Promise<ShownNotice[]> =>
  show(ctx, sql`x."state" IN ('pending', 'published')`, sql`x."state" = 'published',`)

/** Notices of one author that wait at a time: a desk is not to be flooded. */
const MOST_WAITING = 5

/** @returns true where the viewer has sent as many notices as may wait at a time */
export async function hasSentEnough({ tenant, viewer }: Ctx, query: Query): Promise<boolean> {
  const [row] = await query<{ n: number }>(sql`SELECT count(*)::int AS "n" FROM "carnet_notice"
    WHERE "tenantId" = ${tenant.id} AND "authorId" = ${viewer.personId ?? null}::uuid AND "state" = 'pending'`)
  return row!.n >= MOST_WAITING
}

/** Sends a notice, which waits to be read. */
export async function sendNotice({ tenant, viewer, now }: Ctx, query: Query, words: CarnetWords): Promise<void> {
  await query(sql`INSERT INTO "carnet_notice" ("tenantId", "id", "kind", "personId", "authorId", "day", "text",
      "childName", "state", "createdAt")
    VALUES (${tenant.id}, ${uuidv7(now.getTime())}, ${words.kind}, ${words.personId}, ${viewer.personId ?? null},
      ${words.day}, ${words.text}, ${words.childName}, 'pending', ${now})`)
}

/**
 * Takes one's own notice back: while nobody decided, and published too, since who named a child may change their mind.
 * @returns false for one that was refused, and for a death that was confirmed
 */
export async function takeBackNotice({ tenant, viewer }: Ctx, query: Query, id: string): Promise<boolean> {
  if (!isUuid(id)) return false
  const rows = await query(sql`UPDATE "carnet_notice" SET "state" = 'withdrawn' WHERE "tenantId" = ${tenant.id}
    AND "id" = ${id} AND "authorId" = ${viewer.personId ?? null}::uuid
    AND ("state" = 'pending' OR ("state" = 'published' AND "kind" <> 'death')) RETURNING "id"`)
  return rows.length > 0
}

async function lock({ tenant, ability }: Ctx, query: Query, id: string, state: CarnetState): Promise<Row | undefined> {
  if (!isUuid(id)) return undefined
  const [row] = await query<Row>(sql`SELECT * FROM "carnet_notice" WHERE "tenantId" = ${tenant.id} AND "id" = ${id}
    AND "state" = ${state} FOR UPDATE`)
  return row && decidesCarnet(ability, row.kind) ? row : undefined
}

const setStatus = (ctx: Ctx, query: Query, personId: string, status: string | null) =>
  updatePeople(query, ctx.tenant, [{ personId, changes: { status } }], { from: 'staff', now: ctx.now })

/** Mails that are the person's, by their record or their account. */
const theirs = (tenantId: string, personId: string): Sql => sql`("personId" = ${personId} OR "accountId" IN (
  SELECT a."id" FROM "account" a WHERE a."tenantId" = ${tenantId} AND a."personId" = ${personId}))`

/** Another notice of the same death that stands. */
async function otherDeath({ tenant }: Ctx, query: Query, { id, personId }: Row) {
  const [row] = await query<RowOf<'carnet_notice', 'statusBefore'>>(sql`SELECT "statusBefore" FROM "carnet_notice"
    WHERE "tenantId" = ${tenant.id} AND "personId" = ${personId} AND "kind" = 'death' AND "state" = 'published'
      AND "id" <> ${id} LIMIT 1`)
  return row
}

/** Writes the death into the record, and stops mails that wait for the person; they keep what they say. */
async function confirmDeath(ctx: Ctx, query: Query, row: Row): Promise<void> {
  const { id: tenantId } = ctx.tenant
  const { id, personId } = row
  const [person] = await query<RowOf<'person', 'status'>>(sql`SELECT "status" FROM "person"
    WHERE "tenantId" = ${tenantId} AND "id" = ${personId} FOR UPDATE`)
  // Told twice, what the first notice found is what the last one gives back.
  const { statusBefore } = (await otherDeath(ctx, query, row)) ?? { statusBefore: person?.status ?? null }
  await setStatus(ctx, query, personId, DEAD)
  await query(sql`UPDATE "mail" SET "state" = 'suppressed' WHERE "tenantId" = ${tenantId} AND "state" = 'waiting'
    AND ${theirs(tenantId, personId)}`)
  await query(sql`UPDATE "carnet_notice" SET "statusBefore" = ${statusBefore}
    WHERE "tenantId" = ${tenantId} AND "id" = ${id}`)
}

/**
 * Gives back what the death took: the status, and mails that waited; others that are not sent say nothing any more.
 * Nothing where another notice of it stands; a status that the staff wrote since is theirs.
 */
async function undoDeath(ctx: Ctx, query: Query, row: Row): Promise<void> {
  const { id: tenantId, config } = ctx.tenant
  const { personId, statusBefore } = row
  const [person] = await query<{ dead: boolean }>(sql`SELECT ${deceasedSql(config)} AS "dead" FROM "person" p
    WHERE p."tenantId" = ${tenantId} AND p."id" = ${personId} FOR UPDATE`)
  if (await otherDeath(ctx, query, row)) return
  if (person?.dead) await setStatus(ctx, query, personId, statusBefore)
  await query(sql`UPDATE "mail" SET "state" = 'waiting' WHERE "tenantId" = ${tenantId} AND "state" = 'suppressed'
    AND "sealed" IS NOT NULL AND "providerId" IS NULL AND ${theirs(tenantId, personId)}`)
}

/** Decides about what waits. @returns false where it was decided meanwhile, or is not this viewer's to decide */
export async function decideNotice(
  ctx: Ctx,
  query: Query,
  { id, approve, because }: { id: string; approve: boolean; because: string | null },
): Promise<boolean> {
  const row = await lock(ctx, query, id, 'pending')
  if (!row) return false
  await query(sql`UPDATE "carnet_notice" SET "state" = ${approve ? 'published' : 'refused'}, "because" = ${because},
      "publishedAt" = ${approve ? ctx.now : null}::timestamptz
    WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${id}`)
  if (approve && row.kind === 'death') await confirmDeath(ctx, query, row)
  const detail = { kind: row.kind }
  await audit(query, ctx, approve ? 'carnet.published' : 'carnet.refused', { subjectId: row.personId, detail })
  return true
}

/** Withdraws what is published; a death with all that it did. @returns as {@link decideNotice} */
export async function withdrawNotice(ctx: Ctx, query: Query, id: string): Promise<boolean> {
  const row = await lock(ctx, query, id, 'published')
  if (!row) return false
  await query(sql`UPDATE "carnet_notice" SET "state" = 'withdrawn' WHERE "tenantId" = ${ctx.tenant.id}
    AND "id" = ${id}`)
  if (row.kind === 'death') await undoDeath(ctx, query, row)
  await audit(query, ctx, 'carnet.withdrawn', { subjectId: row.personId, detail: { kind: row.kind } })
  return true
}

/** @returns how many wait for this viewer to decide: of those that their desk lists */
export async function countWaitingNotices(ctx: Ctx, query: Query): Promise<number> {
  const [row] = await query<{ n: number }>(sql`SELECT count(*)::int AS "n" FROM "carnet_notice" x
    WHERE x."tenantId" = ${ctx.tenant.id} AND x."state" = 'pending'
      AND x."kind" = ANY(${decidedKinds(ctx.ability)}::text[]) AND ${knownSql(ctx)}`)
  return row!.n
}

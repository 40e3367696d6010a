/**
 * What is written in groups of the federation. Each association keeps its own people's words; others read them as long
 * as its contract names the reader's role. Who left the base takes their words out of sight; what the federation's
 * moderators hid is there for its author alone.
 */
import type { Ctx } from '#app/context/open.ts'
import { countShown } from '#app/context/shown-people.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { name, type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { sharedDates } from '#app/domain/people/shared-entries.server.ts'
import type { ShownAuthor } from '#app/domain/search/authors.server.ts'
import { sharedRows } from '#app/domain/search/bases.ts'
import { revealHits } from '#app/domain/search/reveal-hits.server.ts'
import { nameOf } from '#app/domain/search/visible-person.server.ts'
import { contractReaders, keepsCommonGroups } from '#app/policy/common-group.rules.ts'
import type { CommonGroup, Home } from './common-groups.server.ts'

export const COMMON_POST_ROWS = 20
/** Answers shown under one page of articles. */
const MOST_ANSWERS = 200

interface Row
  extends RowOf<'shared_post', 'id' | 'tenantId' | 'personId' | 'answerTo' | 'title' | 'text' | 'createdAt'> {
  hidden: string | null
}

export interface CommonWords {
  id: string
  author: ShownAuthor | null
  title: string
  text: string
  /** ISO instant. */
  at: string
  own: boolean
  /** Why the federation hid it; null where it is shown. */
  hidden: string | null
}
export type CommonPost = CommonWords & { answers: CommonWords[] }

/** Rows of the group that the viewer may read, as `x`. @param also what else has to hold */
function readableSql({ tenant, viewer, ability, now }: Ctx, { id }: CommonGroup, also: Sql): Sql {
  const federationId = tenant.federationId!
  const own = sql`x."tenantId" = ${tenant.id} AND x."personId" = ${viewer.personId ?? null}::uuid`
  const keeps = keepsCommonGroups(tenant.config, ability)
  return sql`SELECT x."id", x."tenantId", x."personId", x."answerTo", x."title", x."text", x."createdAt",
      d."because" AS "hidden"
    FROM "shared_post" x
    JOIN ${sharedRows(federationId, now)} s ON s."tenantId" = x."tenantId" AND s."id" = x."personId"
    LEFT JOIN "shared_decision" d ON d."federationId" = ${federationId} AND d."tenantId" = ${federationId}
      AND d."postId" = x."id"
    WHERE x."federationId" = ${federationId} AND x."groupId" = ${id}
      AND (x."tenantId" = ${tenant.id} OR s.${name(contractReaders(tenant.config))} && ${[...viewer.roles]}::text[])
      AND NOT (x."tenantId" = ${tenant.id} AND x."personId" = ANY(${viewer.apartIds ?? []}::uuid[]))
      AND (d."postId" IS NULL OR (${own}) OR ${keeps}) AND ${also}`
}

/** @returns articles of the group, newest first, with their answers; one more than a page tells of others */
export async function readCommonPosts(ctx: Ctx, group: CommonGroup, page: number): Promise<CommonPost[]> {
  const { posts, answers, authors } = await ctx.sql(async (query) => {
    const posts = await query<Row>(sql`${readableSql(ctx, group, sql`x."answerTo" IS NULL`)}
      ORDER BY x."createdAt" DESC, x."id" DESC LIMIT ${COMMON_POST_ROWS + 1} OFFSET ${(page - 1) * COMMON_POST_ROWS}`)
    const ids = posts.map(({ id }) => id)
    const answers = await query<Row>(sql`${readableSql(ctx, group, sql`x."answerTo" = ANY(${ids}::uuid[])`)}
      ORDER BY x."createdAt", x."id" LIMIT ${MOST_ANSWERS}`)
    return { posts, answers, authors: await authorsOf(ctx, query, [...posts, ...answers]) }
  })
  await countShown(ctx, [...authors.values()])
  const words = (row: Row): CommonWords => ({
    ...{ id: row.id, title: row.title, text: row.text, hidden: row.hidden },
    author: authors.get(row.personId) ?? null,
    at: row.createdAt.toISOString(),
    own: row.tenantId === ctx.tenant.id && row.personId === ctx.viewer.personId,
  })
  return posts.map((post) => ({
    ...words(post),
    answers: answers.filter(({ answerTo }) => answerTo === post.id).map(words),
  }))
}

async function authorsOf(ctx: Ctx, query: Query, rows: readonly Row[]): Promise<Map<string, ShownAuthor>> {
  const { identity } = ctx.tenant.config
  const hits = rows.map(({ personId: id, tenantId }) => ({ id, tenantId }))
  const people = await revealHits(ctx, query, hits, { fields: [identity.field, ...identity.with] })
  return new Map(
    [...people].map(([id, person]) => [id, { handle: person.handle, name: nameOf(ctx, person), photo: false }]),
  )
}

interface Writing {
  title: string
  text: string
  /** The article that it answers. */
  answerTo: string | null
}

/** Writes an article or an answer of the viewer. @returns false where the article is gone */
export async function writeCommonPost(ctx: Ctx, query: Query, group: CommonGroup, words: Writing): Promise<boolean> {
  const { tenant, viewer, now } = ctx
  if (!viewer.personId) return false
  if (words.answerTo) {
    const also = sql`x."id" = ${words.answerTo} AND x."answerTo" IS NULL AND d."postId" IS NULL`
    if ((await query(readableSql(ctx, group, also))).length === 0) return false
  }
  await putCommonPost({ query, tenant, now }, { ...words, groupId: group.id, personId: viewer.personId })
  return true
}

/** Writes the row, which stands with its author's association. */
export async function putCommonPost(
  { query, tenant, now }: Unit<Home>,
  { groupId, personId, title, text, answerTo }: Writing & { groupId: string; personId: string },
): Promise<void> {
  const { sharedFrom, sharedUntil } = await sharedDates(query, tenant)
  await query(sql`INSERT INTO "shared_post" ("tenantId", "federationId", "id", "groupId", "personId", "answerTo", "title",
      "text", "createdAt", "sharedFrom", "sharedUntil")
    VALUES (${tenant.id}, ${tenant.federationId}, ${uuidv7(now.getTime())}, ${groupId}, ${personId}, ${answerTo},
      ${title}, ${text}, ${now}, ${sharedFrom}, ${sharedUntil})`)
}

/** Takes one's own words out; answers of others under them go out of sight with them. */
export async function removeCommonPost({ tenant, viewer }: Ctx, query: Query, id: string): Promise<void> {
  await query(sql`DELETE FROM "shared_post" WHERE "federationId" = ${tenant.federationId} AND "tenantId" = ${tenant.id}
    AND "id" = ${id} AND "personId" = ${viewer.personId ?? null}::uuid`)
}

/** Hides an article or an answer from everybody but its author, or shows it again: the federation's moderators. */
export async function decideCommonPost(
  { tenant, viewer, now }: Ctx,
  query: Query,
  { id, because }: { id: string; because: string | null },
): Promise<void> {
  const federationId = tenant.id
  if (because === null)
    await query(sql`DELETE FROM "shared_decision" WHERE "federationId" = ${federationId} AND "tenantId" = ${tenant.id}
      AND "postId" = ${id}`)
  else
    await query(sql`INSERT INTO "shared_decision" ("tenantId", "federationId", "postId", "because", "accountId", "at")
      SELECT ${tenant.id}::uuid, ${federationId}::uuid, x."id", ${because}::text, ${viewer.accountId ?? null}::uuid,
        ${now}::timestamptz FROM "shared_post" x WHERE x."federationId" = ${federationId} AND x."id" = ${id}
      ON CONFLICT DO NOTHING`)
}

/**
 * What waits for a moderator: articles, answers, changes of articles that are shown, comments on news (A21). A
 * decision names the text it was made about by its hash: where the author changed it meanwhile, or somebody else
 * decided, nothing happens.
 */

import type { Ctx } from '#app/context/open.ts'
import { countShown } from '#app/context/shown-people.ts'
import { wordsHash } from '#app/context/words-hash.ts'
import { toSql } from '#app/db/condition.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { visiblePeople } from '#app/domain/search/visible-person.server.ts'
import { decidesThings } from '#app/policy/group.rules.ts'
import { whereVisible } from '#app/policy/thing.rules.ts'
import { fileGroupAt } from '#app/tenant/groups.ts'
import type { ThingAudience } from '#app/vocabulary/things.ts'
import { picturesOf, type ShownPicture, settlePictures } from './post-pictures.server.ts'
import { audienceOfAnswers } from './write-posts.server.ts'

/** At most so many at a time; the rest comes up as these are decided. */
const SHOWN = 50

export type WaitingKind = 'post' | 'change' | 'comment' | 'news-comment' | 'document' | 'mail'

export interface Waiting {
  kind: WaitingKind
  id: string
  /** Of the words below; goes with the decision. */
  hash: string
  /** What it stands in; the association's news have none. */
  group: string
  groupSlug: string
  title: string
  /** Of a document, its folder. */
  text: string
  audience: ThingAudience
  /** Words that are shown now, of a change. */
  before: string | null
  /** Of an article, as they would be shown; those that would go, too. */
  pictures: ShownPicture[]
  author: { handle: string; name: string } | null
  at: string
}

interface Row extends RowOf<'post', 'id' | 'personId' | 'title' | 'text'> {
  kind: WaitingKind
  /** Of its group. */
  slug: string | null
  groupName: string | null
  audience: ThingAudience
  before: string | null
  /** Its pictures and their words, as one text. */
  shown: string
  at: Date
}

/** @returns the hash of the words that a decision is about, and of whom they are for */
export const hashOf = ({
  title,
  text,
  audience,
  shown = '',
}: Pick<Waiting, 'title' | 'text' | 'audience'> & { shown?: string }): string =>
  wordsHash([title, text, audience, shown])

const waitingSql = ({ tenant: { id: tenantId }, ability, now }: Ctx) => sql`
  SELECT CASE WHEN x."state" = 'pending' THEN 'post' ELSE 'change' END AS "kind", x."id", x."personId", x."groupId",
    coalesce(x."newTitle", x."title") AS "title", coalesce(x."newText", x."text") AS "text",
    coalesce(x."newAudience", x."audience") AS "audience",
    CASE WHEN x."newText" IS NOT NULL THEN x."text" END AS "before", coalesce((SELECT string_agg(
      concat_ws(' ', k."id", k."state", k."alt"), '; ' ORDER BY k."place", k."id") FROM "post_picture" k
      WHERE k."tenantId" = ${tenantId} AND k."postId" = x."id"), '') AS "shown",
    coalesce(x."changedAt", x."createdAt") AS "at"
  FROM "post" x WHERE x."tenantId" = ${tenantId} AND ${toSql(whereVisible({ ability, now }, 'Post'), 'x')}
    AND (x."state" = 'pending' OR (x."state" = 'published' AND x."newText" IS NOT NULL))
  UNION ALL
  SELECT 'comment', c."id", c."personId", c."groupId", x."title", c."text", c."audience", NULL, '',
    c."createdAt" FROM "comment" c
  JOIN "post" x ON x."tenantId" = ${tenantId} AND x."id" = c."postId"
  WHERE c."tenantId" = ${tenantId} AND c."state" = 'pending'
    AND ${toSql(whereVisible({ ability, now }, 'Comment'), 'c')}
  UNION ALL
  SELECT 'news-comment', c."id", c."personId", NULL, x."title", c."text", c."audience", NULL, '', c."createdAt"
  FROM "news_comment" c JOIN "news" x ON x."tenantId" = ${tenantId} AND x."id" = c."newsId"
  WHERE c."tenantId" = ${tenantId} AND c."state" = 'pending'
    AND ${toSql(whereVisible({ ability, now }, 'NewsComment'), 'c')}
    AND ${toSql(whereVisible({ ability, now }, 'News'), 'x')}
  UNION ALL
  SELECT 'document', d."id", d."personId", d."groupId", d."title", d."folder", d."audience", NULL, '', d."createdAt"
  FROM "group_document" d WHERE d."tenantId" = ${tenantId} AND d."state" = 'pending'
    AND ${toSql(whereVisible({ ability, now }, 'GroupDocument'), 'd')}
  UNION ALL
  SELECT 'mail', m."id", m."personId", m."groupId", m."subject", m."text", 'group', NULL, m."groupId"::text,
    m."createdAt"
  FROM "group_mail" m WHERE m."tenantId" = ${tenantId} AND m."state" = 'pending' AND ${decidesThings(ability)}`

/** @returns what waits, the longest waiting first; authors as the policy shows them */
export async function readWaiting(ctx: Ctx): Promise<Waiting[]> {
  const { rows, authors } = await ctx.sql(async (query) => {
    const rows = await query<Row>(sql`SELECT w.*, r."slug", r."name" AS "groupName" FROM (${waitingSql(ctx)}) w
      LEFT JOIN "group" r ON r."tenantId" = ${ctx.tenant.id} AND r."id" = w."groupId"
      ORDER BY w."at", w."id" LIMIT ${SHOWN}`)
    const ids = rows.flatMap(({ personId }) => personId ?? [])
    return { rows, authors: await visiblePeople(ctx, query, ids) }
  })
  await countShown(ctx, [...authors.values()])
  const pictures = await picturesOf(
    ctx,
    rows.map(({ id }) => id),
  )
  const nameOfGroup = (slug: string | null, name: string | null) =>
    slug === null ? ctx.t('groups:things.news') : (fileGroupAt(ctx.tenant, slug)?.name[ctx.language] ?? name ?? slug)
  return rows.map(({ personId, slug, groupName, at, shown, ...row }) => ({
    ...row,
    hash: hashOf({ ...row, shown }),
    pictures: pictures.get(row.id) ?? [],
    group: nameOfGroup(slug, groupName),
    groupSlug: slug ?? '',
    author: authors.get(personId ?? '') ?? null,
    at: at.toISOString(),
  }))
}

/** @returns how many things wait, for the staff's list of what is to be done */
export async function countWaiting(ctx: Ctx, query: Query): Promise<number> {
  const [row] = await query<{ n: number }>(sql`SELECT count(*)::int AS "n" FROM (${waitingSql(ctx)}) w`)
  return row!.n
}

const TABLES: Record<WaitingKind, Sql> = {
  post: sql`"post"`,
  change: sql`"post"`,
  comment: sql`"comment"`,
  'news-comment': sql`"news_comment"`,
  document: sql`"group_document"`,
  mail: sql`"group_mail"`,
}

export interface Decision {
  kind: WaitingKind
  id: string
  hash: string
  approve: boolean
  because: string | null
}

/**
 * @returns `gone` where it was decided or changed meanwhile; else keys of files that no row names any more, to be
 *   dropped after the commit
 */
export async function decideWaiting(ctx: Ctx, query: Query, decision: Decision): Promise<string[] | 'gone'> {
  const { tenant } = ctx
  const { kind, id, hash, approve, because } = decision
  await query(sql`SELECT 1 FROM ${TABLES[kind]} WHERE "tenantId" = ${tenant.id} AND "id" = ${id} FOR UPDATE`)
  const [row] = await query<Row>(sql`SELECT * FROM (${waitingSql(ctx)}) w WHERE w."id" = ${id}`)
  if (!row || row.kind !== kind || hashOf(row) !== hash) return 'gone'
  const loose = kind === 'change' ? await settlePictures(ctx, query, id, approve) : []
  await apply(ctx, query, decision)
  if (kind === 'post' || kind === 'change') await audienceOfAnswers(ctx, query, id)
  if (row.personId)
    await audit(query, ctx, approve ? 'thing.approved' : 'thing.refused', {
      subjectId: row.personId,
      detail: { kind, thing: id, ...(because ? { because } : {}) },
    })
  return loose
}

async function apply({ tenant, now }: Ctx, query: Query, { kind, id, approve, because }: Decision): Promise<void> {
  const state = approve ? 'published' : 'refused'
  if (kind === 'mail')
    await query(sql`UPDATE "group_mail" SET "state" = ${approve ? 'approved' : 'refused'}, "because" = ${because},
      "decidedAt" = ${now} WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
  else if (kind !== 'change')
    await query(sql`UPDATE ${TABLES[kind]} SET "state" = ${state}, "because" = ${because}, "visibleFrom" = ${now}
      WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
  else
    await query(sql`UPDATE "post" SET "because" = ${because},
        "title" = CASE WHEN ${approve} THEN "newTitle" ELSE "title" END,
        "text" = CASE WHEN ${approve} THEN "newText" ELSE "text" END,
        "audience" = CASE WHEN ${approve} THEN coalesce("newAudience", "audience") ELSE "audience" END,
        "newTitle" = NULL, "newText" = NULL, "newAudience" = NULL
      WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
}

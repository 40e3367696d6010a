/** Notices as their reader may have them now: each is judged by what it points to, on the page as in letters (A11). */
import * as href from '#app/addresses.ts'
import { abilityWith } from '#app/context/abilities.ts'
import type { Ctx } from '#app/context/open.ts'
import { noticeFacts, noticeOpen } from '#app/context/unread.ts'
import { toSql } from '#app/db/condition.ts'
import { join, type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { findGroups } from '#app/domain/groups/find-groups.server.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { nameOf } from '#app/domain/search/visible-person.server.ts'
import { may } from '#app/policy/ability.ts'
import { entersGroups, groupsWithDocuments } from '#app/policy/group.rules.ts'
import { whereTitled } from '#app/policy/notice.rules.ts'
import { whereVisible } from '#app/policy/thing.rules.ts'
import { type JudgedRow, reveal } from '#app/policy/view.ts'
import type { NoticeKind } from '#app/vocabulary/notices.ts'
import type { Thing } from '#app/vocabulary/things.ts'

/** Whose notices are read: who looks at a page, or whoever a letter is written to. */
export type NoticeReader = Pick<Ctx, 'tenant' | 'ability' | 'viewer' | 'sisters' | 'language' | 'now'> & {
  accountId: string
}

/** A notice with what may be said of it: nothing of it is stored. */
export interface ShownNotice {
  /** Its kind, and how it turned out where that makes another sentence: a text `kinds.<words>`. */
  words: string
  kind: NoticeKind
  subjectId: string
  placeId: string
  at: string
  unread: boolean
  to: string
  /** Title of the article, null where there is none to tell; name of the group. */
  title: string | null
  group: string | null
  /** Null: nobody, or somebody whom the reader may not know of. */
  who: { handle: string; name: string } | null
  /** Somebody did it, whether the reader may know of them or not. */
  byPerson: boolean
}

const personOf = (viewer: NoticeReader['viewer']): Sql => sql`${viewer.personId ?? null}::uuid`

/** `mayReadNotice` of policy/notice.rules.ts, of the notices `u` and what {@link noticeFacts} joins. */
function noticedSql({ ability, viewer, now }: NoticeReader): Sql {
  const shown = (thing: Thing, alias: string) => toSql(whereVisible({ ability, now }, thing), alias)
  const post = sql`x."state" = 'published' AND ${shown('Post', 'x')}`
  const comment = sql`c."state" = 'published' AND ${shown('Comment', 'c')}`
  const open = noticeOpen(personOf(viewer))
  const { friendIds, groupIds = [], leads = [], apartIds = [] } = viewer
  const kind = (one: NoticeKind, more: Sql) => sql`(u."kind" = ${one} AND ${more})`
  const here = sql`NOT u."subjectId" = ANY(${apartIds}::uuid[])`
  const decided = sql`coalesce(c."personId", x."personId") = ${personOf(viewer)}
    AND coalesce(c."state", x."state") IN ('published', 'refused')`
  const contacts = [
    ...(viewer.personId ? [kind('contact-asked', sql`${open} AND ${here}`)] : []),
    kind('contact-accepted', sql`u."subjectId" = ANY(${friendIds}::uuid[]) AND ${here}`),
  ]
  const groups = [
    kind('join-asked', sql`${open} AND u."placeId" = ANY(${leads}::uuid[]) AND ${here}`),
    kind('joined', sql`u."placeId" = ANY(${groupIds}::uuid[])`),
    kind('proposal', open),
    kind('decided', decided),
    kind('post', post),
    kind('comment', sql`${post} AND ${comment}`),
    kind('mention', sql`${post} AND (c."id" IS NULL OR ${comment})`),
  ]
  const [folders, due] = [groupsWithDocuments(ability), (x: Sql) => isOutSql(x, now)]
  const opens = folders === 'all' ? sql`TRUE` : sql`u."placeId" = ANY(${[...folders]}::uuid[])`
  groups.push(kind('document', sql`${opens} AND ${due(sql`d`)} AND ${shown('GroupDocument', 'd')}`))
  const own = [
    kind('site-document', sql`${due(sql`s`)} AND ${shown('Document', 's')}`),
    kind('association-news', sql`${due(sql`w`)} AND ${shown('News', 'w')}`),
  ]
  const staff = [
    ...(may(ability, 'moderation') ? [kind('waiting', sql`${open} AND x."id" IS NOT NULL`)] : []),
    ...(may(ability, 'groups') ? [kind('waiting', sql`${open} AND x."id" IS NULL`)] : []),
  ]
  return sql`(${join([...contacts, ...own, ...(entersGroups(ability) ? groups : []), ...staff], ' OR ')})`
}

const isOutSql = (x: Sql, now: Date): Sql => sql`${x}."state" = 'published' AND ${x}."visibleFrom" <= ${now}
  AND ${x}."visibleUntil" > ${now}`

/** Documents of groups `d` and of the association `s`, and its news `w`. */
const filesOf = (tenantId: string): Sql => sql`
  LEFT JOIN "group_document" d ON d."tenantId" = ${tenantId} AND u."kind" = 'document' AND d."id" = u."subjectId"
  LEFT JOIN "site_document" s ON s."tenantId" = ${tenantId} AND u."kind" = 'site-document' AND s."id" = u."subjectId"
  LEFT JOIN "news" w ON w."tenantId" = ${tenantId} AND u."kind" = 'association-news' AND w."id" = u."subjectId"`

const from = (reader: NoticeReader, which: Sql): Sql => sql`FROM "notice" u
  ${noticeFacts(reader.tenant.id, personOf(reader.viewer))} ${filesOf(reader.tenant.id)}
  WHERE u."tenantId" = ${reader.tenant.id} AND u."accountId" = ${reader.accountId}::uuid AND ${which}
    AND ${noticedSql(reader)}`

/** @returns how many exist for the reader, counted up to `most`. @param which a condition on the notices `u` */
export async function countNotices(reader: NoticeReader, query: Query, which: Sql, most: number): Promise<number> {
  const [row] = await query<{ n: number }>(
    sql`SELECT count(*)::int AS "n" FROM (SELECT 1 ${from(reader, which)} LIMIT ${most}) counted`,
  )
  return row!.n
}

interface Row {
  kind: NoticeKind
  subjectId: string
  placeId: string
  at: Date
  seenAt: Date | null
  postId: string | null
  title: string | null
  state: string | null
  groupState: string | null
  groupName: string | null
  slug: string | null
  newsSlug: string | null
  personId: string | null
}

/** @returns notices that exist for the reader, the newest first. @param which a condition on the notices `u` */
export async function readNotices(
  reader: NoticeReader,
  query: Query,
  which: Sql,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<ShownNotice[]> {
  const rows = await query<Row>(sql`
    SELECT u."kind", u."subjectId", u."placeId", u."at", u."seenAt", x."id" AS "postId",
      CASE WHEN u."kind" <> 'decided' OR ${toSql(whereTitled(reader), 'x')}
        THEN coalesce(x."title", d."title", s."title", w."title") END AS "title", w."slug" AS "newsSlug",
      coalesce(c."state", x."state") AS "state", g."state" AS "groupState", g."name" AS "groupName", g."slug",
      CASE WHEN u."kind" IN ('contact-asked', 'contact-accepted', 'join-asked') THEN u."subjectId"
        WHEN u."kind" IN ('joined', 'proposal', 'decided') THEN NULL
        WHEN u."kind" = 'document' THEN d."personId"
        ELSE coalesce(c."personId", x."personId", g."personId") END AS "personId"
    ${from(reader, which)} ORDER BY u."at" DESC, u."kind", u."subjectId" LIMIT ${limit} OFFSET ${offset}`)
  if (rows.length === 0) return []
  const names = await namesOf(reader, query, rows)
  const groups = new Map((await findGroups(reader, query)).map((group) => [group.id, group]))
  return rows.map((row) => {
    const { kind, subjectId, placeId, at, seenAt, title } = row
    const group = groups.get(placeId)
    const who = names.get(row.personId ?? '') ?? null
    const name = group?.name ?? row.groupName
    const place = { slug: group?.slug ?? row.slug ?? '', postId: row.postId, handle: who?.handle }
    const said = { words: wordsOf(row), kind, subjectId, placeId, title, group: name, who }
    const seen = { at: at.toISOString(), unread: seenAt === null, byPerson: row.personId !== null }
    return { ...said, ...seen, to: addressOf(row, place) }
  })
}

function wordsOf({ kind, postId, title, state, groupState }: Row): string {
  if (kind === 'decided')
    return `decided.${state === 'published' ? 'published' : 'read'}${title === null ? 'Untitled' : ''}`
  if (kind === 'proposal') return groupState === 'refused' ? 'proposal.answered' : 'proposal.open'
  if (kind === 'waiting') return postId ? 'waiting.thing' : 'waiting.group'
  return kind
}

function addressOf(
  { kind, subjectId, title, groupState, newsSlug }: Row,
  { slug, postId, handle }: { slug: string; postId: string | null; handle: string | undefined },
): string {
  switch (kind) {
    case 'contact-asked':
      return href.contactsList('recues')
    case 'contact-accepted':
      return handle ? href.profile(handle) : href.contacts
    case 'join-asked':
      return href.manageGroup(slug)
    case 'joined':
      return href.group(slug)
    case 'proposal':
      return groupState === 'refused' ? href.groups : href.group(slug)
    case 'waiting':
      return postId ? href.reviewedThings : href.groupsDesk
    case 'document':
      return href.groupDocument(slug, subjectId)
    case 'site-document':
      return href.document(subjectId)
    case 'association-news':
      return href.newsItem(newsSlug ?? '')
    case 'decided':
      return title === null ? href.groups : articleAddress(subjectId, slug, postId)
    default:
      return articleAddress(subjectId, slug, postId)
  }
}

const articleAddress = (subjectId: string, slug: string, postId: string | null): string =>
  `${href.groupPost(slug, postId ?? subjectId)}${postId && postId !== subjectId ? '#reponses' : ''}`

/** Who did it, as the policy reveals them now; who asks for something shows who asks (policy/person.rules.ts). */
async function namesOf({ tenant, ability, sisters }: NoticeReader, query: Query, rows: readonly Row[]) {
  const { identity } = tenant.config
  const fields = [identity.field, ...identity.with]
  const ids = [...new Set(rows.flatMap(({ personId }) => personId ?? []))]
  const asking = rows.flatMap(({ kind, subjectId }) => (ASKING.includes(kind) ? [subjectId] : []))
  const asked = abilityWith({ tenant, ability, sisters }, [...new Set(asking)])
  const people = await query<JudgedRow & { id: string }>(sql`SELECT ${columns([...JUDGED, ...fields], 'p')}
    FROM "person" p WHERE p."tenantId" = ${tenant.id} AND p."id" = ANY(${ids}::uuid[])`)
  const names = new Map<string, { handle: string; name: string }>()
  for (const row of people) {
    const person = reveal(asking.includes(row.id) ? asked : ability, 'Person', row, fields)
    if (person) names.set(row.id, { handle: person.handle, name: nameOf({ tenant }, person) })
  }
  return names
}

const ASKING: readonly NoticeKind[] = ['contact-asked', 'join-asked']

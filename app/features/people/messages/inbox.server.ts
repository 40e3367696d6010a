/** `/messagerie`, `/messagerie/demandes`: one's conversations, newest first, as far as one may know of others. */
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { periodText } from '#app/domain/data-rights/period-text.ts'
import { seatOf } from '#app/domain/messages/party.ts'
import { fold } from '#app/i18n/fold.ts'
import { periodOf } from '#app/tenant/retention.ts'
import { type Correspondent, findOthers, type Other } from './correspondent.server.ts'

export const INBOX_ROWS = 20
/** Counting stops here. */
const MOST = 1000
/** Characters of the newest message in a line. */
const SNIPPET = 140
/** Characters of a search. */
const LONGEST_QUERY = 100

interface Row extends RowOf<'conversation_seat', 'lastAt' | 'draft' | 'personId' | 'organisationId'> {
  id: string
  seat: number
  unread: boolean
  muted: boolean
  organisation: string | null
  mask: string | null
  text: string | null
  mine: boolean | null
}

export interface InboxLine {
  id: string
  other: Other
  at: string
  unread: boolean
  muted: boolean
  draft: boolean
  snippet: string
  mine: boolean
}

export type InboxList = 'open' | 'archived' | 'requests'

const WHICH: Record<InboxList, Sql> = {
  open: sql`s."state" = 'open' AND s."archivedAt" IS NULL`,
  archived: sql`s."state" = 'open' AND s."archivedAt" IS NOT NULL`,
  requests: sql`s."state" = 'request'`,
}

/** The seats of a list; with words, those of conversations in which the viewer may read them. */
function seats({ ctx, writer }: Correspondent, list: InboxList, words: string): Sql {
  const tenantId = ctx.tenant.id
  const said = words
    ? sql`AND EXISTS (SELECT 1 FROM "message" w WHERE w."tenantId" = ${tenantId}
        AND w."conversationId" = s."conversationId" AND (w."seat" = s."seat" OR NOT w."withheld")
        AND position(${fold(words)} IN w."folded") > 0)`
    : sql``
  return sql`s."tenantId" = ${tenantId} AND ${seatOf(writer, sql`s`)} AND ${WHICH[list]} ${said}`
}

/** Where a page begins: after the last line of the one before. */
interface Key {
  at: Date
  id: string
}

function keyIn(url: URL): Key | undefined {
  const [at, id] = (url.searchParams.get('apres') ?? '').split('_')
  const instant = new Date(Number(at))
  return id && isUuid(id) && at && !Number.isNaN(instant.getTime()) ? { at: instant, id } : undefined
}

async function rowsOf(one: Correspondent, query: Query, where: Sql, after: Key | undefined): Promise<Row[]> {
  const tenantId = one.ctx.tenant.id
  const key = after ? sql`AND (s."lastAt", s."conversationId") < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``
  return query<Row>(sql`
    SELECT s."conversationId" AS "id", s."seat"::int AS "seat", s."lastAt", s."theirLast" > s."readTo" AS "unread",
      s."mutedAt" IS NOT NULL AS "muted", s."draft", o."personId", o."organisationId", o."mask",
      g."name" AS "organisation",
      left(m."text", ${SNIPPET}::int) AS "text", m."seat" = s."seat" AS "mine"
    FROM "conversation_seat" s
    LEFT JOIN "conversation_seat" o ON o."tenantId" = ${tenantId} AND o."conversationId" = s."conversationId"
      AND o."seat" = 1 - s."seat"
    LEFT JOIN "organisation" g ON g."tenantId" = ${tenantId} AND g."id" = o."organisationId"
    LEFT JOIN "message" m ON m."tenantId" = ${tenantId} AND m."conversationId" = s."conversationId"
      AND m."n" = s."lastNumber"
    WHERE ${where} ${key} ORDER BY s."lastAt" DESC, s."conversationId" DESC LIMIT ${INBOX_ROWS + 1}`)
}

const partyIn = ({ personId, organisationId, organisation, mask }: Row) =>
  personId || organisationId ? { personId, organisationId, organisation, mask } : null

async function countOf(query: Query, where: Sql): Promise<number> {
  const [row] = await query<{ n: number }>(sql`SELECT count(*)::int AS "n" FROM (SELECT 1 FROM "conversation_seat" s
    WHERE ${where} LIMIT ${MOST + 1}) counted`)
  return row!.n
}

async function linesOf(one: Correspondent, query: Query, rows: readonly Row[], list: InboxList): Promise<InboxLine[]> {
  const asking = list === 'requests' ? rows.flatMap(({ personId }) => personId ?? []) : []
  const others = await findOthers(one, query, rows.map(partyIn), asking)
  return rows.map((row) => ({
    id: row.id,
    other: others.of(partyIn(row)),
    at: row.lastAt.toISOString(),
    unread: row.unread,
    muted: row.muted,
    draft: row.draft !== null,
    snippet: row.text ?? '',
    mine: row.mine === true,
  }))
}

/** @returns a page of the list that the address asks for: `?archives=1`, `?q=`, `?apres=` */
export function readInbox(one: Correspondent, fixed?: InboxList) {
  const { ctx } = one
  const { searchParams } = ctx.url
  const list = fixed ?? (searchParams.get('archives') === '1' ? 'archived' : 'open')
  const words = (searchParams.get('q') ?? '').trim().slice(0, LONGEST_QUERY)
  const after = keyIn(ctx.url)
  return ctx.sql(async (query) => {
    const where = seats(one, list, words)
    const rows = await rowsOf(one, query, where, after)
    const shown = rows.slice(0, INBOX_ROWS)
    const counts = {
      open: await countOf(query, seats(one, 'open', '')),
      requests: await countOf(query, seats(one, 'requests', '')),
      archived: await countOf(query, seats(one, 'archived', '')),
    }
    const total = words ? await countOf(query, where) : counts[list]
    const last = shown.at(-1)
    const next = rows.length > INBOX_ROWS && last ? `${last.lastAt.getTime()}_${last.id}` : null
    return {
      title: ctx.t(`messages:lists.${list}`),
      list,
      words,
      lines: await linesOf(one, query, shown, list),
      ...{ counts, total: Math.min(total, MOST), more: total > MOST, next, begins: after === undefined },
      done: searchParams.get('fait'),
      period: periodText(ctx.t, periodOf(ctx.tenant.config.keep, 'conversation')),
    }
  })
}

/**
 * News, events and offers that stand in letters. They are found as they are now: what is over, withdrawn or cancelled
 * stands in none; and each reader's mail has those that this reader may read (B19).
 */
import * as href from '#app/addresses.ts'
import type { At } from '#app/context/in-force.ts'
import type { Tenant } from '#app/context/tenants.ts'
import { toSql } from '#app/db/condition.ts'
import type { RowOf } from '#app/db/rows.ts'
import { join, type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { beginning } from '#app/domain/content/markdown.server.ts'
import { admitsSql } from '#app/domain/notices/audience.server.ts'
import { LETTER_AUDIENCES } from '#app/policy/letter.rules.ts'
import { type Looker, whereVisible } from '#app/policy/thing.rules.ts'
import type { Block } from './blocks.ts'

const LEAD = 200
/** Of each kind, to choose among. */
const MOST = 100

export type LetterThingKind = 'article' | 'event' | 'offer'

/** A thing as a letter shows it. Addresses are paths of the site. */
export interface LetterThing {
  id: string
  kind: LetterThingKind
  title: string
  lead: string
  to: string
  /** Of an event, as its clock shows it, and where it is. */
  when: { startsLocal: string; zone: string } | null
  where: string | null
  /** What decides who may read it. */
  audience: string
  groupId: string | null
  /** Who deposited it, of an offer. */
  personId: string | null
}

interface Wish {
  /** Who looks: what they may read themselves. Absent: whatever some reader of letters may. */
  reader?: Looker | undefined
  now: Date
  /** These alone. */
  ids?: readonly string[]
}

const NOTHING = { when: null, where: null, groupId: null, personId: null }

/** Published, in its time, for an audience of letters, and for whoever looks. */
function shown({ reader, now, ids }: Wish, thing: 'News' | 'Event' | 'Offer', tenantId: string): Sql {
  return sql`x."tenantId" = ${tenantId} AND x."state" = 'published' AND x."visibleFrom" <= ${now}
    AND x."visibleUntil" > ${now} AND x."audience" = ANY(${[...LETTER_AUDIENCES]}::text[])
    AND ${reader ? toSql(whereVisible(reader, thing), 'x') : sql`TRUE`}
    AND ${ids ? sql`x."id" = ANY(${[...ids]}::uuid[])` : sql`TRUE`}`
}

async function articles(query: Query, tenantId: string, wish: Wish): Promise<LetterThing[]> {
  const rows = await query<RowOf<'news', 'id' | 'slug' | 'title' | 'lead' | 'text' | 'audience'>>(sql`
    SELECT x."id", x."slug", x."title", x."lead", x."text", x."audience" FROM "news" x
    WHERE ${shown(wish, 'News', tenantId)} ORDER BY x."visibleFrom" DESC, x."id" DESC LIMIT ${MOST}`)
  return rows.map(({ id, slug, title, lead, text, audience }) => ({
    ...{ ...NOTHING, id, kind: 'article', title, audience },
    lead: lead ?? beginning(text, LEAD),
    to: href.newsItem(slug),
  }))
}

async function events(query: Query, tenantId: string, wish: Wish): Promise<LetterThing[]> {
  const rows = await query<RowOf<'event'>>(sql`SELECT x.* FROM "event" x WHERE ${shown(wish, 'Event', tenantId)}
    AND x."endsAt" > ${wish.now} AND x."cancelledAt" IS NULL ORDER BY x."startsAt", x."id" LIMIT ${MOST}`)
  return rows.map(({ id, slug, title, lead, text, audience, groupId, startsLocal, zone, ...row }) => ({
    ...{ ...NOTHING, id, kind: 'event', title, audience, groupId, when: { startsLocal, zone } },
    lead: lead ?? beginning(text, LEAD),
    to: href.event(slug),
    where: [row.place, row.city].filter(Boolean).join(', ') || null,
  }))
}

async function offers(query: Query, tenantId: string, wish: Wish): Promise<LetterThing[]> {
  const rows = await query<RowOf<'offer', 'id' | 'title' | 'company' | 'town' | 'text' | 'audience' | 'personId'>>(sql`
    SELECT x."id", x."title", x."company", x."town", x."text", x."audience", x."personId" FROM "offer" x
    WHERE ${shown(wish, 'Offer', tenantId)} ORDER BY x."visibleFrom" DESC, x."id" DESC LIMIT ${MOST}`)
  return rows.map(({ id, title, company, town, text, audience, personId }) => ({
    ...{ ...NOTHING, id, kind: 'offer', title, audience, personId },
    lead: beginning(text, LEAD),
    to: href.offer(id),
    where: [company, town].filter(Boolean).join(' · ') || null,
  }))
}

const READERS = { article: articles, event: events, offer: offers }

/** @returns the ids of things that blocks name, as typed */
export const namedIn = (blocks: readonly Block[], kind: LetterThingKind): string[] =>
  blocks.flatMap((block) => {
    if (block.kind !== kind) return []
    return block.kind === 'article' ? [block.news] : block.kind === 'event' ? [block.event] : [block.offer]
  })

/** @returns things of these kinds that stand in letters now, the newest and the next first */
export async function readThings(
  query: Query,
  { id: tenantId }: Pick<Tenant, 'id'>,
  kinds: readonly LetterThingKind[],
  wish: Wish,
): Promise<LetterThing[]> {
  const found: LetterThing[] = []
  for (const kind of kinds) found.push(...(await READERS[kind](query, tenantId, wish)))
  return found
}

/** @returns the ids of those of the things that the person `p` may read, as an array of the database */
export function readableSql(at: At & { tenant: Tenant }, things: readonly LetterThing[]): Sql {
  const cases = things.map((thing) => sql`CASE WHEN ${admitsSql(at, thing)} THEN ${thing.id} END`)
  return things.length > 0 ? sql`array_remove(ARRAY[${join(cases, ', ')}]::text[], NULL)` : sql`ARRAY[]::text[]`
}

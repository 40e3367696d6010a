/** Blocks of a letter as they are read: texts as HTML, news as they stand now, pictures with their size. */
import * as href from '#app/addresses.ts'
import type { Scoped } from '#app/context/unit.ts'
import { toSql } from '#app/db/condition.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { beginning, renderText, type TextChannel } from '#app/domain/content/markdown.server.ts'
import { newsInLetters } from '#app/policy/letter.rules.ts'
import { type Looker, whereVisible } from '#app/policy/thing.rules.ts'
import type { KeptLetter } from './letters.server.ts'

const LEAD = 200

/** Addresses are paths of the site, or whole ones. */
export type ShownBlock =
  | { kind: 'title'; text: string }
  | { kind: 'text'; html: string }
  | { kind: 'picture'; src: string; alt: string; width: number; height: number }
  | { kind: 'button'; text: string; to: string }
  | { kind: 'article'; title: string; lead: string; to: string }
  | { kind: 'dues' }

type Article = RowOf<'news', 'id' | 'slug' | 'title' | 'lead' | 'text'>
type Reached = Pick<KeptLetter, 'audience'>

/**
 * News that whoever the letter is for may read: those for paid-up members stand in letters to paid-up members alone.
 * @param reader who looks at a copy, whose address may have come to them from anybody: news that they may read
 * @returns the newest first
 */
export function articlesFor(
  query: Query,
  tenantId: string,
  { letter, reader, now }: { letter: Reached; reader?: Looker; now: Date },
): Promise<Article[]> {
  const admitted = reader
    ? toSql(whereVisible(reader, 'News'), 'x')
    : sql`x."audience" = ANY(${newsInLetters(letter.audience.paidUp)}::text[])`
  return query<Article>(sql`SELECT x."id", x."slug", x."title", x."lead", x."text" FROM "news" x
    WHERE x."tenantId" = ${tenantId} AND x."state" = 'published' AND x."visibleFrom" <= ${now}
      AND x."visibleUntil" > ${now} AND ${admitted} ORDER BY x."visibleFrom" DESC, x."id" DESC LIMIT 100`)
}

interface Reading {
  channel: TextChannel
  /** Where paths of the site belong, for readers who are not on it. */
  base?: string
  /** Of a copy on the site. */
  reader?: Looker
  now: Date
}

/** @returns blocks without those of which nothing is left: news withdrawn since, a picture that never came */
export async function showBlocks(
  { query, tenant }: Scoped<{ id: string }>,
  letter: KeptLetter,
  { channel, base, ...reading }: Reading,
): Promise<ShownBlock[]> {
  const articles = letter.blocks.some(({ kind }) => kind === 'article')
    ? await articlesFor(query, tenant.id, { letter, ...reading })
    : []
  const ids = letter.blocks.flatMap((block) =>
    block.kind === 'picture' && isUuid(block.picture) ? [block.picture] : [],
  )
  const pictures = await query<RowOf<'letter_picture', 'id' | 'width' | 'height'>>(sql`SELECT "id", "width", "height"
    FROM "letter_picture" WHERE "tenantId" = ${tenant.id} AND "letterId" = ${letter.id}
      AND "id" = ANY(${ids}::uuid[])`)
  return letter.blocks.flatMap((block): ShownBlock[] => {
    if (block.kind === 'text') return [{ kind: 'text', html: renderText(block.text, channel, base) }]
    if (block.kind === 'picture') {
      const found = pictures.find(({ id }) => id === block.picture)
      const src = href.letterPicture(letter.id, block.picture)
      return found ? [{ kind: 'picture', src, alt: block.alt, width: found.width, height: found.height }] : []
    }
    if (block.kind === 'article') {
      const found = articles.find(({ id }) => id === block.news)
      if (!found) return []
      const lead = found.lead ?? beginning(found.text, LEAD)
      return [{ kind: 'article', title: found.title, lead, to: href.newsItem(found.slug) }]
    }
    return [block]
  })
}

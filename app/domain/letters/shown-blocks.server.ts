/** Blocks of a letter as they are read: texts as HTML, things as they stand now, pictures with their size. */
import * as href from '#app/addresses.ts'
import type { Scoped } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { isUuid } from '#app/db/uuid.ts'
import { renderText, type TextChannel } from '#app/domain/content/markdown.server.ts'
import type { Looker } from '#app/policy/thing.rules.ts'
import type { KeptLetter } from './letters.server.ts'
import { type LetterThing, type LetterThingKind, namedIn, readThings } from './things.server.ts'

/** Addresses are paths of the site, or whole ones. */
export type ShownBlock =
  | { kind: 'title'; text: string }
  | { kind: 'text'; html: string }
  | { kind: 'picture'; src: string; alt: string; width: number; height: number }
  | { kind: 'button'; text: string; to: string }
  | { kind: 'thing'; thing: LetterThing }
  | { kind: 'dues' }

const THING_KINDS: readonly LetterThingKind[] = ['article', 'event', 'offer']

/** @returns what the blocks name and is there to be read, in no order */
export async function thingsOf(
  { query, tenant }: Scoped<{ id: string }>,
  { blocks }: Pick<KeptLetter, 'blocks'>,
  { reader, now }: Pick<Reading, 'reader' | 'now'>,
): Promise<LetterThing[]> {
  const found: LetterThing[] = []
  for (const kind of THING_KINDS) {
    const ids = namedIn(blocks, kind).filter(isUuid)
    if (ids.length > 0) found.push(...(await readThings(query, tenant, [kind], { reader, now, ids })))
  }
  return found
}

interface Reading {
  channel: TextChannel
  /** Where paths of the site belong, for readers who are not on it. */
  base?: string
  /** Of a copy on the site. */
  reader?: Looker
  /** What the blocks name, where the caller has read it. */
  things?: readonly LetterThing[]
  now: Date
}

/** @returns blocks without those of which nothing is left: what was withdrawn since, a picture that never came */
export async function showBlocks(
  { query, tenant }: Scoped<{ id: string }>,
  letter: KeptLetter,
  { channel, base, ...reading }: Reading,
): Promise<ShownBlock[]> {
  const things = reading.things ?? (await thingsOf({ query, tenant }, letter, reading))
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
    if (block.kind === 'article' || block.kind === 'event' || block.kind === 'offer') {
      const [id] = namedIn([block], block.kind)
      const thing = things.find((one) => one.id === id)
      return thing ? [{ kind: 'thing', thing }] : []
    }
    return [block]
  })
}

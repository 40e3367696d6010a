/** What a letter is made of, as it is kept and as it is checked before it leaves. Pure. */
import { z } from 'zod'
import type { BlockKind } from '#app/vocabulary/letters.ts'
import { unknownTags } from './tags.ts'

export const MOST_BLOCKS = 30
export const SUBJECT_LENGTH = 120
const WORDS = 140
const TEXT = 10_000

const words = z.string().max(WORDS)

export const blockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('title'), text: words }).strict(),
  /** Markdown. */
  z.object({ kind: z.literal('text'), text: z.string().max(TEXT) }).strict(),
  /** @property picture an id of `letter_picture`, empty until a file came */
  z.object({ kind: z.literal('picture'), picture: z.string().max(40), alt: z.string().max(250) }).strict(),
  /** @property to a path of the site, or an address with its `https:` */
  z.object({ kind: z.literal('button'), text: words, to: z.string().max(500) }).strict(),
  /** @property news an id of `news` */
  z.object({ kind: z.literal('article'), news: z.string().max(40) }).strict(),
  /** @property event an id of `event` */
  z.object({ kind: z.literal('event'), event: z.string().max(40) }).strict(),
  /** @property offer an id of `offer` */
  z.object({ kind: z.literal('offer'), offer: z.string().max(40) }).strict(),
  z.object({ kind: z.literal('dues') }).strict(),
])
export type Block = z.infer<typeof blockSchema>

export const blocksSchema = z.array(blockSchema).max(MOST_BLOCKS)

/** @returns an empty block of that kind */
export function newBlock(kind: BlockKind): Block {
  switch (kind) {
    case 'title':
    case 'text':
      return { kind, text: '' }
    case 'picture':
      return { kind, picture: '', alt: '' }
    case 'button':
      return { kind, text: '', to: '' }
    case 'article':
      return { kind, news: '' }
    case 'event':
      return { kind, event: '' }
    case 'offer':
      return { kind, offer: '' }
    case 'dues':
      return { kind }
  }
}

/** Why a letter may not leave; `at`: the block, from 1, 0 the subject. */
export interface Fault {
  at: number
  why: 'subject' | 'empty' | 'tag' | 'picture' | 'alt' | 'link' | 'article' | 'event' | 'offer' | 'nothing'
  what?: string
}

/** A path of ours, or a page somewhere that answers over TLS. */
export const isLink = (to: string): boolean => /^\/(?![/\\])\S*$/.test(to) || /^https:\/\/[^\s/]+\.[^\s/]+\S*$/.test(to)

function faultOf(block: Block, things: ReadonlySet<string>): Omit<Fault, 'at'> | undefined {
  if ((block.kind === 'title' || block.kind === 'text' || block.kind === 'button') && block.text.trim() === '')
    return { why: 'empty' }
  if (block.kind === 'picture' && block.picture === '') return { why: 'picture' }
  if (block.kind === 'picture' && block.alt.trim() === '') return { why: 'alt' }
  if (block.kind === 'button' && !isLink(block.to)) return { why: 'link' }
  if (block.kind === 'article' && !things.has(block.news)) return { why: 'article' }
  if (block.kind === 'event' && !things.has(block.event)) return { why: 'event' }
  if (block.kind === 'offer' && !things.has(block.offer)) return { why: 'offer' }
  const [what] = 'text' in block ? unknownTags(block.text) : []
  return what === undefined ? undefined : { why: 'tag', what }
}

/**
 * Checks a letter before it leaves (B19).
 * @param things ids of news, events and offers that stand in letters now
 */
export function faultsOf(
  { subject, blocks }: { subject: string; blocks: readonly Block[] },
  things: ReadonlySet<string>,
): Fault[] {
  const [tag] = unknownTags(subject)
  return [
    ...(subject.trim() === '' || subject.length > SUBJECT_LENGTH ? [{ at: 0, why: 'subject' as const }] : []),
    ...(tag === undefined ? [] : [{ at: 0, why: 'tag' as const, what: tag }]),
    ...(blocks.length === 0 ? [{ at: 0, why: 'nothing' as const }] : []),
    ...blocks.flatMap((block, i) => {
      const fault = faultOf(block, things)
      return fault ? [{ at: i + 1, ...fault }] : []
    }),
  ]
}

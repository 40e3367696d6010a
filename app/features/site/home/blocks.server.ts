/** The front page as what features announced for it: each block by its own rule, absent when it has nothing to say. */
import { homeBlocks, homeTurns } from '#app/context/announcement.ts'
import type { HomeCard, HomePart } from '#app/context/home-block.ts'
import type { Ctx } from '#app/context/open.ts'

export interface ShownBlock {
  id: string
  part: HomePart
}

/** Cards of « À vous de jouer »: more than three are a list of chores. */
const MOST_TURNS = 3
/** Where they stand among the blocks: below the search. */
const TURNS_AT = 14

/**
 * What is announced is read one after the other: a page holds one connection.
 * @returns null where the budget of lists refuses it for today: the page goes on without
 */
async function unlessRefused<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (refusal) {
    if (refusal instanceof Response && (refusal.status === 403 || refusal.status === 429)) return null
    throw refusal
  }
}

async function turnsOf(ctx: Ctx): Promise<HomeCard[]> {
  const cards: HomeCard[] = []
  for (const turn of homeTurns()) {
    if (cards.length === MOST_TURNS) break
    const card = turn.opens(ctx) ? await turn.load(ctx) : null
    if (card) cards.push(card)
  }
  return cards
}

/** @returns the blocks of this viewer's front page, from the top */
export async function readBlocks(ctx: Ctx): Promise<ShownBlock[]> {
  const blocks: (ShownBlock & { at: number })[] = []
  for (const block of homeBlocks()) {
    const part = block.opens(ctx) ? await unlessRefused(block.load(ctx)) : null
    if (part) blocks.push({ id: block.id, at: block.at, part })
  }
  const cards = await turnsOf(ctx)
  const part: HomePart = { kind: 'cards', title: ctx.t('content:home.turns'), cards }
  const all = cards.length > 0 ? [...blocks, { id: 'turns', at: TURNS_AT, part }] : blocks
  return all.toSorted((a, b) => a.at - b.at).map(({ id, part }) => ({ id, part }))
}

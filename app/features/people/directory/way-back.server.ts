/** From a person back to the results they were opened from, and to the people before and after them (`?liste=`). */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { may } from '#app/policy/ability.ts'
import { addressOf, type DirectoryQuery, MOST_PAGES, PAGE_ROWS, readQuery } from './search.schema.ts'
import { type Found, searchDirectory } from './search.server.ts'

export interface WayBack {
  to: string
  rank: number
  total: number
  /** There are more than are counted. */
  more: boolean
  previous: string | null
  next: string | null
}

/** @returns null where the address names no search, one that this viewer may not make, or none that finds the person */
export async function wayBack(ctx: Ctx, handle: string): Promise<WayBack | null> {
  const read = readQuery(new URLSearchParams(ctx.url.searchParams.get('liste') ?? ''))
  if (!ctx.url.searchParams.has('liste') || !read.ok || !may(ctx.ability, 'search')) return null
  try {
    return await found(ctx, read.query, handle)
  } catch (refusal) {
    // A criterion that is not theirs, a day's budget that is spent: the page stands without the way back.
    if (refusal instanceof Response) return null
    throw refusal
  }
}

async function found(ctx: Ctx, query: DirectoryQuery, handle: string): Promise<WayBack | null> {
  const here = await searchDirectory(ctx, query)
  const place = here.people.findIndex((person) => person.handle === handle)
  if (place < 0) return null
  const rank = (query.page - 1) * PAGE_ROWS + place + 1
  const at = async (page: number, index: number) => {
    const list = page === query.page ? here : await searchDirectory(ctx, { ...query, page })
    return leadTo({ ...query, page }, list.people.at(index))
  }
  const isLast = rank >= here.total || rank >= PAGE_ROWS * MOST_PAGES
  return {
    to: addressOf(href.directory, query, { page: query.page }),
    rank,
    total: here.total,
    more: here.more,
    previous: rank === 1 ? null : place > 0 ? await at(query.page, place - 1) : await at(query.page - 1, -1),
    next: isLast ? null : place < PAGE_ROWS - 1 ? await at(query.page, place + 1) : await at(query.page + 1, 0),
  }
}

function leadTo(query: DirectoryQuery, person: Found['people'][number] | undefined): string | null {
  const list = addressOf('', query, { page: query.page }).slice(1)
  return person ? `${person.address}?${new URLSearchParams({ liste: list })}` : null
}

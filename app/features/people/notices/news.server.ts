/** `/actualites-contacts` and its block on the front page: what is new with one's contacts (S7, A10). */

import * as href from '#app/addresses.ts'
import type { HomeBlock } from '#app/context/home-block.ts'
import { type Args, type Ctx, open } from '#app/context/open.ts'
import { pageIn } from '#app/context/page-in.ts'
import { forbidden } from '#app/context/refusals.ts'
import { countShown } from '#app/context/shown-people.ts'
import { type News, readNews } from '#app/domain/notices/contacts-news.server.ts'

const NEWS_ROWS = 20
const MOST_PAGES = 10
/** On the front page. */
const FEW = 4

/** @throws Response 302 for who is signed out, 403 for accounts without a record: they have no contacts */
export async function openOwnNews(args: Args): Promise<Ctx> {
  const ctx = await open(args, { needs: 'account' })
  if (!ctx.viewer.personId) throw forbidden()
  return ctx
}

async function newsFor(ctx: Ctx, limit: number, offset: number): Promise<Omit<News, 'personId'>[]> {
  const reader = { ...ctx, accountId: ctx.account!.accountId }
  const news = await ctx.sql((query) => readNews(reader, query, { limit, offset }))
  return news.map(({ line, changed, at }) => ({ line, changed, at }))
}

export async function readNewsPage(ctx: Ctx) {
  const page = pageIn(ctx.url, MOST_PAGES)
  const found = await newsFor(ctx, NEWS_ROWS + 1, (page - 1) * NEWS_ROWS)
  const news = found.slice(0, NEWS_ROWS)
  await countShown(
    ctx,
    news.map(({ line }) => line),
  )
  const at = (to: number) => `${href.contactsNews}?page=${to}`
  return {
    title: ctx.t('notices:news.title'),
    ...{ news, page },
    previous: page > 1 ? at(page - 1) : null,
    next: found.length > NEWS_ROWS && page < MOST_PAGES ? at(page + 1) : null,
  }
}

export const NEWS_BLOCK: HomeBlock = {
  id: 'contacts-news',
  at: 62,
  opens: ({ account, viewer, standIn }) => {
    return Boolean(account && viewer.personId) && !standIn && viewer.friendIds.length > 0
  },
  load: async (ctx) => {
    const news = await newsFor(ctx, FEW, 0)
    const people = news.map(({ line, changed }) => {
      const shown = new Set<string>(['firstName', 'lastName', 'pseudonym', 'photo', ...changed])
      return { ...line, fields: Object.fromEntries(Object.entries(line.fields).filter(([field]) => shown.has(field))) }
    })
    await countShown(ctx, people)
    if (people.length === 0) return null
    const rowFields = [...new Set(news.flatMap(({ changed }) => changed))].filter((field) => field !== 'bio')
    const more = { to: href.contactsNews, text: ctx.t('content:home.contactsNews.more') }
    return { kind: 'people', title: ctx.t('content:home.contactsNews.title'), people, rowFields, more }
  },
}

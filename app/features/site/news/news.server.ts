/** `/actualites` and one of them (S3). */

import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { MOST_PAGES, pageIn } from '#app/context/page-in.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { renderText } from '#app/domain/content/markdown.server.ts'
import {
  categoryName,
  countNews,
  findNews,
  isCurrent,
  listNews,
  NEWS_ROWS,
  type NewsRow,
  pictureOf,
} from '#app/domain/content/news.server.ts'
import {
  addNewsComment,
  COMMENT_ROWS,
  countAnswers,
  hideNewsComment,
  readNewsAuthors,
  readNewsComments,
  thankForNews,
} from '#app/domain/content/news-comments.server.ts'
import { pictureResponse } from '#app/domain/content/pictures.server.ts'
import { markShown } from '#app/domain/notices/mark-seen.server.ts'
import { may } from '#app/policy/ability.ts'
import { commentsOnNews, type RuledNews, thanksForNews } from '#app/policy/news.rules.ts'

const COMMENT_LENGTH = 2_000
const BECAUSE_LENGTH = 500

function addressOf(category: string | undefined, page: number): string {
  const query = new URLSearchParams()
  if (category) query.set('categorie', category)
  if (page > 1) query.set('page', String(page))
  return query.size > 0 ? `${href.news}?${query}` : href.news
}

export async function readNewsPage(ctx: Ctx) {
  const { url, tenant, language, t } = ctx
  const wish = url.searchParams.get('categorie')
  const category = tenant.config.news.categories.find(({ id }) => id === wish)?.id
  const page = pageIn(url)
  const { lines, more, counts } = await ctx.sql(async (query) => ({
    ...(await listNews(query, ctx, { category, page })),
    counts: new Map((await countNews(query, ctx)).map((row) => [row.category, row.n])),
  }))
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0)
  const total = category ? (counts.get(category) ?? 0) : all
  return {
    title: t('news:title'),
    lines,
    total,
    categories: tenant.config.news.categories
      .filter(({ id }) => counts.has(id))
      .map(({ id, name }) => ({ id, name: name[language], to: addressOf(id, 1), current: id === category })),
    all: { to: href.news, current: !category },
    writes: may(ctx.ability, 'content'),
    page,
    pages: Math.max(1, Math.ceil(total / NEWS_ROWS)),
    previous: page > 1 ? addressOf(category, page - 1) : null,
    next: more && page < MOST_PAGES ? addressOf(category, page + 1) : null,
  }
}

/** @throws Response 404 for news that this viewer may not read, as for what is not there */
async function find(ctx: Ctx, slug: string): Promise<NewsRow> {
  const row = await ctx.sql((query) => findNews(query, ctx, slug))
  if (!row) throw notFound()
  return row
}

export async function readNewsItem(ctx: Ctx, slug: string) {
  const row = await find(ctx, slug)
  if (row.slug !== slug) throw redirect(href.newsItem(row.slug), 301)
  await markShown(ctx, row.id)
  const authors = await readNewsAuthors(ctx, row.id)
  return {
    formKey: uuidv7(),
    title: row.title,
    id: row.id,
    lead: row.lead,
    html: renderText(row.text, 'site'),
    category: categoryName(ctx, row.category),
    byline: row.byline,
    author: authors[0],
    answers: await readAnswers(ctx, row),
    done: ctx.url.searchParams.get('fait'),
    audience: row.audience,
    at: row.visibleFrom.toISOString(),
    picture: pictureOf(row),
    state: isCurrent(row, ctx.now) ? null : row.state === 'draft' ? ('draft' as const) : ('planned' as const),
    edit: may(ctx.ability, 'content') ? href.newsDesk(row.id) : null,
  }
}

export async function readNewsPicture(ctx: Ctx, slug: string): Promise<Response> {
  return pictureResponse((await find(ctx, slug)).pictureKey)
}

const ruledOf = (row: NewsRow, now: Date): RuledNews => ({
  ...{ audience: row.audience, comments: row.comments, shown: isCurrent(row, now) },
})

/** What people answer, and what the viewer may do; null where the association wants no comments. */
async function readAnswers(ctx: Ctx, row: NewsRow) {
  const { ability, tenant, now } = ctx
  if (!tenant.config.news.comments) return null
  const page = pageIn(ctx.url)
  const counts = await ctx.sql((query) => countAnswers(ctx, query, row.id))
  const comments = counts.comments > 0 ? await readNewsComments(ctx, row.id, page) : []
  const news = ruledOf(row, now)
  const at = (to: number) => `${href.newsItem(row.slug)}?page=${to}#commentaires`
  return {
    ...{ ...counts, page },
    list: comments.slice(0, COMMENT_ROWS),
    mayComment: commentsOnNews(tenant.config, ability, news),
    mayThank: thanksForNews(tenant.config, ability, news),
    previous: page > 1 ? at(page - 1) : null,
    next: comments.length > COMMENT_ROWS ? at(page + 1) : null,
  }
}

/** POST `intent`: `comment` with `text`, `thank`, `hide-comment` with `comment` and `because`. */
export async function changeNewsItem(ctx: Ctx, slug: string, form: FormData) {
  const row = await find(ctx, slug)
  const here = href.newsItem(row.slug)
  const intent = String(form.get('intent') ?? '')
  if (intent === 'comment') return comment(ctx, row, String(form.get('text') ?? '').trim())
  if (intent === 'thank') {
    if (!thanksForNews(ctx.tenant.config, ctx.ability, ruledOf(row, ctx.now))) throw forbidden()
    await ctx.sql((query) => thankForNews(ctx, query, row.id))
    return redirect(`${here}#merci`, 303)
  }
  const because = String(form.get('because') ?? '')
    .trim()
    .slice(0, BECAUSE_LENGTH)
  const wish = { newsId: row.id, id: String(form.get('comment') ?? ''), because: because || null }
  const done = intent === 'hide-comment' && (await ctx.sql((query) => hideNewsComment(ctx, query, wish)))
  return redirect(done ? `${here}?fait=hidden#commentaires` : here, 303)
}

async function comment(ctx: Ctx, row: NewsRow, text: string) {
  if (!commentsOnNews(ctx.tenant.config, ctx.ability, ruledOf(row, ctx.now))) throw forbidden()
  if (text === '' || text.length > COMMENT_LENGTH)
    return data({ error: text === '' ? ('empty' as const) : ('long' as const), text }, { status: 422 })
  const state = await ctx.sql((query) => addNewsComment(ctx, query, { newsId: row.id, text }))
  if (!state) throw notFound()
  return redirect(`${href.newsItem(row.slug)}?fait=${state === 'pending' ? 'pending' : 'commented'}#commentaires`, 303)
}

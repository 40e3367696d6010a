/** `/admin/contenus/actualites/…`: one piece of news, written, looked at, published and withdrawn (S3). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { civilMinute, instantOfMinute } from '#app/calendar/civil-day.ts'
import { NOTHING_DONE } from '#app/context/forms-once.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { typedFields } from '#app/context/sent-form.ts'
import { changePicture } from '#app/domain/content/change-picture.server.ts'
import { renderText } from '#app/domain/content/markdown.server.ts'
import { type NewsRow, pictureOf } from '#app/domain/content/news.server.ts'
import { readNewsAuthors } from '#app/domain/content/news-comments.server.ts'
import {
  addNews,
  changeNews,
  type NewsWords,
  newsToWrite,
  publishNews,
  removeNews,
  withdrawNews,
} from '#app/domain/content/write-news.server.ts'
import { visiblePerson } from '#app/domain/search/visible-person.server.ts'
import { appendMark, MARKS } from '#app/ui/markdown-marks.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { EDITORIAL_AUDIENCES } from '#app/vocabulary/things.ts'
import { deskState } from './desk.server.ts'

export const TITLE_LENGTH = 140
const LEAD_LENGTH = 300
export const TEXT_LENGTH = 40_000
const BYLINE_LENGTH = 80

const FIELDS = ['title', 'lead', 'text', 'category', 'byline', 'author', 'audience', 'comments', 'at'] as const
export type NewsField = (typeof FIELDS)[number]
export type Typed = Record<NewsField, string>

/** @throws Response 404 where there is no such article */
async function find(ctx: Ctx, id: string): Promise<NewsRow> {
  const row = await ctx.sql((query) => newsToWrite(ctx, query, id))
  if (!row) throw notFound()
  return row
}

export async function readEditor(ctx: Ctx, id: string | undefined) {
  const row = id === undefined ? null : await find(ctx, id)
  const [author] = row ? await readNewsAuthors(ctx, row.id) : []
  const { categories } = ctx.tenant.config.news
  return {
    title: row?.title ?? ctx.t('contents:news.new'),
    id: row?.id ?? null,
    slug: row?.slug ?? null,
    state: row ? deskState(row, ctx.now) : null,
    at: row?.visibleFrom.toISOString() ?? null,
    typed: typedOf(ctx, row, author?.handle),
    comments: ctx.tenant.config.news.comments,
    categories: categories.map(({ id: value, name }) => ({ value, label: name[ctx.language] })),
    picture: row && pictureOf(row),
    outcome: ctx.url.searchParams.get('fait'),
  }
}

function typedOf(ctx: Ctx, row: NewsRow | null, author: string | undefined): Typed {
  return {
    title: row?.title ?? '',
    lead: row?.lead ?? '',
    text: row?.text ?? '',
    category: row?.category ?? ctx.tenant.config.news.categories[0]!.id,
    byline: row?.byline ?? '',
    author: author ?? '',
    audience: row?.audience ?? 'public',
    comments: (row?.comments ?? true) ? 'on' : '',
    at: row && row.state !== 'draft' ? civilMinute(row.visibleFrom) : '',
  }
}

interface Judged {
  typed: Typed
  errors: Partial<Record<NewsField, string>>
  words: Omit<NewsWords, 'authorId'> | undefined
  /** When it is to be shown: now unless said. */
  at: Date | undefined
}

function judge({ tenant, now }: Ctx, form: FormData): Judged {
  const typed: Typed = typedFields(form, FIELDS)
  const { title, lead, text, category, byline, audience } = typed
  const at = typed.at === '' ? now : instantOfMinute(typed.at)
  const isKnown = tenant.config.news.categories.some(({ id }) => id === category)
  const isAudience = isOneOf(EDITORIAL_AUDIENCES, audience)
  const errors: Judged['errors'] = {
    ...(title === '' || title.length > TITLE_LENGTH ? { title: 'title' } : {}),
    ...(lead.length > LEAD_LENGTH ? { lead: 'lead' } : {}),
    ...(text === '' || text.length > TEXT_LENGTH ? { text: 'text' } : {}),
    ...(isKnown ? {} : { category: 'category' }),
    ...(byline.length > BYLINE_LENGTH ? { byline: 'byline' } : {}),
    ...(isAudience ? {} : { audience: 'audience' }),
    ...(at ? {} : { at: 'at' }),
  }
  if (!isAudience || Object.keys(errors).length > 0) return { typed, errors, words: undefined, at }
  const comments = typed.comments === 'on'
  const words = { title, text, category, audience, comments, lead: lead || null, byline: byline || null }
  return { typed, errors, words, at }
}

export interface EditorAnswer {
  typed: Typed
  errors: Judged['errors']
  /** The text as the page would show it. */
  preview: string | null
}

const shown = (answer: EditorAnswer) => data(answer, { headers: NOTHING_DONE })

/** Only shows something, and keeps nothing: the words as they would be read, or a sign at the end of the text. */
function show(ctx: Ctx, { typed, errors }: Judged, intent: string) {
  if (intent === 'preview') return shown({ typed, errors: {}, preview: renderText(typed.text, 'site') })
  const mark = MARKS.find((one) => intent === `mark-${one}`)
  if (!mark) return undefined
  const text = appendMark(typed.text, mark, ctx.t('contents:editor.sample'))
  return shown({ typed: { ...typed, text }, errors, preview: null })
}

/** POST `intent`: `save`, `publish`, `preview`, `mark-…`, `withdraw`, `remove`. */
export async function changeNewsPage(ctx: Ctx, id: string | undefined, form: FormData) {
  const intent = String(form.get('intent') ?? '')
  if (id !== undefined && intent === 'withdraw') return withdraw(ctx, id)
  if (id !== undefined && intent === 'remove') return remove(ctx, id)
  const judged = judge(ctx, form)
  const answer = show(ctx, judged, intent)
  if (answer) return answer
  const { typed, words, at } = judged
  const authorId = await authorOf(ctx, id, typed.author)
  const errors = authorId === 'nobody' ? { ...judged.errors, author: 'author' } : judged.errors
  if (!words || !at || authorId === 'nobody')
    return data({ typed, errors, preview: null } as EditorAnswer, { status: 422 })
  const saved = await ctx.sql(async (query) => {
    const row = id === undefined ? undefined : await newsToWrite(ctx, query, id)
    if (id !== undefined && !row) throw notFound()
    if (row) await changeNews(ctx, query, row, { ...words, authorId })
    const kept = row?.id ?? (await addNews(ctx, query, { ...words, authorId }))
    const publishes = row?.state === 'published' ? isMoved(row, typed.at) : intent === 'publish'
    if (publishes) await publishNews(ctx, query, kept, at)
    return { id: kept, done: publishes ? (at > ctx.now ? 'planned' : 'published') : 'saved' }
  })
  return redirect(`${href.newsDesk(saved.id)}?fait=${saved.done}`, 303)
}

/**
 * @returns the person at the end of a profile's address; null for none; undefined for the one of today, whom the
 *   editor may not know of
 */
async function authorOf(ctx: Ctx, id: string | undefined, typed: string): Promise<NewsWords['authorId'] | 'nobody'> {
  const handle = typed.split('/').at(-1)!.trim()
  if (handle === '') return id && (await readNewsAuthors(ctx, id)).includes(null) ? undefined : null
  return (await ctx.sql((query) => visiblePerson(ctx, ctx.ability, query, handle)))?.id ?? 'nobody'
}

/** What is shown already changes its date where the form says another. */
const isMoved = ({ visibleFrom }: NewsRow, at: string) => at !== '' && at !== civilMinute(visibleFrom)

async function withdraw(ctx: Ctx, id: string) {
  await find(ctx, id)
  await ctx.sql((query) => withdrawNews(ctx, query, id))
  return redirect(`${href.newsDesk(id)}?fait=withdrawn`, 303)
}

async function remove(ctx: Ctx, id: string) {
  await find(ctx, id)
  const done = await removeNews(ctx, id)
  return redirect(done ? `${href.contents}?fait=removed` : href.newsDesk(id), 303)
}

/** POST with a file, as {@link changePicture}. */
export async function changeNewsPicture(ctx: Ctx, id: string, form: FormData | undefined) {
  const { pictureKey } = await find(ctx, id)
  const error = await changePicture(ctx, { folder: 'news', id, pictureKey }, form)
  if (error) return data({ pictureError: error }, { status: error === 'large' ? 413 : 422 })
  return redirect(`${href.newsDesk(id)}?fait=picture`, 303)
}

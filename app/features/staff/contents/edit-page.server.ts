/** `/admin/contenus/pages/…`: one page, written as versions of which one is shown (S3, E7). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { NOTHING_DONE } from '#app/context/forms-once.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { typedFields } from '#app/context/sent-form.ts'
import type { Query } from '#app/db/transaction.ts'
import { lineDiff } from '#app/domain/content/line-diff.ts'
import { renderText } from '#app/domain/content/markdown.server.ts'
import type { PageRow } from '#app/domain/content/pages.server.ts'
import { slugOf } from '#app/domain/content/slugs.ts'
import {
  addPage,
  isTaken,
  type PagePlace,
  type PageWords,
  pageToWrite,
  placePage,
  removePage,
  saveVersion,
  showVersion,
  versionsOf,
  withdrawPage,
} from '#app/domain/content/write-pages.server.ts'
import { appendMark, MARKS } from '#app/ui/markdown-marks.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { PAGE_SECTIONS } from '#app/vocabulary/page-sections.ts'
import { EDITORIAL_AUDIENCES } from '#app/vocabulary/things.ts'
import { TEXT_LENGTH, TITLE_LENGTH } from './edit-news.server.ts'

const FIELDS = ['title', 'text', 'slug', 'section', 'position', 'audience'] as const
export type PageField = (typeof FIELDS)[number]
export type TypedPage = Record<PageField, string>

/** @throws Response 404 where there is no such page */
async function find(ctx: Ctx, query: Query, id: string): Promise<PageRow> {
  const row = await pageToWrite(ctx, query, id)
  if (!row) throw notFound()
  return row
}

export async function readPageEditor(ctx: Ctx, id: string | undefined) {
  const { row, last } = await ctx.sql(async (query) => {
    const row = id === undefined ? undefined : await find(ctx, query, id)
    return { row, last: row && (await versionsOf(ctx, query, row.id))[0] }
  })
  return {
    title: row?.title ?? ctx.t('contents:pages.new'),
    id: row?.id ?? null,
    slug: row?.slug ?? null,
    state: row ? (row.state === 'published' ? ('published' as const) : ('draft' as const)) : null,
    /** The last version is not the one that is shown. */
    changed: row?.state === 'published' && last !== undefined && last.n !== row.shown,
    typed: {
      title: last?.title ?? '',
      text: last?.text ?? '',
      slug: row?.slug ?? '',
      section: row?.section ?? PAGE_SECTIONS[0],
      position: String(row?.position ?? 100),
      audience: row?.audience ?? 'public',
    } satisfies TypedPage,
    outcome: ctx.url.searchParams.get('fait'),
  }
}

interface Judged {
  typed: TypedPage
  errors: Partial<Record<PageField, string>>
  made: { words: PageWords; place: PagePlace } | undefined
}

function judge(form: FormData): Judged {
  const typed: TypedPage = typedFields(form, FIELDS)
  const { title, text, section, audience } = typed
  const slug = slugOf(typed.slug || title, 'page')
  const position = Number(typed.position || 100)
  const isPosition = Number.isInteger(position) && position >= 0 && position <= 10_000
  const errors: Judged['errors'] = {
    ...(title === '' || title.length > TITLE_LENGTH ? { title: 'title' } : {}),
    ...(text === '' || text.length > TEXT_LENGTH ? { text: 'text' } : {}),
    ...(isOneOf(PAGE_SECTIONS, section) ? {} : { section: 'section' }),
    ...(isPosition ? {} : { position: 'position' }),
    ...(isOneOf(EDITORIAL_AUDIENCES, audience) ? {} : { audience: 'audience' }),
  }
  const isWhole = isOneOf(PAGE_SECTIONS, section) && isOneOf(EDITORIAL_AUDIENCES, audience)
  if (!isWhole || Object.keys(errors).length > 0) return { typed, errors, made: undefined }
  return { typed, errors, made: { words: { title, text }, place: { slug, section, position, audience } } }
}

export interface PageAnswer {
  typed: TypedPage
  errors: Judged['errors']
  /** The text as the page would show it. */
  preview: string | null
}

function show(ctx: Ctx, { typed, errors }: Judged, intent: string) {
  const shown = (answer: PageAnswer) => data(answer, { headers: NOTHING_DONE })
  if (intent === 'preview') return shown({ typed, errors: {}, preview: renderText(typed.text, 'site') })
  const mark = MARKS.find((one) => intent === `mark-${one}`)
  if (!mark) return undefined
  const text = appendMark(typed.text, mark, ctx.t('contents:editor.sample'))
  return shown({ typed: { ...typed, text }, errors, preview: null })
}

/** POST `intent`: `save`, `publish`, `preview`, `mark-…`, `withdraw`, `remove`. */
export async function changePage(ctx: Ctx, id: string | undefined, form: FormData) {
  const intent = String(form.get('intent') ?? '')
  if (id !== undefined && (intent === 'withdraw' || intent === 'remove')) return end(ctx, id, intent)
  const judged = judge(form)
  const answer = show(ctx, judged, intent)
  if (answer) return answer
  const { typed, made } = judged
  const refuse = (errors: Judged['errors']) => data({ typed, errors, preview: null } as PageAnswer, { status: 422 })
  if (!made) return refuse(judged.errors)
  const saved = await ctx.sql(async (query) => {
    const row = id === undefined ? undefined : await find(ctx, query, id)
    if (await isTaken(ctx, query, made.place.slug, row?.id)) return undefined
    const kept = row?.id ?? (await addPage(ctx, query, made.words, made.place))
    const n = row ? await saveVersion(ctx, query, row, made.words) : 1
    if (row) await placePage(ctx, query, row, made.place)
    if (intent === 'publish') await showVersion(ctx, query, await find(ctx, query, kept), n)
    return kept
  })
  if (!saved) return refuse({ slug: 'slug' })
  return redirect(`${href.pageDesk(saved)}?fait=${intent === 'publish' ? 'published' : 'saved'}`, 303)
}

async function end(ctx: Ctx, id: string, intent: 'withdraw' | 'remove') {
  const gone = await ctx.sql(async (query) => {
    const row = await find(ctx, query, id)
    if (intent === 'remove') return removePage(ctx, query, row)
    await withdrawPage(ctx, query, row)
    return false
  })
  return redirect(gone ? `${href.pagesDesk}?fait=removed` : `${href.pageDesk(id)}?fait=withdrawn`, 303)
}

/** Versions, the newest first, and what one of them changed against the one before. */
export async function readVersions(ctx: Ctx, id: string) {
  const { row, versions } = await ctx.sql(async (query) => {
    const row = await find(ctx, query, id)
    return { row, versions: await versionsOf(ctx, query, id) }
  })
  const wish = Number(ctx.url.searchParams.get('version') ?? 0)
  const chosen = versions.find(({ n }) => n === wish) ?? versions[0]!
  const before = versions.find(({ n }) => n < chosen.n)
  const whole = ({ title, text }: PageWords) => `${title}\n\n${text}`
  return {
    title: ctx.t('contents:versions.title'),
    page: { id: row.id, title: row.title },
    versions: versions.map(({ n, title, at }) => ({
      ...{ n, title, at: at.toISOString() },
      shown: row.state === 'published' && n === row.shown,
      chosen: n === chosen.n,
    })),
    chosen: chosen.n,
    before: before?.n ?? null,
    changes: before ? lineDiff(whole(before), whole(chosen)) : lineDiff('', whole(chosen)),
    last: chosen.n === versions[0]!.n,
  }
}

/** POST `version`: an earlier version comes back as the newest, and is shown if the page is. */
export async function restoreVersion(ctx: Ctx, id: string, form: FormData) {
  const wish = Number(form.get('version') ?? 0)
  await ctx.sql(async (query) => {
    const row = await find(ctx, query, id)
    const version = (await versionsOf(ctx, query, id)).find(({ n }) => n === wish)
    if (!version) throw notFound()
    const n = await saveVersion(ctx, query, row, version)
    if (row.state === 'published') await showVersion(ctx, query, row, n)
  })
  return redirect(`${href.pageDesk(id)}?fait=restored`, 303)
}

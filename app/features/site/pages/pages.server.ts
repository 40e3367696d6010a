/** `/pages` and one of them (S3, E7). */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { renderText } from '#app/domain/content/markdown.server.ts'
import { findPage, listPages, pageMovedTo } from '#app/domain/content/pages.server.ts'
import { may } from '#app/policy/ability.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { PAGE_SECTIONS } from '#app/vocabulary/page-sections.ts'

export async function readPages(ctx: Ctx) {
  const pages = await ctx.sql((query) => listPages(query, ctx))
  return {
    title: ctx.t('pages:title'),
    about: ctx.tenant.config.about[ctx.language],
    writes: may(ctx.ability, 'content'),
    total: pages.length,
    sections: PAGE_SECTIONS.map((section) => ({
      section,
      pages: pages
        .filter((page) => page.section === section)
        .map(({ id, slug, title, audience }) => ({ id, to: href.page(slug), title, audience })),
    })).filter(({ pages: own }) => own.length > 0),
  }
}

/**
 * @throws Response 301 where the page moved and the viewer may read it, 404 for what they may not read as for what is
 * not there
 */
export async function readPage(ctx: Ctx, slug: string) {
  const { row, moved, pages } = await ctx.sql(async (query) => {
    const row = await findPage(query, ctx, slug)
    return {
      row,
      moved: row ? undefined : await pageMovedTo(query, ctx, slug),
      pages: row ? await listPages(query, ctx) : [],
    }
  })
  if (moved !== undefined) throw redirect(href.page(moved), 301)
  if (!row) throw notFound()
  const section = isOneOf(PAGE_SECTIONS, row.section) ? row.section : PAGE_SECTIONS[0]
  return {
    title: row.title,
    id: row.id,
    html: renderText(row.text, 'site'),
    at: row.at.toISOString(),
    draft: row.state === 'draft',
    section,
    beside: pages
      .filter((page) => page.section === section)
      .map((page) => ({ to: href.page(page.slug), text: page.title, current: page.id === row.id })),
    edit: may(ctx.ability, 'content') ? href.pageDesk(row.id) : null,
  }
}

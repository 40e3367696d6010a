/** `/pages` and one of them (S3, E7). */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { renderText } from '#app/domain/content/markdown.server.ts'
import { findPage, listPages, pageMovedTo } from '#app/domain/content/pages.server.ts'
import { may } from '#app/policy/ability.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { PAGE_SECTIONS, type PageSection } from '#app/vocabulary/page-sections.ts'
import type { PlaceId } from '#app/vocabulary/places.ts'

/** The word of the navigation that leads to a section, where the association's file names it. */
const PLACES: Record<PageSection, PlaceId> = {
  association: 'association',
  services: 'services',
  community: 'communityPages',
  career: 'careerPages',
}

/** @returns sections in the order of the association's menus, then those that stand in none */
function sectionsOf({ tenant }: Pick<Ctx, 'tenant'>): PageSection[] {
  const entries = tenant.config.menus.flatMap((menu) => menu.entries)
  const place = (section: PageSection) => {
    const at = entries.indexOf(PLACES[section])
    return at < 0 ? entries.length : at
  }
  return [...PAGE_SECTIONS].sort((a, b) => place(a) - place(b))
}

type Line = Awaited<ReturnType<typeof listPages>>[number]

const linesOf = (pages: readonly Line[], section: PageSection) =>
  pages
    .filter((page) => page.section === section)
    .map(({ id, slug, title, audience }) => ({ id, to: href.page(slug), title, audience }))

/** @throws Response 404 where there is no such section */
export async function readSection(ctx: Ctx, slug: string) {
  const section = PAGE_SECTIONS.find((one) => href.pageSection(one).endsWith(`/${slug}`))
  if (!section) throw notFound()
  const pages = linesOf(await ctx.sql((query) => listPages(query, ctx)), section)
  return { title: ctx.t(`pages:sections.${section}`), section, pages, writes: may(ctx.ability, 'content') }
}

export async function readPages(ctx: Ctx) {
  const pages = await ctx.sql((query) => listPages(query, ctx))
  return {
    title: ctx.t('pages:title'),
    about: ctx.tenant.config.about[ctx.language],
    writes: may(ctx.ability, 'content'),
    total: pages.length,
    sections: sectionsOf(ctx)
      .map((section) => ({ section, pages: linesOf(pages, section) }))
      .filter(({ pages: own }) => own.length > 0),
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

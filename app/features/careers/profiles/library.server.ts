/** `/cvtheque`: profiles by words, purpose, studies, town, year, pay and availability (I11, N2; C16, C18, C21). */
import * as href from '#app/addresses.ts'
import { startOfDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { MOST_PAGES, pageIn } from '#app/context/page-in.ts'
import { countShown } from '#app/context/shown-people.ts'
import { readerFacts } from '#app/domain/profiles/exclusions.server.ts'
import { LIBRARY_ROWS, type LibrarySearch, searchLibrary } from '#app/domain/profiles/library.server.ts'
import { keepsProfileAlerts } from '#app/policy/career-profile.rules.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { PAY_STEPS, PROFILE_LEVELS } from '#app/vocabulary/profiles.ts'
import { lineOf } from './shown-profile.server.ts'

/** Criteria, by their names in the address. */
const CRITERIA = ['q', 'recherche', 'niveau', 'domaine', 'ville', 'annee', 'salaire', 'libre'] as const
type Asked = Record<(typeof CRITERIA)[number], string>

const WORDS_LENGTH = 120

function askedIn(get: (name: string) => string): Asked {
  const asked = CRITERIA.map((name) => [name, get(name).trim().slice(0, WORDS_LENGTH)])
  return Object.fromEntries(asked) as Asked
}

function addressOf(asked: Asked, page = 1): string {
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''))
  if (page > 1) query.set('page', String(page))
  return query.size > 0 ? `${href.profileLibrary}?${query}` : href.profileLibrary
}

const PAYS = PAY_STEPS.map(String)

function searchOf(purposes: readonly string[], asked: Asked): LibrarySearch {
  const one = (list: readonly string[], word: string) => (isOneOf(list, word) ? word : undefined)
  return {
    q: asked.q,
    purpose: one(purposes, asked.recherche),
    level: one(PROFILE_LEVELS, asked.niveau),
    speciality: asked.domaine || undefined,
    town: asked.ville || undefined,
    year: /^(?:19|20)\d\d$/.test(asked.annee) ? Number(asked.annee) : undefined,
    pay: one(PAYS, asked.salaire) ? Number(asked.salaire) : undefined,
    by: startOfDay(asked.libre) ? asked.libre : undefined,
  }
}

/** @returns the search that an address or a form asks for, by the names of {@link CRITERIA} */
export const searchIn = ({ tenant }: Pick<Ctx, 'tenant'>, get: (name: string) => string): LibrarySearch =>
  searchOf(tenant.config.publication?.purposes ?? [], askedIn(get))

export async function readLibrary(ctx: Ctx) {
  const asked = askedIn((name) => ctx.url.searchParams.get(name) ?? '')
  const page = pageIn(ctx.url)
  const purposes = ctx.tenant.config.publication?.purposes ?? []
  const { lines, total } = await ctx.sql(async (query) =>
    searchLibrary(query, ctx, await readerFacts(query, ctx), { search: searchOf(purposes, asked), page }),
  )
  // Profiles are counted by themselves: that two are one person's is not told by a budget either.
  await countShown(
    ctx,
    lines.map(({ id }) => ({ handle: id })),
  )
  const pages = Math.min(MOST_PAGES, Math.max(1, Math.ceil((total ?? 0) / LIBRARY_ROWS)))
  return {
    title: ctx.t('profiles:library.title'),
    asked,
    chosen: Object.values(asked).filter(Boolean).length,
    purposes,
    alerts: keepsProfileAlerts(ctx.ability) && !ctx.standIn,
    lines: lines.map((row) => lineOf(ctx.language, row)),
    total,
    ...{ page, pages },
    previous: page > 1 ? addressOf(asked, page - 1) : null,
    next: page < pages ? addressOf(asked, page + 1) : null,
  }
}

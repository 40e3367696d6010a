/** `/entreprises/:company`: what a company shows, its offers on line, and who shows that they work there (N4, I12). */
import * as href from '#app/addresses.ts'
import { demandShare } from '#app/context/fair-share.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound, toSignIn } from '#app/context/refusals.ts'
import { toSql } from '#app/db/condition.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import {
  type CompanyPageRow,
  type CompanyRow,
  companyRow,
  logoAddress,
  nameKey,
} from '#app/domain/company-pages/read-page.server.ts'
import { listOffers } from '#app/domain/offers/read-offers.server.ts'
import { lineOf } from '#app/domain/search/row.ts'
import { NOTHING } from '#app/features/people/directory/search.schema.ts'
import { searchDirectory } from '#app/features/people/directory/search.server.ts'
import { may } from '#app/policy/ability.ts'
import {
  asksWhoWorksThere,
  keepsCompanyPages,
  ownsCompanyPage,
  readsCompanyPages,
  standsBy,
} from '#app/policy/company-page.rules.ts'
import { readsOffers } from '#app/policy/offer.rules.ts'
import { whereReadable } from '#app/policy/view.ts'

/** People named on the page; the directory has the others. */
const MOST_PEOPLE = 12

export interface FoundCompany {
  company: CompanyRow
  page: CompanyPageRow
  own: boolean
}

/**
 * @param wanted `waiting`: what the company handed in, for its own accounts and for who judges it
 * @throws Response 302 for a visitor who reads no such pages, 404 for a page that does not exist for this viewer
 */
export async function findCompanyPage(ctx: Ctx, query: Query, id: string, wanted?: string): Promise<FoundCompany> {
  const { tenant, ability, viewer, url } = ctx
  const company = await companyRow(query, tenant.id, id)
  const own = company !== undefined && ownsCompanyPage(ctx, company.id)
  if (!own && !readsCompanyPages(tenant.config, ctx)) throw viewer.accountId ? notFound() : toSignIn(url)
  if (!company) throw notFound()
  const insider = own || (keepsCompanyPages(ability) && !ctx.standIn)
  const { shown, waiting, refused } = company.pages
  const drafts = wanted === 'waiting' || !shown ? (waiting ?? refused ?? shown) : shown
  const page = insider ? drafts : standsBy(tenant.config, company) ? shown : undefined
  if (!page) throw notFound()
  return { company, page, own }
}

/** Who shows that they work there, as the directory would say it: hidden employers are neither named nor counted. */
async function peopleOf(ctx: Ctx, name: string) {
  if (!asksWhoWorksThere(ctx.ability)) return null
  const there = sql`(${toSql(whereReadable(ctx.ability, 'Person', 'company'), 'p')}
    AND lower(btrim(p."company")) = ${nameKey(name)})`
  const { people, total, more } = await searchDirectory(ctx, { ...NOTHING, entreprise: name }, MOST_PEOPLE, there)
  return {
    lines: people.map(lineOf),
    total,
    more,
    all: `${href.directory}?${new URLSearchParams({ entreprise: name })}`,
  }
}

export async function readCompanyPage(ctx: Ctx, id: string) {
  const { ability, url, t } = ctx
  const { page, own, company, offers } = await ctx.sql(async (query) => {
    const found = await findCompanyPage(ctx, query, id, url.searchParams.get('etat') ?? undefined)
    const mayList = readsOffers(ability) || found.own
    const { lines } = mayList
      ? await listOffers(query, ctx, { organisationId: found.company.id })
      : { lines: [] as Awaited<ReturnType<typeof listOffers>>['lines'] }
    return { ...found, offers: lines }
  })
  await demandShare(ctx)
  return {
    title: page.name,
    company: shownOf(page),
    edit: own ? href.companyEdit(company.id) : null,
    waits: own && company.pages.waiting !== undefined,
    done: own ? url.searchParams.get('fait') : null,
    desk: keepsCompanyPages(ability) && !own ? href.organisation(company.id) : null,
    offers: offers.map(({ id, title, town, kind, contract }) => ({
      ...{ id, title },
      note: `${contract ? t(`offers:contracts.${contract}`) : t(`offers:kinds.${kind}`)} · ${town}`,
    })),
    people: await peopleOf(ctx, page.name),
    rowFields: ability.rowFields.filter((field) => field !== 'company'),
    list: may(ability, 'companies') ? href.companies : null,
  }
}

/** What of a page is drawn, as plain data. */
function shownOf(page: CompanyPageRow) {
  const { organisationId: id, state, name, about, website, careers, place, because } = page
  return { ...{ id, state, name, about, website, careers, place, because }, logo: logoAddress(page) }
}

export type ShownCompany = ReturnType<typeof shownOf>

/** What stands around every page: the association's name and logo, the menu this viewer may use, the account. */
import { createHash } from 'node:crypto'
import * as href from '#app/addresses.ts'
import { addressTo } from '#app/context/address-to.ts'
import { placesFor } from '#app/context/announcement.ts'
import type { Ctx } from '#app/context/open.ts'
import { countUnread } from '#app/context/unread.ts'
import type { Unsent } from '#app/context/unsent.ts'
import { ownName } from '#app/domain/accounts/own-name.ts'
import { partyOf } from '#app/domain/messages/party.ts'
import { cookieOf } from '#app/i18n/language.ts'
import { isOfStaff } from '#app/policy/ability.ts'
import { searchesAtHome, watchesFederation } from '#app/policy/home.rules.ts'
import { buysItem, buysPass, paysDues, sellsAnything } from '#app/policy/money.rules.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { themeCss, themeFrom } from '#app/tenant/theme.ts'
import { MOST_PLACES, type PlaceId } from '#app/vocabulary/places.ts'
import { gatherPlaces, type MenuWord, type OpenPlace, type SaidWord, withTexts } from './menus.ts'

export interface Frame {
  name: string
  /** Address of the association's style sheet and logo, each named after its content. */
  theme: string
  logo: string | null
  /** The viewer's choice; the system's wish where there is none. */
  shade: 'light' | 'dark' | null
  /** How the association speaks to people. */
  address: TenantConfig['address']
  /** The day (ISO 8601) by which this account needs a second factor; it still opens everything. */
  factorDue: string | null
  /** The main navigation: the words that this viewer may open. */
  menu: SaidWord[]
  /** The same words one by one, for a phone's bar, where the association's file gathers them. */
  places: SaidWord[] | null
  /** The administration, set apart; the directory's search; one's letters and notices. */
  tools: ('admin' | 'search' | 'messages' | 'notices')[]
  /** Conversations and requests with something unread. */
  unread: number
  /** Notices that nobody has read yet. */
  notices: number
  account: { name: string; handle: string | null /** Of a company or a school. */; page: string | null } | null
  /** What there is to give to or to buy for this viewer, signed in or not. */
  offers: ('gifts' | 'shop')[]
  /** The association sells: its terms stand at the foot of pages. */
  sells: boolean
  /** What this viewer may pay for here. */
  pays: ('dues' | 'pass' | 'receipts')[]
  /** The staff look with other eyes: as this role, or as this person. */
  standIn: { role: string | null; name: string | null } | null
  /** What a session that was over could not send. */
  unsent: Unsent | null
}

/** The product's own colours, for pages of no association. */
const PRODUCT_BRAND = { primary: '#1f3a5f', accent: '#c8553d' }

const sheets = new WeakMap<object, { css: string; address: string }>()

/** @returns the theme's style sheet, worked out once per version of the association. */
export function themeSheet(config: { brand: { primary: string; accent: string } } = NOBODY) {
  const known = sheets.get(config)
  if (known) return known
  const css = themeCss(themeFrom(config.brand))
  const made = { css, address: `${href.themeSheet}?v=${createHash('sha256').update(css).digest('hex').slice(0, 12)}` }
  sheets.set(config, made)
  return made
}

const NOBODY = { brand: PRODUCT_BRAND }

/** @returns the cookie's choice of light or dark. */
export function shadeOf(request: Request): 'light' | 'dark' | null {
  const chosen = cookieOf(request, 'theme')
  return chosen === 'light' || chosen === 'dark' ? chosen : null
}

/** Where companies and schools present themselves. */
const OWN_PAGES: Partial<Record<string, string>> = { recruiters: href.recruiterPage, schools: href.schoolPage }

function wordsOf(ctx: Ctx): Pick<Frame, 'menu' | 'places'> {
  const { account, tenant, ability } = ctx
  const { menus } = tenant.config
  const places = placesFor(ctx).map(({ id, to, tabs }) => ({ id, to, tabs: tabs?.(ctx) ?? [] })) as OpenPlace[]
  const id: PlaceId = watchesFederation(tenant.config, ability) ? 'overview' : 'home'
  const home: MenuWord[] = account ? [{ id, to: href.home, tabs: [] }] : []
  const said = (words: readonly MenuWord[], by = menus) => withTexts([...home, ...words], by, ctx.t)
  const menu = said(gatherPlaces(places, menus))
  return {
    menu: account ? menu.slice(0, MOST_PLACES) : menu,
    places:
      menus.length > 0
        ? said(
            places.map((place) => ({ ...place, tabs: [] })),
            [],
          )
        : null,
  }
}

function toolsOf({ ability, viewer, account, standIn }: Ctx): Frame['tools'] {
  return [
    ...(isOfStaff(ability) ? (['admin'] as const) : []),
    ...(account && searchesAtHome(ability) ? (['search'] as const) : []),
    // With other eyes, letters stay between whom they belong to.
    ...(partyOf(viewer) && !standIn ? (['messages'] as const) : []),
    ...(account && !standIn ? (['notices'] as const) : []),
  ]
}

function offersOf({ tenant: { config }, viewer }: Ctx): Frame['offers'] {
  return [
    ...(config.money.gifts ? (['gifts'] as const) : []),
    ...(config.shop.some((item) => buysItem(item, viewer)) ? (['shop'] as const) : []),
  ]
}

function paysOf({ tenant, viewer, account }: Ctx): Frame['pays'] {
  if (!account) return []
  return [
    ...(paysDues(tenant.config, viewer) ? (['dues'] as const) : []),
    ...(buysPass(tenant.config, viewer) ? (['pass'] as const) : []),
    ...(viewer.personId || viewer.organisationId ? (['receipts'] as const) : []),
  ]
}

/** Once it is over, the pages that are closed say so themselves. */
function graceOf({ account, standIn, now }: Ctx): string | null {
  const due = standIn ? undefined : account?.factorDue
  return due && due > now.toISOString() ? due : null
}

function own(config: TenantConfig, version: number) {
  return { name: config.name, theme: themeSheet(config).address, logo: `${href.logo}?v=${version}` }
}

/** @returns the frame of a page of the association. */
export function associationFrame(ctx: Ctx, unsent: Unsent | null): Frame {
  const { tenant, account, request } = ctx
  return {
    ...own(tenant.config, tenant.version),
    shade: shadeOf(request),
    address: addressTo(tenant.config.address, account, ctx.url.pathname),
    factorDue: graceOf(ctx),
    ...wordsOf(ctx),
    tools: toolsOf(ctx),
    unread: ctx.standIn ? 0 : (account?.unread ?? 0),
    notices: ctx.standIn ? 0 : countUnread(ctx, account?.notices ?? []),
    account: account
      ? { name: ownName(ctx) ?? account.name, handle: account.handle, page: OWN_PAGES[account.door] ?? null }
      : null,
    offers: offersOf(ctx),
    sells: sellsAnything(tenant.config) && tenant.config.seller !== undefined,
    pays: paysOf(ctx),
    standIn: ctx.standIn ? { role: ctx.standIn.role, name: ctx.standIn.name } : null,
    unsent,
  }
}

/** @returns the frame of the product's and the operator's pages. */
export function productFrame(request: Request, name: string): Frame {
  return {
    name,
    theme: themeSheet().address,
    logo: null,
    shade: shadeOf(request),
    address: 'vous',
    factorDue: null,
    menu: [],
    places: null,
    tools: [],
    unread: 0,
    notices: 0,
    account: null,
    offers: [],
    sells: false,
    pays: [],
    standIn: null,
    unsent: null,
  }
}

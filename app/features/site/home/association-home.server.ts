/** What the front page says: blocks that features announce; to who has no account, what the association is. */

import { type Ctx, opensWith } from '#app/context/open.ts'
import { doorsOf } from '#app/domain/accounts/doors.ts'
import { isNameless } from '#app/domain/accounts/own-name.ts'
import { waysIn } from '#app/domain/accounts/ways-in.ts'
import { localeOf } from '#app/i18n/format.ts'
import type { Door } from '#app/vocabulary/roles.ts'
import { readBlocks, type ShownBlock } from './blocks.server.ts'

/** For who has no account. */
export interface Welcome {
  about: string
  doors: { door: Door; path: string }[]
  /** How whoever has no account yet gets one here. */
  begin: { path: string; text: string } | null
  /** What it costs. */
  tiers: { name: string; price: string }[]
  groups: string[]
}

export interface AssociationHome {
  greeting: string
  tagline: string
  welcome: Welcome | null
  /** What would open the site to an account that may open nothing yet, where no block says so. */
  waits: 'validation' | 'completion' | null
  blocks: ShownBlock[]
}

/** Groups named on the front page; the others have their own page. */
const MOST_GROUPS = 8

export async function associationHome(ctx: Ctx): Promise<AssociationHome> {
  const { tenant, language, account } = ctx
  const { config } = tenant
  const blocks = await readBlocks(ctx)
  const key = account ? opensWith(ctx).opensWith : undefined
  const isSaid = blocks.some(({ part }) => part.kind === 'closed')
  return {
    greeting: account ? helloTo(ctx) : config.name,
    tagline: config.tagline[language],
    welcome: account ? null : welcomeTo(ctx),
    waits: !isSaid && (key === 'validation' || key === 'completion') ? key : null,
    blocks,
  }
}

/** An address is no name to greet somebody by. */
function helloTo(ctx: Ctx): string {
  return isNameless(ctx) ? ctx.t('content:home.helloAlone') : ctx.t('content:home.hello', { name: ctx.account?.name })
}

function welcomeTo({ tenant: { config }, language, t }: Ctx): Welcome {
  const { begin } = waysIn(config, 'people')
  const price = new Intl.NumberFormat(localeOf(language), { style: 'currency', currency: 'EUR' })
  return {
    about: config.about[language],
    doors: doorsOf(config),
    begin: begin && { path: begin.path, text: t(`content:home.begin.${begin.key}`) },
    tiers: config.tiers.map((tier) => ({
      name: tier.name[language],
      price: tier.cents === 0 ? t('content:home.free') : price.format(tier.cents / 100),
    })),
    groups: config.groups.slice(0, MOST_GROUPS).map((group) => group.name[language]),
  }
}

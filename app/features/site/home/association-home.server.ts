/** What the front page says, out of the association's own file. */

import * as href from '#app/addresses.ts'
import { type Ctx, opensWith } from '#app/context/open.ts'
import { doorsOf } from '#app/domain/accounts/doors.ts'
import { waysIn } from '#app/domain/accounts/ways-in.ts'
import { type DuesStanding, ownStanding } from '#app/domain/dues/dues-standing.server.ts'
import { type RecentPost, readRecentPosts } from '#app/domain/groups/recent-posts.server.ts'
import { localeOf } from '#app/i18n/format.ts'
import { may, mayFilterBy } from '#app/policy/ability.ts'
import { entersGroups } from '#app/policy/group.rules.ts'
import type { Door } from '#app/vocabulary/roles.ts'

export interface AssociationHome {
  greeting: string
  tagline: string
  /** What the association is, for who has no account. */
  about: string | null
  /** The quick search stands here for whoever may use it: what to type. */
  quick: string | null
  profile: string | null
  doors: { door: Door; path: string }[]
  /** How whoever has no account yet gets one here. */
  begin: { path: string; text: string } | null
  opensWith: 'dues' | 'pass' | 'validation' | 'completion' | null
  /** Where a person's own dues stand. */
  standing: DuesStanding | null
  /** What a signed-in person would go on to: their own pages, then the association's. */
  shortcuts: { to: string; key: (typeof PLACES)[number]['key'] }[]
  /** For who has no account: what it costs. */
  tiers: { name: string; price: string }[]
  groups: string[]
  /** Of a person's own groups: what was written there lately. */
  posts: RecentPost[]
}

/** In the order in which people look for them; `needs` is asked of the policy. */
const PLACES = [
  { key: 'privacy', to: href.privacy },
  { key: 'contacts', to: href.contacts },
  { key: 'lists', to: href.subscriptions },
  { key: 'groups', to: href.groups, needs: 'join-groups' },
  { key: 'cohort', to: href.cohort, needs: 'cohort' },
  { key: 'map', to: href.directoryMap, needs: 'map' },
  { key: 'companies', to: href.companies, needs: 'companies' },
] as const

function shortcutsOf({ ability, account, viewer }: Ctx): AssociationHome['shortcuts'] {
  if (!account?.handle || !viewer.personId) return []
  return PLACES.filter((place) => !('needs' in place) || may(ability, place.needs)).map(({ key, to }) => ({ key, to }))
}

/** Groups named on the front page; the others have their own page. */
const MOST_GROUPS = 8
/** Articles of one's groups on the front page. */
const MOST_POSTS = 5

export async function associationHome(ctx: Ctx): Promise<AssociationHome> {
  const { tenant, language, account, ability, t } = ctx
  const { config } = tenant
  const { begin } = waysIn(config, 'people')
  const hint = () => t(`directory:quick.${ability.identity === 'pseudonym' ? 'pseudonyms' : 'names'}`)
  const price = new Intl.NumberFormat(localeOf(language), { style: 'currency', currency: 'EUR' })
  return {
    greeting: account ? t('content:home.hello', { name: account.name }) : config.name,
    tagline: config.tagline[language],
    about: account ? null : config.about[language],
    quick: may(ability, 'search') && mayFilterBy(ability, 'q') ? hint() : null,
    profile: account?.handle ? href.profile(account.handle) : null,
    doors: account ? [] : doorsOf(config),
    begin: begin && !account ? { path: begin.path, text: t(`content:home.begin.${begin.key}`) } : null,
    opensWith: account ? (opensWith(ctx).opensWith ?? null) : null,
    standing: (account && !ctx.standIn && (await ownStanding(ctx))) || null,
    shortcuts: shortcutsOf(ctx),
    tiers: (account ? [] : config.tiers).map((tier) => ({
      name: tier.name[language],
      price: tier.cents === 0 ? t('content:home.free') : price.format(tier.cents / 100),
    })),
    groups: (account ? [] : config.groups).slice(0, MOST_GROUPS).map((group) => group.name[language]),
    posts: entersGroups(ability) && !ctx.standIn ? await readRecentPosts(ctx, MOST_POSTS) : [],
  }
}

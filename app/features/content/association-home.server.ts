/** What the front page says, out of the association's own file. */
import { type Ctx, opensWith } from '../../context/open.ts'
import { may, mayFilterBy } from '../../policy/ability.ts'
import type { Door } from '../../policy/vocabulary.ts'
import { doorsOf } from '../account/doors.ts'
import { waysIn } from '../account/ways-in.tsx'

export interface AssociationHome {
  greeting: string
  tagline: string
  about: string
  /** The quick search stands here for whoever may use it: what to type. */
  quick: string | null
  profile: string | null
  doors: { door: Door; path: string }[]
  /** How whoever has no account yet gets one here. */
  begin: { path: string; text: string } | null
  opensWith: 'dues' | 'pass' | 'validation' | 'completion' | null
  tiers: { name: string; price: string }[]
  groups: string[]
}

/** Groups named on the front page; the others have their own page. */
const MOST_GROUPS = 8

export function associationHome(ctx: Ctx): AssociationHome {
  const { tenant, language, account, ability, t } = ctx
  const { config } = tenant
  const { begin } = waysIn(config, 'people')
  const hint = () => t(`directory:quick.${ability.identity === 'pseudonym' ? 'pseudonyms' : 'names'}`)
  const price = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { style: 'currency', currency: 'EUR' })
  return {
    greeting: account ? t('content:home.hello', { name: account.name }) : config.name,
    tagline: config.tagline[language],
    about: config.about[language],
    quick: may(ability, 'search') && mayFilterBy(ability, 'q') ? hint() : null,
    profile: account?.handle ? `/profil/${account.handle}` : null,
    doors: account ? [] : doorsOf(config),
    begin: begin && !account ? { path: begin.path, text: t(`content:home.begin.${begin.key}`) } : null,
    opensWith: account ? (opensWith(ctx).opensWith ?? null) : null,
    tiers: config.tiers.map((tier) => ({
      name: tier.name[language],
      price: tier.cents === 0 ? t('content:home.free') : price.format(tier.cents / 100),
    })),
    groups: config.groups.slice(0, MOST_GROUPS).map((group) => group.name[language]),
  }
}

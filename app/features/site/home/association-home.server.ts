/** What the front page says: blocks that features announce; to who has no account, what the association is. */

import { type Ctx, opensWith } from '#app/context/open.ts'
import { doorsOf } from '#app/domain/accounts/doors.ts'
import { isNameless } from '#app/domain/accounts/own-name.ts'
import { waysIn } from '#app/domain/accounts/ways-in.ts'
import { shortEuros } from '#app/i18n/format.ts'
import { readBlocks, type ShownBlock } from './blocks.server.ts'

/** For who has no account. */
export interface Welcome {
  about: string
  /** The page where people sign in; null where the association has none of its own. */
  signIn: string | null
  /** How whoever has no account yet gets one here. */
  begin: { path: string; text: string } | null
  /** The lowest of what dues cost, and where one joins. */
  from: { path: string; price: string } | null
  /** Whoever else the association has a door for. */
  others: { door: 'recruiters' | 'schools'; path: string }[]
  /** Where the association is: its name, street and town; its own address of e-mail. */
  place: string[]
  email: string
}

export interface AssociationHome {
  greeting: string
  tagline: string
  welcome: Welcome | null
  /** What would open the site to an account that may open nothing yet, where no block says so. */
  waits: 'validation' | 'completion' | null
  blocks: ShownBlock[]
}

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
  const doors = doorsOf(config)
  const paid = config.tiers
    .flatMap(({ cents, prices }) => [cents, ...prices.map((one) => one.cents)])
    .filter((cents) => cents > 0)
  const from = begin && paid.length > 0 ? { path: begin.path, price: shortEuros(Math.min(...paid), language) } : null
  const place = config.seller?.address
  return {
    about: config.about[language],
    signIn: doors.find(({ door }) => door === 'people')?.path ?? null,
    begin: begin && { path: begin.path, text: t(`content:home.begin.${begin.key}`) },
    from,
    others: doors.flatMap(({ door, path }) => (door === 'people' ? [] : [{ door, path }])),
    place: place ? [config.seller!.legalName, place.street, `${place.postcode} ${place.city}`] : [config.name],
    email: config.contactEmail,
  }
}

/** Dues on the front page: to pay with their price where they are over, and what they open (I13, P4). */
import * as href from '#app/addresses.ts'
import { civilDay } from '#app/calendar/civil-day.ts'
import type { HomeBlock, HomeLink, HomeTurn } from '#app/context/home-block.ts'
import { duesRows } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Tier } from '#app/domain/dues/choose-tier.ts'
import { countText, euros, longDay } from '#app/i18n/format.ts'
import { searchIsClosed, wouldOpen } from '#app/policy/home.rules.ts'
import { paysDues } from '#app/policy/money.rules.ts'
import { type DuesState, duesState } from './dues-page.server.ts'

/** Dues that end so soon are spoken of. */
const SOON_DAYS = 45
/** People are counted as far as this. */
const MOST_COUNTED = 100_000

interface Due {
  state: DuesState
  /** Ended, ends soon, or never paid. */
  when: 'over' | 'soon' | 'never'
  /** With its price where the last tier tells it. */
  action: HomeLink
}

/** The situation that somebody's last dues were for: what the next ones cost, unless they say otherwise. */
function situationOf(tier: Tier | undefined): string {
  return tier?.situation && tier.situation !== 'young' ? tier.situation : 'active'
}

async function lastTier({ tenant, viewer, sql: run }: Ctx): Promise<Tier | undefined> {
  const [row] = await run((query) =>
    query<{ tierId: string }>(sql`SELECT m."tierId" FROM ${duesRows(tenant.id)} m
      WHERE m."personId" = ${viewer.personId} ORDER BY m."startsAt" DESC LIMIT 1`),
  )
  return tenant.config.tiers.find(({ id }) => id === row?.tierId)
}

function whenDue({ now }: Ctx, { lastEnd }: DuesState): Due['when'] | undefined {
  if (lastEnd === undefined) return 'never'
  if (lastEnd === null) return undefined
  if (lastEnd <= civilDay(now)) return 'over'
  return lastEnd <= civilDay(new Date(now.getTime() + SOON_DAYS * 86_400_000)) ? 'soon' : undefined
}

/** @returns undefined where nothing is to be paid by hand now. */
async function dueOf(ctx: Ctx): Promise<Due | undefined> {
  const { t, language } = ctx
  const state = await duesState(ctx, situationOf(await lastTier(ctx)))
  const when = state && !state.subscription && !state.owing && whenDue(ctx, state)
  if (!when || state.paper?.state === 'waiting' || (state.offer && 'why' in state.offer.dates)) return undefined
  const word = when === 'never' ? 'join' : 'renew'
  const cents = state.offer && 'cents' in state.offer.dates ? state.offer.dates.cents : undefined
  const text = cents
    ? t(`content:home.dues.${word}For`, { price: euros(cents, language) })
    : t(`content:home.dues.${word}`)
  return { state, when, action: { to: href.dues, text } }
}

/** The day after the last one that was paid for. */
const dayOf = (ctx: Ctx, { lastEnd }: DuesState) => (lastEnd ? longDay(lastEnd, ctx.language) : '')

const isMine = (ctx: Ctx) => Boolean(ctx.account) && !ctx.standIn && paysDues(ctx.tenant.config, ctx.viewer)
const isClosed = ({ tenant, ability }: Ctx) =>
  searchIsClosed(tenant.config, ability) && wouldOpen(tenant.config, ability.viewer) === 'dues'

/** Where dues open the directory, it is said in the place of the search. */
export const DUES_BLOCK: HomeBlock = {
  id: 'dues',
  at: 12,
  opens: (ctx) => isMine(ctx) && isClosed(ctx),
  load: async (ctx) => {
    const { t, tenant, language } = ctx
    const due = await dueOf(ctx)
    const [row] = await ctx.sql((query) =>
      query<{ people: number }>(sql`SELECT count(*)::int AS "people" FROM (SELECT 1 FROM "person" p
        WHERE p."tenantId" = ${tenant.id} LIMIT ${MOST_COUNTED}) few`),
    )
    return {
      kind: 'closed',
      title: t('content:home.closed.people', { count: row!.people, shown: countText(row!.people, language) }),
      text: t('content:home.opensWith.dues'),
      action: due?.action ?? { to: href.dues, text: t('shell.dues') },
    }
  },
}

export const DUES_TURN: HomeTurn = {
  id: 'dues',
  at: 10,
  opens: (ctx) => isMine(ctx) && !isClosed(ctx),
  load: async (ctx) => {
    const due = await dueOf(ctx)
    if (!due) return null
    const { t, tenant, viewer } = ctx
    const opens = wouldOpen(tenant.config, viewer) === 'dues' ? 'opens' : 'supports'
    return {
      icon: 'renew',
      title: t(`content:home.dues.${due.when}`, { day: dayOf(ctx, due.state) }),
      text: t(`content:home.dues.${opens}`),
      action: due.action,
    }
  },
}

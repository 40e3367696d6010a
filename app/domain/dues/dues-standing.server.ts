/** Where somebody stands with their dues, in words of the page's language (I13). */

import { addDays, civilDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { lastEndOf } from '#app/domain/sales/subscriptions.server.ts'
import { longDay } from '#app/i18n/format.ts'
import { paysDues } from '#app/policy/money.rules.ts'

const TONES = { never: 'info', until: 'success', over: 'warning', forLife: 'success' } as const

export interface DuesStanding {
  tone: (typeof TONES)[keyof typeof TONES]
  /** « Votre cotisation est à jour jusqu’au 31 décembre 2026 inclus. » */
  text: string
}

/** @param lastEnd first day not paid for; null for ever; undefined: never paid */
export function standingOf(
  { now, language, t }: Pick<Ctx, 'now' | 'language' | 't'>,
  lastEnd: string | null | undefined,
): DuesStanding {
  const over = lastEnd && lastEnd <= civilDay(now)
  const key = lastEnd === null ? 'forLife' : lastEnd === undefined ? 'never' : over ? 'over' : 'until'
  const day = lastEnd ? longDay(addDays(lastEnd, -1), language) : ''
  return { tone: TONES[key], text: t(`membership:state.${key}`, { day }) }
}

/** @returns the viewer's own standing; undefined where they pay no dues here */
export async function ownStanding(ctx: Ctx): Promise<DuesStanding | undefined> {
  const { tenant, viewer } = ctx
  if (!paysDues(tenant.config, viewer)) return undefined
  const end = await ctx.sql((query) => lastEndOf(query, tenant.id, viewer.personId))
  return standingOf(ctx, end instanceof Date ? civilDay(end) : end)
}

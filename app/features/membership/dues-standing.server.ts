/** Where somebody stands with their dues, in words of the page's language (I13). */
import type { Ctx } from '../../context/open.ts'
import { paysDues } from '../../policy/money.rules.ts'
import { addDays, civilDay } from '../../tenant/civil-day.ts'
import { longDay } from '../payments/money-format.ts'
import { lastEndOf } from '../payments/subscriptions.server.ts'

export interface DuesStanding {
  key: 'forLife' | 'never' | 'until' | 'over'
  /** The last day paid for, written out; empty where there is none. */
  day: string
}

/** @param lastEnd first day not paid for; null for ever; undefined: never paid */
export function standingOf(
  { now, language }: Pick<Ctx, 'now' | 'language'>,
  lastEnd: string | null | undefined,
): DuesStanding {
  if (lastEnd === null) return { key: 'forLife', day: '' }
  if (lastEnd === undefined) return { key: 'never', day: '' }
  return { key: lastEnd > civilDay(now) ? 'until' : 'over', day: longDay(addDays(lastEnd, -1), language) }
}

/** @returns the viewer's own standing; undefined where they pay no dues here */
export async function ownStanding(ctx: Ctx): Promise<DuesStanding | undefined> {
  const { tenant, viewer } = ctx
  if (!paysDues(tenant.config, viewer)) return undefined
  const end = await ctx.sql((query) => lastEndOf(query, tenant.id, viewer.personId))
  return standingOf(ctx, end instanceof Date ? civilDay(end) : end)
}

/** Where somebody stands with their dues, in words of the page's language (I13). */

import { addDays, civilDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { longDay } from '#app/i18n/format.ts'

const TONES = { never: 'info', until: 'success', over: 'warning', forLife: 'success' } as const

interface DuesStanding {
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

/**
 * A plan of payments as pages draw it: all words and amounts in the page's language, since pages of several features
 * draw it. Pure.
 */

import { civilDay } from '#app/calendar/civil-day.ts'
import { euros, longDay } from '#app/i18n/format.ts'
import type { Translate } from '#app/i18n/translator.ts'
import type { InstalmentRow, PlanRow } from './instalment-plans.server.ts'
import type { PlannedInstalment } from './instalments.ts'

/** `today`: with the order that is about to be paid. */
export type PartState = 'today' | 'paid' | 'debiting' | 'refused' | 'coming' | 'unpaid'

export interface ShownPart {
  number: number
  amount: string
  day: string
  state: PartState
  word: string
}

export interface ShownParts {
  caption: string
  heads: { day: string; state: string; amount: string }
  parts: ShownPart[]
}

interface Reader {
  t: Translate
  language: string
}

function shown({ t, language }: Reader, parts: { number: number; cents: number; day: string; state: PartState }[]) {
  return {
    caption: t('payments:parts.caption', { count: parts.length }),
    heads: { day: t('payments:parts.day'), state: t('payments:parts.state'), amount: t('payments:page.amount') },
    parts: parts.map(({ number, cents, day, state }) => ({
      ...{ number, state, amount: euros(cents, language), day: longDay(day, language) },
      word: t(`payments:parts.states.${state}`),
    })),
  }
}

/** @returns a plan that is not begun: the first is paid now. */
export function shownChoice(plan: readonly PlannedInstalment[], reader: Reader): ShownParts {
  const parts = plan.map(({ number, cents, dueOn }) => ({
    ...{ number, cents, day: dueOn },
    state: number === 1 ? ('today' as const) : ('coming' as const),
  }))
  return shown(reader, parts)
}

/** @param debiting whether the bank is being asked for the next one just now */
export function shownParts(
  { state }: Pick<PlanRow, 'state'>,
  instalments: readonly InstalmentRow[],
  debiting: boolean,
  reader: Reader,
): ShownParts {
  const next = instalments.find((one) => one.state === 'waiting')
  const parts = instalments.map((one) => {
    const waits = one === next
    const day = waits && state !== 'stopped' ? tryDay(one) : one.dueOn
    return { number: one.number, cents: one.cents, day, state: stateOf(one, state, waits, debiting) }
  })
  return shown(reader, parts)
}

function tryDay({ dueOn, nextTryAt }: InstalmentRow): string {
  const day = civilDay(nextTryAt)
  return day > dueOn ? day : dueOn
}

function stateOf(one: InstalmentRow, plan: PlanRow['state'], waits: boolean, debiting: boolean): PartState {
  if (one.state === 'paid') return 'paid'
  if (plan === 'incomplete') return one.number === 1 ? 'today' : 'coming'
  if (plan === 'stopped') return 'unpaid'
  if (waits && debiting) return 'debiting'
  return waits && one.attempts > 0 ? 'refused' : 'coming'
}

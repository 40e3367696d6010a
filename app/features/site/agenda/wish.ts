/** What the address of the agenda asks for: how it is looked at, and what narrows it. Pure. */
import * as href from '#app/addresses.ts'

/** The answer that stands for all groups one is in. */
export const MINE = 'miens'
const TEXT = 80

/** How the agenda is looked at; the word of the address, where it is not the list. */
export const VIEWS = { list: '', month: 'mois', map: 'carte' } as const
export type AgendaView = keyof typeof VIEWS

export interface Wish {
  view: AgendaView
  category: string
  group: string
  city: string
  past: boolean
  /** `2026-12`, of the view by months; empty: the month that is. */
  month: string
}

const viewOf = (word: string): AgendaView =>
  (Object.keys(VIEWS) as AgendaView[]).find((view) => VIEWS[view] === word) ?? 'list'

/** @param categories ids that the association has; another narrows nothing */
export function wishIn(params: URLSearchParams, categories: readonly string[]): Wish {
  const of = (name: string) => (params.get(name) ?? '').trim().slice(0, TEXT)
  const month = of('mois')
  return {
    view: viewOf(of('vue')),
    category: categories.find((id) => id === of('categorie')) ?? '',
    group: of('groupe'),
    city: of('ville'),
    past: of('quand') === 'passes',
    month: /^20\d\d-(0[1-9]|1[0-2])$/.test(month) ? month : '',
  }
}

/** @returns the wish with nothing that narrows it */
export const unnarrowed = (wish: Wish): Wish => ({ ...wish, category: '', group: '', city: '' })

/** @param more of the address besides: the page of a list, the part of a map */
export function agendaAddress(wish: Wish, more: Iterable<[string, string]> = []): string {
  const { view, category, group, city, past, month } = wish
  const words: [string, string][] = [
    ['vue', VIEWS[view]],
    ['categorie', category],
    ['groupe', group],
    ['ville', city],
    ['quand', past && view !== 'month' ? 'passes' : ''],
    ['mois', view === 'month' ? month : ''],
  ]
  const query = new URLSearchParams([...words.filter(([, word]) => word !== ''), ...more])
  return query.size > 0 ? `${href.events}?${query}` : href.events
}

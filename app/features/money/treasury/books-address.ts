/**
 * The treasurer's lists: which there are, what they are narrowed by, and their addresses. Also read in the browser.
 * Pure.
 */
import * as href from '#app/addresses.ts'

export const BOOK_VIEWS = ['paiements', 'factures', 'dons', 'acces', 'echeances'] as const
export type BookView = (typeof BOOK_VIEWS)[number]

export const BOOK_MEANS = ['card', 'sepa', 'cheque', 'transfer', 'cash'] as const
/** Where a payment stands; paid unless asked otherwise. */
export const BOOK_STATES = ['paid', 'waiting', 'failed'] as const

/** Where dues in several times stand; all of them unless asked otherwise. */
export const PLAN_STATES = ['late'] as const

export const BOOK_ROWS = 50

export interface BooksQuery {
  vue: BookView
  /** A number of an invoice, or part of a name. */
  q?: string
  moyen?: (typeof BOOK_MEANS)[number]
  etat?: (typeof BOOK_STATES)[number] | (typeof PLAN_STATES)[number]
  annee?: number
  /** First and last day, `2026-09-01`; they go before the year. */
  du?: string
  au?: string
  /** Id of the last row of the page before. */
  apres?: string
}

const BASE = href.treasuryLists

/** @returns the list's address with other parts; a changed filter begins at the first page. */
export function booksAddress(query: BooksQuery, change: Partial<BooksQuery> = {}): string {
  const all: Partial<BooksQuery> = { ...query, apres: undefined, ...change }
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(all))
    if (value !== undefined && value !== '' && !(key === 'vue' && value === 'paiements')) params.set(key, String(value))
  return params.size > 0 ? `${BASE}?${params}` : BASE
}

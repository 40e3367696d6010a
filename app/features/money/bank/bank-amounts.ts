/** What a bank's line says came in or went out, from its amounts and the words beside them. Pure. */
import { readCents } from '#app/domain/ledger/read-cents.ts'
import type { Columns } from './bank-columns.ts'
import type { RefusedLine } from './statement-line.ts'

export type Amount = { cents: number } | { reason: RefusedLine['reason'] }

/** How a table writes its signs, which only all its lines together tell. */
export interface Signs {
  /** The column that says in or out in words, where there is one. */
  sense?: number
  /** Money out is written with a minus throughout: a minus is no reversal then. */
  minusIsUsual: boolean
}

interface Row {
  cells: readonly string[]
}

const OUT = /^(?:d|dr|db|dbit|debits?|debiteur|au debit|sorties?|sortant|depenses?|retrait|out|s|soll|-)$/
const IN = /^(?:c|cr|crdt|credits?|crediteur|au credit|entrees?|entrant|recettes?|versement|in|h|haben|\+)$/

function way(cell: string | undefined): 1 | -1 | undefined {
  const word = (cell ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\u2212\u2013]/g, '-')
    .toLowerCase()
    .trim()
  if (OUT.test(word)) return -1
  return IN.test(word) ? 1 : undefined
}

export function signsOf(rows: readonly Row[], { sense, kind, amount, debit }: Columns): Signs {
  const texts = (at: number | undefined) => rows.map(({ cells }) => cells[at ?? -1] ?? '').filter(Boolean)
  // « Débit/Crédit » may head the amounts themselves, and « Type » words of all sorts.
  const words = sense !== undefined && !texts(sense).every((text) => /\d/.test(text)) ? sense : undefined
  const told = words ?? (kind !== undefined && texts(kind).some((text) => way(text)) ? kind : undefined)
  const outs = told === undefined ? rows : rows.filter(({ cells }) => way(cells[told]) === -1)
  const amounts = outs.map(({ cells }) =>
    readCents(cells[(told === undefined ? debit : (amount ?? debit)) ?? -1] ?? ''),
  )
  const written = amounts.filter((cents) => cents !== undefined && cents !== 0)
  return {
    ...(told !== undefined && { sense: told }),
    minusIsUsual: written.length > 0 && written.every((cents) => cents! < 0),
  }
}

/** @returns cents above zero for what came in; or why the line cannot be read */
export function readAmount(cells: readonly string[], columns: Columns, signs: Signs): Amount {
  const currency = (cells[columns.currency ?? -1] ?? '').toUpperCase()
  if (currency && !/^(?:EUR|EUROS?|€)$/.test(currency)) return { reason: 'currency' }
  const cents = columns.amount === undefined ? fromSides(cells, columns, signs) : readCents(cells[columns.amount] ?? '')
  if (cents === undefined || cents === 0) return { reason: 'amount' }
  if (columns.amount === undefined || signs.sense === undefined) return { cents }
  const told = way(cells[signs.sense])
  if (!told) return { reason: 'sign' }
  return { cents: told === 1 ? cents : out(cents, signs) }
}

/**
 * A negative credit went out: a payment sent back. A negative debit came back in, unless all debits of the table are
 * written with a minus.
 */
function fromSides(cells: readonly string[], { debit, credit }: Columns, signs: Signs): number | undefined {
  const [left, came] = [debit!, credit!].map((at) => (cells[at] ? readCents(cells[at]) : 0))
  if (left === undefined || came === undefined || (left !== 0 && came !== 0)) return undefined
  return left === 0 ? came : out(left, signs)
}

const out = (cents: number, { minusIsUsual }: Signs): number => (minusIsUsual ? -Math.abs(cents) : -cents)

/** The balances that open an exercise (à-nouveaux): what the exercise before closed with, and its result. Pure. */
import type { Exercise } from './exercise.ts'
import type { FecEntry, FecLine } from './fec.ts'

/** What an account stood at on the last day of the exercise before. */
export interface Balance {
  account: string
  name: string
  auxiliary: string | null
  auxiliaryName: string | null
  /** Cents, debits less credits, of all time; and of the last exercise alone. */
  cents: number
  lastYear: number
}

/**
 * Result of the last exercise, which the members have yet to vote on; and of those before, carried forward (plan of
 * associations).
 */
const RESULTS = {
  last: { surplus: ['120', 'Excédent de l’exercice'], deficit: ['129', 'Déficit de l’exercice'] },
  before: {
    surplus: ['110', 'Report à nouveau (solde créditeur)'],
    deficit: ['119', 'Report à nouveau (solde débiteur)'],
  },
} as const

/**
 * Accounts of the balance sheet (classes 1 to 5) as they stood; income and expenses (6 and 7) go into the result.
 * @returns undefined where nothing was booked before
 */
export function openingEntry(
  balances: readonly Balance[],
  { first, year }: Exercise,
  journalLabel: string,
): FecEntry | undefined {
  const sheet = balances.filter(({ account, cents }) => /^[1-5]/.test(account) && cents !== 0)
  const results = balances.filter(({ account }) => /^[67]/.test(account))
  const last = results.reduce((sum, { lastYear }) => sum + lastYear, 0)
  const before = results.reduce((sum, { cents, lastYear }) => sum + cents - lastYear, 0)
  const lines: FecLine[] = [
    ...sheet.map(({ account, name, auxiliary, auxiliaryName, cents }) => ({
      account,
      accountLabel: name,
      ...(auxiliary ? { auxiliary: { number: auxiliary, label: auxiliaryName ?? auxiliary } } : {}),
      ...sides(cents),
    })),
    ...result(before, RESULTS.before),
    ...result(last, RESULTS.last),
  ]
  if (lines.length === 0) return undefined
  const piece = `AN${year}`
  return {
    ...{ journal: 'AN', journalLabel, number: `${piece}-000001`, day: first, piece, pieceDay: first },
    ...{ label: `À-nouveaux au ${first.split('-').reverse().join('/')}`, validDay: first, opening: true, lines },
  }
}

const sides = (cents: number) => ({ debit: Math.max(0, cents), credit: Math.max(0, -cents) })

function result(cents: number, { surplus, deficit }: (typeof RESULTS)['last' | 'before']): FecLine[] {
  if (cents === 0) return []
  const [account, accountLabel] = cents < 0 ? surplus : deficit
  return [{ account, accountLabel, ...sides(cents) }]
}

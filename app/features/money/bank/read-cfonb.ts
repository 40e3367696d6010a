/** CFONB 120: lines of 120 signs, as French banks send statements to their customers' programs. Pure. */
import { MOST_LINES, type ReadStatement, type StatementRead } from './statement-line.ts'

const WIDTH = 120
const RECORD = /^0[1457]\d{5}/
/** The last sign of an amount is its last digit and its sign in one. */
const POSITIVE = '{ABCDEFGHI'
const NEGATIVE = '}JKLMNOPQR'

/** @returns the file's lines, where it is of this kind: several, or one that holds them all end to end */
export function cfonbLines(text: string): string[] | undefined {
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim())
  if (!lines.length || !RECORD.test(lines[0]!) || /[;\t]/.test(lines[0]!)) return undefined
  if (lines.length > 1 || lines[0]!.length <= WIDTH) return lines
  return lines[0]!.match(/.{1,120}/g) ?? undefined
}

/** @returns cents of « 0000000006000{ », with as many decimals as the line says; undefined for what is no amount */
function centsOf(text: string, decimals: string): number | undefined {
  const last = text.at(-1) ?? ''
  const [plus, minus] = [POSITIVE.indexOf(last), NEGATIVE.indexOf(last)]
  const digits = `${text.slice(0, -1).trim()}${Math.max(plus, minus)}`
  const places = decimals.trim() === '' ? 2 : Number(decimals)
  if (!/^\d+$/.test(digits) || !Number.isInteger(places) || places > 9) return undefined
  const cents = (Number(digits) / 10 ** places) * 100
  return Number.isSafeInteger(Math.round(cents)) && Math.abs(cents - Math.round(cents)) < 1e-6
    ? Math.round(minus >= 0 ? -cents : cents)
    : undefined
}

/** « 271126 » → 2026-11-27. */
function dayOf(text: string): string | undefined {
  const [, day, month, year] = /^(\d\d)(\d\d)(\d\d)$/.exec(text) ?? []
  if (!day) return undefined
  const iso = `20${year}-${month}-${day}`
  const at = new Date(`${iso}T12:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === iso ? iso : undefined
}

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim()
/** Complements that say who or why; others repeat numbers of the bank. */
const TELLING = new Set(['LIB', 'NPY', 'NBE', 'LCC', 'LC2', 'LCS', 'REF', 'RCN'])

/**
 * Movements with their complements, account by account; each account's opening balance and movements have to give its
 * closing one.
 */
export function readCfonb(lines: readonly string[]): ReadStatement {
  if (lines.length > MOST_LINES) return { ok: false, fault: 'too-long' }
  const read: StatementRead = { ok: true, lines: [], refused: [], summed: false }
  let opening: number | undefined
  let moved = 0
  let last: StatementRead['lines'][number] | undefined
  for (const [i, line] of lines.entries()) {
    const [kind, decimals, currency] = [line.slice(0, 2), line.slice(19, 20), line.slice(16, 19).trim()]
    const amount = () => centsOf(line.slice(90, 104), decimals)
    if (kind === '01') [opening, moved, last] = [amount(), 0, undefined]
    else if (kind === '05') addComplement(last, line)
    else if (kind === '04') {
      const [cents, day, text] = [amount(), dayOf(line.slice(34, 40)), squeezed(line.slice(48, 79))]
      moved += cents ?? 0
      last = undefined
      const isEuro = currency === '' || currency === 'EUR'
      const reason = !isEuro ? 'currency' : cents === undefined || cents === 0 ? 'amount' : day ? undefined : 'date'
      if (reason) read.refused.push({ line: i + 1, reason, text: squeezed(line).slice(0, 200) })
      else {
        const reference = [line.slice(81, 88), line.slice(104, 120)].map(squeezed).filter((one) => /[^0]/.test(one))
        last = { line: i + 1, day: day!, cents: cents!, label: text, reference: reference.join(' ') }
        read.lines.push(last)
      }
    } else if (kind === '07') {
      const closing = amount()
      if (opening === undefined || closing === undefined) continue
      if (opening + moved !== closing) return { ok: false, fault: 'sums', line: i + 1 }
      read.summed = true
    } else return { ok: false, fault: 'corrupt', line: i + 1 }
  }
  return read
}

function addComplement(last: StatementRead['lines'][number] | undefined, line: string): void {
  if (!last || !TELLING.has(line.slice(45, 48))) return
  const more = squeezed(line.slice(48, 118))
  if (more && !last.label.includes(more)) last.label = `${last.label} ${more}`.trim().slice(0, 500)
}

/** What an export of the books is asked with; also read in the browser. Pure. */
import { isOneOf } from '#app/vocabulary/closed-list.ts'

export const BOOK_FILES = [
  'paiements.csv',
  'factures.csv',
  'ecritures.csv',
  'reversements.csv',
  'fec.txt',
  'fec-description.txt',
] as const
export type BookFile = (typeof BOOK_FILES)[number]

const SHORTEST_REASON = 5
export const LONGEST_REASON = 500

export type BookExportErrors = Partial<Record<'reason' | 'file' | 'year', string>>

export interface TypedExport {
  reason: string
  file: string
  year: string
}

export type ReadExport =
  | { ok: true; reason: string; file: BookFile; year: number }
  | { ok: false; errors: BookExportErrors; typed: TypedExport }

/** @returns what is asked, or what is missing with everything that was typed. */
export function readExportForm(form: FormData): ReadExport {
  const [reason, file, year] = ['reason', 'file', 'year'].map((name) => String(form.get(name) ?? '').trim()) as [
    string,
    string,
    string,
  ]
  const errors: BookExportErrors = {
    ...(reason.length >= SHORTEST_REASON && reason.length <= LONGEST_REASON ? {} : { reason: 'exports.reasonWrong' }),
    ...(isOneOf(BOOK_FILES, file) ? {} : { file: 'exports.fileWrong' }),
    ...(/^20\d{2}$/.test(year) ? {} : { year: 'exports.yearWrong' }),
  }
  if (Object.keys(errors).length === 0 && isOneOf(BOOK_FILES, file))
    return { ok: true, reason, file, year: Number(year) }
  return { ok: false, errors, typed: { reason, file, year } }
}

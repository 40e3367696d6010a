/** What an export of the books is asked with; also read in the browser. Pure. */
import { isReason, type TypedReason, typedReason } from '#app/domain/audit/reasons.ts'
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

export type BookExportErrors = Partial<Record<'why' | 'file' | 'year', string>>

export interface TypedExport extends TypedReason {
  file: string
  year: string
}

export type ReadExport =
  | { ok: true; reason: TypedReason; file: BookFile; year: number }
  | { ok: false; errors: BookExportErrors; typed: TypedExport }

/** @returns what is asked, or what is missing with everything that was typed. */
export function readExportForm(form: FormData): ReadExport {
  const [file, year] = ['file', 'year'].map((name) => String(form.get(name) ?? '').trim()) as [string, string]
  const reason = typedReason(form)
  const errors: BookExportErrors = {
    ...(isOneOf(BOOK_FILES, file) ? {} : { file: 'exports.fileWrong' }),
    ...(/^20\d{2}$/.test(year) ? {} : { year: 'exports.yearWrong' }),
    ...(isReason('books', reason) ? {} : { why: 'books:reasons.wrong' }),
  }
  if (Object.keys(errors).length === 0 && isOneOf(BOOK_FILES, file))
    return { ok: true, reason, file, year: Number(year) }
  return { ok: false, errors, typed: { ...reason, file, year } }
}

/** What an extraction is asked with. Pure. */
import { isReason, type TypedReason, typedReason } from '#app/domain/audit/reasons.ts'
import { MEMBER_FILTERS } from '#app/domain/search/members-address.ts'
import { EXTRACTED_FIELDS, type ExtractedField } from '#app/policy/extract.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import {
  COLUMN_SETS,
  type ColumnSet,
  EXTRACTION_FORMATS,
  type ExtractionErrors,
  type ExtractionFormat,
  type TypedExtraction,
} from './export-choices.ts'

const SETS: Record<'labels' | 'emails', readonly ExtractedField[]> = {
  labels: ['civility', 'firstName', 'lastName', 'homeAddress', 'homePostcode', 'homeCity', 'homeCountry'],
  emails: ['civility', 'firstName', 'lastName', 'promotion', 'primaryEmail'],
}

/** Beside the filters of the members’ list: who receives a list now, dues and consent read anew (S12). */
export const LIST_FILTER = 'liste'

export type ReadExtraction =
  | {
      ok: true
      reason: TypedReason
      format: ExtractionFormat
      filters: Record<string, string>
      /** Null: every column. */
      columns: readonly ExtractedField[] | null
    }
  | { ok: false; errors: ExtractionErrors; typed: TypedExtraction }

/** @returns what is asked, or what is missing with everything that was typed. */
export function readExtractionForm(form: FormData): ReadExtraction {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const [reason, format, set] = [typedReason(form), text('format'), text('set')]
  const ticked = form.getAll('columns').map(String)
  const columns = columnsOf(isOneOf(COLUMN_SETS, set) ? set : 'all', ticked)
  const filters = Object.fromEntries(
    [...MEMBER_FILTERS, LIST_FILTER].map((name) => [name, text(name)]).filter(([, value]) => value),
  )
  const errors: ExtractionErrors = {
    ...(columns?.length === 0 ? { columns: 'exports.columnsWrong' } : {}),
    ...(isOneOf(EXTRACTION_FORMATS, format) ? {} : { format: 'exports.formatWrong' }),
    ...(isReason('people', reason) ? {} : { why: 'books:reasons.wrong' }),
  }
  if (Object.keys(errors).length === 0 && isOneOf(EXTRACTION_FORMATS, format))
    return { ok: true, reason, format, filters, columns }
  return { ok: false, errors, typed: { ...reason, format, set, columns: ticked, filters } }
}

function columnsOf(set: ColumnSet, ticked: readonly string[]): readonly ExtractedField[] | null {
  if (set === 'all') return null
  return set === 'own' ? EXTRACTED_FIELDS.filter((field) => ticked.includes(field)) : SETS[set]
}

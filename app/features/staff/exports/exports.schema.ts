/** What an extraction is asked with; also read in the browser. Pure. */
import { isOneOf } from '#app/vocabulary/closed-list.ts'

/** Files one may ask for; each has its writer in extraction-files.server.ts. */
export const EXTRACTION_FORMATS = ['people.xlsx', 'people.csv', 'people.json'] as const
export type ExtractionFormat = (typeof EXTRACTION_FORMATS)[number]

/** A word or two is no reason. */
const SHORTEST_REASON = 5
export const LONGEST_REASON = 500

/** Keys of messages by field. */
export type ExtractionErrors = Partial<Record<'reason' | 'format', string>>

export type ReadExtraction =
  | { ok: true; reason: string; format: ExtractionFormat }
  | { ok: false; errors: ExtractionErrors; typed: { reason: string; format: string } }

/** @returns what is asked, or what is missing with everything that was typed. */
export function readExtractionForm(form: FormData): ReadExtraction {
  const reason = String(form.get('reason') ?? '').trim()
  const format = String(form.get('format') ?? '')
  const fits = reason.length >= SHORTEST_REASON && reason.length <= LONGEST_REASON
  if (fits && isOneOf(EXTRACTION_FORMATS, format)) return { ok: true, reason, format }
  const errors: ExtractionErrors = {
    ...(fits ? {} : { reason: 'exports.reasonWrong' }),
    ...(isOneOf(EXTRACTION_FORMATS, format) ? {} : { format: 'exports.formatWrong' }),
  }
  return { ok: false, errors, typed: { reason, format } }
}

/** What one chooses for an extraction: files, columns, and what the form says of them. Pure; read in the browser. */
import type { TypedReason } from '#app/domain/audit/reasons.ts'

/** Files one may ask for; each has its writer in extraction-files.server.ts. */
export const EXTRACTION_FORMATS = ['people-excel.csv', 'people.xlsx', 'people.csv', 'people.json'] as const
export type ExtractionFormat = (typeof EXTRACTION_FORMATS)[number]

/** Ready-made columns: everything, what an envelope bears, what a mailing tool wants, or one's own choice. */
export const COLUMN_SETS = ['all', 'labels', 'emails', 'own'] as const
export type ColumnSet = (typeof COLUMN_SETS)[number]

/** Keys of messages by field. */
export type ExtractionErrors = Partial<Record<'why' | 'format' | 'columns', string>>

export interface TypedExtraction extends TypedReason {
  format: string
  set: string
  columns: string[]
  /** Filters by their names in the address of the members' list. */
  filters: Record<string, string>
}

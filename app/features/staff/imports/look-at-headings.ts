/** What the headings of a sheet say before it is read: which of its columns are days, whether it names people. */
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { FIELD_IDS, fieldKind } from '#app/vocabulary/fields.ts'
import { findHeadings, type Mapping, missingColumns } from './find-headings.ts'
import { ImportRefused } from './import-refused.ts'
import type { SourceRow } from './source-table.ts'

function headingsOf(rows: readonly SourceRow[]): Mapping | undefined {
  try {
    return findHeadings(rows)
  } catch (error) {
    if (error instanceof ImportRefused) return undefined
    throw error
  }
}

/** @returns the positions of columns whose headings, somewhere in these lines, name a day */
export function dateColumns(rows: readonly SourceRow[]): ReadonlySet<number> {
  const columns = headingsOf(rows)?.columns ?? []
  const days = columns.filter(({ field }) => isOneOf(FIELD_IDS, field) && fieldKind(field) === 'date')
  return new Set(days.map(({ column }) => column))
}

/** @returns whether these lines hold headings that give people's names */
export function namesPeople(rows: readonly SourceRow[]): boolean {
  const mapping = headingsOf(rows)
  return mapping !== undefined && missingColumns(mapping).length === 0
}

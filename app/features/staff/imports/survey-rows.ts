/** What must be known of the whole file before its first line can be understood. One pass, keys only. */
import { cleanName, splitFullName } from './clean-name.ts'
import type { Columns } from './clean-row.ts'
import { emptyWidths, numberKey, paddingWidth, surveyNumber } from './clean-studies.ts'
import type { ColumnField } from './heading-words.ts'
import { nameKey } from './match-person.ts'
import { type Cell, cellText, type SourceRow } from './source-table.ts'

export interface Survey {
  /** Width of student numbers that lost their zeros; 0 where none did. */
  numberWidth: number
  /**
   * Numbers met more than once, and names met more than once of which one comes without a number: only these are
   * remembered while lines are decided (whoever has another number is a homonym).
   */
  repeated: ReadonlySet<string>
  rows: number
}

/** Gathers lines one by one; `result()` when all have passed. */
export interface Surveyor {
  add(row: SourceRow): void
  result(): Survey
}

/** @param headingLine lines up to it are no data */
export function createSurveyor(columns: Columns, headingLine: number): Surveyor {
  const widths = emptyWidths()
  const seen = new Set<string>()
  const repeated = new Set<string>()
  const unnumbered = new Set<string>()
  let rows = 0
  const note = (key: string) => {
    if (seen.has(key)) repeated.add(key)
    else seen.add(key)
  }
  return {
    add({ line, cells }) {
      if (line <= headingLine) return
      rows++
      const number = textOf(cells, columns, 'studentNumber')
      const name = `p:${rowNameKey(cells, columns)}`
      if (number) {
        surveyNumber(widths, number)
        note(`n:${numberKey(number)}`)
      } else unnumbered.add(name)
      note(name)
    },
    result() {
      const matters = [...repeated].filter((key) => key.startsWith('n:') || unnumbered.has(key))
      return { numberWidth: paddingWidth(widths), repeated: new Set(matters), rows }
    },
  }
}

const textOf = (cells: readonly Cell[], columns: Columns, field: ColumnField): string =>
  cellText(cells[columns.get(field)?.[0] ?? -1])

function rowNameKey(cells: readonly Cell[], columns: Columns): string {
  if (columns.has('fullName')) {
    const { firstName, lastName } = splitFullName(textOf(cells, columns, 'fullName'))
    return nameKey({ firstName: cleanName(firstName), lastName: cleanName(lastName) })
  }
  return nameKey({ firstName: textOf(cells, columns, 'firstName'), lastName: textOf(cells, columns, 'lastName') })
}

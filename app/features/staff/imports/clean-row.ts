/** One line under a mapping → the values it holds. Pure. */
import type { FieldId } from '#app/vocabulary/fields.ts'
import { splitFullName } from './clean-name.ts'
import { cleanCountry, cleanPostcode } from './clean-place.ts'
import { type CleanContext, cleanValue, type FieldValues, type IssueCode } from './clean-value.ts'
import type { ColumnChoice, Mapping } from './find-headings.ts'
import { type ColumnField, JOINED_FIELDS } from './heading-words.ts'
import { type Cell, cellText } from './source-table.ts'

export interface CellIssue {
  field: FieldId
  code: IssueCode
  /** What the cell said, at most 120 characters of it. */
  raw: string
}

export interface CleanRow {
  values: FieldValues
  issues: CellIssue[]
}

/** The imported columns of a mapping by field, in file order; worked out once per file. */
export type Columns = ReadonlyMap<ColumnField, number[]>

/** @returns for each field that is imported, its columns: several only where they make one value together */
export function columnsOf(mapping: Mapping): Columns {
  const columns = new Map<ColumnField, number[]>()
  const isUsed = (choice: ColumnChoice): choice is ColumnChoice & { field: ColumnField } =>
    choice.import && choice.field !== null
  for (const { field, column } of mapping.columns.filter(isUsed)) {
    const before = columns.get(field)
    if (!before) columns.set(field, [column])
    else if (JOINED_FIELDS.has(field)) before.push(column)
  }
  return columns
}

/**
 * @param context without country and post code, which the line itself tells
 * @returns cleaned values of the imported columns; fields whose cell is blank or bad are absent
 */
export function cleanRow(cells: readonly Cell[], columns: Columns, context: CleanContext): CleanRow {
  const row: CleanRow = { values: {}, issues: [] }
  const text = (field: ColumnField) => cellText(cells[columns.get(field)?.[0] ?? -1])
  const country = cleanCountry(text('homeCountry')).code
  const postcode = cleanPostcode(text('homePostcode'), country)
  const inPlace = { ...context, country, postcode }
  for (const [field, at] of columns) {
    if (field === 'fullName') addFullName(row, text(field), inPlace)
    else if (at.length === 1) addCell(row, field, cells[at[0]!], inPlace)
    else addCell(row, field, joinCells(at.map((column) => cells[column])), inPlace)
  }
  return row
}

const joinCells = (cells: (Cell | undefined)[]): Cell => cells.map(cellText).filter(Boolean).join('\n') || null

function addCell(row: CleanRow, field: FieldId, cell: Cell | undefined, context: CleanContext): void {
  const { value, issue } = cleanValue(field, cell, context)
  if (value !== undefined) row.values[field] = value
  if (issue) row.issues.push({ field, code: issue, raw: cellText(cell).slice(0, 120) })
}

function addFullName(row: CleanRow, text: string, context: CleanContext): void {
  const { firstName, lastName } = splitFullName(text)
  addCell(row, 'firstName', firstName, context)
  addCell(row, 'lastName', lastName, context)
}

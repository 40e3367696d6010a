/** One line under a mapping → the values it holds. Pure. */
import { type FieldId, fieldKind } from '#app/vocabulary/fields.ts'
import type { DateOrder } from './clean-date.ts'
import { cleanCountry, cleanPostcode, countryOfTown } from './clean-place.ts'
import { deathOf, deathTold, withoutCross } from './clean-status.ts'
import { type CleanContext, cleanValue, type FieldValues, type IssueCode } from './clean-value.ts'
import { type ColumnChoice, foldHeading, type Mapping } from './find-headings.ts'
import { type ColumnField, JOINED_FIELDS, MORE_COLUMNS } from './heading-words.ts'
import { judgeBirth } from './judge-birth.ts'
import { type Cell, cellText } from './source-table.ts'
import { type NameOrder, orderOfHeading, splitFullName } from './split-name.ts'

export interface CellIssue {
  field: FieldId
  code: IssueCode
  /** What the cell said, at most 120 characters of it. */
  raw: string
}

export interface CleanRow {
  values: FieldValues
  issues: CellIssue[]
  /** By which an export of the directory names the person. */
  handle?: string
}

/** The imported columns of a mapping, worked out once per file. */
export interface Columns {
  /** By field, in file order. */
  byField: ReadonlyMap<ColumnField, number[]>
  /** Those of other tables or people, which are left out. */
  others: readonly number[]
  /** Which name comes first in a column of both, by its heading. */
  nameOrder?: NameOrder
}

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
  const others = mapping.columns.filter((choice) => choice.repeats && !choice.import).map(({ column }) => column)
  const both = mapping.columns.find((choice) => isUsed(choice) && choice.field === 'fullName')
  const nameOrder = both && orderOfHeading(foldHeading(both.heading))
  return { byField: columns, others, ...(nameOrder && { nameOrder }) }
}

/** What a column writes throughout, known when all its lines have passed. */
export interface ColumnHabits {
  dateOrders?: ReadonlyMap<FieldId, DateOrder>
  /** `mixed` where some lines begin with the first name and some with the last. */
  nameOrder?: NameOrder | 'mixed'
}

export type RowContext = CleanContext & ColumnHabits & { today: string }

const MORE: ReadonlySet<ColumnField> = new Set(MORE_COLUMNS)
const isField = (field: ColumnField): field is FieldId => !MORE.has(field)

/**
 * @param context without country and post code, which the line itself tells
 * @returns cleaned values of the imported columns; fields whose cell is blank or bad are absent
 */
export function cleanRow(cells: readonly Cell[], columns: Columns, context: RowContext): CleanRow {
  const row: CleanRow = { values: {}, issues: [] }
  const { byField } = columns
  const cell = (field: ColumnField) => cells[byField.get(field)?.[0] ?? -1]
  const country =
    cleanCountry(cellText(cell('homeCountry'))).code ??
    countryOfTown(cellText(cell('homeCity')), cellText(cell('homePostcode')))
  const postcode = cleanPostcode(cellText(cell('homePostcode')), country)
  const inPlace = { ...context, country, postcode }
  for (const [field, at] of byField) {
    if (!isField(field)) continue
    if (at.length === 1) addCell(row, field, cells[at[0]!], inPlace)
    else addCell(row, field, joinCells(at.map((column) => cells[column])), inPlace)
  }
  if (byField.has('fullName')) addFullName(row, cellText(cell('fullName')), columns, inPlace)
  if (byField.has('handle')) row.handle = cellText(cell('handle')).toLowerCase() || undefined
  settleDeath(
    row,
    (byField.get('deceased') ?? []).map((column) => cells[column]),
    context,
  )
  settleBirth(row, cell('birthDate'), context)
  const others = columns.others.map((column) => cellText(cells[column])).filter(Boolean)
  if (others.length) addIssue(row, 'lastName', 'second-table', others.join(' · '))
  return row
}

const joinCells = (cells: (Cell | undefined)[]): Cell => cells.map(cellText).filter(Boolean).join('\n') || null

function addIssue(row: CleanRow, field: FieldId, code: IssueCode, raw: string): void {
  row.issues.push({ field, code, raw: raw.slice(0, 120) })
}

function addCell(row: CleanRow, field: FieldId, cell: Cell | undefined, context: CleanContext): void {
  const { value, issue } = cleanValue(field, undefused(cell), context)
  if (value !== undefined) row.values[field] = value
  if (issue) addIssue(row, field, issue, cellText(cell))
}

/** Our own exports put an apostrophe before what a spreadsheet could take for a formula, and so do people. */
function undefused(cell: Cell | undefined): Cell | undefined {
  return typeof cell === 'string' && /^'[=+\-@|\t]/.test(cell) ? cell.slice(1) : cell
}

function addFullName(row: CleanRow, text: string, columns: Columns, context: RowContext): void {
  const habit = context.nameOrder
  const order = columns.nameOrder ?? (habit === 'mixed' ? undefined : habit)
  const { firstName, lastName, isGuess } = splitFullName(text, order)
  addCell(row, 'firstName', firstName, context)
  addCell(row, 'lastName', lastName, context)
  const isEither = habit === 'mixed' && !/\p{Lu}{2}|,/u.test(text) && /\s/.test(text)
  if (isGuess || isEither) addIssue(row, 'lastName', 'guessed-name', text)
}

/** A death is told by a status, by columns of its own, by a state of the diploma that is none, or beside the name. */
function settleDeath(row: CleanRow, told: readonly (Cell | undefined)[], { thisYear }: CleanContext): void {
  const { values, issues } = row
  let death: string | undefined
  for (const cell of told) {
    if (!cellText(cell)) continue
    const said = deathTold(typeof cell === 'number' ? cell : cellText(cell), thisYear)
    if (said === undefined) addIssue(row, 'status', 'odd-status', cellText(cell))
    else death ??= said ?? undefined
  }
  const state = deathOf(String(values.diplomaState ?? ''))
  if (state) {
    delete values.diplomaState
    const at = issues.findIndex(({ field, code }) => field === 'diplomaState' && code === 'odd-state')
    if (at >= 0) issues.splice(at, 1)
  }
  let isMarked = false
  for (const field of ['firstName', 'lastName'] as const) {
    const { name, isDead } = withoutCross(String(values[field] ?? ''))
    if (!isDead || row.handle) continue
    values[field] = name
    isMarked = true
  }
  if (deathOf(String(values.status ?? ''))) return
  const status = death ?? state ?? (isMarked ? 'décédé' : undefined)
  if (status) values.status = status
}

function settleBirth(row: CleanRow, cell: Cell | undefined, { today }: RowContext): void {
  const { birthDate, promotion } = row.values
  if (typeof birthDate !== 'string') return
  const found = judgeBirth(birthDate, { today, promotion: Number(promotion ?? Number.NaN) })
  if (found === 'impossible') delete row.values.birthDate
  if (found) addIssue(row, 'birthDate', found === 'odd' ? 'odd-birth' : 'bad-date', cellText(cell))
}

/** @returns the fields that are columns of days, with their place */
export function dayColumns({ byField }: Columns): [FieldId, number][] {
  return [...byField].flatMap(([field, [at]]) =>
    isField(field) && fieldKind(field) === 'date' ? [[field, at!] as [FieldId, number]] : [],
  )
}

/** What must be known of the whole file before its first line can be understood. One pass, keys only. */
import type { FieldId } from '#app/vocabulary/fields.ts'
import { type DateOrder, orderOf } from './clean-date.ts'
import { cleanName } from './clean-name.ts'
import { type ColumnHabits, type Columns, dayColumns } from './clean-row.ts'
import { emptyWidths, isPlaceholder, numberKey, paddingWidth, surveyNumber } from './clean-studies.ts'
import { createDittos } from './ditto-marks.ts'
import type { ColumnField } from './heading-words.ts'
import { createLineShapes, type LineShapes } from './line-shapes.ts'
import { firstNamesAgree, nameKey } from './match-person.ts'
import { type Cell, cellText, type SourceRow } from './source-table.ts'
import { type NameOrder, splitFullName } from './split-name.ts'
import { wholeNumber } from './whole-number.ts'

export interface Survey extends ColumnHabits {
  /** Width of student numbers that lost their zeros; 0 where none did. */
  numberWidth: number
  /**
   * Numbers met more than once, and names met more than once of which one comes without a number: only these are
   * remembered while lines are decided (whoever has another number is a homonym).
   */
  repeated: ReadonlySet<string>
  /** Numbers that people of several first names bear: they say nothing of who somebody is. */
  shared: ReadonlySet<string>
  /** Which lines of separated text lost or gained cells; undefined for workbooks, whose cells have places. */
  shapes?: LineShapes
  rows: number
}

/** Gathers lines one by one; `result()` when all have passed. */
export interface Surveyor {
  add(row: SourceRow): void
  result(): Survey
}

export interface SurveyOptions {
  columns: Columns
  /** Lines up to it are no data. */
  headingLine: number
  /** Cells of the headings, where the file is separated text. */
  separated?: number
}

export function createSurveyor({ columns, headingLine, separated }: SurveyOptions): Surveyor {
  const widths = emptyWidths()
  const names = createNames()
  const orders = createOrders(columns)
  const shapes = separated === undefined ? undefined : createLineShapes(separated)
  const whole = createDittos(columns)
  let rows = 0
  return {
    add({ line, cells: raw }) {
      if (line <= headingLine) return
      rows++
      shapes?.add(line, raw)
      const cells = whole(raw)
      orders.add(cells)
      const number = wholeNumber(textOf(cells, columns, 'studentNumber')) ?? ''
      const isNumber = number !== '' && !isPlaceholder(number)
      if (isNumber) surveyNumber(widths, number)
      names.add(isNumber ? numberKey(number) : '', namesIn(cells, columns))
    },
    result() {
      const { repeated, shared } = names.result()
      const order = orders.result()
      return { ...order, numberWidth: paddingWidth(widths), repeated, shared, rows, ...(shapes && { shapes }) }
    },
  }
}

const textOf = (cells: readonly Cell[], { byField }: Columns, field: ColumnField): string =>
  cellText(cells[byField.get(field)?.[0] ?? -1])

interface Names {
  firstName: string
  lastName: string
}

function namesIn(cells: readonly Cell[], columns: Columns): Names {
  if (!columns.byField.has('fullName'))
    return { firstName: textOf(cells, columns, 'firstName'), lastName: textOf(cells, columns, 'lastName') }
  const { firstName, lastName } = splitFullName(textOf(cells, columns, 'fullName'), columns.nameOrder)
  return { firstName: cleanName(firstName), lastName: cleanName(lastName) }
}

/** Who bears which number: of a number that comes again only the first names are kept. */
function createNames() {
  const seen = new Map<string, string>()
  const repeated = new Set<string>()
  const shared = new Set<string>()
  const unnumbered = new Set<string>()
  const note = (key: string, firstName: string) => {
    const before = seen.get(key)
    if (before === undefined) seen.set(key, firstName)
    else repeated.add(key)
    return before
  }
  return {
    add(number: string, names: Names): void {
      const name = `p:${nameKey({ ...names })}`
      const before = number && note(`n:${number}`, names.firstName)
      if (before && names.firstName && !firstNamesAgree(before, names.firstName)) shared.add(number)
      if (!number || shared.has(number)) unnumbered.add(name)
      note(name, '')
    },
    result() {
      // Whoever bore a shared number before it was seen to be one comes without a number as well.
      const matters = [...repeated].filter((key) => key.startsWith('n:') || unnumbered.has(key) || shared.size > 0)
      return { repeated: new Set(matters), shared }
    },
  }
}

/** In which order columns of days and of both names write them. */
function createOrders(columns: Columns) {
  const days = dayColumns(columns).map(([field, at]) => ({ field, at, met: new Set<DateOrder>() }))
  const met = new Set<NameOrder>()
  return {
    add(cells: readonly Cell[]): void {
      for (const { at, met: orders } of days) {
        const order = typeof cells[at] === 'string' ? orderOf(cells[at]) : undefined
        if (order) orders.add(order)
      }
      const both = columns.byField.has('fullName') ? textOf(cells, columns, 'fullName') : ''
      const { lastName, firstName } = splitFullName(both)
      if (firstName && /\p{Lu}{2}/u.test(lastName) && !/\p{Lu}{2}/u.test(firstName) && !both.includes(','))
        met.add(both.endsWith(lastName) ? 'first' : 'last')
    },
    result(): Pick<Survey, 'dateOrders' | 'nameOrder'> {
      const orders = days.map(({ field, met: some }) => [field, some.size > 1 ? 'mixed' : ([...some][0] ?? 'day')])
      const all = columns.nameOrder ? met.add(columns.nameOrder) : met
      const nameOrder = all.size > 1 ? 'mixed' : [...all][0]
      return { dateOrders: new Map(orders as [FieldId, DateOrder][]), ...(nameOrder && { nameOrder }) }
    },
  }
}

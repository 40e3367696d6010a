/**
 * Which line holds the headings, which field each column is, and whether it is imported: guessed, shown, corrected,
 * remembered.
 */
import { createHash } from 'node:crypto'
import { fold } from '#app/i18n/fold.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { FIELD_IDS, type FieldId, fieldKind, SECRET_FIELDS } from '#app/vocabulary/fields.ts'
import { repeatedGroups } from './heading-groups.ts'
import {
  ABOUT_OTHERS,
  type ColumnField,
  GENERAL_HEADINGS,
  HEADING_FIELDS,
  JOINED_FIELDS,
  MORE_COLUMNS,
  OVERFLOW,
  TELLING_WORDS,
} from './heading-words.ts'
import { ImportRefused } from './import-refused.ts'
import { cellText, type SourceRow } from './source-table.ts'

export interface ColumnChoice {
  /** Position in the line, from 0. */
  column: number
  heading: string
  /** Into which field; null where nothing fits. Kept also when the column is not imported. */
  field: ColumnField | null
  /** "Import it?", apart from "into which field". */
  import: boolean
  /** Belongs to a second table, other people or another address: left out, and said on each line that fills it. */
  repeats?: true
  /** 1 = a known heading, 0.6 = guessed from its words, 0.5 = from its values, 0 = unknown. */
  confidence: number
}

/** Plain data: kept as JSON for one association, source and set of headings. */
export interface Mapping {
  version: 1
  headingLine: number
  columns: ColumnChoice[]
  /** Lines that the workbook hides. */
  hidden?: number
}

/** Lines within which headings are looked for: title lines, empty lines and notes may stand before them. */
export const HEADING_WINDOW = 40
/** Lines from which columns without a telling heading are guessed. */
export const SAMPLE = HEADING_WINDOW + 60

/** Kinds of fields that no cell of a table can hold. */
const NOT_IN_CELLS: ReadonlySet<string> = new Set(['file', 'records', 'links'])
const WORKED_OUT: ReadonlySet<FieldId> = new Set(['lifetimeEmail', 'invalidEmail', 'publishedAt', 'badges', 'canHelp'])

const folded = new Map<string, string>()

/** @returns the heading without accents, case, punctuation and « (obligatoire) » notes */
export function foldHeading(heading: string): string {
  let key = folded.get(heading)
  if (key === undefined) {
    key = fold(
      heading
        .replace(/[n№][°º]|№/gi, 'n ')
        .replace(/\([^)]*\)|[*:]/g, ' ')
        .replace(/&/g, ' et '),
    )
      .replace(/[^a-z0-9]+/g, ' ')
      .trim()
    if (folded.size < 5_000) folded.set(heading, key)
  }
  return key
}

/**
 * Headings of the product's own exports. What no cell can hold, or what is worked out of other values, has no field,
 * and its words are not guessed at either.
 */
const OWN_HEADINGS: ReadonlyMap<string, ColumnField | null> = new Map<string, ColumnField | null>([
  ...FIELD_IDS.filter((id) => /[A-Z]/.test(id) || id === 'status').map((id) => [id, isTyped(id) ? id : null] as const),
  ...(['socialLinks', 'photo', 'cv', 'badges', 'login', 'paidUp', 'friends'] as const).map((id) => [id, null] as const),
  ['handle', 'handle'],
])

/** Choices of the person, which no file of a school may change. */
const OF_EXPORTS = /^(?:audience|consent)\.\w/

function isTyped(id: FieldId): boolean {
  return !isOneOf(SECRET_FIELDS, id) && !NOT_IN_CELLS.has(fieldKind(id)) && !WORKED_OUT.has(id)
}

/** Names of the school inside headings (« Mail ISEP ») say nothing: the other words decide. */
function guessField(heading: string): { field: ColumnField | null; confidence: number } {
  if (OF_EXPORTS.test(heading)) return { field: null, confidence: 0 }
  if (OWN_HEADINGS.has(heading)) return { field: OWN_HEADINGS.get(heading)!, confidence: 1 }
  const key = foldHeading(heading)
  const known = HEADING_FIELDS.get(key)
  if (known) return { field: known, confidence: GENERAL_HEADINGS.has(key) ? 0.9 : 1 }
  const telling = TELLING_WORDS.find(([pattern]) => pattern.test(key))
  if (ABOUT_OTHERS.test(key) && telling?.[1] !== 'workEmail' && telling?.[1] !== 'workPhone')
    return { field: null, confidence: 0 }
  const words = key.split(' ')
  for (const rest of [words.slice(0, -1), words.slice(1)]) {
    const field = rest.join('').length > 2 ? HEADING_FIELDS.get(rest.join(' ')) : undefined
    if (field) return { field, confidence: 0.8 }
  }
  return telling ? { field: telling[1], confidence: 0.6 } : { field: null, confidence: 0 }
}

function score(cells: SourceRow['cells']): number {
  const texts = cells.map(cellText).filter(Boolean)
  if (texts.length < 2) return 0
  const fields = new Set(texts.map((text) => (text.length > 60 ? null : guessField(text).field)))
  fields.delete(null)
  return fields.size / Math.sqrt(texts.length)
}

/**
 * Finds the headings among the first lines (P1).
 * @param rows the first {@link HEADING_WINDOW} lines or fewer, with some lines of values where the file has them
 * @returns a first mapping; where no line has two known headings, the first line of words, with nothing imported
 * @throws ImportRefused `no-headings` where no line has two cells
 */
export function findHeadings(rows: readonly SourceRow[]): Mapping {
  let best: SourceRow | undefined
  let bestScore = 0
  for (const row of rows.slice(0, HEADING_WINDOW)) {
    const found = score(row.cells)
    if (found > bestScore) [best, bestScore] = [row, found]
  }
  best ??= rows.find(({ cells }) => cells.filter((cell) => /\p{L}/u.test(cellText(cell))).length >= 2)
  return headingsAt(rows, best?.line)
}

/**
 * @param line of the headings, as somebody says
 * @returns a first mapping with these headings
 * @throws ImportRefused `no-headings` where there is no such line
 */
export function headingsAt(rows: readonly SourceRow[], line: number | undefined): Mapping {
  const headings = rows.find((row) => row.line === line)
  if (!headings) throw new ImportRefused('no-headings')
  const values = rows.filter((row) => row.line > headings.line)
  const width = Math.max(headings.cells.length, ...values.map(({ cells }) => cells.length))
  return { version: 1, headingLine: headings.line, columns: chooseColumns(headings, values, width) }
}

function chooseColumns(headings: SourceRow, values: SourceRow[], width: number): ColumnChoice[] {
  const guesses = Array.from({ length: width }, (_, column) => {
    const heading = cellText(headings.cells[column])
    const guess = heading ? guessField(heading) : { field: null, confidence: 0 }
    const isKnown = guess.field || OWN_HEADINGS.has(heading) || OF_EXPORTS.test(heading)
    return { column, heading, ...(isKnown ? guess : guessFromValues(column, values)) }
  })
  const own = withoutRepeats(guesses)
  const taken = new Set<ColumnField>()
  const chosen = new Map<number, ColumnChoice>()
  for (const guess of [...own].sort((a, b) => b.confidence - a.confidence || a.column - b.column))
    chosen.set(guess.column, guess.repeats ? { ...guess, import: false } : chooseColumn(guess, taken))
  return settle(own.map(({ column }) => chosen.get(column)!))
}

type Guess = Omit<ColumnChoice, 'import'>
const ADDRESS: ReadonlySet<ColumnField | null> = new Set(['homeAddress', 'homePostcode', 'homeCity', 'homeCountry'])

/** A second address behind the company is the company's; whatever else comes again is left out. */
function withoutRepeats(guesses: Guess[]): Guess[] {
  const repeated = repeatedGroups(guesses.map(({ heading }) => foldHeading(heading)))
  const company = guesses.findIndex(({ field }) => field === 'company')
  let isCompanys = false
  return guesses.map((guess, column) => {
    const isAddress = ADDRESS.has(guess.field)
    isCompanys = column === company || (isCompanys && isAddress)
    if (!repeated.has(column)) return guess
    if (repeated.get(column) === 'again' && isCompanys && isAddress) return { ...guess, field: 'companyAddress' }
    return { ...guess, field: null, confidence: 0, repeats: true }
  })
}

/** A lone « Name » holds both names; a lone private address is the one to write to. */
function settle(columns: ColumnChoice[]): ColumnChoice[] {
  const has = (field: ColumnField) => columns.some((choice) => choice.field === field && choice.import)
  const [lacksFirst, lacksEmail] = [!has('firstName'), !has('primaryEmail')]
  return columns.map((choice) => {
    const isName = choice.field === 'lastName' && GENERAL_HEADINGS.has(foldHeading(choice.heading))
    if (lacksFirst && isName) return { ...choice, field: 'fullName', confidence: 0.6 }
    if (lacksEmail && choice.field === 'secondaryEmail') return { ...choice, field: 'primaryEmail' }
    return choice
  })
}

function chooseColumn(guess: Guess, taken: Set<ColumnField>): ColumnChoice {
  let field = guess.field
  if (field && taken.has(field) && !JOINED_FIELDS.has(field)) {
    field = OVERFLOW[field] ?? null
    if (field && taken.has(field)) field = null
  }
  if (field) taken.add(field)
  const isSecret = field !== null && isOneOf(SECRET_FIELDS, field)
  const wanted = field !== null && !isSecret && guess.confidence >= 0.6
  return { ...guess, field, import: wanted, confidence: field ? guess.confidence : 0 }
}

function guessFromValues(column: number, values: SourceRow[]): { field: ColumnField | null; confidence: number } {
  const texts = values.map(({ cells }) => cellText(cells[column]).slice(0, 200)).filter(Boolean)
  const share = (pattern: RegExp) => texts.filter((text) => pattern.test(text)).length / texts.length
  if (texts.length < 3) return { field: null, confidence: 0 }
  if (share(/^[^@\s]+@[^@\s]+\.\w+$/) > 0.8) return { field: 'primaryEmail', confidence: 0.5 }
  if (share(/^(?:\+33|0033|0)[ .]?[67](?:[ .-]?\d\d){4}$/) > 0.8) return { field: 'mobilePhone', confidence: 0.5 }
  return { field: null, confidence: 0 }
}

/**
 * @returns one key for a set of headings whatever their case, accents and order, under which a mapping is remembered
 */
export function headingKey(mapping: Mapping): string {
  const names = mapping.columns.map(({ heading }) => foldHeading(heading)).filter(Boolean)
  return createHash('sha256').update(names.sort().join('|')).digest('hex').slice(0, 32)
}

/**
 * Lays remembered choices on a newly found mapping: columns are recognised by their heading, wherever they stand now.
 * Choices of fields that do not exist any more are left out.
 */
export function applyRemembered(found: Mapping, remembered: Mapping): Mapping {
  const left = remembered.columns.filter(({ field }) => field === null || isColumnField(field))
  const columns = found.columns.map((choice) => {
    const at = left.findIndex(({ heading }) => foldHeading(heading) === foldHeading(choice.heading))
    if (at < 0 || !choice.heading) return choice
    const [{ field, import: wanted, repeats }] = left.splice(at, 1) as [ColumnChoice]
    // A mapping kept from before repeated headings were known would lay one person's values on another.
    if (choice.repeats && !repeats) return choice
    return { ...choice, field, import: wanted, confidence: 1 }
  })
  return { ...found, columns }
}

/**
 * @returns true where a word names a field that a column may go into; guards what comes from forms and stored mappings.
 */
export function isColumnField(word: unknown): word is ColumnField {
  return isOneOf(MORE_COLUMNS, word) || (isOneOf(FIELD_IDS, word) && !isOneOf(SECRET_FIELDS, word))
}

/** @returns what a mapping lacks to give people: a first and last name, or both in one column */
export function missingColumns(mapping: Mapping): ColumnField[] {
  const imported = new Set(mapping.columns.filter((choice) => choice.import).map(({ field }) => field))
  if (imported.has('fullName') || imported.has('handle')) return []
  return (['firstName', 'lastName'] as const).filter((field) => !imported.has(field))
}

/** @returns how many cells the headings have, those without words at their end left out */
export function headingCount({ columns }: Mapping): number {
  return columns.findLastIndex(({ heading }) => heading !== '') + 1
}

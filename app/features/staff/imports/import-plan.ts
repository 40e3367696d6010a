/**
 * The words in which an import is planned, shown, applied and undone. Types only, and the one list that splits a
 * person's fields from a diploma's.
 */
import type { FieldId } from '#app/vocabulary/fields.ts'
import type { CellIssue } from './clean-row.ts'
import type { FieldValue, FieldValues } from './clean-value.ts'

/** Fields that belong to a diploma and not to the person: a second diploma brings its own. */
export const DIPLOMA_FIELDS: ReadonlySet<FieldId> = new Set([
  'promotion',
  'diploma',
  'programme',
  'speciality',
  'level',
  'apprenticeship',
  'diplomaState',
  'diplomaNumber',
  'registrationNumber',
])

export interface ExistingDiploma {
  id: string
  values: FieldValues
}

/** A person of the base as an import needs them. */
export interface ExistingPerson {
  id: string
  /** By which exports of the directory name them. */
  handle?: string
  /** Fields outside {@link DIPLOMA_FIELDS}. */
  values: FieldValues
  diplomas: ExistingDiploma[]
  /** Who wrote each value last; an absent field was brought by nobody known. */
  owners: Partial<Record<FieldId, ValueOwner>>
}
export type ValueOwner = 'person' | 'staff' | 'school' | 'system'

/** What one batch asks for: student numbers by `numberKey`, people by their names in whatever spelling. */
export interface LookupKeys {
  numbers: string[]
  names: { firstName: string; lastName: string }[]
  handles?: string[]
}

/** The base, as far as a plan asks. Several people per key are the rule, not the exception. */
export interface PeopleIndex {
  find(keys: LookupKeys): Promise<ExistingPerson[]>
  /**
   * Which of these asked to be erased, one answer each: `sure` by a number or an address, `likely` by name and year.
   */
  erased?(people: readonly FieldValues[]): Promise<readonly ('sure' | 'likely' | undefined)[]>
  /** People whom an earlier import of this source created or met. */
  broughtBy(source: string): AsyncIterable<{ id: string; label: string }>
}

/** One cell: `diploma` is null for the person's own fields, else the diploma's id. */
export interface Change {
  diploma: string | null
  field: FieldId
  from: FieldValue | null
  to: FieldValue
  /** Who had written the old value, where somebody is known: it is theirs again after an undo. */
  owner?: ValueOwner
}

/** Shared by all decisions on a line of the file. */
interface Decided {
  line: number
  /** Who the line is about, for people to read. */
  label: string
  issues: CellIssue[]
}

export type SkipReason = 'blank' | 'total' | 'note' | 'heading'
/** `not-a-person`: a total or a note of the list · `cells`: values that stand under others' headings. */
export type RefusalReason = 'no-first-name' | 'no-last-name' | 'no-name' | 'not-a-person' | 'cells'
/** `nobody`: a list of known people names one who is not in the base. */
export type DoubtReason = 'nobody' | 'several' | 'maybe-same' | 'number-of-another'

export type Decision =
  | { kind: 'skipped'; line: number; reason: SkipReason }
  /** Somebody who was erased at their request: nothing of the line is kept, so nobody reads who. */
  | { kind: 'erased'; line: number }
  | (Decided & { kind: 'refused'; reason: RefusalReason })
  | (Decided & { kind: 'create'; person: string; values: FieldValues; diploma: { id: string; values: FieldValues } })
  | (Decided & {
      kind: 'update'
      person: string
      changes: Change[]
      /** What the file says otherwise and the person (or the staff) has written: kept, and listed. */
      conflicts: Change[]
      /** What an earlier line of the same file said otherwise. */
      differs: Change[]
      /** A diploma the person did not have. */
      added?: { id: string; values: FieldValues }
      /** Another line of the same file about the same diploma of this person. */
      repeats?: number
    })
  | (Decided & { kind: 'doubtful'; reason: DoubtReason; candidates: string[]; values: FieldValues })

/** People, but for `refused`, `merged` and `doubtful`, which count lines. */
export interface PlanCounts {
  created: number
  updated: number
  unchanged: number
  refused: number
  merged: number
  absent: number
  doubtful: number
  /** Lines about people who asked to be erased. */
  erased: number
  /** Diplomas added to a person who has another. */
  secondDiplomas: number
  /** Cells that change. */
  cells: number
  conflicts: number
  issues: number
}

export function emptyCounts(): PlanCounts {
  return {
    created: 0,
    updated: 0,
    unchanged: 0,
    refused: 0,
    merged: 0,
    absent: 0,
    doubtful: 0,
    erased: 0,
    secondDiplomas: 0,
    cells: 0,
    conflicts: 0,
    issues: 0,
  }
}

/**
 * `people`: the file is the school's base, new people are created. `lay`: a list of known people, whose values are laid
 * on them.
 */
export type PlanMode = 'people' | 'lay'

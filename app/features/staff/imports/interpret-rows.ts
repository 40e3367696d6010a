/**
 * Lines of a file → decisions on people (P1, P2): batch by batch, in file order, without writing anything. The same
 * file over the same base always gives the same decisions but for the ids of what is new.
 */
import { type CleanRow, cleanRow, columnsOf } from './clean-row.ts'
import { numberKey } from './clean-studies.ts'
import type { FieldValues } from './clean-value.ts'
import { comparePerson, makeDiploma, splitValues } from './compare-person.ts'
import { createDittos } from './ditto-marks.ts'
import type { Mapping } from './find-headings.ts'
import {
  type Change,
  type Decision,
  type ExistingPerson,
  emptyCounts,
  type PeopleIndex,
  type PlanCounts,
  type PlanMode,
  type RefusalReason,
} from './import-plan.ts'
import { candidates, type Line, lookUp, type Pool } from './look-up.ts'
import { keysOf, matchPerson, nameKey, pickDiploma } from './match-person.ts'
import { leftOut } from './refuse-row.ts'
import type { SourceRow } from './source-table.ts'
import type { Survey } from './survey-rows.ts'

export interface PlanOptions {
  mapping: Mapping
  survey: Survey
  people: PeopleIndex
  /** What this file is an edition of: absent people are those an earlier edition brought. */
  source: string
  mode: PlanMode
  /** Tenant rule `imports.conflict`. */
  conflict: 'person' | 'school'
  /** ISO code of the association's own country. */
  home: string
  /** Civil day. */
  today: string
  /** A fresh id (uuid v7) for a person or a diploma. */
  newId(): string
}

export interface Planner {
  /**
   * Decides on the next lines; batches of a few hundred keep look-ups few and memory small. Called again before the
   * answer is there, the next lines are cleaned and looked up meanwhile, and decided on in their turn.
   */
  plan(rows: readonly SourceRow[]): Promise<Decision[]>
  /** After the last line: counts, and people of earlier editions that this one leaves out (reported, never deleted). */
  finish(): Promise<{ counts: PlanCounts; absent: { id: string; label: string }[] }>
}

/** A person met in this file whose number or name comes again. */
export interface Met {
  person: ExistingPerson
  /** The first line about this person. */
  line: number
  /** Fields an earlier line gave. */
  given: Set<string>
  /** Diploma id → line. */
  claimed: Map<string, number>
}

interface State {
  options: PlanOptions
  counts: PlanCounts
  outcome: Map<string, 'create' | 'update' | 'unchanged'>
  doubted: Set<string>
  met: Map<string, Met>
  /** Lookup key → ids of `met`. */
  metByKey: Map<string, Set<string>>
}

/** @returns a planner for one reading of one file */
export function createPlanner(options: PlanOptions): Planner {
  const state: State = {
    options,
    counts: emptyCounts(),
    outcome: new Map(),
    doubted: new Set(),
    met: new Map(),
    metByKey: new Map(),
  }
  const columns = columnsOf(options.mapping)
  const { numberWidth, dateOrders, nameOrder } = options.survey
  const context = { home: options.home, today: options.today, thisYear: Number(options.today.slice(0, 4)) }
  const habits = { numberWidth, ...(dateOrders && { dateOrders }), ...(nameOrder && { nameOrder }) }
  const whole = createDittos(columns)
  let turn: Promise<unknown> = Promise.resolve()
  return {
    plan(rows) {
      const decisions: Decision[] = []
      const lines: { line: Line; at: number }[] = []
      for (const row of rows) {
        if (row.line <= options.mapping.headingLine) continue
        const cleaned = cleanRow(whole(row.cells), columns, { ...context, ...habits })
        const left = early(state, row, cleaned)
        if (!left) lines.push({ line: withKeys(row.line, cleaned, options.survey), at: decisions.length })
        decisions.push(left ?? { kind: 'skipped', line: row.line, reason: 'blank' })
      }
      const all = lines.map(({ line }) => line)
      const asked = Promise.all([lookUp(options.people, all), options.people.erased?.(all.map(({ values }) => values))])
      const decided = Promise.all([asked, turn]).then(([[pool, erased = []]]) => {
        for (const [i, { line, at }] of lines.entries()) decisions[at] = decide(state, line, pool, erased[i])
        return decisions
      })
      turn = decided
      return decided
    },
    finish: () => finish(state),
  }
}

/** A number that several people of the file bear is none of theirs. */
function withKeys(line: number, { values: read, issues, handle = '' }: CleanRow, { shared }: Survey): Line {
  const values = { ...read }
  if (values.studentNumber && shared.has(numberKey(String(values.studentNumber)))) {
    issues.push({ field: 'studentNumber', code: 'shared-number', raw: String(values.studentNumber) })
    delete values.studentNumber
  }
  const number = values.studentNumber ? numberKey(String(values.studentNumber)) : ''
  const registration = values.registrationNumber ? numberKey(String(values.registrationNumber)) : ''
  const year = values.promotion ? ` (${values.promotion})` : ''
  const label = values.lastName ? `${values.firstName} ${values.lastName}${year}` : handle
  return { line, values, issues, handle, label, keys: { number, registration, name: nameKey(values) } }
}

function early(state: State, row: SourceRow, cleaned: CleanRow): Decision | undefined {
  const left = leftOut(row, cleaned, state.options)
  if (!left) return undefined
  if ('skipped' in left) return { kind: 'skipped', line: row.line, reason: left.skipped }
  return refuse(state, row.line, cleaned, left.refused)
}

function refuse({ counts }: State, line: number, { values, issues }: CleanRow, reason: RefusalReason): Decision {
  counts.refused++
  return { kind: 'refused', line, label: String(values.lastName ?? values.firstName ?? ''), issues, reason }
}

function decide(state: State, line: Line, pool: Pool, erased: 'sure' | 'likely' | undefined): Decision {
  const { mode } = state.options
  const { firstName, lastName } = line.values
  if (!(firstName && lastName) && !pool.has(`h:${line.handle}`)) return refuse(state, line.line, line, 'no-name')
  const match = matchPerson(line, candidates(line, pool, state), mode)
  state.counts.issues += line.issues.length
  const about = { line: line.line, label: line.label, issues: line.issues }
  const isNobody = match === 'new' || ('doubt' in match && match.doubt === 'nobody')
  // A sure mark settles a doubt; a name and a year settle it only where nobody else has them.
  if (erased && (isNobody || (erased === 'sure' && 'doubt' in match))) return forget(state, line)
  if (match === 'new') return create(state, line)
  if ('person' in match) return update(state, line, match.person)
  state.counts.doubtful++
  for (const id of match.candidates) state.doubted.add(id)
  return { ...about, kind: 'doubtful', reason: match.doubt, candidates: match.candidates, values: line.values }
}

function forget({ counts }: State, { line, issues }: Line): Decision {
  counts.erased++
  counts.issues -= issues.length
  return { kind: 'erased', line }
}

const comesAgain = ({ options }: State, { keys }: Line): boolean =>
  options.survey.repeated.has(`n:${keys.number}`) || options.survey.repeated.has(`p:${keys.name}`)

function create(state: State, line: Line): Decision {
  const { own, studies } = splitValues(line.values)
  const person = state.options.newId()
  const diploma = makeDiploma(studies, state.options.newId)
  state.counts.created++
  state.outcome.set(person, 'create')
  if (comesAgain(state, line))
    remember(state, line, { id: person, values: own, diplomas: [diploma], owners: {} }, diploma.id)
  return { kind: 'create', line: line.line, label: line.label, issues: line.issues, person, values: own, diploma }
}

function update(state: State, line: Line, person: ExistingPerson): Decision {
  const { options, counts, outcome } = state
  const met = state.met.get(person.id)
  const { studies } = splitValues(line.values)
  const hasStudies = Object.keys(studies).length > 0
  const diploma = hasStudies ? pickDiploma(line.values, person.diplomas, met?.claimed ?? new Map()) : undefined
  const added = hasStudies && !diploma && options.mode === 'people' ? makeDiploma(studies, options.newId) : undefined
  const found = comparePerson(undamaged(line, person), person, diploma, { rule: options.conflict, mode: options.mode })
  const differs = found.changes.filter(({ field, diploma: of }) => met?.given.has(`${of ?? ''}:${field}`))
  const changes = found.changes.filter((change) => !differs.includes(change))
  const repeats = met && !added ? (diploma ? met.claimed.get(diploma.id) : met.line) : undefined
  count(state, person.id, changes.length, { isAdded: Boolean(added), isRepeat: repeats !== undefined })
  counts.conflicts += outcome.get(person.id) === 'create' ? 0 : found.conflicts.length
  if (comesAgain(state, line)) remember(state, line, withChanges(person, changes, added), (added ?? diploma)?.id)
  return {
    kind: 'update',
    line: line.line,
    label: line.label,
    issues: line.issues,
    person: person.id,
    changes,
    conflicts: found.conflicts,
    differs,
    ...(added && { added }),
    ...(repeats !== undefined && { repeats }),
  }
}

/** What lost its accents on the way says nothing against a value that has them. */
function undamaged({ values, issues }: Line, person: ExistingPerson): FieldValues {
  const kept = { ...values }
  for (const { field, code } of issues) if (code === 'accents' && person.values[field] !== undefined) delete kept[field]
  return kept
}

function count(
  { counts, outcome }: State,
  person: string,
  cells: number,
  { isAdded, isRepeat }: { isAdded: boolean; isRepeat: boolean },
): void {
  const before = outcome.get(person)
  if (isRepeat) counts.merged++
  if (isAdded) counts.secondDiplomas++
  if (before === 'create') return
  counts.cells += cells
  const now = cells > 0 || isAdded ? 'update' : (before ?? 'unchanged')
  if (now === before) return
  if (before === 'unchanged') counts.unchanged--
  counts[now === 'update' ? 'updated' : 'unchanged']++
  outcome.set(person, now)
}

function remember(state: State, line: Line, person: ExistingPerson, diploma: string | undefined): void {
  const met = state.met.get(person.id) ?? {
    person,
    line: line.line,
    given: new Set<string>(),
    claimed: new Map<string, number>(),
  }
  met.person = person
  const { own, studies } = splitValues(line.values)
  for (const field of Object.keys(own)) met.given.add(`:${field}`)
  if (diploma) {
    for (const field of Object.keys(studies)) met.given.add(`${diploma}:${field}`)
    if (!met.claimed.has(diploma)) met.claimed.set(diploma, line.line)
  }
  state.met.set(person.id, met)
  for (const key of keysOf(person)) state.metByKey.set(key, (state.metByKey.get(key) ?? new Set()).add(person.id))
}

/** The person as they stand after a line, for the lines that follow. */
function withChanges(
  person: ExistingPerson,
  changes: Change[],
  added?: { id: string; values: FieldValues },
): ExistingPerson {
  const values = { ...person.values }
  const diplomas = person.diplomas.map(({ id, values: studies }) => ({ id, values: { ...studies } }))
  for (const { diploma, field, to } of changes) {
    const target = diploma === null ? values : diplomas.find(({ id }) => id === diploma)?.values
    if (target) target[field] = to
  }
  return { ...person, values, diplomas: added ? [...diplomas, added] : diplomas }
}

async function finish({ options, counts, outcome, doubted }: State): ReturnType<Planner['finish']> {
  const absent: { id: string; label: string }[] = []
  if (options.mode === 'people')
    for await (const person of options.people.broughtBy(options.source))
      if (!outcome.has(person.id) && !doubted.has(person.id)) absent.push(person)
  counts.absent = absent.length
  return { counts, absent }
}

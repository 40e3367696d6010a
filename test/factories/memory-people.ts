import { columnsOf } from '#app/features/staff/imports/clean-row.ts'
import { numberKey } from '#app/features/staff/imports/clean-studies.ts'
import { applyRemembered, findHeadings, headingCount, type Mapping } from '#app/features/staff/imports/find-headings.ts'
import type {
  Decision,
  ExistingPerson,
  LookupKeys,
  PeopleIndex,
  PlanCounts,
  PlanMode,
} from '#app/features/staff/imports/import-plan.ts'
import { createPlanner } from '#app/features/staff/imports/interpret-rows.ts'
import { nameKey } from '#app/features/staff/imports/match-person.ts'
import { openTable } from '#app/features/staff/imports/read-table.ts'
import type { SourceRow } from '#app/features/staff/imports/source-table.ts'
import { createSurveyor } from '#app/features/staff/imports/survey-rows.ts'

/** A base in memory: what the plan asks of people, and what its decisions make of them. */
export class MemoryPeople implements PeopleIndex {
  readonly people = new Map<string, ExistingPerson>()
  readonly #sources = new Map<string, Set<string>>()
  #next = 0

  newId = (): string => `id-${++this.#next}`

  async find({ numbers, names, handles = [] }: LookupKeys): Promise<ExistingPerson[]> {
    const [byNumber, byName] = [new Set(numbers), new Set(names.map(nameKey))]
    return [...this.people.values()].filter(
      ({ values, diplomas, handle }) =>
        (handle && handles.includes(handle)) ||
        byName.has(nameKey(values)) ||
        (values.studentNumber && byNumber.has(numberKey(String(values.studentNumber)))) ||
        diplomas.some(
          ({ values: of }) => of.registrationNumber && byNumber.has(numberKey(String(of.registrationNumber))),
        ),
    )
  }

  async *broughtBy(source: string): AsyncGenerator<{ id: string; label: string }> {
    for (const id of this.#sources.get(source) ?? []) yield { id, label: this.#label(id) }
  }

  #label(id: string): string {
    const { firstName, lastName } = this.people.get(id)!.values
    return `${firstName} ${lastName}`
  }

  apply(decision: Decision, source: string): void {
    if (decision.kind !== 'create' && decision.kind !== 'update') return
    this.#sources.set(source, (this.#sources.get(source) ?? new Set()).add(decision.person))
    if (decision.kind === 'create') {
      const { person: id, values, diploma } = decision
      this.people.set(id, { id, values: { ...values }, diplomas: [structuredClone(diploma)], owners: {} })
      return
    }
    const person = this.people.get(decision.person)!
    if (decision.added) person.diplomas.push(structuredClone(decision.added))
    for (const { diploma, field, to } of decision.changes) {
      const target = diploma === null ? person.values : person.diplomas.find(({ id }) => id === diploma)!.values
      target[field] = to
    }
  }
}

export interface ImportedFile {
  counts: PlanCounts
  decisions: Decision[]
  absent: { id: string; label: string }[]
  mapping: Mapping
}

/** Plans a table over the base and applies it, as the real import does, all in memory. */
export async function importRows(
  people: MemoryPeople,
  rows: SourceRow[],
  options: {
    source?: string
    mode?: PlanMode
    conflict?: 'person' | 'school'
    remembered?: Mapping
    batch?: number
    /** The file was separated text. */
    separated?: boolean
    /** All batches are asked for at once, before any answer. */
    atOnce?: boolean
  } = {},
): Promise<ImportedFile> {
  const { source = 'school', mode = 'people', conflict = 'person', batch = 200 } = options
  const found = findHeadings(rows.slice(0, 100))
  const mapping = options.remembered ? applyRemembered(found, options.remembered) : found
  const separated = options.separated ? headingCount(mapping) : undefined
  const surveyor = createSurveyor({ columns: columnsOf(mapping), headingLine: mapping.headingLine, separated })
  for (const row of rows) surveyor.add(row)
  const planner = createPlanner({
    ...{ mapping, survey: surveyor.result(), people, source, mode, conflict },
    ...{ home: 'FR', today: '2026-11-30', newId: people.newId },
  })
  const decisions: Decision[] = []
  const asked: Promise<Decision[]>[] = []
  for (let at = 0; at < rows.length; at += batch) {
    asked.push(planner.plan(rows.slice(at, at + batch)))
    if (!options.atOnce) await asked.at(-1)
  }
  decisions.push(...(await Promise.all(asked)).flat())
  const { counts, absent } = await planner.finish()
  for (const decision of decisions) people.apply(decision, source)
  return { counts, decisions, absent, mapping }
}

/** Reads a file whole and imports it, as a person would who changes nothing on the way. */
export async function importFile(
  people: MemoryPeople,
  path: string,
  options: Parameters<typeof importRows>[2] = {},
): Promise<ImportedFile> {
  const { kind } = await openTable(path)
  const separated = kind === 'csv' || kind === 'pdf'
  return importRows(people, await readAll(path), { separated, ...options })
}

/** Reads a file whole. */
export async function readAll(path: string, sheet?: string): Promise<SourceRow[]> {
  const rows: SourceRow[] = []
  const table = await openTable(path, { sheet })
  for await (const row of table.rows()) rows.push(row)
  return rows
}

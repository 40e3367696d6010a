/** Whom the lines of a batch may be about: in the base, and met on earlier lines. */
import type { CleanRow } from './clean-row.ts'
import type { FieldValues } from './clean-value.ts'
import type { ExistingPerson, LookupKeys, PeopleIndex } from './import-plan.ts'
import { keysOf } from './match-person.ts'

export interface Line extends CleanRow {
  handle: string
  line: number
  label: string
  keys: { number: string; registration: string; name: string }
}

/** People of the file itself, by id and by key. */
interface MetBefore {
  met: ReadonlyMap<string, { person: ExistingPerson }>
  metByKey: ReadonlyMap<string, ReadonlySet<string>>
}

/** The pool of one batch, by key. */
export type Pool = ReadonlyMap<string, ExistingPerson[]>

/** @returns everybody of the base who may be one of the lines' people */
export async function lookUp(people: PeopleIndex, lines: Line[]): Promise<Pool> {
  const pool = new Map<string, ExistingPerson[]>()
  const ask = async (keys: LookupKeys) => {
    if (!keys.numbers.length && !keys.names.length && !keys.handles?.length) return
    for (const person of await people.find(keys))
      for (const key of keysOf(person)) {
        const known = pool.get(key) ?? []
        if (!known.some(({ id }) => id === person.id)) pool.set(key, [...known, person])
      }
  }
  await ask({ numbers: [], names: [], handles: [...new Set(lines.flatMap(({ handle }) => handle || []))] })
  await ask({ numbers: [...new Set(lines.flatMap(({ keys }) => keys.number || []))], names: [] })
  // Who is known by a handle or a number need not be looked for by name.
  const isKnown = ({ keys, handle }: Line) => pool.has(`h:${handle}`) || (keys.number && pool.has(`n:${keys.number}`))
  const others = lines.filter((line) => !isKnown(line) && line.values.firstName && line.values.lastName)
  await ask({ numbers: [], names: others.map(({ values }) => namesOf(values)) })
  return pool
}

const namesOf = ({ firstName, lastName }: FieldValues) => ({
  firstName: String(firstName),
  lastName: String(lastName),
})

/** @returns those of the base, as they stand after earlier lines, and of the file */
export function candidates({ keys, handle }: Line, pool: Pool, state: MetBefore): ExistingPerson[] {
  const found = new Map<string, ExistingPerson>()
  for (const key of [
    `h:${handle}`,
    `n:${keys.number}`,
    `n:${keys.registration}`,
    `${keys.number ? 'q' : 'p'}:${keys.name}`,
  ]) {
    for (const person of pool.get(key) ?? []) found.set(person.id, state.met.get(person.id)?.person ?? person)
    for (const id of state.metByKey.get(key) ?? []) found.set(id, state.met.get(id)!.person)
  }
  return [...found.values()]
}

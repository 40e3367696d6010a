/**
 * Who goes by a last and a first word, for a whole association in memory: a few dozen bytes per word pair. Looking each
 * line up in the database costs as many steps as its last name has bearers, which in a big base grows with the base.
 * Pure.
 */
import { type FieldToken, tokensOf } from '#app/domain/people/search-tokens.ts'

export interface NamedPerson {
  id: string
  firstName: string | null
  lastName: string | null
  diplomaName: string | null
}

/** One word of a last name (usual or of the diploma) and one of a first name, both folded. */
export type WordPair = readonly [last: string, first: string]

/** Pairs of words → people. Two pairs may share a key: what is found are candidates. */
export interface NamePairs {
  add(person: NamedPerson): void
  /** @returns ids without repeats */
  find(pairs: Iterable<WordPair>): string[]
}

const NONE = -1

/** People under one key are a chain of entries, so that no key needs a list of its own. */
export function createNamePairs(): NamePairs {
  const ids: string[] = []
  const heads = new Map<number, number>()
  const next: number[] = []
  const people: number[] = []
  const put = (key: number, person: number) => {
    next.push(heads.get(key) ?? NONE)
    heads.set(key, people.push(person) - 1)
  }
  return {
    add(person) {
      const place = ids.push(person.id) - 1
      for (const key of keysOf(person)) put(key, place)
    },
    find(pairs) {
      const found = new Set<number>()
      for (const pair of pairs)
        for (let entry = heads.get(keyOf(pair)) ?? NONE; entry !== NONE; entry = next[entry]!) found.add(people[entry]!)
      return [...found].map((place) => ids[place]!)
    },
  }
}

/** Cut into the very words that the directory's index keeps. */
function keysOf({ firstName, lastName, diplomaName }: NamedPerson): Set<number> {
  const wordsOf = (tokens: FieldToken[]) => tokens.map(({ token }) => token)
  const lasts = wordsOf(tokensOf({ lastName, diplomaName }))
  const firsts = wordsOf(tokensOf({ firstName }))
  return new Set(lasts.flatMap((last) => firsts.map((first) => keyOf([last, first]))))
}

/** FNV-1a, in 31 bits: small integers are kept without a box. */
function keyOf([last, first]: WordPair): number {
  let hash = 0x811c9dc5
  const text = `${last} ${first}`
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 2
}

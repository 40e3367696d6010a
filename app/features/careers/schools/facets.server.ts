/** What narrows the lists of schools and of courses, each entry with its count and its address. */

import type { SchoolFacts, SchoolSearch } from '#app/domain/schools/read-schools.server.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { COURSE_LEVELS, REGIONS, RHYTHMS, STUDY_FIELDS } from '#app/vocabulary/schools.ts'

const WORDS_LENGTH = 120

/** By the name in the address: the words it may have, and what a row says of it. */
const FACETS = {
  domaine: { words: STUDY_FIELDS, of: (fact: SchoolFacts) => fact.fields },
  region: { words: REGIONS, of: (fact: SchoolFacts) => [fact.region] },
  niveau: { words: COURSE_LEVELS, of: (fact: SchoolFacts) => (fact.level ? [fact.level] : []) },
  rythme: { words: RHYTHMS, of: (fact: SchoolFacts) => (fact.rhythm ? [fact.rhythm] : []) },
} as const
export type Facet = keyof typeof FACETS

export const SCHOOL_FACETS = ['domaine', 'region'] as const satisfies readonly Facet[]
export const COURSE_FACETS = ['domaine', 'niveau', 'region', 'rythme'] as const satisfies readonly Facet[]

export interface Asked {
  q: string
  chosen: Partial<Record<Facet, string>>
}

/** @returns what an address asks for; words that no facet knows narrow nothing */
export function askedIn(url: URL, facets: readonly Facet[]): Asked {
  const get = (name: string) => (url.searchParams.get(name) ?? '').trim().slice(0, WORDS_LENGTH)
  const chosen = facets.flatMap((facet) =>
    isOneOf<string>(FACETS[facet].words, get(facet)) ? [[facet, get(facet)] as const] : [],
  )
  return { q: get('q'), chosen: Object.fromEntries(chosen) }
}

/** @returns the address of a search: `base` where nothing narrows it */
export function addressOf(base: string, { q, chosen }: Asked, page = 1): string {
  const query = new URLSearchParams()
  if (q) query.set('q', q)
  for (const [facet, value] of Object.entries(chosen)) if (value) query.set(facet, value)
  if (page > 1) query.set('page', String(page))
  return query.size > 0 ? `${base}?${query}` : base
}

export const searchOf = ({ q, chosen }: Asked): SchoolSearch => ({
  ...{ q, field: chosen.domaine, region: chosen.region, level: chosen.niveau, rhythm: chosen.rythme },
})

const admits = ({ chosen }: Asked, fact: SchoolFacts, except?: Facet): boolean =>
  Object.entries(chosen).every(
    ([facet, value]) => facet === except || !value || FACETS[facet as Facet].of(fact).includes(value),
  )

/** @returns how many rows all choices together admit */
export const totalOf = (asked: Asked, facts: readonly SchoolFacts[]): number =>
  facts.filter((fact) => admits(asked, fact)).length

/** Each facet counts what its own choice would give beside the others'. */
export function facetsOf(base: string, asked: Asked, facts: readonly SchoolFacts[], facets: readonly Facet[]) {
  return facets
    .map((facet) => {
      const counts = new Map<string, number>()
      for (const fact of facts.filter((one) => admits(asked, one, facet)))
        for (const value of FACETS[facet].of(fact)) counts.set(value, (counts.get(value) ?? 0) + 1)
      const entries = [...counts].map(([value, count]) => {
        const current = asked.chosen[facet] === value
        const chosen = { ...asked.chosen, [facet]: current ? undefined : value }
        return { value, count, current, to: addressOf(base, { ...asked, chosen }) }
      })
      return { facet, entries: entries.toSorted((a, b) => b.count - a.count || a.value.localeCompare(b.value)) }
    })
    .filter(({ entries }) => entries.length > 0)
}

/** @returns the criteria in force, each with the address that takes it away */
export function chipsOf(base: string, asked: Asked) {
  const words = asked.q ? [{ facet: 'q' as const, value: asked.q, to: addressOf(base, { ...asked, q: '' }) }] : []
  const chosen = (Object.entries(asked.chosen) as [Facet, string | undefined][]).flatMap(([facet, value]) =>
    value ? [{ facet, value, to: addressOf(base, { ...asked, chosen: { ...asked.chosen, [facet]: undefined } }) }] : [],
  )
  return [...words, ...chosen]
}

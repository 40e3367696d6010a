/** Everything the directory answers to one viewer, collected so that two states of the world can be compared. */
import type { Ctx } from '#app/context/open.ts'
import { findCohort } from '#app/features/people/directory/cohort.server.ts'
import { findCompanies } from '#app/features/people/directory/companies.server.ts'
import { countFacets } from '#app/features/people/directory/facets.server.ts'
import { countPlaces } from '#app/features/people/directory/places.server.ts'
import { readQuery } from '#app/features/people/directory/search.schema.ts'
import { peopleBeginning, searchDirectory } from '#app/features/people/directory/search.server.ts'
import { suggestedValues } from '#app/features/people/directory/suggested.server.ts'
import { readProfile } from '#app/features/people/profile/profile.server.ts'
import { mayFilterBy } from '#app/policy/ability.ts'
import { maySortBy } from '#app/policy/view.ts'
import type { Criterion } from '#app/vocabulary/criteria.ts'

/** By what was asked. */
export type Answers = Map<string, string>

/** What somebody who feels for a value would type: beginnings of it, itself, and itself with a typo. */
export function feelers(value: string): string[] {
  const word = value.toLowerCase()
  const middle = Math.floor(word.length / 2)
  const typos = [
    word.slice(0, middle) + word.slice(middle + 1),
    word.slice(0, middle) + word[middle + 1] + word[middle] + word.slice(middle + 2),
  ]
  return [...new Set([2, 4, word.length])].map((length) => word.slice(0, length)).concat(typos)
}

/** The sentences of the search box that a hidden value could change: guesses, counts, order, what is passed over. */
const sentencesWith = (value: string) => [`à ${value}`, `${value} énergie`, `martin ${value} 1999`]

/** Runs a question; a refusal is an answer like any other. */
async function answerTo(ask: () => Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify((await ask()) ?? null)
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw thrown
    return `${thrown.status} ${await thrown.clone().text()}`
  }
}

/** @param around the counts and suggestions beside the list too */
async function ask(ctx: Ctx, answers: Answers, search: string, around = false): Promise<void> {
  const read = readQuery(new URLSearchParams(search))
  if (!read.ok) throw new Error(`cannot read ${search}`)
  const { query } = read
  answers.set(`/annuaire?${search}`, await answerTo(() => searchDirectory(ctx, query)))
  if (!around) return
  answers.set(`/annuaire/facettes?${search}`, await answerTo(() => countFacets(ctx, query)))
  answers.set(`/annuaire/carte?${search}`, await answerTo(() => countPlaces(ctx, query)))
  answers.set(`/entreprises?${search}`, await answerTo(() => findCompanies(ctx, query, '')))
  if (!query.q) return
  answers.set(`/annuaire/suggestions?${search}`, await answerTo(() => peopleBeginning(ctx, query.q!, 8)))
  for (const typed of [query.q, query.q.slice(0, 3)])
    answers.set(`/annuaire/suggestions?${search}#${typed}`, await answerTo(() => suggestedValues(ctx, typed)))
}

export interface Felt {
  criterion: Criterion
  /** Words to feel for. */
  values: readonly string[]
}

/**
 * @param felt what to feel for, each by its own criterion and by the quick search
 * @param known a visible name, to narrow a search to the person whose value is felt for
 * @param handles pages to open
 */
export async function answersTo(
  ctx: Ctx,
  felt: readonly Felt[],
  known: string,
  handles: readonly string[],
): Promise<Answers> {
  const answers: Answers = new Map()
  const nameBy = (['nom', 'q'] as const).find((criterion) => mayFilterBy(ctx.ability, criterion))
  const orders = maySortBy(ctx.ability, 'Person', 'promotion') ? ['nom', 'promo', '-promo'] : ['nom']
  for (const order of orders)
    for (const page of [1, 2, 3]) await ask(ctx, answers, `tri=${order}&page=${page}`, page === 1)
  if (nameBy) await ask(ctx, answers, `${nameBy}=${known}`, true)
  for (const { criterion, values } of felt)
    for (const value of values)
      for (const typed of criterion.startsWith('promo') ? [value] : feelers(value)) {
        const whole = typed === value.toLowerCase()
        const own = `${criterion}=${encodeURIComponent(typed)}`
        await ask(ctx, answers, own, whole)
        if (whole && criterion !== 'q') {
          await ask(ctx, answers, `q=${encodeURIComponent(typed)}`, true)
          for (const sentence of sentencesWith(typed)) await ask(ctx, answers, `q=${encodeURIComponent(sentence)}`)
        }
        if (nameBy && nameBy !== criterion && typed.length >= value.length - 1)
          await ask(ctx, answers, `${own}&${nameBy}=${known}`)
        if (whole) for (const order of orders) await ask(ctx, answers, `${own}&tri=${order}&page=2`)
      }
  for (const year of YEARS)
    for (const lost of [false, true])
      answers.set(`/ma-promo?${year}&${lost}`, await answerTo(() => findCohort(ctx, year, 1, lost)))
  for (const handle of handles) answers.set(`/profil/${handle}`, await answerTo(() => readProfile(ctx, handle)))
  return answers
}

/** Years of people of these worlds. */
const YEARS = [1990, 1998, 1999]

/** @returns the questions to which the two give different answers, with both. */
export function differencesOf(one: Answers, other: Answers): string[] {
  return [...one].flatMap(([asked, answer]) => {
    const now = other.get(asked)
    return now === answer ? [] : [`${asked}\n  ${answer.slice(0, 300)}\n  ${now?.slice(0, 300)}`]
  })
}

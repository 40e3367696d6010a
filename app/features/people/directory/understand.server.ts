/**
 * What a typed sentence finds: names first, then what its words are known as. Each way is a search like any other,
 * under the viewer's own rules, so that hidden values decide on none.
 */
import type { Ctx } from '#app/context/open.ts'
import type { Query } from '#app/db/transaction.ts'
import { type Words, wordsOf } from '#app/domain/search/matching.ts'
import { nearWords } from '#app/domain/search/near-words.server.ts'
import { mayFilterBy, usableCriteria } from '#app/policy/ability.ts'
import type { Criterion } from '#app/vocabulary/criteria.ts'
import { knownValues } from './known.server.ts'
import { criteriaIn, type DirectoryQuery } from './search.schema.ts'
import {
  isMarked,
  MOST_WORDS,
  READABLE,
  type Reading,
  readSentence,
  type SentenceWord,
  sentenceWords,
  takeYears,
  wordsToLookUp,
} from './sentence.ts'

/** How the sentence was understood, where it was not taken as it stands. */
export interface Understood {
  /** The search in criteria. */
  query: DirectoryQuery
  /** Words that nothing was found by, and that were passed over. */
  passedOver: string
}

/** One search run: how many it finds, and where it stands in the order. */
export interface Hits {
  total: number
  page: { id: string; tenantId: string }[]
}

export interface Outcome<H extends Hits> {
  hits: H
  corrected: boolean
  understood: Understood | null
  /** Names were found; the words are also values, of which this is the search. */
  otherwise: DirectoryQuery | null
}

interface Look<H extends Hits> {
  run: Query
  /** Runs one search. */
  hits: (query: DirectoryQuery, words?: Words) => Promise<H>
  federationId: string | undefined
  /** Whether what else the words could mean is told beside names that were found. */
  tellsOtherwise: boolean
}

/** @returns what the search finds, and how its sentence was understood. */
export async function understand<H extends Hits>(ctx: Ctx, query: DirectoryQuery, look: Look<H>): Promise<Outcome<H>> {
  const words = query.q && query.lecture !== 'nom' ? sentenceWords(query.q) : []
  if (words.length === 0 || words.length > MOST_WORDS) return asItStands(ctx, query, look)
  const named = withYears(ctx, query, words)
  const told = named ? named.words : words
  const plain = named ? named.query : query
  const known = once(() => lookUp(ctx, plain, told, look))
  if (!isMarked(told)) {
    const hits = await look.hits(plain)
    const otherwise = hits.total > 0 && look.tellsOtherwise ? await otherwiseOf(plain, known) : null
    if (hits.total > 0) return { hits, corrected: false, understood: understoodAs(query, plain), otherwise }
  }
  const readings = (await known()).map((reading) => ({ ...reading, query: queryOf(plain, reading) }))
  const first = readings[0]
  if (!first) return (isMarked(told) ? asItStands : nearest)(ctx, plain, look, understoodAs(query, plain))
  for (const way of waysOf(ctx, plain, readings, isMarked(told))) {
    const hits = await look.hits(way)
    if (hits.total > 0) return { hits, corrected: false, understood: understoodAs(query, way), otherwise: null }
  }
  const near = await nearest(ctx, first.query, look, understoodAs(query, first.query))
  if (near.hits.total > 0 || first.rest === '') return near
  const without = { ...first.query, q: undefined }
  const hits = await look.hits(without)
  if (hits.total === 0) return near
  return { hits, corrected: false, understood: { query: without, passedOver: first.rest }, otherwise: null }
}

/** @returns what the words of a name that was found also are, as a search; null where they are nothing else. */
async function otherwiseOf(plain: DirectoryQuery, known: () => Promise<Reading[]>): Promise<DirectoryQuery | null> {
  if (!plain.q) return null
  const other = (await known()).find(({ whole, rest }) => whole && rest === '')
  return other ? queryOf(plain, other) : null
}

/** The search with whatever was typed as names; one typo is forgiven where nobody is found. */
async function asItStands<H extends Hits>(
  ctx: Ctx,
  query: DirectoryQuery,
  look: Look<H>,
  understood: Understood | null = null,
): Promise<Outcome<H>> {
  const hits = await look.hits(query)
  if (hits.total > 0) return { hits, corrected: false, understood, otherwise: null }
  return nearest(ctx, query, look, understood)
}

/** Whether there are neighbours at all is nobody's business: only people found tell of a correction. */
async function nearest<H extends Hits>(
  ctx: Ctx,
  query: DirectoryQuery,
  look: Look<H>,
  understood: Understood | null,
): Promise<Outcome<H>> {
  const among = { tenantId: ctx.tenant.id, federationId: look.federationId }
  const near = await nearWords(look.run, among, wordsOf(criteriaIn(query)))
  // Whoever asks for more than number and page of people has nothing to add about nobody.
  const none = { total: 0, page: [] } as unknown as H
  const hits = near ? await look.hits(query, near) : none
  return { hits, corrected: hits.total > 0, understood, otherwise: null }
}

/** The years of the sentence as the criterion they are, where the viewer has it and has not set it. */
function withYears(
  { ability }: Ctx,
  query: DirectoryQuery,
  words: readonly SentenceWord[],
): { query: DirectoryQuery; words: SentenceWord[] } | undefined {
  const taken = takeYears(words)
  if (!taken) return undefined
  const [from, to] = taken.years
  const criteria: Criterion[] = to === undefined ? ['promo'] : ['promoMin', 'promoMax']
  const isSet = [query.promo, query.promoMin, query.promoMax].some((year) => year !== undefined)
  if (isSet || criteria.some((criterion) => !mayFilterBy(ability, criterion))) return undefined
  const years = to === undefined ? { promo: from } : { promoMin: from, promoMax: to }
  const rest = taken.rest.map(({ typed }) => typed).join(' ')
  return { query: { ...query, ...years, q: rest === '' ? undefined : rest }, words: taken.rest }
}

/** Only criteria that the viewer may use are guessed, and none that the address sets already. */
function freeCriteria({ ability }: Ctx, query: DirectoryQuery) {
  return usableCriteria(ability, READABLE).filter(
    (criterion) => query[criterion] === undefined,
  ) as (typeof READABLE)[number][]
}

async function lookUp<H extends Hits>(
  ctx: Ctx,
  query: DirectoryQuery,
  words: readonly SentenceWord[],
  { run, federationId }: Look<H>,
): Promise<Reading[]> {
  const usable = freeCriteria(ctx, query)
  if (usable.length === 0) return []
  const known = await knownValues(ctx, run, wordsToLookUp(words), { usable, federationId })
  return readSentence(words, known, usable)
}

/** @returns the searches to try, in order, none twice. */
function waysOf(
  ctx: Ctx,
  plain: DirectoryQuery,
  readings: readonly (Reading & { query: DirectoryQuery })[],
  marked: boolean,
): DirectoryQuery[] {
  const first = readings[0]!
  const isJob = first.rest !== '' && freeCriteria(ctx, first.query).includes('fonction')
  const ways = [
    ...readings.map((reading) => reading.query),
    ...(isJob ? [{ ...first.query, q: undefined, fonction: first.rest }] : []),
    ...(marked ? [plain] : []),
  ]
  const key = (one: DirectoryQuery) => JSON.stringify(criteriaIn(one))
  return ways.filter((one, i) => ways.findIndex((other) => key(other) === key(one)) === i)
}

function queryOf(plain: DirectoryQuery, { criteria, rest }: Reading): DirectoryQuery {
  return { ...plain, ...criteria, q: rest === '' ? undefined : rest }
}

function understoodAs(query: DirectoryQuery, as: DirectoryQuery): Understood | null {
  return as === query ? null : { query: as, passedOver: '' }
}

/** @returns the same answer however often it is asked for. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined
  return () => {
    answer ??= ask()
    return answer
  }
}

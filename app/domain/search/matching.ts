/**
 * A search as SQL. Every criterion on a field is ANDed with "may read this field", so hidden values cannot be felt for.
 */
import { toSql } from '#app/db/condition.ts'
import { join, name, type Sql, sql } from '#app/db/sql.ts'
import { queryWords } from '#app/i18n/fold.ts'
import type { Ability, SubjectType } from '#app/policy/types.ts'
import { isAlwaysReadable, mayEverRead, whereListed, whereReadable } from '#app/policy/view.ts'
import { CRITERIA, type Criterion, OR } from '#app/vocabulary/criteria.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'

/** Where people are looked for: the association's own base, or the federation's shared one. */
export interface Base {
  type: SubjectType
  /** Alias of the row that conditions speak of. */
  alias: string
  /** Ids of the rows that have a matching word in one of the fields: candidates, whoever may read them. */
  tokens(fields: readonly FieldId[], word: Sql): Sql
  /** The same for one field, only of rows on which the condition holds. */
  readableTokens(field: FieldId, word: Sql, readable: (alias: string) => Sql): Sql
  /**
   * Up to `most` values per word, as JSON, of the rows that have the very word in the field and hold the condition.
   * @param among `from`: words that begin so count too, in their order
   */
  values(
    field: FieldId,
    words: readonly string[],
    among: { readable: (alias: string) => Sql; most: number; from?: boolean },
  ): Sql
  /** The row is one of these. */
  among(ids: Sql): Sql
  /** The same, read one by one from their ids: for conditions whose weight PostgreSQL cannot guess. */
  gathered(ids: Sql): Sql
}

/** A criterion with what was typed. */
export interface Asked {
  criterion: Criterion
  value: string
  /** Of a town: people live there; without it, they live or work there. */
  atHome?: boolean
}

/** One word that was typed: from its beginning, or also the words within a typo of it. */
export interface Word {
  typed: string
  /** Words of the base within one typo; looked up only when the search found nobody. */
  near?: readonly string[]
}

export type Words = Map<Criterion, Word[]>

/**
 * @returns the words of each text criterion that was typed; several values, and homes, are chosen and need none; a
 * criterion of punctuation alone has none and matches nobody.
 */
export function wordsOf(criteria: readonly Asked[]): Words {
  const typed = criteria.filter(({ value, atHome }) => !atHome && !value.includes(OR))
  return new Map(typed.map(({ criterion, value }) => [criterion, asWords(value)]))
}

const asWords = (value: string): Word[] => queryWords(value).map((typed) => ({ typed }))

/** The first text after every text that begins so, in byte order: tokens are ASCII, so `~` + 1 is above all of them. */
export const AFTER = '\x7f'

/** Short for a saint, in names of people and of places: whoever types one form is shown both. */
const LONG: Readonly<Record<string, string>> = { st: 'saint', ste: 'sainte' }
const SHORT: Readonly<Record<string, string>> = { saint: 'st', sainte: 'ste' }

/** @returns the test on a token column. */
export function matchesWord(column: Sql, word: Word): Sql {
  const from = (beginning: string) => sql`(${column} >= ${beginning} AND ${column} < ${beginning + AFTER})`
  const [long, short] = [LONG[word.typed], SHORT[word.typed]]
  const plain = from(word.typed)
  const begins = long ? sql`(${plain} OR ${from(long)})` : short ? sql`(${plain} OR ${column} = ${short})` : plain
  // Neighbours come on top: were they to take the beginning's place, a hidden one would take people away.
  return word.near ? sql`(${begins} OR ${column} = ANY(${[...word.near]}::text[]))` : begins
}

/**
 * Which fields a criterion looks into, of those the viewer may ever read.
 * @param quick fields of the quick search, a rule of the association
 */
export function fieldsBehind(
  ability: Ability,
  type: SubjectType,
  criterion: Criterion,
  quick: readonly FieldId[],
): FieldId[] {
  const fields = criterion === 'q' ? quick.filter((field) => field !== 'promotion') : [CRITERIA[criterion]]
  return fields.filter((field) => mayEverRead(ability, type, field))
}

/**
 * The quick search looks into several fields at once, so which of them matched decides whether the match may count:
 * words of a field that not everybody listed shows are taken only from rows that show it.
 */
export function quickTokens(ability: Ability, base: Base, fields: readonly FieldId[], word: Sql): Sql {
  const free = fields.filter((field) => isAlwaysReadable(ability, base.type, field))
  const guarded = fields.filter((field) => !free.includes(field))
  const readable = (field: FieldId) => (alias: string) => toSql(whereReadable(ability, base.type, field), alias)
  return join(
    [
      ...(free.length > 0 ? [base.tokens(free, word)] : []),
      ...guarded.map((field) => base.readableTokens(field, word, readable(field))),
    ],
    ' UNION ALL ',
  )
}

/** Years are a column, and any number typed in the quick search may be one. */
export function yearCondition(ability: Ability, base: Base, criterion: Criterion, value: string): Sql {
  if (!mayEverRead(ability, base.type, 'promotion')) return sql`FALSE`
  const column = name('promotion', base.alias)
  const compare =
    criterion === 'promoMin'
      ? sql`${column} >= ${Number(value)}`
      : criterion === 'promoMax'
        ? sql`${column} <= ${Number(value)}`
        : sql`${column} = ${Number(value)}`
  if (isAlwaysReadable(ability, base.type, 'promotion')) return compare
  return sql`(${compare} AND ${toSql(whereReadable(ability, base.type, 'promotion'), base.alias)})`
}

/**
 * @returns rows that match one word in one of the fields, as far as the viewer may read them: one word of a quick
 * search.
 */
export function wordCondition(ability: Ability, base: Base, fields: readonly FieldId[], word: Word): Sql {
  if (fields.length === 0) return sql`FALSE`
  return base.among(quickTokens(ability, base, fields, matchesWord(name('token', 't'), word)))
}

interface Parts {
  /** Sets of row ids; a row has to be in each. */
  sets: Sql[]
  conditions: Sql[]
  /** One of several conditions has to hold: rows are gathered by ids, or everybody would be read in order. */
  either?: boolean
}

/** A text criterion on one field: its words find candidates, and the field has to be readable on the row itself. */
function fieldParts(ability: Ability, base: Base, field: FieldId, words: readonly Word[]): Parts {
  const free = isAlwaysReadable(ability, base.type, field)
  return {
    sets: words.map((word) => base.tokens([field], matchesWord(name('token', 't'), word))),
    conditions: free ? [] : [toSql(whereReadable(ability, base.type, field), base.alias)],
  }
}

/** The quick search: words in its fields, and a word that reads as a year is one where the association says so. */
function quickParts(
  ability: Ability,
  base: Base,
  fields: readonly FieldId[],
  { words, years }: { words: readonly Word[]; years: boolean },
): Parts {
  const isYear = (word: Word) => years && /^(1[89]|2[01])\d\d$/.test(word.typed)
  return {
    sets: words
      .filter((word) => !isYear(word))
      .map((word) => quickTokens(ability, base, fields, matchesWord(name('token', 't'), word))),
    conditions: words.filter(isYear).map((word) => yearCondition(ability, base, 'promo', word.typed)),
  }
}

/**
 * « À Toulouse »: whoever lives there as far as the viewer may read it, or works there as far as they may read that.
 * Each place has all the words by itself, so that half a name at home and half at work is no town.
 */
function placeParts(ability: Ability, base: Base, words: readonly Word[]): Parts {
  const fields = (['homeCity', 'companyAddress'] as const).filter((field) => mayEverRead(ability, base.type, field))
  const places = fields.map((field) => {
    const sets = words.map((word) => sql`(${base.tokens([field], matchesWord(name('token', 't'), word))})`)
    return { readable: toSql(whereReadable(ability, base.type, field), base.alias), ids: join(sets, ' INTERSECT ') }
  })
  return {
    either: true,
    // Candidates first, whoever may read them; then each place counts on the row that shows it.
    sets: [
      join(
        places.map(({ ids }) => sql`(${ids})`),
        ' UNION ALL ',
      ),
    ],
    conditions: [
      sql`(${join(
        places.map(({ readable, ids }) => sql`(${readable} AND ${base.among(ids)})`),
        ' OR ',
      )})`,
    ],
  }
}

const NOBODY: Parts = { sets: [], conditions: [sql`FALSE`] }

/** Rows that one of the values holds of. */
function anyOf(base: Base, values: readonly Parts[]): Parts {
  const told = values.filter(({ sets }) => sets.length > 0)
  if (told.length === 0) return NOBODY
  const whole = told.map(({ sets, conditions }) => {
    const ids = join(
      sets.map((set) => sql`(${set})`),
      ' INTERSECT ',
    )
    return { ids, condition: join([base.among(ids), ...conditions], ' AND ') }
  })
  return {
    either: true,
    sets: [
      join(
        whole.map(({ ids }) => sql`(${ids})`),
        ' UNION ALL ',
      ),
    ],
    conditions: [
      sql`(${join(
        whole.map(({ condition }) => sql`(${condition})`),
        ' OR ',
      )})`,
    ],
  }
}

function partsOf(
  ability: Ability,
  base: Base,
  asked: Asked,
  { words, quick }: { words: readonly Word[]; quick: readonly FieldId[] },
): Parts {
  const { criterion, value, atHome } = asked
  if (value.includes(OR))
    return anyOf(
      base,
      value.split(OR).map((one) => partsOf(ability, base, { ...asked, value: one }, { words: asWords(one), quick })),
    )
  if (criterion === 'promo' || criterion === 'promoMin' || criterion === 'promoMax')
    return { sets: [], conditions: [yearCondition(ability, base, criterion, value)] }
  const fields = fieldsBehind(ability, base.type, criterion, quick)
  const [field] = fields
  if (words.length === 0 || !field) return NOBODY
  if (criterion === 'ville' && !atHome) return placeParts(ability, base, words)
  if (criterion === 'q') return quickParts(ability, base, fields, { words, years: quick.includes('promotion') })
  return fieldParts(ability, base, field, words)
}

/** @returns every condition of a search over one base; the first is always "exists for this viewer". */
export function searchConditions(
  ability: Ability,
  base: Base,
  criteria: readonly Asked[],
  { words, quick }: { words: Words; quick: readonly FieldId[] },
): Sql {
  const parts = criteria.map((one) => {
    const typed = one.atHome ? asWords(one.value) : (words.get(one.criterion) ?? [])
    return partsOf(ability, base, one, { words: typed, quick })
  })
  const sets = parts.flatMap((part) => part.sets)
  const among = parts.some(({ either }) => either) ? base.gathered : base.among
  return join(
    [
      toSql(whereListed(ability, base.type), base.alias),
      ...parts.flatMap((part) => part.conditions),
      // Sets of ids are intersected before any row is read: two common words leave few people.
      ...(sets.length > 0
        ? [
            among(
              join(
                sets.map((set) => sql`(${set})`),
                ' INTERSECT ',
              ),
            ),
          ]
        : []),
    ],
    ' AND ',
  )
}

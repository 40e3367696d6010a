/** A search as SQL. Every criterion on a field is ANDed with "may read this field", so hidden values cannot be felt for. */
import { toSql } from '../../db/condition.ts'
import { join, name, type Sql, sql } from '../../db/sql.ts'
import { queryWords } from '../../i18n/fold.ts'
import type { Ability, SubjectType } from '../../policy/ability.ts'
import { isAlwaysReadable, mayEverRead, whereListed, whereReadable } from '../../policy/view.ts'
import { CRITERIA, type Criterion, type FieldId, fieldNumber } from '../../policy/vocabulary.ts'

/** Where people are looked for: the association's own base, or the federation's shared one. */
export interface Base {
  type: SubjectType
  /** Alias of the row that conditions speak of. */
  alias: string
  /** Rows whose word of one of these fields matches, as a set of row ids. */
  matching(fields: readonly FieldId[], word: Sql, readable: (alias: string) => Sql): Sql
}

/** One word that was typed: from its beginning, or one of the words within a typo of it. */
export interface Word {
  typed: string
  /** Words of the base within one typo; looked up only when the search found nobody. */
  near?: readonly string[]
}

export type Words = Map<Criterion, Word[]>

/** @returns the words of each text criterion; a criterion of punctuation alone has none and matches nobody. */
export function wordsOf(criteria: readonly { criterion: Criterion; value: string }[]): Words {
  return new Map(criteria.map(({ criterion, value }) => [criterion, queryWords(value).map((typed) => ({ typed }))]))
}

/** The first text after every text that begins so, in byte order: tokens are ASCII, so `~` + 1 is above all of them. */
const AFTER = '\x7f'

/** @returns the test on a token column. */
export function matchesWord(column: Sql, word: Word): Sql {
  return word.near
    ? sql`${column} = ANY(${[...word.near]}::text[])`
    : sql`(${column} >= ${word.typed} AND ${column} < ${word.typed + AFTER})`
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

/** @returns rows that the viewer may know of and that match one word in one of the fields. */
export function wordCondition(ability: Ability, base: Base, fields: readonly FieldId[], word: Word): Sql {
  if (fields.length === 0) return sql`FALSE`
  const free = fields.filter((field) => isAlwaysReadable(ability, base.type, field))
  const guarded = fields.filter((field) => !free.includes(field))
  const readable = (alias: string) =>
    join(
      [
        ...(free.length > 0 ? [sql`t."field" = ANY(${free.map(fieldNumber)}::smallint[])`] : []),
        ...guarded.map(
          (field) =>
            sql`(t."field" = ${fieldNumber(field)} AND ${toSql(whereReadable(ability, base.type, field), alias)})`,
        ),
      ],
      ' OR ',
    )
  return base.matching(fields, matchesWord(name('token', 't'), word), guarded.length > 0 ? readable : () => sql`TRUE`)
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

/** @returns every condition of a search over one base; the first is always "exists for this viewer". */
export function searchConditions(
  ability: Ability,
  base: Base,
  criteria: readonly { criterion: Criterion; value: string }[],
  words: Words,
  quick: readonly FieldId[],
): Sql {
  const conditions = [toSql(whereListed(ability, base.type), base.alias)]
  for (const { criterion, value } of criteria) {
    if (criterion === 'promo' || criterion === 'promoMin' || criterion === 'promoMax') {
      conditions.push(yearCondition(ability, base, criterion, value))
      continue
    }
    const typed = words.get(criterion) ?? []
    const fields = fieldsBehind(ability, base.type, criterion, quick)
    if (typed.length === 0) conditions.push(sql`FALSE`)
    for (const word of typed) {
      const isYear = criterion === 'q' && quick.includes('promotion') && /^(1[89]|2[01])\d\d$/.test(word.typed)
      const asWord = wordCondition(ability, base, fields, word)
      conditions.push(isYear ? yearCondition(ability, base, 'promo', word.typed) : asWord)
    }
  }
  return join(conditions, ' AND ')
}

/**
 * `@Prénom Nom` in what somebody writes (A12): people who read the thing, as far as its author may know of both. A
 * name that one such person bears becomes their identifier; a name of several, or of nobody, stays text.
 */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { countShown } from '#app/context/shown-people.ts'
import { join, type Sql, sql } from '#app/db/sql.ts'
import type { FoundGroup } from '#app/domain/groups/find-groups.server.ts'
import { readersSql } from '#app/domain/groups/members.server.ts'
import { BETWEEN } from '#app/domain/people/projection.ts'
import { columns, JUDGED, ownBase } from '#app/domain/search/bases.ts'
import { AFTER, wordCondition } from '#app/domain/search/matching.ts'
import { type Line, lineOf } from '#app/domain/search/row.ts'
import { nameOf } from '#app/domain/search/visible-person.server.ts'
import { fold, queryWords } from '#app/i18n/fold.ts'
import { type JudgedRow, type Revealed, reveal } from '#app/policy/view.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import type { PostAudience } from '#app/vocabulary/things.ts'
import { MOST_MENTIONS, namesIn, type TypedName } from './mentions.ts'

/** Suggestions of one list. */
const SUGGESTED = 8
/** Fewer letters say too little to suggest anybody. */
const SHORTEST = 2
/** People of one name: beyond that nobody is meant by it. */
const HOMONYMS = 20

/** Where somebody is named: whoever reads there. */
export interface Place {
  group: FoundGroup
  audience: PostAudience
}

function nameFields({ tenant }: Ctx): FieldId[] {
  const { field, with: more } = tenant.config.identity
  return [...new Set([field, ...more])]
}

async function people(ctx: Ctx, { group, audience }: Place, where: Sql, most: number): Promise<Revealed[]> {
  const fields = nameFields(ctx)
  const rows = await ctx.sql((query) =>
    query<JudgedRow>(sql`SELECT ${columns([...JUDGED, ...fields], 'p')} FROM "person" p
      WHERE ${readersSql(ctx, group, audience)} AND p."id" IS DISTINCT FROM ${ctx.viewer.personId ?? null}::uuid
        AND ${where} ORDER BY p."sortName", p."id" LIMIT ${most}`),
  )
  return rows.flatMap((row) => reveal(ctx.ability, 'Person', row, fields) ?? [])
}

/** @returns people whose names have words that begin so, in the order of the directory; everybody shown is counted */
export async function suggestMentions(ctx: Ctx, place: Place, typed: string): Promise<Line[]> {
  const words = queryWords(typed).slice(0, 5)
  if (fold(typed).length < SHORTEST || words.length === 0) return []
  const base = ownBase(ctx.tenant.id)
  const each = words.map((word) => wordCondition(ctx.ability, base, nameFields(ctx), { typed: word }))
  const found = await people(ctx, place, join(each, ' AND '), SUGGESTED)
  const lines = found.map((person) => lineOf({ ...person, address: href.profile(person.handle) }))
  await countShown(ctx, lines)
  return lines
}

/** Names as lists are sorted: the last name first, whichever words belong to it. */
const sortedAs = (words: readonly string[]): string[] =>
  words.map((_, i) => {
    const [first, last] = [fold(words.slice(0, i).join(' ')), fold(words.slice(i).join(' '))]
    return i === 0 ? last : `${last}${BETWEEN}${first}`
  })

/** @returns people who bear one of the names, by the name */
async function bearers(ctx: Ctx, place: Place, names: readonly TypedName[]): Promise<Map<string, Revealed[]>> {
  const beginnings = [
    ...new Set(names.flatMap(({ words }) => words.flatMap((_, n) => sortedAs(words.slice(0, n + 1))))),
  ]
  const begins = beginnings.map((from) => sql`(p."sortName" >= ${from} AND p."sortName" < ${from + AFTER})`)
  const found = await people(ctx, place, sql`(${join(begins, ' OR ')})`, HOMONYMS * names.length)
  const named = new Map<string, Revealed[]>()
  for (const person of found) {
    const name = fold(nameOf(ctx, person))
    named.set(name, [...(named.get(name) ?? []), person])
  }
  return named
}

/**
 * Puts identifiers in place of names, so that what is kept points to one person whoever else is called so later.
 * @param text with `@Prénom Nom`, at most ten of them
 */
export async function withIdentifiers(ctx: Ctx, place: Place, text: string): Promise<string> {
  const names = namesIn(text).slice(0, MOST_MENTIONS)
  if (names.length === 0) return text
  const named = await bearers(ctx, place, names)
  const meant = names.flatMap(({ at, words, ends }) => {
    // The longest name of somebody is meant: « Anne Marie » before « Anne ».
    for (let n = words.length; n > 0; n--) {
      const found = named.get(fold(words.slice(0, n).join(' '))) ?? []
      if (found.length === 1) return [{ from: at, to: ends[n - 1]!, person: found[0]! }]
      if (found.length > 1) return []
    }
    return []
  })
  await countShown(
    ctx,
    meant.map(({ person }) => person),
  )
  return meant.reduceRight(
    (all, { from, to, person }) => `${all.slice(0, from)}@${person.handle}${all.slice(to)}`,
    text,
  )
}

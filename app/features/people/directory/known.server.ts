/**
 * What typed words are to this viewer: values that hold them, found only on people who show that value. One statement.
 */
import type { Ctx } from '#app/context/open.ts'
import { toSql } from '#app/db/condition.ts'
import { join, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { ownBase, sharedBase } from '#app/domain/search/bases.ts'
import { type Base, fieldsBehind } from '#app/domain/search/matching.ts'
import { mayEverRead, whereReadable } from '#app/policy/view.ts'
import { CRITERIA } from '#app/vocabulary/criteria.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import type { KnownValue, ReadableCriterion } from './sentence.ts'

/** People looked at for one word in one field: how most of them write it is seen by then. */
const LOOKED_AT = 60

/**
 * @param words as they stand in the index
 * @param usable criteria that may be guessed
 * @param federationId the federation whose base the search covers, if it does
 */
export async function knownValues(
  ctx: Ctx,
  run: Query,
  words: readonly string[],
  { usable, federationId }: { usable: readonly ReadableCriterion[]; federationId: string | undefined },
): Promise<KnownValue[]> {
  if (words.length === 0) return []
  const { tenant } = ctx
  const bases = [
    ...(tenant.config.kind === 'federation' ? [] : [ownBase(tenant.id)]),
    ...(federationId ? [sharedBase(federationId, ctx.now)] : []),
  ]
  const looks = bases.flatMap((base) => looksInto(ctx, base, words, usable))
  if (looks.length === 0) return []
  const rows = await run<Omit<KnownValue, 'value'> & { value: unknown }>(sql`
    SELECT "criterion", "word", "value", count(*)::int AS "count" FROM (${join(looks, ' UNION ALL ')}) known
    GROUP BY 1, 2, 3 ORDER BY 4 DESC, 3, 2, 1`)
  // A list's values are its own words each: « Java » beside « Gestion de projet ».
  return rows.flatMap(({ value, ...row }) =>
    (Array.isArray(value) ? value : [value ?? '']).map((one) => ({ ...row, value: String(one) })),
  )
}

function looksInto(ctx: Ctx, base: Base, words: readonly string[], usable: readonly ReadableCriterion[]) {
  const { ability, tenant } = ctx
  const look = (criterion: ReadableCriterion | 'q', field: FieldId) => {
    const readable = (alias: string) => toSql(whereReadable(ability, base.type, field), alias)
    const found = base.values(field, words, { readable, most: criterion === 'q' ? 1 : LOOKED_AT })
    return sql`SELECT ${criterion}::text AS "criterion", found."word", found."value" FROM (${found}) found`
  }
  return [
    ...usable
      .filter((criterion) => mayEverRead(ability, base.type, CRITERIA[criterion]))
      .map((criterion) => look(criterion, CRITERIA[criterion])),
    ...fieldsBehind(ability, base.type, 'q', tenant.config.directory.quick).map((field) => look('q', field)),
  ]
}

/** Who wrote what is read: people as the viewer may know of them, each of them counted as shown. */
import type { Ctx } from '#app/context/open.ts'
import { countShown } from '#app/context/shown-people.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { type JudgedRow, reveal } from '#app/policy/view.ts'
import type { ThingState } from '#app/vocabulary/things.ts'
import { columns, JUDGED } from './bases.ts'
import { nameOf } from './visible-person.server.ts'

/** Who wrote something, as the viewer may know. */
export interface ShownAuthor {
  handle: string
  name: string
  photo: boolean
}

/** Words that somebody wrote for others to read: an article, an answer, a comment. */
export interface ShownWords {
  id: string
  /** Null: somebody whom the viewer may not know of, or who is gone. */
  author: ShownAuthor | null
  text: string
  state: ThingState
  /** ISO 8601. */
  at: string
  /** Why it was refused or hidden: between who decided and who wrote. */
  because: string | null
  own: boolean
  mayHide: boolean
}

/** Reads rows and reveals who wrote each; everybody shown is counted. */
export async function withAuthors<R extends { personId: string | null }, T>(
  ctx: Ctx,
  statement: Sql,
  make: (ctx: Ctx, row: R, author: ShownAuthor | null) => T,
): Promise<T[]> {
  const { identity } = ctx.tenant.config
  const fields = [identity.field, ...identity.with, 'photo'] as const
  const { rows, people } = await ctx.sql(async (query) => {
    const rows = await query<R>(statement)
    const ids = [...new Set(rows.flatMap(({ personId }) => personId ?? []))]
    const people = await query<JudgedRow & { id: string }>(sql`
      SELECT ${columns([...JUDGED, ...fields], 'p')} FROM "person" p
      WHERE p."tenantId" = ${ctx.tenant.id} AND p."id" = ANY(${ids}::uuid[])`)
    return { rows, people }
  })
  const authors = new Map<string, ShownAuthor>()
  for (const row of people) {
    const person = reveal(ctx.ability, 'Person', row, fields)
    if (!person) continue
    const { handle } = person
    authors.set(row.id, { handle, name: nameOf(ctx, person), photo: person.fields.photo !== undefined })
  }
  await countShown(ctx, [...authors.values()])
  return rows.map((row) => make(ctx, row, authors.get(row.personId ?? '') ?? null))
}

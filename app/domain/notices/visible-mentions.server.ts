/** Which `@identifiant` of texts lead on: people whom the viewer may know of. A mention of nobody stays text (A12). */
import type { Ctx } from '#app/context/open.ts'
import { countShown } from '#app/context/shown-people.ts'
import { sql } from '#app/db/sql.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { nameOf } from '#app/domain/search/visible-person.server.ts'
import { type JudgedRow, reveal } from '#app/policy/view.ts'
import { mentionedIn } from './mentions.ts'

/** Of one page. */
const MOST = 50

/** Somebody named in a text, by the name that the viewer reads. */
export interface Mentioned {
  handle: string
  name: string
}

/** @returns those whom the texts name and the viewer may know of */
export async function visibleMentions(ctx: Ctx, texts: readonly string[]): Promise<Mentioned[]> {
  const handles = [...new Set(texts.flatMap(mentionedIn))].slice(0, MOST)
  if (handles.length === 0) return []
  const { tenant, ability } = ctx
  const { identity } = tenant.config
  const fields = [identity.field, ...identity.with]
  const rows = await ctx.sql((query) =>
    query<JudgedRow>(sql`SELECT ${columns([...JUDGED, ...fields], 'p')} FROM "person" p
      WHERE p."tenantId" = ${tenant.id} AND p."handle" = ANY(${handles}::text[])`),
  )
  const people = rows.flatMap((row) => reveal(ability, 'Person', row, fields) ?? [])
  await countShown(ctx, people)
  return people.map((person) => ({ handle: person.handle, name: nameOf(ctx, person) }))
}

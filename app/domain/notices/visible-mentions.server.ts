/** Which `@identifiant` of texts lead on: people whom the viewer may know of. A mention of nobody stays text (A12). */
import type { Ctx } from '#app/context/open.ts'
import { countShown } from '#app/context/shown-people.ts'
import { toSql } from '#app/db/condition.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { whereListed } from '#app/policy/view.ts'
import { mentionedIn } from './mentions.ts'

/** Of one page. */
const MOST = 50

/** @returns identifiers, in small letters, of those whom the texts name and the viewer may know of */
export async function visibleMentions(ctx: Ctx, texts: readonly string[]): Promise<string[]> {
  const handles = [...new Set(texts.flatMap(mentionedIn))].slice(0, MOST)
  if (handles.length === 0) return []
  const { tenant, ability } = ctx
  const rows = await ctx.sql((query) =>
    query<RowOf<'person', 'handle'>>(sql`SELECT p."handle" FROM "person" p WHERE p."tenantId" = ${tenant.id}
      AND p."handle" = ANY(${handles}::text[]) AND ${toSql(whereListed(ability, 'Person'), 'p')}`),
  )
  await countShown(ctx, rows)
  return rows.map(({ handle }) => handle)
}

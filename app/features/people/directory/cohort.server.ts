/** One's own promotion, and who of it is lost from view (I9, S7). */
import type { Ctx } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { sql } from '#app/db/sql.ts'
import { lostSql } from '#app/domain/lost/lost-people.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { seeksTheLost } from '#app/policy/lost.rules.ts'
import { type JudgedRow, reveal } from '#app/policy/view.ts'
import { NOTHING } from './search.schema.ts'
import { type Found, searchDirectory } from './search.server.ts'

/** @returns the viewer's own year; undefined where they have none, or are no person of the association. */
export async function ownPromotion(ctx: Ctx): Promise<number | undefined> {
  const { personId } = ctx.viewer
  if (!personId) return undefined
  const [row] = await ctx.sql((run) =>
    run<JudgedRow>(
      sql`SELECT ${columns([...JUDGED, ctx.ability.identity, 'promotion'], 'p')} FROM "person" p
        WHERE p."tenantId" = ${ctx.tenant.id} AND p."id" = ${personId}`,
      { last: true },
    ),
  )
  const own = row && reveal(ctx.ability, 'Person', row, ['promotion'])
  return own?.fields.promotion as number | undefined
}

/**
 * @param lost only those whom the association cannot write to: what they show to whom plays no part
 * @throws Response 403 naming the criterion the viewer's roles may not use
 */
export async function findCohort(ctx: Ctx, promotion: number, page: number, lost: boolean): Promise<Found> {
  if (lost && !seeksTheLost(ctx.ability)) throw forbidden({ reason: 'criterion', criterion: 'ville' })
  return searchDirectory(ctx, { ...NOTHING, promo: promotion, page }, undefined, lost ? lostSql(ctx.tenant) : undefined)
}

/**
 * Figures of the association for who has no account. They count who is listed, never who has which value: a town or an
 * employer that somebody hides would move such a count. Rounded down, so that one person more or less tells nothing.
 */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'

/** Fewer are no figure. */
const LEAST = 5
/** Milliseconds that a count holds: the front page is the site's most visited one. */
const FRESH = 600_000

interface Counted {
  people: number
  years: number
  at: number
}

const known = new Map<string, Counted>()

async function count({ tenant, sql: run, now }: Ctx): Promise<Counted> {
  const found = known.get(tenant.id)
  if (found && Math.abs(now.getTime() - found.at) < FRESH) return found
  const [row] = await run((query) =>
    query<{ people: number; years: number }>(sql`
      SELECT coalesce(sum(y."n"), 0)::int AS "people", (count(*) FILTER (WHERE y."n" >= ${LEAST}))::int AS "years"
      FROM (SELECT p."promotion", count(*) AS "n" FROM "person" p WHERE p."tenantId" = ${tenant.id} AND p."listed"
        GROUP BY p."promotion") y`),
  )
  const made = { people: row?.people ?? 0, years: row?.years ?? 0, at: now.getTime() }
  known.set(tenant.id, made)
  return made
}

/** @returns 7 of 7, 40 of 47, 1 200 of 1 234: the more, the rounder */
function roundedDown(n: number): number {
  const step = n < 10 ? 1 : n < 1000 ? 10 : 100
  return Math.floor(n / step) * step
}

/** @returns people, years and groups that the association may boast of; those under five are left out */
export async function publicFigures(ctx: Ctx): Promise<{ id: 'people' | 'years' | 'groups'; n: number }[]> {
  const { people, years } = await count(ctx)
  const all = [
    { id: 'people', n: roundedDown(people) },
    { id: 'years', n: years },
    { id: 'groups', n: ctx.tenant.config.groups.length },
  ] as const
  return all.filter(({ n }) => n >= LEAST)
}

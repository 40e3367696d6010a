/** Family ties in the staff's hands (P3): both people's pages change together. */
import type { Ctx } from '#app/context/open.ts'
import { countShown } from '#app/context/shown-people.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { isUuid } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { addFamilyTie, removeFamilyTie, TIE_KINDS } from '#app/domain/people/family-ties.server.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'

export type Tie = RowOf<'family_tie', 'otherId' | 'kind'> & RowOf<'person', 'handle'> & { name: string }

/** The identity that every task of the records reads; the handle where a record has no name. */
const nameSql = sql`coalesce(nullif(concat_ws(' ', o."firstName", o."lastName"), ''), o."pseudonym", o."handle")`

/** @returns who was picked for a new tie; null where the address names nobody */
export async function namedPerson(ctx: Ctx, handle: string | null): Promise<{ handle: string; name: string } | null> {
  if (!handle) return null
  const [row] = await ctx.sql((query) =>
    query<RowOf<'person', 'handle'> & { name: string }>(sql`
      SELECT o."handle", ${nameSql} AS "name" FROM "person" o WHERE o."tenantId" = ${ctx.tenant.id}
        AND o."handle" = ${handle}`),
  )
  return row ?? null
}

/** @returns the person's ties, by the other's address. */
export async function readTies(ctx: Ctx, personId: string): Promise<Tie[]> {
  const ties = await ctx.sql((query) =>
    query<Tie>(sql`
      SELECT t."otherId", t."kind", o."handle", ${nameSql} AS "name" FROM "family_tie" t
      JOIN "person" o ON o."tenantId" = ${ctx.tenant.id} AND o."id" = t."otherId"
      WHERE t."tenantId" = ${ctx.tenant.id} AND t."personId" = ${personId} AND t."askedBy" IS NULL
      ORDER BY o."handle"`),
  )
  await countShown(ctx, ties)
  return ties
}

/** @returns a key of what is wrong, or undefined once it is done */
export function changeTies(ctx: Ctx, personId: string, form: FormData): Promise<'unknown' | undefined> {
  const trace = { from: 'staff' as const, now: ctx.now, accountId: ctx.viewer.accountId }
  const [remove, kind] = [form.get('otherId'), form.get('kind')]
  return ctx.sql(async (query) => {
    if (form.get('tie') === 'remove') {
      if (!isUuid(remove) || !(await removeFamilyTie(query, ctx.tenant, { personId, otherId: remove }, trace)))
        return 'unknown'
    } else {
      const [other] = await query<RowOf<'person', 'id'>>(sql`
        SELECT "id" FROM "person" WHERE "tenantId" = ${ctx.tenant.id}
        AND "handle" = ${String(form.get('handle') ?? '').trim()}`)
      if (!other || !isOneOf(TIE_KINDS, kind)) return 'unknown'
      const [known] = await query(sql`
        SELECT 1 FROM "family_tie" WHERE "tenantId" = ${ctx.tenant.id} AND "personId" = ${personId}
          AND "otherId" = ${other.id} AND "kind" = ${kind} AND "askedBy" IS NULL`)
      // Sent twice: the tie stands, and the log tells of it once.
      if (known) return undefined
      if (!(await addFamilyTie(query, ctx.tenant, { personId, otherId: other.id, kind }, trace))) return 'unknown'
    }
    await audit(query, ctx, 'person.changed', { subjectId: personId, detail: { fields: ['familyTies'] } })
    return undefined
  })
}

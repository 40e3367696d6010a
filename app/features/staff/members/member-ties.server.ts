/** Family ties in the staff's hands (P3): both people's pages change together. */
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { isUuid } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { addFamilyTie, removeFamilyTie, TIE_KINDS } from '#app/domain/people/family-ties.server.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'

export type Tie = RowOf<'family_tie', 'otherId' | 'kind'> & RowOf<'person', 'handle'>

/** @returns the person's ties, by the other's address. */
export function readTies(ctx: Ctx, personId: string): Promise<Tie[]> {
  return ctx.sql((query) =>
    query<Tie>(sql`
      SELECT t."otherId", t."kind", o."handle" FROM "family_tie" t
      JOIN "person" o ON o."tenantId" = ${ctx.tenant.id} AND o."id" = t."otherId"
      WHERE t."tenantId" = ${ctx.tenant.id} AND t."personId" = ${personId} AND t."askedBy" IS NULL
      ORDER BY o."handle"`),
  )
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

/** Every change of a person's values: who, when, from what to what (P4). */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import { isUuid } from '#app/db/uuid.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { type JudgedRow, reveal } from '#app/policy/view.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'
import { readText } from './read-values.server.ts'

export interface Change {
  id: string
  at: string
  by: string | null
  from: string
  field: FieldId
  before: unknown
  after: unknown
}

export const HISTORY_ROWS = 50

type Row = Omit<Change, 'at' | 'field'> & { at: Date; field: string }

/** Old values pass the same door as today's: who may not read the field reads no former value of it. */
export function readHistory(ctx: Ctx, personId: string, before?: string) {
  return ctx.sql(async (query) => {
    const [person] = await query<JudgedRow>(sql`
      SELECT ${columns(JUDGED, 'p')}, p."lastName", p."pseudonym" FROM "person" p
      WHERE p."tenantId" = ${ctx.tenant.id} AND p."id" = ${personId}`)
    const rows = await query<Row>(sql`
      SELECT c."id", c."at", a."login" AS "by", c."from", c."field", c."before", c."after"
      FROM "value_change" c LEFT JOIN "account" a ON a."tenantId" = ${ctx.tenant.id} AND a."id" = c."accountId"
      WHERE c."tenantId" = ${ctx.tenant.id} AND c."personId" = ${personId}
        AND ${before && isUuid(before) ? sql`c."id" < ${before}::uuid` : sql`TRUE`}
      ORDER BY c."id" DESC LIMIT ${HISTORY_ROWS + 1}`)
    const changes = rows.slice(0, HISTORY_ROWS).flatMap((row) => changeOf(ctx, person, row))
    return { changes, next: rows.length > HISTORY_ROWS ? (rows[HISTORY_ROWS - 1]?.id ?? null) : null }
  })
}

function changeOf(ctx: Ctx, person: JudgedRow | undefined, row: Row): Change[] {
  const { field } = row
  if (!person || !isOneOf(FIELD_IDS, field)) return []
  const seen = (value: unknown) => reveal(ctx.ability, 'Person', { ...person, [field]: value }, [field])?.fields[field]
  // Plain values are written as the record writes them; lists and records are the page's to lay out.
  const read = (value: unknown) => readText(ctx, field, seen(value)) ?? seen(value) ?? null
  return [{ ...row, field, at: row.at.toISOString(), before: read(row.before), after: read(row.after) }]
}

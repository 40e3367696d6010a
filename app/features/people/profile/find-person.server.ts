/** One person by the handle of an address: of the own association, or `<slug>~<handle>` of a sister one (C3, S6). */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isCounted } from '#app/domain/people/opening-budget.server.ts'
import { columns, JUDGED, JUDGED_SHARED, sharedRows } from '#app/domain/search/bases.ts'
import type { SubjectType } from '#app/policy/types.ts'
import type { JudgedRow } from '#app/policy/view.ts'
import { FIELD_IDS, SECRET_FIELDS } from '#app/vocabulary/fields.ts'

export interface FoundPerson {
  type: SubjectType
  id: string
  /** Not revealed yet: nothing of it may leave the server but through `reveal`. */
  row: JudgedRow
  /** This opening takes nothing from the viewer's budget: the person is one of those whom they opened today. */
  counted: boolean
}

const HANDLE = /^[\x21-\x7e]{1,160}$/
const READ = FIELD_IDS.filter((field) => !(SECRET_FIELDS as readonly string[]).includes(field))

/** @returns undefined where nobody has that handle. */
export async function findPerson(ctx: Ctx, query: Query, handle: string): Promise<FoundPerson | undefined> {
  if (!HANDLE.test(handle)) return undefined
  const [slug, inSister] = handle.split('~', 2)
  return inSister === undefined ? own(ctx, query, handle) : shared(ctx, query, slug!, inSister)
}

async function own(ctx: Ctx, query: Query, handle: string): Promise<FoundPerson | undefined> {
  const [found] = await query<JudgedRow & { id: string; counted: boolean }>(sql`
    SELECT ${columns([...JUDGED, ...READ, 'provenance', 'updatedAt'], 'p')}, ${isCounted(ctx)} AS "counted"
    FROM "person" p
    WHERE p."tenantId" = ${ctx.tenant.id} AND p."handle" = ${handle}`)
  if (!found) return undefined
  const { counted, ...row } = found
  return { type: 'Person', id: row.id, row, counted }
}

async function shared(ctx: Ctx, query: Query, slug: string, handle: string): Promise<FoundPerson | undefined> {
  const sister = ctx.sisters.find((one) => one.config.slug === slug)
  const { federationId } = ctx.tenant
  if (!sister || !federationId) return undefined
  const [row] = await query<JudgedRow & { id: string; fields: Record<string, unknown> }>(sql`
    SELECT ${columns([...JUDGED_SHARED, 'fields'], 's')} FROM ${sharedRows(federationId, ctx.now)} s
    WHERE s."tenantId" = ${sister.tenantId} AND s."handle" = ${handle}`)
  if (!row) return undefined
  const { fields, ...judged } = row
  return {
    type: 'SharedPerson',
    id: row.id,
    row: { ...fields, ...judged, handle: `${slug}~${handle}` },
    counted: false,
  }
}

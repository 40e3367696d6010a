/** People found by their ids, own ones and those of the federation's shared base, as the viewer may see them. */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { type JudgedRow, type Revealed, reveal } from '#app/policy/view.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { columns, JUDGED, JUDGED_SHARED, sharedRows } from './bases.ts'

export type Hit = RowOf<'person', 'id' | 'tenantId'>
export type RevealedHit = Revealed & { readonly address: string }

interface Wanted {
  fields: readonly FieldId[]
  /** The transaction does nothing afterwards. */
  last?: boolean
}

/** @returns by id those of whom the viewer may know: own people by their record, others by what is shared of them */
export async function revealHits(
  ctx: Ctx,
  run: Query,
  hits: readonly Hit[],
  { fields, last = false }: Wanted,
): Promise<Map<string, RevealedHit>> {
  const own = hits.filter((hit) => hit.tenantId === ctx.tenant.id)
  const shared = hits.filter((hit) => hit.tenantId !== ctx.tenant.id)
  const found = new Map<string, RevealedHit>()
  if (own.length > 0)
    for (const [id, person] of await ownPeople(ctx, run, own, { fields, last: last && shared.length === 0 }))
      found.set(id, person)
  if (shared.length > 0)
    for (const [id, person] of await sharedPeople(ctx, run, shared, { fields, last })) found.set(id, person)
  return found
}

async function ownPeople(ctx: Ctx, run: Query, hits: readonly Hit[], { fields, last = false }: Wanted) {
  const statement = sql`
    SELECT ${columns([...JUDGED, ...fields], 'p')} FROM "person" p
    WHERE p."tenantId" = ${ctx.tenant.id} AND p."id" = ANY(${hits.map((hit) => hit.id)}::uuid[])`
  const rows = await run<JudgedRow & Hit>(statement, { last })
  return rows.flatMap((row) => {
    const person = reveal(ctx.ability, 'Person', row, fields)
    return person ? [[row.id, { ...person, address: href.profile(row.handle) }] as const] : []
  })
}

async function sharedPeople(ctx: Ctx, run: Query, hits: readonly Hit[], { fields: wanted, last = false }: Wanted) {
  const statement = sql`
    SELECT ${columns([...JUDGED_SHARED, 'fields'], 's')} FROM ${sharedRows(ctx.tenant.federationId!, ctx.now)} s
    WHERE s."tenantId" = ANY(${[...new Set(hits.map((hit) => hit.tenantId))]}::uuid[])
    AND s."id" = ANY(${hits.map((hit) => hit.id)}::uuid[])`
  const rows = await run<JudgedRow & Hit & { fields: Record<FieldId, unknown> }>(statement, { last })
  const slugs = new Map(ctx.sisters.map((sister) => [sister.tenantId, sister.config.slug]))
  return rows.flatMap(({ fields, ...row }) => {
    const handle = `${slugs.get(row.tenantId)}~${row.handle}`
    const person = reveal(ctx.ability, 'SharedPerson', { ...fields, ...row, handle }, wanted)
    return person ? [[row.id, { ...person, address: href.profile(handle) }] as const] : []
  })
}

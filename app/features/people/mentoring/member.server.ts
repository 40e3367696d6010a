/** Who comes to the pages of mentoring, and with whom they have to do. */
import { abilityWith } from '#app/context/abilities.ts'
import { type Args, type Ctx, open } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import type { Query } from '#app/db/transaction.ts'
import { type RequestRow, requestRow } from '#app/domain/mentoring/requests.server.ts'
import { visiblePeople } from '#app/domain/search/visible-person.server.ts'
import { sideOf } from '#app/policy/mentoring.rules.ts'

export interface Member {
  ctx: Ctx
  personId: string
}

/**
 * @throws Response 302 for who is signed out, 403 for accounts without a record, 404 where the association has no
 * people of its own
 */
export async function openMember(args: Args): Promise<Member> {
  const ctx = await open(args, { needs: 'account' })
  const { personId } = ctx.viewer
  if (ctx.tenant.config.kind === 'federation') throw notFound()
  if (!personId) throw forbidden()
  return { ctx, personId }
}

/** The transaction of a request as the domain wants it. */
export const unitOf = ({ tenant, now }: Ctx, query: Query) => ({ query, tenant, now })

/** The other person of a request: one who asks the viewer is known to them by name, as one who writes is. */
export async function othersOf(
  { ctx, personId }: Member,
  query: Query,
  rows: readonly RequestRow[],
): Promise<Map<string, { handle: string; name: string; open: boolean }>> {
  const asking = rows.flatMap((row) => (row.otherId === personId ? row.personId : []))
  const ids = rows.map((row) => (row.personId === personId ? row.otherId : row.personId))
  const known = await visiblePeople({ tenant: ctx.tenant, ability: abilityWith(ctx, asking) }, query, ids)
  const open = await visiblePeople(ctx, query, ids)
  return new Map([...known].map(([id, person]) => [id, { ...person, open: open.has(id) }]))
}

/** @throws Response 404 for a request of others, and for one that does not exist for the viewer */
export async function requestFor({ ctx }: Member, query: Query, id: string) {
  const row = await requestRow(unitOf(ctx, query), id)
  const side = row && sideOf(ctx.ability, row)
  if (!row || !side) throw notFound()
  return { row, side }
}

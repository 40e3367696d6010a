/** `/admin/groupes`: groups that members propose, and every group there is, with who leads it (I15; A18). */

import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { countShown } from '#app/context/shown-people.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { findGroups, keepRow } from '#app/domain/groups/find-groups.server.ts'
import { putNotice } from '#app/domain/notices/put-notices.server.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { nameOf } from '#app/domain/search/visible-person.server.ts'
import { type JudgedRow, reveal } from '#app/policy/view.ts'

export interface ProposedGroup {
  id: string
  name: string
  about: string | null
  kind: string
  joining: string
  at: string
  by: { handle: string; name: string } | null
}

async function readProposed(ctx: Ctx): Promise<ProposedGroup[]> {
  const { identity } = ctx.tenant.config
  const fields = [identity.field, ...identity.with]
  const rows = await ctx.sql((query) =>
    query<JudgedRow & Omit<ProposedGroup, 'id' | 'at' | 'by'> & { groupId: string; createdAt: Date }>(sql`
      SELECT r."id" AS "groupId", r."name", r."about", r."kind", r."joining", r."createdAt",
        ${columns([...JUDGED, ...fields], 'p')} FROM "group" r
      LEFT JOIN "person" p ON p."tenantId" = ${ctx.tenant.id} AND p."id" = r."personId"
      WHERE r."tenantId" = ${ctx.tenant.id} AND r."state" = 'proposed' ORDER BY r."createdAt", r."id" LIMIT 100`),
  )
  const proposed = rows.map((row): ProposedGroup => {
    const { groupId, name, about, kind, joining, createdAt } = row
    const person = row.id ? reveal(ctx.ability, 'Person', row, fields) : undefined
    const by = person ? { handle: person.handle, name: nameOf(ctx, person) } : null
    return { id: groupId, name, about, kind, joining, at: createdAt.toISOString(), by }
  })
  await countShown(
    ctx,
    proposed.flatMap(({ by }) => by ?? []),
  )
  return proposed
}

export async function readGroupsDesk(ctx: Ctx) {
  const { groups, leaders } = await ctx.sql(async (query) => ({
    groups: await findGroups(ctx, query),
    leaders: await query<
      RowOf<'group_member', 'groupId'> & { n: number }
    >(sql`SELECT "groupId", count(*)::int AS "n" FROM "group_member"
      WHERE "tenantId" = ${ctx.tenant.id} AND "leads" AND "state" = 'member' GROUP BY "groupId"`),
  }))
  const led = new Map(leaders.map(({ groupId, n }) => [groupId, n]))
  return {
    title: ctx.t('groups:desk.title'),
    proposed: await readProposed(ctx),
    groups: groups.map(({ id, slug, name, kind, joining, state, file }) => {
      return { slug, name, kind, joining, state, leaders: led.get(id) ?? 0, ofFile: file !== undefined }
    }),
    outcome: ctx.url.searchParams.get('fait'),
  }
}

type Outcome = 'accepted' | 'refused' | 'closed' | 'opened' | 'gone' | 'because'

/** Accepted, the group is open and who proposed it leads it. */
async function decideProposal(ctx: Ctx, query: Query, form: FormData): Promise<Outcome> {
  const { tenant, now } = ctx
  const accept = form.get('intent') === 'accept'
  const because = String(form.get('because') ?? '')
    .trim()
    .slice(0, 500)
  const id = String(form.get('id') ?? '')
  if (!accept && because === '') return 'because'
  if (!isUuid(id)) return 'gone'
  const [row] = await query<{ personId: string | null; slug: string }>(sql`
    UPDATE "group" SET "state" = ${accept ? 'open' : 'refused'}, "decidedAt" = ${now},
      "because" = ${accept ? null : because}
    WHERE "tenantId" = ${tenant.id} AND "id" = ${id} AND "state" = 'proposed' RETURNING "personId", "slug"`)
  if (!row) return 'gone'
  if (accept && row.personId)
    await query(sql`INSERT INTO "group_member" ("tenantId", "groupId", "personId", "state", "leads", "at")
      VALUES (${tenant.id}, ${id}, ${row.personId}, 'member', TRUE, ${now}) ON CONFLICT DO NOTHING`)
  if (row.personId) await putNotice({ query, ...ctx }, { kind: 'proposal', subjectId: id, placeId: id }, row.personId)
  const action = accept ? 'group.accepted' : 'group.refused'
  await audit(query, ctx, action, { subjectId: row.personId ?? id, detail: { group: row.slug } })
  return accept ? 'accepted' : 'refused'
}

/** A closed group keeps what was written for its people; nobody joins or writes any more. */
async function closeOrOpen(ctx: Ctx, query: Query, slug: string, close: boolean): Promise<Outcome> {
  const [group] = await findGroups(ctx, query, slug)
  if (!group) return 'gone'
  await keepRow(ctx, query, group)
  const rows = await query(sql`UPDATE "group" SET "state" = ${close ? 'closed' : 'open'}, "decidedAt" = ${ctx.now}
    WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${group.id} AND "state" = ${close ? 'open' : 'closed'}
      RETURNING "id"`)
  if (rows.length === 0) return 'gone'
  const action = close ? 'group.closed' : 'group.opened'
  await audit(query, ctx, action, { subjectId: group.id, detail: { group: group.slug } })
  return close ? 'closed' : 'opened'
}

/** POST `intent`: `accept`, `refuse` (with `because`), `close`, `open`. */
export async function changeGroups(ctx: Ctx, form: FormData) {
  const intent = String(form.get('intent') ?? '')
  const outcome = await ctx.sql((query): Promise<Outcome> => {
    if (intent === 'accept' || intent === 'refuse') return decideProposal(ctx, query, form)
    return closeOrOpen(ctx, query, String(form.get('group') ?? ''), intent === 'close')
  })
  return redirect(`${href.groupsDesk}?fait=${outcome}`, 303)
}

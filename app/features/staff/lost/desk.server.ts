/** `/admin/perdus-de-vue` (I9): promotion by promotion who has no address, and the addresses that members sent. */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { countShown } from '#app/context/shown-people.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { lostSql } from '#app/domain/lost/lost-people.ts'
import { writeProvenAddress } from '#app/domain/requests/prove-address.server.ts'

export interface PromotionCount extends RowOf<'person', 'promotion'> {
  people: number
  lost: number
  leads: number
}

export interface Lead extends RowOf<'lost_lead', 'id' | 'address' | 'state'>, RowOf<'person', 'handle' | 'promotion'> {
  name: string
  sender: string | null
  at: string
  expiresAt: string
}

const MOST = 200

export async function readLostDesk(ctx: Ctx) {
  const { tenant, now } = ctx
  const page = await ctx.sql(async (query) => {
    const promotions = await query<PromotionCount>(sql`SELECT p."promotion", count(*)::int AS "people",
        (count(*) FILTER (WHERE ${lostSql(tenant)}))::int AS "lost",
        (count(*) FILTER (WHERE EXISTS (SELECT 1 FROM "lost_lead" l WHERE l."tenantId" = ${tenant.id}
          AND l."personId" = p."id" AND l."address" IS NOT NULL AND l."expiresAt" > ${now})))::int AS "leads"
      FROM "person" p WHERE p."tenantId" = ${tenant.id} GROUP BY 1 ORDER BY 1 DESC NULLS LAST`)
    const leads = await query<Omit<Lead, 'at' | 'expiresAt'> & { at: Date; expiresAt: Date }>(sql`
      SELECT l."id", p."handle", coalesce(nullif(concat_ws(' ', p."firstName", p."lastName"), ''), p."handle")
      AS "name",
        p."promotion", l."address", l."state", l."at", l."expiresAt",
        nullif(concat_ws(' ', s."firstName", s."lastName"), '') AS "sender"
      FROM "lost_lead" l JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = l."personId"
      LEFT JOIN "account" c ON c."tenantId" = ${tenant.id} AND c."id" = l."accountId"
      LEFT JOIN "person" s ON s."tenantId" = ${tenant.id} AND s."id" = c."personId"
      WHERE l."tenantId" = ${tenant.id} AND l."expiresAt" > ${now} AND l."address" IS NOT NULL
      ORDER BY l."state" = 'accepted' DESC, l."at", l."id" LIMIT ${MOST}`)
    return {
      title: ctx.t('lost:desk.title'),
      promotions,
      leads: leads.map(
        (lead): Lead => ({
          ...lead,
          at: lead.at.toISOString(),
          expiresAt: lead.expiresAt.toISOString(),
        }),
      ),
      outcome: ctx.url.searchParams.get('fait'),
    }
  })
  await countShown(ctx, page.leads)
  return page
}

/** POST `intent`: `add` writes an address whose owner said yes on the record, `drop` erases one. */
export async function changeLead(ctx: Ctx, form: FormData) {
  const id = String(form.get('id') ?? '')
  const adds = form.get('intent') === 'add'
  const done = isUuid(id) && (await ctx.sql((query) => decide(ctx, query, id, adds)))
  return redirect(`${href.lostDesk}?fait=${done ? (adds ? 'added' : 'dropped') : 'gone'}`, 303)
}

async function decide(ctx: Ctx, query: Query, id: string, adds: boolean) {
  const { tenant, now } = ctx
  const [lead] = await query<RowOf<'lost_lead', 'personId' | 'address'>>(sql`DELETE FROM "lost_lead"
    WHERE "tenantId" = ${tenant.id} AND "id" = ${id} AND "address" IS NOT NULL
      AND (NOT ${adds} OR "state" = 'accepted') RETURNING "personId", "address"`)
  if (!lead?.address) return false
  const { personId, address } = lead
  if (adds) await writeProvenAddress({ query, tenant }, { personId }, address, { now, instead: false })
  await audit(query, ctx, adds ? 'lost.address-added' : 'lost.address-dropped', { subjectId: personId })
  return true
}

/** `/admin/perdus-de-vue` (I9): promotion by promotion who has no address, and the addresses that members sent. */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { rolesToComeSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { countShown } from '#app/context/shown-people.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { isFreeSql, lostSql } from '#app/domain/lost/lost-people.ts'
import { writeProvenAddress } from '#app/domain/requests/prove-address.server.ts'
import { visiblePeople } from '#app/domain/search/visible-person.server.ts'
import { addressesOf, tellMovedAddresses } from '#app/features/staff/members/tell-moved-addresses.server.ts'
import { tableAddress } from '#app/policy/shown.rules.ts'
import { whyNotLetIn } from '#app/policy/staff.rules.ts'

export interface PromotionCount extends RowOf<'person', 'promotion'> {
  people: number
  lost: number
  leads: number
}

export interface Lead extends RowOf<'lost_lead', 'id' | 'state'>, RowOf<'person', 'promotion'> {
  handle: string
  name: string
  /** Without the right to extract only its beginning and its domain: addresses stand on the record alone. */
  address: string
  sender: string | null
  at: string
  expiresAt: string
}

interface Row
  extends RowOf<'lost_lead', 'id' | 'personId' | 'state' | 'at' | 'expiresAt'>,
    RowOf<'person', 'promotion'> {
  address: string
  senderId: string | null
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
    return { title: ctx.t('lost:desk.title'), promotions, leads: await readLeads(ctx, query) }
  })
  await countShown(ctx, page.leads)
  return { ...page, outcome: ctx.url.searchParams.get('fait') }
}

/** Addresses about people whom the viewer may know of. */
async function readLeads(ctx: Ctx, query: Query): Promise<Lead[]> {
  const { tenant, now } = ctx
  const rows = await query<Row>(sql`
    SELECT l."id", l."personId", p."promotion", l."address", l."state", l."at", l."expiresAt", c."personId" AS "senderId"
    FROM "lost_lead" l JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = l."personId"
    LEFT JOIN "account" c ON c."tenantId" = ${tenant.id} AND c."id" = l."accountId"
    WHERE l."tenantId" = ${tenant.id} AND l."expiresAt" > ${now} AND l."address" IS NOT NULL
    ORDER BY l."state" = 'accepted' DESC, l."at", l."id" LIMIT ${MOST}`)
  const people = await visiblePeople(
    ctx,
    query,
    rows.flatMap(({ personId, senderId }) => [personId, senderId ?? []].flat()),
  )
  return rows.flatMap(({ personId, senderId, at, expiresAt, address, ...row }): Lead[] => {
    const person = people.get(personId)
    const sender = people.get(senderId ?? '')?.name ?? null
    const times = { at: at.toISOString(), expiresAt: expiresAt.toISOString() }
    return person ? [{ ...row, ...person, ...times, sender, address: tableAddress(ctx.ability, address) }] : []
  })
}

type Outcome = 'added' | 'dropped' | 'gone' | 'self' | 'rank'

/** POST `intent`: `add` writes an address whose owner said yes on the record, `drop` erases one. */
export async function changeLead(ctx: Ctx, form: FormData) {
  const id = String(form.get('id') ?? '')
  const adds = form.get('intent') === 'add'
  const outcome = isUuid(id) ? await ctx.sql((query) => (adds ? add : drop)(ctx, query, id)) : 'gone'
  return redirect(`${href.lostDesk}?fait=${outcome}`, 303)
}

async function drop(ctx: Ctx, query: Query, id: string): Promise<Outcome> {
  const [lead] = await query<RowOf<'lost_lead', 'personId'>>(sql`DELETE FROM "lost_lead"
    WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${id} AND "address" IS NOT NULL RETURNING "personId"`)
  if (!lead) return 'gone'
  await audit(query, ctx, 'lost.address-dropped', { subjectId: lead.personId })
  return 'dropped'
}

interface Accepted extends RowOf<'lost_lead', 'personId'> {
  address: string
  accountId: string | null
  roles: string[]
  /** The person has no address still, and nobody else has this one. */
  isNews: boolean
}

/** A way in, as an invitation is one: a forgotten password would be mailed there (policy/staff.rules.ts). */
async function add(ctx: Ctx, query: Query, id: string): Promise<Outcome> {
  const lead = await readAccepted(ctx, query, id)
  if (!lead) return 'gone'
  const refused = whyNotLetIn(ctx.viewer, lead)
  if (refused) return refused === 'self' ? 'self' : 'rank'
  const { tenant, now } = ctx
  const { personId, address } = lead
  await query(sql`DELETE FROM "lost_lead" WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
  if (!lead.isNews) return 'gone'
  const before = await addressesOf(query, tenant.id, [personId])
  await writeProvenAddress({ query, tenant }, { personId }, address, { now, instead: false })
  await tellMovedAddresses(query, ctx, personId, { before })
  await audit(query, ctx, 'lost.address-added', { subjectId: personId })
  return 'added'
}

async function readAccepted(ctx: Ctx, query: Query, id: string): Promise<Accepted | undefined> {
  const { tenant } = ctx
  const [lead] = await query<Accepted>(sql`
    SELECT l."personId", l."address", a."id" AS "accountId", ${rolesToComeSql(ctx, sql`a."id"`)} AS "roles",
      ${lostSql(tenant)} AND ${isFreeSql(tenant.id, sql`lower(l."address")`)} AS "isNews"
    FROM "lost_lead" l JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = l."personId"
    LEFT JOIN "account" a ON a."tenantId" = ${tenant.id} AND a."personId" = p."id"
    WHERE l."tenantId" = ${tenant.id} AND l."id" = ${id} AND l."address" IS NOT NULL AND l."state" = 'accepted'
    FOR UPDATE OF p, l`)
  return lead
}

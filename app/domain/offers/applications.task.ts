/** What the clock does about applications: a list of the unanswered, thanks when an offer is over (C11, C3). */

import { now as clockNow } from '#app/context/clock.ts'
import { type Tenant, tenantOfId } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { tellApplicant, tellUnanswered } from './application-mails.server.ts'
import { OFFER_COLUMNS, type OfferRow } from './read-offers.server.ts'
import { toldSql } from './told-applications.server.ts'

/** Offers in one transaction; the round goes on until there are fewer. */
const BATCH = 50

export const applicationsTask = defineTask<{ tenantId: string }>({
  name: 'offers.applications',
  async run({ tenantId }) {
    const tenant = await tenantOfId(tenantId)
    if (tenant) await keepApplications(tenant, clockNow())
  },
})

/** Does what is due about an association's applications at an instant; run twice, it tells nobody twice. */
export async function keepApplications(tenant: Tenant, now: Date): Promise<void> {
  if (!tenant.config.offers) return
  for (let found = BATCH; found === BATCH; ) found = await listUnanswered(tenant, now)
  for (let found = BATCH; found === BATCH; ) found = await thankAll(tenant, now)
}

/**
 * Offers whose applicants asked again since the last list: each recruiter gets one list an offer. Whoever asked while
 * it stands stopped is listed once the association has said yes again.
 */
function listUnanswered(tenant: Tenant, now: Date): Promise<number> {
  return inTenantSql(tenant.id, async (query) => {
    const offers = await query<OfferRow>(sql`SELECT ${OFFER_COLUMNS} FROM "offer" x WHERE x."tenantId" = ${tenant.id}
      AND EXISTS (SELECT FROM "offer_application" a WHERE a."tenantId" = ${tenant.id} AND a."offerId" = x."id"
        AND a."state" = 'sent' AND a."nudgedAt" IS NOT NULL AND a."nudgeToldAt" IS NULL AND ${toldSql(tenant.id)})
      ORDER BY x."id" LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`)
    for (const offer of offers) {
      const waiting = await query<RowOf<'offer_application', 'id' | 'name'>>(sql`SELECT a."id", a."name"
        FROM "offer_application" a JOIN "offer" x ON x."tenantId" = ${tenant.id} AND x."id" = a."offerId"
        WHERE a."tenantId" = ${tenant.id} AND a."offerId" = ${offer.id} AND a."state" = 'sent'
          AND ${toldSql(tenant.id)} ORDER BY a."at", a."id" LIMIT 50`)
      await tellUnanswered({ query, tenant, now }, offer, waiting)
      await query(sql`UPDATE "offer_application" SET "nudgeToldAt" = ${now} WHERE "tenantId" = ${tenant.id}
        AND "offerId" = ${offer.id} AND "nudgedAt" IS NOT NULL AND "nudgeToldAt" IS NULL`)
    }
    return offers.length
  })
}

/** Whoever had no answer hears once that the offer is over. */
function thankAll(tenant: Tenant, now: Date): Promise<number> {
  return inTenantSql(tenant.id, async (query) => {
    type Waiting = RowOf<'offer_application', 'id' | 'personId'> & { title: string }
    const rows = await query<Waiting>(sql`SELECT a."id", a."personId", o."title" FROM "offer_application" a
      JOIN "offer" o ON o."tenantId" = ${tenant.id} AND o."id" = a."offerId"
      WHERE a."tenantId" = ${tenant.id} AND a."state" = 'sent' AND a."overToldAt" IS NULL
        AND (o."state" IN ('withdrawn', 'refused') OR (o."state" = 'published' AND o."visibleUntil" <= ${now}))
      ORDER BY a."id" LIMIT ${BATCH} FOR UPDATE OF a SKIP LOCKED`)
    for (const row of rows) await tellApplicant({ query, tenant, now }, row, { kind: 'application.over' })
    await query(sql`UPDATE "offer_application" SET "overToldAt" = ${now} WHERE "tenantId" = ${tenant.id}
      AND "id" = ANY(${rows.map(({ id }) => id)}::uuid[])`)
    return rows.length
  })
}

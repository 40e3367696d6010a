/** What the clock does about offers: it warns, puts internships back on top, and deletes what its rule deletes (C4). */
import { now as clockNow } from '#app/context/clock.ts'
import { type Tenant, tenantOfId } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { cutOff } from '#app/tenant/retention.ts'
import { REFRESHED_KINDS } from '#app/vocabulary/offers.ts'
import { OFFER_COLUMNS, type OfferRow } from './read-offers.server.ts'
import { tellAuthor } from './tell-author.server.ts'
import { refreshOffer, removeOffer } from './write-offers.server.ts'

/** In one transaction; the round goes on until there are fewer. */
const BATCH = 100
/** Milliseconds before its end at which an author is told. */
const WARNED_BEFORE = 7 * 86_400_000

export const offersTask = defineTask<{ tenantId: string }>({
  name: 'offers.round',
  async run({ tenantId }) {
    const tenant = await tenantOfId(tenantId)
    if (tenant) await keepOffers(tenant, clockNow())
  },
})

/** Takes rows of one sort, batch by batch; what is done to a row takes it out of the next look. */
async function forEach(tenant: Tenant, now: Date, which: Sql, work: (unit: Unit, offer: OfferRow) => Promise<void>) {
  for (let found = BATCH; found === BATCH; ) {
    found = await inTenantSql(tenant.id, async (query) => {
      const rows = await query<OfferRow>(sql`SELECT ${OFFER_COLUMNS} FROM "offer" x WHERE x."tenantId" = ${tenant.id}
        AND x."state" = 'published' AND ${which} ORDER BY x."id" LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`)
      for (const row of rows) await work({ query, tenant, now }, row)
      return rows.length
    })
  }
}

/** Does what is due about the association's offers at an instant; run twice, it tells nobody twice. */
export async function keepOffers(tenant: Tenant, now: Date): Promise<void> {
  const { offers } = tenant.config
  if (!offers) return
  const isOnLine = sql`x."visibleUntil" > ${now}`
  const soon = new Date(now.getTime() + WARNED_BEFORE)
  await forEach(tenant, now, sql`${isOnLine} AND x."visibleUntil" <= ${soon} AND x."warnedAt" IS NULL`, warn)
  if (offers.refreshMonths !== undefined) {
    const old = cutOff({ months: offers.refreshMonths }, now)
    const due = sql`${isOnLine} AND x."kind" = ANY(${[...REFRESHED_KINDS]}::text[])
      AND coalesce(x."refreshedAt", x."visibleFrom") <= ${old}`
    await forEach(tenant, now, due, refresh)
  }
  if (offers.afterwards === 'delete')
    await forEach(tenant, now, sql`x."visibleUntil" <= ${now}`, (unit, { id }) => removeOffer(unit, id))
}

async function warn(unit: Unit, offer: OfferRow): Promise<void> {
  const { query, tenant, now } = unit
  await query(sql`UPDATE "offer" SET "warnedAt" = ${now} WHERE "tenantId" = ${tenant.id} AND "id" = ${offer.id}`)
  await tellAuthor(unit, offer, { kind: 'offer.ending', once: offer.visibleUntil.toISOString() })
}

async function refresh(unit: Unit, offer: OfferRow): Promise<void> {
  await refreshOffer(unit, offer.id)
  await tellAuthor(unit, offer, { kind: 'offer.refreshed', once: unit.now.toISOString() })
}

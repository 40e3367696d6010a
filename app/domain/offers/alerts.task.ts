/** Tells each person once a day, in one mail, what is new to all of their alerts (N5; C13, C14). */

import * as href from '#app/addresses.ts'
import { civilDay } from '#app/calendar/civil-day.ts'
import { abilityOf } from '#app/context/abilities.ts'
import { now as clockNow } from '#app/context/clock.ts'
import { sistersOf, type Tenant, tenantOfId } from '#app/context/tenants.ts'
import { readAccountViewer } from '#app/context/viewer.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { issueLink } from '#app/domain/links/links.server.ts'
import { provedAddresses } from '#app/domain/mail/proved-addresses.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { defineTask } from '#app/tasks/registry.ts'
import type { AlertLetter } from './alert.email.tsx'
import { alertsOf, type NewOffer, newOffers, noteTold, searchOfAlert } from './alerts.server.ts'

export const alertsTask = defineTask<{ tenantId: string }>({
  name: 'offers.alerts',
  async run({ tenantId }, { signal }) {
    const tenant = await tenantOfId(tenantId)
    if (tenant) await tellAlerts(tenant, clockNow(), signal)
  },
})

/** Puts the day's mails of an association's alerts. @returns how many */
export async function tellAlerts(tenant: Tenant, now: Date, signal?: AbortSignal): Promise<number> {
  if (!tenant.config.offers) return 0
  const people = await inTenantSql(tenant.id, (query) =>
    query<{ personId: string; accountId: string }>(sql`SELECT a."personId", c."id" AS "accountId" FROM "account" c
      JOIN (SELECT DISTINCT "personId" FROM "offer_alert" WHERE "tenantId" = ${tenant.id}) a
        ON a."personId" = c."personId"
      WHERE c."tenantId" = ${tenant.id} ORDER BY c."id"`),
  )
  let count = 0
  for (const { personId, accountId } of people) {
    signal?.throwIfAborted()
    if (await tellPerson(tenant, now, { personId, accountId })) count += 1
  }
  return count
}

/** What is new is judged with the person's rights of this moment; the mail and the note of it are one transaction. */
async function tellPerson(tenant: Tenant, now: Date, { personId, accountId }: { personId: string; accountId: string }) {
  const viewer = await readAccountViewer(tenant, accountId, now)
  const ability = abilityOf(tenant, viewer, await sistersOf(tenant))
  return inTenantSql(tenant.id, async (query) => {
    const unit = { query, tenant, now }
    const key = `offers.alert ${personId} ${civilDay(now)}`
    const [told] = await query(sql`SELECT 1 AS "one" FROM "mail" WHERE "tenantId" = ${tenant.id} AND "key" = ${key}`)
    const [address] = told ? [] : await provedAddresses(unit, [accountId])
    if (!address) return false
    const found = new Map<string, NewOffer>()
    const alerts: AlertLetter['alerts'] = []
    for (const alert of await alertsOf(unit, personId)) {
      const offers = await newOffers(query, { tenant, ability, now }, personId, searchOfAlert(alert))
      if (offers.length === 0) continue
      for (const offer of offers) found.set(offer.id, offer)
      const secret = await issueLink(query, tenant.id, { purpose: 'alert', accountId, data: { alert: alert.id } }, now)
      alerts.push({ words: [alert.q, alert.town].filter(Boolean).join(' · '), path: href.alertLink(secret) })
    }
    if (found.size === 0) return false
    const data: AlertLetter = { accountId, offers: [...found.values()], alerts }
    const mail = { key, kind: 'offers.alert', to: address.to, language: address.language, accountId, personId }
    await putMail(query, tenant.id, { ...mail, data: { ...data } }, now)
    await noteTold(unit, personId, [...found.keys()])
    return true
  })
}

/** Tells each account once a day, in one mail, which profiles are new to its alerts, and before an alert ends (N6). */
import { addMonths, civilDay } from '#app/calendar/civil-day.ts'
import { abilityOf } from '#app/context/abilities.ts'
import { now as clockNow } from '#app/context/clock.ts'
import { sistersOf, type Tenant, tenantOfId } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import { readAccountViewer } from '#app/context/viewer.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { type ProvedAddress, provedAddresses } from '#app/domain/mail/proved-addresses.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { keepsProfileAlerts } from '#app/policy/career-profile.rules.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { cutOff, periodOf } from '#app/tenant/retention.ts'
import type { AlertEnding, ProfileAlert } from './alert.email.tsx'
import { type CareerAlertRow, careerAlertsOf, noteTold, searchOfAlert, wordsOfAlert } from './alerts.server.ts'
import { readerFacts } from './exclusions.server.ts'
import { newProfiles } from './library.server.ts'

/** Milliseconds before its end at which an alert's account is asked whether to renew it. */
const WARNED_BEFORE = 7 * 86_400_000

export const profileAlertsTask = defineTask<{ tenantId: string }>({
  name: 'profiles.alerts',
  async run({ tenantId }, { signal }) {
    const tenant = await tenantOfId(tenantId)
    if (tenant) await tellProfileAlerts(tenant, clockNow(), signal)
  },
})

/** Puts the day's mails of an association's alerts on profiles. @returns how many new profiles' mails there are */
export async function tellProfileAlerts(tenant: Tenant, now: Date, signal?: AbortSignal): Promise<number> {
  if (!tenant.config.publication) return 0
  const accounts = await inTenantSql(tenant.id, (query) =>
    query<RowOf<'career_alert', 'accountId'>>(sql`SELECT DISTINCT "accountId" FROM "career_alert"
      WHERE "tenantId" = ${tenant.id} ORDER BY "accountId"`),
  )
  let count = 0
  for (const { accountId } of accounts) {
    signal?.throwIfAborted()
    if (await tellAccount(tenant, now, accountId)) count += 1
  }
  return count
}

/** What is new is judged with the account's rights of this moment. */
async function tellAccount(tenant: Tenant, now: Date, accountId: string): Promise<boolean> {
  const viewer = await readAccountViewer(tenant, accountId, now)
  const ability = abilityOf(tenant, viewer, await sistersOf(tenant))
  if (!keepsProfileAlerts(ability)) return false
  return inTenantSql(tenant.id, async (query) => {
    const unit = { query, tenant, now }
    const [address] = await provedAddresses(unit, [accountId])
    if (!address) return false
    const alerts = await careerAlertsOf(unit, accountId)
    await warnEnding(unit, address, alerts)
    const key = `profiles.alert ${accountId} ${civilDay(now)}`
    const told = await query(sql`SELECT 1 AS "one" FROM "mail" WHERE "tenantId" = ${tenant.id} AND "key" = ${key}`)
    if (told.length > 0) return false
    const facts = await readerFacts(query, { tenant, viewer })
    const found = new Map<string, string>()
    for (const alert of alerts)
      for (const { id, headline } of await newProfiles(query, unit, facts, { search: searchOfAlert(alert), accountId }))
        found.set(id, headline)
    if (found.size === 0) return false
    const data: ProfileAlert = { accountId, profiles: [...found].map(([id, headline]) => ({ id, headline })) }
    const mail = { key, kind: 'profiles.alert', to: address.to, language: address.language, accountId }
    await putMail(query, tenant.id, { ...mail, data: { ...data } }, now)
    await noteTold(unit, accountId, [...found.keys()])
    return true
  })
}

/** Asks once about each alert that ends within a week. */
async function warnEnding({ query, tenant, now }: Unit, address: ProvedAddress, alerts: readonly CareerAlertRow[]) {
  const period = periodOf(tenant.config.keep, 'alert')
  const soon = cutOff(period, new Date(now.getTime() + WARNED_BEFORE))
  for (const alert of alerts.filter(({ at, warned }) => !warned && at <= soon)) {
    const data: AlertEnding = { words: wordsOfAlert(alert), until: addMonths(civilDay(alert.at), period.months ?? 12) }
    const { accountId, to, language } = address
    const key = `profiles.alert-ending ${alert.id} ${alert.at.toISOString()}`
    const mail = { key, kind: 'profiles.alert-ending', to, language, accountId, data: { ...data } }
    await putMail(query, tenant.id, mail, now)
    await query(sql`UPDATE "career_alert" SET "warned" = TRUE WHERE "tenantId" = ${tenant.id} AND "id" = ${alert.id}`)
  }
}

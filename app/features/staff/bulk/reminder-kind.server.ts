/**
 * Reminding people whose dues have ended: the association's own letter, to the address it would use anyway. Whoever
 * wants no mail, pays by themselves or heard of it lately is left alone; a letter that has left does not come back.
 */
import { civilDay } from '#app/calendar/civil-day.ts'
import { lastEndsSql, standingsSql } from '#app/context/in-force.ts'
import { sql } from '#app/db/sql.ts'
import { auditMany } from '#app/domain/audit/audit.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { lastReminderSql, REMINDED_DAYS } from '#app/domain/search/last-reminder.ts'
import { isLanguage } from '#app/i18n/language.ts'
import type { BulkKind } from './bulk-kinds.ts'

interface Fact {
  name: string
  /** Instant, ISO 8601; null where dues never began or never end. */
  endsAt: string | null
  lapsed: boolean
  address: string | null
  language: string
  renews: boolean
  /** Said that they want no mail. */
  quiet: boolean
  lately: boolean
}

const keyOf = (runId: string, personId: string) => `dues-after/staff/${runId}/${personId}`

export const reminderKind: BulkKind<Record<string, never>, Fact, null> = {
  fact({ tenant, now }) {
    const since = new Date(now.getTime() - REMINDED_DAYS * 86_400_000)
    return sql`jsonb_build_object(
      'name', coalesce(nullif(concat_ws(' ', p."firstName", p."lastName"), ''), p."handle"),
      'endsAt', (SELECT to_char(m."endsAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
        FROM (${lastEndsSql(tenant.id)}) m WHERE m."personId" = p."id"),
      'lapsed', coalesce((SELECT s."lapsed" FROM (${standingsSql({ tenant, now })}) s
        WHERE s."personId" = p."id"), FALSE),
      'address', coalesce(p."primaryEmail", p."secondaryEmail"),
      'language', coalesce((SELECT c."language" FROM "correspondence" c WHERE c."tenantId" = ${tenant.id}
        AND c."personId" = p."id"), 'fr'),
      'renews', EXISTS (SELECT FROM "subscription" s WHERE s."tenantId" = ${tenant.id} AND s."personId" = p."id"
        AND s."state" IN ('active', 'past_due')),
      'quiet', p."emailingConsent" IS FALSE,
      'lately', coalesce(${lastReminderSql(tenant.id, sql`p."id"`)} > ${since}, FALSE))`
  },

  why({ fact, deceased }) {
    if (deceased) return 'deceased'
    if (!fact.lapsed || fact.endsAt === null) return 'paidUp'
    if (fact.renews) return 'renews'
    if (fact.address === null) return 'noAddress'
    if (fact.quiet) return 'quiet'
    return fact.lately ? 'remindedLately' : undefined
  },

  async apply(query, work, _, some) {
    for (const { id, fact } of some) {
      const data = { name: fact.name, endsAt: fact.endsAt!, renews: false }
      const language = isLanguage(fact.language) ? fact.language : 'fr'
      const mail = {
        key: keyOf(work.runId, id),
        kind: 'membership.after',
        to: fact.address!,
        language,
        personId: id,
        data,
      }
      await putMail(query, work.tenant.id, mail, work.now)
    }
    const reminded = some.map(({ id, fact }) => ({
      subjectId: id,
      detail: { endedOn: civilDay(new Date(fact.endsAt!)) },
    }))
    await auditMany(query, work, 'membership.reminded', reminded)
    return some.map(({ id }) => ({ id, trace: null }))
  },

  async undo(query, { tenant, runId }, _, some) {
    const keys = some.map(({ id }) => keyOf(runId, id))
    const gone = await query<{ personId: string }>(sql`
      DELETE FROM "mail" WHERE "tenantId" = ${tenant.id} AND "key" = ANY(${keys}::text[]) AND "state" = 'waiting'
      RETURNING "personId"`)
    const undone = new Set(gone.map(({ personId }) => personId))
    return new Map(some.filter(({ id }) => !undone.has(id)).map(({ id }) => [id, 'sent'] as const))
  },
}

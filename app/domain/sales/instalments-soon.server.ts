/**
 * A letter some days before a debit, so that nobody is surprised and the account can be filled (SEPA asks for it as
 * well).
 */
import type { Tenant } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { isLanguage } from '#app/i18n/language.ts'

const DAY = 86_400_000
/** Days before. */
const AHEAD = 5
const MOST = 500

interface Soon
  extends RowOf<'instalment', 'planId' | 'number' | 'cents' | 'nextTryAt'>,
    RowOf<'instalment_plan', 'means'> {
  personId: string
  of: number
  name: string
  email: string
  language: string
}

/** Puts a letter into the outbox for every first try of the next days; each once. */
export async function tellSoon(tenant: Tenant, now: Date): Promise<void> {
  await inTenantSql(tenant.id, async (query) => {
    const soon = await query<Soon>(sql`
      SELECT i."planId", p."personId", i."number", (SELECT count(*) FROM "instalment" a
      WHERE a."tenantId" = ${tenant.id}
          AND a."planId" = i."planId")::int AS "of", i."cents", i."nextTryAt", p."means",
        coalesce(nullif(concat_ws(' ', h."firstName", h."lastName"), ''), h."handle") AS "name",
        coalesce(h."primaryEmail", h."secondaryEmail") AS "email", coalesce(c."language", 'fr') AS "language"
      FROM "instalment" i JOIN "instalment_plan" p ON p."tenantId" = ${tenant.id} AND p."id" = i."planId"
      AND p."state" = 'active'
      JOIN "person" h ON h."tenantId" = ${tenant.id} AND h."id" = p."personId"
      LEFT JOIN "correspondence" c ON c."tenantId" = ${tenant.id} AND c."personId" = h."id"
      WHERE i."tenantId" = ${tenant.id} AND i."state" = 'waiting' AND i."attempts" = 0 AND i."nextTryAt" > ${now}
        AND i."nextTryAt" <= ${new Date(now.getTime() + AHEAD * DAY)}
        AND coalesce(h."primaryEmail", h."secondaryEmail") IS NOT NULL
        AND NOT EXISTS (SELECT FROM "mail" m WHERE m."tenantId" = ${tenant.id}
          AND m."key" = concat('instalment-soon/', i."planId", '/', i."number"))
      ORDER BY i."nextTryAt" LIMIT ${MOST}`)
    for (const { planId, personId, number, of, cents, nextTryAt, means, name, email, language } of soon)
      await putMail(
        query,
        tenant.id,
        {
          ...{ key: `instalment-soon/${planId}/${number}`, kind: 'payments.instalment-soon', to: email, personId },
          language: isLanguage(language) ? language : 'fr',
          data: { name, number, of, cents, means: means ?? 'card', on: nextTryAt.toISOString() },
        },
        now,
      )
  })
}

/**
 * Addresses that fail repair themselves (I4, B21): mail goes to the person's next proven address, and they are told
 * there; what arrives clears an address again. Nobody is switched for what is not their mailbox's fault.
 */
import { closedAccountSql, deceasedSql } from '#app/context/in-force.ts'
import { log } from '#app/context/log.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { clearInvalidAddress, markInvalidAddress } from '#app/domain/people/email-addresses.server.ts'
import { foldAddress } from '#app/domain/people/person-tables.ts'
import type { Bounce } from './bounces.ts'
import { putMail } from './put-mail.server.ts'
import { correspondenceOf } from './subscriptions.server.ts'

/** Failures in a row without a known code after which an address is in error; Resend itself holds mail after one. */
const REFUSALS = 2
/** So many of the last mails bounced softly, within so many days: nobody empties that mailbox. */
const [SOFT, LAST, SOFT_DAYS] = [3, 5, 30]

/** How an event that bounced is remembered. */
export const remembered = (bounce: Bounce): string => `email.bounced:${bounce}`

/** A mail that something was told of. */
export interface ToldMail {
  id: string
  recipient: string
  createdAt: Date
}

/** Its mails go on to another address, whose own failing says so: what it tells is of somebody's mailbox elsewhere. */
const isOwn = ({ config }: Tenant, recipient: string): boolean =>
  config.lifetimeMail !== undefined && foldAddress(recipient).endsWith(`@${config.lifetimeMail.domain.toLowerCase()}`)

/** How many of the address's last mails failed so since something last arrived there. */
async function failures({ query, tenant, now }: Unit, { recipient }: ToldMail, of: 'soft' | 'hard'): Promise<number> {
  const since = new Date(now.getTime() - SOFT_DAYS * 86_400_000)
  const failed =
    of === 'hard'
      ? sql`m."state" IN ('bounced', 'suppressed')`
      : sql`EXISTS (SELECT 1 FROM "mail_event" v WHERE v."tenantId" = ${tenant.id} AND v."mailId" = m."id"
          AND v."type" = ${remembered('soft')})`
  const [row] = await query<{ n: number }>(sql`SELECT count(*) FILTER (WHERE found."failed")::int AS "n" FROM (
      SELECT ${failed} AS "failed" FROM "mail" m WHERE m."tenantId" = ${tenant.id} AND m."recipient" = ${recipient}
        AND (${of === 'hard'} OR m."createdAt" > ${since})
        AND m."createdAt" > coalesce((SELECT max(d."createdAt") FROM "mail" d WHERE d."tenantId" = ${tenant.id}
          AND d."recipient" = ${recipient} AND d."state" = 'delivered'), '-infinity')
      ORDER BY m."createdAt" DESC LIMIT ${of === 'hard' ? 1000 : LAST}) found`)
  return row?.n ?? 0
}

/** Judges an address by what just came back from it. */
export async function judgeBounce(unit: Unit<Tenant>, mail: ToldMail, bounce: Bounce): Promise<void> {
  const { tenant } = unit
  if (bounce === 'unknown' || isOwn(tenant, mail.recipient)) return
  if (bounce === 'policy') {
    log().error(
      { association: tenant.slug, mail: mail.id },
      'mails are refused by policy (5.7): see SPF, DKIM, content',
    )
    return
  }
  const isOver =
    bounce === 'dead' ||
    (bounce === 'refused'
      ? (await failures(unit, mail, 'hard')) >= REFUSALS
      : (await failures(unit, mail, 'soft')) >= SOFT)
  if (isOver) await repair(unit, mail)
}

/** Takes the address out of use and tells each person of it at their next one; who has none is left to the staff. */
async function repair(unit: Unit<Tenant>, { id, recipient }: ToldMail): Promise<void> {
  const { query, tenant, now } = unit
  const ids = await markInvalidAddress(query, tenant, recipient, now)
  if (ids.length === 0 && !(await isKnown(unit, recipient)))
    log().error({ association: tenant.slug, mail: id }, 'an address fails that no record has')
  for (const personId of ids) {
    const next = await nextAddress(unit, personId)
    await audit(query, { tenant, now, viewer: NOBODY }, 'email.failed', {
      subjectId: personId,
      detail: { repaired: next !== undefined },
    })
    if (!next) continue
    const { language } = await correspondenceOf(query, tenant.id, personId)
    const mail = { key: `failing/${id}/${personId}`, kind: 'mailing.failing', to: next, language, personId }
    await putMail(query, tenant.id, { ...mail, data: { address: recipient } }, now)
  }
}

/** The mail's carrier, of whom there is no account. */
const NOBODY = { roles: [], friendIds: [], hasPass: false }

/** Where mails of the living person go from now on: an address that was proven to be theirs; none once closed. */
async function nextAddress({ query, tenant }: Unit<Tenant>, personId: string): Promise<string | undefined> {
  const [row] = await query<RowOf<'person_email', 'address'>>(sql`SELECT e."address" FROM "person_email" e
    JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = e."personId"
    WHERE e."tenantId" = ${tenant.id} AND e."personId" = ${personId} AND NOT e."invalid" AND e."kind" <> 'lifetime'
      AND e."verifiedAt" IS NOT NULL AND NOT ${deceasedSql(tenant.config)} AND NOT ${closedAccountSql(tenant.id)}
    ORDER BY e."preferred" DESC, e."kind", e."rank", e."id" LIMIT 1`)
  return row?.address
}

async function isKnown({ query, tenant }: Unit, recipient: string): Promise<boolean> {
  const rows = await query(sql`SELECT 1 AS "one" FROM "person_email" WHERE "tenantId" = ${tenant.id}
      AND "folded" = ${foldAddress(recipient)}
    UNION ALL SELECT 1 FROM "account" WHERE "tenantId" = ${tenant.id} AND lower("email") = ${foldAddress(recipient)}
    LIMIT 1`)
  return rows.length > 0
}

/** Something arrived, such as a code to sign in: the address is in use again, unless a later mail came back. */
export async function clearArrived(unit: Unit<Tenant>, { recipient, createdAt }: ToldMail): Promise<void> {
  const { query, tenant, now } = unit
  const later = await query(sql`SELECT 1 AS "one" FROM "mail" m WHERE m."tenantId" = ${tenant.id}
    AND m."recipient" = ${recipient} AND m."state" IN ('bounced', 'suppressed', 'failed')
    AND m."createdAt" > ${createdAt} LIMIT 1`)
  if (later.length > 0) return
  for (const subjectId of await clearInvalidAddress(query, tenant, recipient, now))
    await audit(query, { tenant, now, viewer: NOBODY }, 'email.cleared', { subjectId })
}

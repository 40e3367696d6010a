/** What the worker does about addresses that were sent: at most one letter a person in thirty days (A16). */
import * as href from '#app/addresses.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { apartSql } from '#app/domain/contacts/apart.server.ts'
import { issueLink } from '#app/domain/links/links.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { foldAddress } from '#app/domain/people/person-tables.ts'
import { isFreeSql, lostSql } from './lost-people.ts'
import { LEAD_LIFETIME } from './put-lead.server.ts'

/** In one round; the next one goes on. */
const MOST = 500

interface Waiting extends RowOf<'lost_lead', 'id' | 'personId'>, RowOf<'person', 'promotion'> {
  address: string
  name: string
  sender: string | null
  senderPromotion: number | null
  /** The person is lost still. */
  lost: boolean
  /** Somebody has the address already. */
  taken: boolean
  /** The person was asked within thirty days, or said no. */
  asked: boolean
  /** The person wants no e-mails. */
  refuses: boolean
  /** One of the two keeps the other away (decision 040). */
  apart: boolean
}

/** Erases what is too old, then asks whoever may be asked. @returns how many letters were put */
export async function considerLeads(tenant: Tenant, now: Date): Promise<number> {
  await inTenantSql(tenant.id, (query) =>
    query(sql`DELETE FROM "lost_lead" WHERE "tenantId" = ${tenant.id} AND "expiresAt" <= ${now}`),
  )
  const ids = await inTenantSql(tenant.id, (query) =>
    query<
      RowOf<'lost_lead', 'id'>
    >(sql`SELECT "id" FROM "lost_lead" WHERE "tenantId" = ${tenant.id} AND "state" = 'received'
      ORDER BY "at", "id" LIMIT ${MOST}`),
  )
  let count = 0
  for (const { id } of ids)
    count += await inTenantSql(tenant.id, async (query) => ((await consider({ query, tenant, now }, id)) ? 1 : 0))
  return count
}

/** Of several addresses for one person at once, one is asked: the record is locked first. */
async function consider(unit: Unit, id: string): Promise<boolean> {
  const { query, tenant, now } = unit
  await query(sql`SELECT p."id" FROM "person" p WHERE p."tenantId" = ${tenant.id} AND p."id" = (SELECT l."personId"
    FROM "lost_lead" l WHERE l."tenantId" = ${tenant.id} AND l."id" = ${id}) FOR NO KEY UPDATE`)
  const lead = await readWaiting(unit, id)
  if (!lead) return false
  if (!lead.lost) return settle(unit, id, 'dropped')
  const isKept = lead.taken || lead.asked || lead.refuses || lead.apart
  if (isKept || lead.sender === null) return settle(unit, id, 'held')
  const expiresAt = new Date(now.getTime() + LEAD_LIFETIME)
  await query(sql`UPDATE "lost_lead" SET "state" = 'asked', "askedAt" = ${now}, "expiresAt" = ${expiresAt}
    WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
  const link = { purpose: 'lostAddress', personId: lead.personId, data: { lead: id } } as const
  const path = href.lostAnswer(await issueLink(query, tenant.id, link, now))
  const { name, promotion, sender, senderPromotion } = lead
  const data = { lead: id, name, promotion, sender, senderPromotion, path, until: expiresAt.toISOString().slice(0, 10) }
  const mail = { key: `lost.asked/${id}`, kind: 'lost.asked', to: lead.address, language: 'fr' as const, data }
  return (await putMail(query, tenant.id, { ...mail, personId: lead.personId }, now)) !== undefined
}

/** An address that is about nobody lost goes at once; one that waits stays for the staff until its end. */
async function settle({ query, tenant }: Unit, id: string, state: 'dropped' | 'held'): Promise<false> {
  await query(sql`UPDATE "lost_lead" SET "state" = ${state},
      "address" = CASE WHEN ${state === 'dropped'} THEN NULL ELSE "address" END
    WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
  return false
}

async function readWaiting({ query, tenant, now }: Unit, id: string): Promise<Waiting | undefined> {
  const since = new Date(now.getTime() - LEAD_LIFETIME)
  const [found] = await query<RowOf<'lost_lead', 'address'>>(sql`SELECT "address" FROM "lost_lead"
    WHERE "tenantId" = ${tenant.id} AND "id" = ${id} AND "state" = 'received'`)
  const folded = foldAddress(found?.address ?? '')
  const [row] = await query<Waiting>(sql`
    SELECT l."id", l."personId", l."address", concat_ws(' ', p."firstName", p."lastName") AS "name", p."promotion",
      nullif(concat_ws(' ', s."firstName", s."lastName"), '') AS "sender", s."promotion" AS "senderPromotion",
      ${lostSql(tenant)} AS "lost",
      NOT ${isFreeSql(tenant.id, sql`${folded}`)} AS "taken",
      EXISTS (SELECT 1 FROM "lost_lead" o WHERE o."tenantId" = ${tenant.id} AND o."personId" = l."personId"
        AND (o."askedAt" > ${since} OR o."state" = 'refused')) AS "asked",
      p."emailingConsent" IS FALSE AS "refuses",
      ${apartSql(tenant.id, sql`p."id"`, sql`c."personId"`)} AS "apart"
    FROM "lost_lead" l
    JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = l."personId"
    LEFT JOIN "account" c ON c."tenantId" = ${tenant.id} AND c."id" = l."accountId" AND c."disabledAt" IS NULL
    LEFT JOIN "person" s ON s."tenantId" = ${tenant.id} AND s."id" = c."personId"
    WHERE l."tenantId" = ${tenant.id} AND l."id" = ${id} AND l."state" = 'received' AND l."address" IS NOT NULL`)
  return row
}

/** @returns those of the addresses whose owner is lost still, lives, and waits for the question */
export async function stillAsked({ query, tenant }: Unit, ids: readonly string[]): Promise<Set<string>> {
  const rows = await query<RowOf<'lost_lead', 'id'>>(sql`SELECT l."id" FROM "lost_lead" l
    JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = l."personId"
    WHERE l."tenantId" = ${tenant.id} AND l."id" = ANY(${ids}::uuid[]) AND l."state" = 'asked'
      AND ${lostSql(tenant)} AND p."emailingConsent" IS NOT FALSE`)
  return new Set(rows.map(({ id }) => id))
}

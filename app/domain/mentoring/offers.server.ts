/** What mentors offer: a number of places, words about it, a pause (C23). One row a person. */
import { closedAccountSql, deceasedSql, paidUpSql } from '#app/context/in-force.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { writeValues } from '#app/domain/people/write-people.server.ts'

export type MentorOffer = Pick<RowOf<'mentor_offer'>, 'places' | 'words' | 'queues' | 'pausedAt'>

/** @returns the places of the mentor `p` that are taken: accepted, and not ended */
export const takenSql = (tenantId: string, mentor: Sql): Sql => sql`(SELECT count(*)::int FROM "mentor_request" r
    WHERE r."tenantId" = ${tenantId} AND r."otherId" = ${mentor} AND r."state" = 'accepted')`

/**
 * @returns the condition that the person `p` can be written to and helped by now: alive, with an account in use, and
 *   paid up where the association's rules let paid-up people alone write
 */
export function helpsNowSql({ tenant, now }: Pick<Unit, 'tenant' | 'now'>): Sql {
  const needsDues = !tenant.config.roles.member?.may.includes('write-to')
  return sql`(NOT ${deceasedSql(tenant.config)} AND NOT ${closedAccountSql(tenant.id)}
    AND EXISTS (SELECT FROM "account" k WHERE k."tenantId" = ${tenant.id} AND k."personId" = p."id")
    AND ${needsDues ? paidUpSql({ tenant, now }, sql`p."id"`) : sql`TRUE`})`
}

/** @returns what the person offers; undefined where they offer nothing */
export async function offerOf({ query, tenant }: Unit, personId: string): Promise<MentorOffer | undefined> {
  const [row] = await query<MentorOffer>(sql`SELECT "places", "words", "queues", "pausedAt" FROM "mentor_offer"
    WHERE "tenantId" = ${tenant.id} AND "personId" = ${personId}`)
  return row
}

/** Writes what somebody offers, and that they can help as a mentor: people find them by that field, as they show it. */
export async function saveOffer(
  unit: Unit,
  personId: string,
  { places, words, queues, paused }: { places: number; words: string; queues: boolean; paused: boolean },
): Promise<void> {
  const { query, tenant, now } = unit
  const pausedAt = paused ? now : null
  await query(sql`INSERT INTO "mentor_offer" AS o ("tenantId", "personId", "places", "words", "queues", "pausedAt", "at")
    VALUES (${tenant.id}, ${personId}, ${places}, ${words}, ${queues}, ${pausedAt}::timestamptz, ${now})
    ON CONFLICT ("tenantId", "personId") DO UPDATE SET "places" = EXCLUDED."places", "words" = EXCLUDED."words",
      "queues" = EXCLUDED."queues", "pausedAt" = EXCLUDED."pausedAt", "at" = EXCLUDED."at"`)
  await sayMentor(unit, personId, true)
}

/** Takes the offer back; people who were accepted stay so until one of the two ends it. */
export async function removeOffer(unit: Unit, personId: string): Promise<void> {
  const { query, tenant } = unit
  await query(sql`DELETE FROM "mentor_offer" WHERE "tenantId" = ${tenant.id} AND "personId" = ${personId}`)
  await sayMentor(unit, personId, false)
}

async function sayMentor({ query, tenant, now }: Unit, personId: string, isMentor: boolean): Promise<void> {
  const [row] = await query<RowOf<'person', 'canHelp'>>(sql`SELECT "canHelp" FROM "person"
    WHERE "tenantId" = ${tenant.id} AND "id" = ${personId}`)
  const others = (row?.canHelp ?? []).filter((help) => help !== 'mentorat')
  const canHelp = isMentor ? [...others, 'mentorat'] : others
  await writeValues({ query, tenant }, personId, { canHelp }, { from: 'person', source: 'mentoring', now })
}

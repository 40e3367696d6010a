/** What one reader is told by mail of their unread conversations, in one transaction with the note that they were. */

import * as href from '#app/addresses.ts'
import { abilityWith } from '#app/context/abilities.ts'
import { sistersOf } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { type ProvedAddress, provedAddresses } from '#app/domain/mail/proved-addresses.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { nameOf } from '#app/domain/search/visible-person.server.ts'
import type { Ability } from '#app/policy/types.ts'
import { type JudgedRow, reveal } from '#app/policy/view.ts'
import { type Party, seatOf } from './party.ts'
import type { Unread } from './unread.email.tsx'

export interface Reader {
  party: Party
  accountIds: readonly string[]
  ability: Ability
}

interface Seat extends RowOf<'conversation_seat', 'state' | 'personId'> {
  id: string
  seat: number
  told: boolean
  since: number
  organisation: string | null
  /** The pseudonym by which the reader knows the other. */
  mask: string | null
}

/** @returns how many mails were put */
export async function tellParty(unit: Unit, reader: Reader): Promise<number> {
  const seats = await dueSeats(unit, reader.party)
  const told = seats.filter(({ told }) => told)
  const addresses = told.length > 0 ? await provedAddresses(unit, reader.accountIds) : []
  let count = 0
  // Strangers in a mail of their own: it never has their text.
  for (const some of [told.filter(({ state }) => state === 'open'), told.filter(({ state }) => state === 'request')])
    if (some.length > 0) count += await put(unit, reader, some, addresses)
  await noteTold(unit, seats)
  return count
}

/**
 * Seats whose mail is due, `told` where it is still to be sent: something unread that no mail told of, of somebody who
 * is there, heard and not kept away. Of a request only where the association says so.
 */
function dueSeats({ query, tenant, now }: Unit, party: Party): Promise<Seat[]> {
  const { id: tenantId, config } = tenant
  return query<Seat>(sql`
    SELECT s."conversationId" AS "id", s."seat"::int AS "seat", s."state", greatest(s."readTo", s."toldTo") AS "since",
      o."personId", o."mask", g."name" AS "organisation",
      (s."theirLast" > greatest(s."readTo", s."toldTo") AND s."mutedAt" IS NULL AND s."archivedAt" IS NULL
        AND (s."state" = 'open' OR (s."state" = 'request' AND s."toldTo" = 0
          AND ${config.messages.requests === 'mail'}))
        AND o."seat" IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM "person_block" b WHERE b."tenantId" = ${tenantId}
          AND b."personId" = s."personId" AND b."otherId" = o."personId")) AS "told"
    FROM "conversation_seat" s
    LEFT JOIN "conversation_seat" o ON o."tenantId" = ${tenantId} AND o."conversationId" = s."conversationId"
      AND o."seat" = 1 - s."seat"
    LEFT JOIN "organisation" g ON g."tenantId" = ${tenantId} AND g."id" = o."organisationId"
    WHERE s."tenantId" = ${tenantId} AND ${seatOf(party, sql`s`)} AND s."notifyAt" <= ${now}
    ORDER BY s."conversationId" FOR NO KEY UPDATE OF s`)
}

async function noteTold({ query, tenant }: Unit, seats: readonly Seat[]): Promise<void> {
  for (const { id, seat, told } of seats)
    await query(sql`UPDATE "conversation_seat" SET "notifyAt" = NULL,
        "toldTo" = CASE WHEN ${told} THEN "theirLast" ELSE "toldTo" END
      WHERE "tenantId" = ${tenant.id} AND "conversationId" = ${id} AND "seat" = ${seat}`)
}

async function put(
  unit: Unit,
  reader: Reader,
  seats: readonly Seat[],
  addresses: readonly ProvedAddress[],
): Promise<number> {
  const { query, tenant, now } = unit
  const { personId } = reader.party
  const names = await namesOf(unit, reader, seats)
  const requests = seats[0]!.state === 'request'
  const only = seats.length === 1 ? seats[0] : undefined
  const data: Unread = {
    names: seats.map((seat) => names(seat)),
    requests,
    texts: requests ? [] : await textsOf(unit, reader, seats, names),
    to: only ? href.conversation(only.id) : requests ? href.messageRequests : href.messages,
    chooses: personId !== null,
  }
  let count = 0
  for (const { accountId, to, language } of addresses) {
    const key = `messages.unread/${accountId}/${seats[0]!.id}/${now.getTime()}`
    const mail = { key, kind: 'messages.unread', to, language }
    const id = await putMail(
      query,
      tenant.id,
      { ...mail, accountId, personId: personId ?? undefined, data: { ...data } },
      now,
    )
    if (id) count += 1
  }
  return count
}

/** Who asks shows who asks (policy/person.rules.ts); everybody else as the policy reveals them now. */
async function namesOf({ query, tenant }: Unit, { ability }: Reader, seats: readonly Seat[]) {
  const { identity } = tenant.config
  const fields = [identity.field, ...identity.with]
  const ids = seats.flatMap(({ personId, mask }) => (mask === null && personId ? [personId] : []))
  const asking = seats.flatMap(({ state, personId }) => (state === 'request' && personId ? [personId] : []))
  const asked = abilityWith({ tenant, ability, sisters: await sistersOf(tenant) }, asking)
  const rows = await query<JudgedRow & { id: string }>(sql`SELECT ${columns([...JUDGED, ...fields], 'p')}
    FROM "person" p WHERE p."tenantId" = ${tenant.id} AND p."id" = ANY(${ids}::uuid[])`)
  const names = new Map(
    rows.map((row) => {
      const person = reveal(asked, 'Person', row, fields)
      return [row.id, person ? nameOf({ tenant }, person) : null]
    }),
  )
  return ({ personId, organisation, mask }: Seat) => mask ?? organisation ?? names.get(personId ?? '') ?? null
}

/** Messages in one mail. */
const MOST_TEXTS = 5

async function textsOf(
  { query, tenant }: Unit,
  { party: { personId } }: Reader,
  seats: readonly Seat[],
  names: (seat: Seat) => string | null,
): Promise<Unread['texts']> {
  if (tenant.config.messages.text === 'never' || !personId) return []
  const [setting] = await query<RowOf<'message_setting', 'withText'>>(sql`SELECT "withText" FROM "message_setting"
    WHERE "tenantId" = ${tenant.id} AND "personId" = ${personId}`)
  if (!setting?.withText) return []
  const texts: Unread['texts'] = []
  for (const seat of seats) {
    const rows = await query<RowOf<'message', 'text'>>(sql`SELECT "text" FROM "message" WHERE "tenantId" = ${tenant.id}
      AND "conversationId" = ${seat.id} AND "seat" = ${1 - seat.seat} AND NOT "withheld" AND "n" > ${seat.since}
      ORDER BY "n" LIMIT ${MOST_TEXTS}`)
    texts.push(...rows.map(({ text }) => ({ name: names(seat), text })))
  }
  return texts.slice(0, MOST_TEXTS)
}

/** How long messages are kept (A8), what the staff see of them (A7), and what an erasure and a copy take of them. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { copyRows } from '#app/domain/data-rights/copy-rows.server.ts'
import { eraseSubject } from '#app/domain/data-rights/erase-subject.server.ts'
import { applyRetention } from '#app/domain/data-rights/retention.server.ts'
import { findSubject } from '#app/domain/data-rights/subject.server.ts'
import { listedIn, messaging, rows, type Somebody, shownIn, somebody } from '../../factories/messages.ts'
import { staffSeat } from '../../factories/seats.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()

const SLUG = 'supmeca'
const { get, post, text, begin, agree } = messaging(SLUG)
const START = new Date('2026-03-03T10:00:00Z')

beforeAll(() => apply(SLUG))
beforeEach(() => setClock(START))

const report = (who: Somebody, id: string, n: number) =>
  post(who, `/messagerie/${id}/signaler?message=${n}`, { reason: 'abuse', words: 'Voyez' })

const openReport = async () =>
  (
    await rows<{ id: string }>(
      SLUG,
      (id) => sql`SELECT "id" FROM "message_report" WHERE "tenantId" = ${id}
    AND "open" ORDER BY "at" DESC, "id" DESC LIMIT 1`,
    )
  )[0]!.id

async function count(table: 'conversation' | 'conversation_seat' | 'message', id: string): Promise<number> {
  const [row] = await rows<{ n: number }>(SLUG, (tenant) =>
    table === 'conversation'
      ? sql`SELECT count(*)::int AS "n" FROM "conversation" WHERE "tenantId" = ${tenant} AND "id" = ${id}`
      : table === 'message'
        ? sql`SELECT count(*)::int AS "n" FROM "message" WHERE "tenantId" = ${tenant} AND "conversationId" = ${id}`
        : sql`SELECT count(*)::int AS "n" FROM "conversation_seat" WHERE "tenantId" = ${tenant}
            AND "conversationId" = ${id}`,
  )
  return row!.n
}

const everyCount = async (id: string) => [
  await count('conversation', id),
  await count('conversation_seat', id),
  await count('message', id),
]

test('A8: a year after the last message all of it is gone, but under an open report', async () => {
  const [one, other, third] = [await somebody(SLUG), await somebody(SLUG), await somebody(SLUG)]
  const [old, reported] = [await agree(one, other), await agree(third, other)]
  await report(other, reported, 1)
  const tenant = (await tenantOfSlug(SLUG))!
  await applyRetention(tenant, new Date('2027-03-03T09:59:00Z'))
  expect(await everyCount(old)).toEqual([1, 2, 1])
  await applyRetention(tenant, new Date('2027-03-03T10:01:00Z'))
  expect(await everyCount(old)).toEqual([0, 0, 0])
  expect(await everyCount(reported)).toEqual([1, 2, 1])
  const moderator = await staffSeat(SLUG, 'admin')
  const path = `/admin/messages-signales/${await openReport()}`
  await post(moderator, path, { decision: 'dismissed', because: 'Rien à redire' })
  await applyRetention(tenant, new Date('2027-03-03T10:01:00Z'))
  expect(await everyCount(reported)).toEqual([0, 0, 0])
})

describe('A7: a report', () => {
  test('freezes for both; the moderator sees the message and five before, which is written down; a no unfreezes', async () => {
    const [one, other] = [await somebody(SLUG), await somebody(SLUG)]
    const id = await agree(one, other)
    for (let i = 2; i <= 9; i++) await post(i % 2 ? one : other, `/messagerie/${id}`, { text: `numéro ${i}` })
    expect((await report(other, id, 7)).status).toBe(303)
    for (const who of [one, other]) {
      expect((await post(who, `/messagerie/${id}`, { text: 'encore' })).status).toBe(403)
      expect(await text(who, `/messagerie/${id}`)).toContain('Un signalement est à l’étude')
    }
    const moderator = await staffSeat(SLUG, 'admin')
    expect(await text(moderator, '/admin/messages-signales')).toContain(await openReport())
    const path = `/admin/messages-signales/${await openReport()}`
    const page = await text(moderator, path)
    expect(shownIn(page)).toEqual(['numéro 2', 'numéro 3', 'numéro 4', 'numéro 5', 'numéro 6', 'numéro 7'])
    for (const hidden of ['Bonjour', 'numéro 8', 'numéro 9']) expect(page).not.toContain(hidden)
    const log = await rows(
      SLUG,
      (tenant) => sql`SELECT 1 AS "one" FROM "audit_event" WHERE "tenantId" = ${tenant}
      AND "action" = 'message.read' AND "subjectId" = ${one.id} AND "accountId" = ${moderator.accountId}`,
    )
    expect(log).toHaveLength(1)
    expect((await post(moderator, path, { decision: 'dismissed', because: 'Rien à redire' })).status).toBe(303)
    expect((await post(one, `/messagerie/${id}`, { text: 'encore' })).status).toBe(303)
    // Decided: the texts are no longer the staff's to read.
    expect(shownIn(await text(moderator, path))).toEqual([])
    expect((await post(moderator, path, { decision: 'warned', because: 'Encore une fois' })).status).toBe(422)
  })

  test('is of a message that one received: not one’s own, not another conversation’s', async () => {
    const [one, other, third] = [await somebody(SLUG), await somebody(SLUG), await somebody(SLUG)]
    const id = await agree(one, other)
    expect((await report(one, id, 1)).status).toBe(404)
    expect((await report(third, id, 1)).status).toBe(404)
    expect((await report(other, id, 2)).status).toBe(404)
    expect((await get(other, `/messagerie/${id}/signaler?message=1`)).status).toBe(200)
  })

  test('may end in a closed account; members do not see reports', async () => {
    const [one, other] = [await somebody(SLUG), await somebody(SLUG)]
    const id = await begin(one, other)
    await report(other, id, 1)
    const path = `/admin/messages-signales/${await openReport()}`
    expect((await get(other, path)).status).toBe(403)
    const moderator = await staffSeat(SLUG, 'admin')
    expect((await post(moderator, path, { decision: 'disabled', because: 'Propos inadmissibles' })).status).toBe(303)
    expect((await get(one, '/messagerie')).status).toBe(302)
  })
})

async function erase({ id, accountId }: Somebody): Promise<void> {
  const request = uuidv7()
  await inside(SLUG, (query, { id: tenant }) =>
    query(sql`INSERT INTO "erasure_request" ("tenantId", "id", "kind", "personId", "accountId", "requestedAt", "dueAt")
      VALUES (${tenant}, ${request}, 'person', ${id}, ${accountId}, now(), now())`),
  )
  await eraseSubject((await tenantOfSlug(SLUG))!, request, new Date())
}

test('erasing one takes what they wrote; the other keeps their own words, and writes no more', async () => {
  const [one, other] = [await somebody(SLUG), await somebody(SLUG)]
  const id = await agree(one, other)
  await post(other, `/messagerie/${id}`, { text: 'De moi' })
  await report(one, id, 2)
  await erase(one)
  const page = await text(other, `/messagerie/${id}`)
  expect(shownIn(page)).toEqual(['De moi'])
  expect(page).toContain('Un ancien membre')
  expect(page).not.toContain(one.name.split(' ')[1])
  expect(listedIn(await text(other, '/messagerie')).map((line) => line.id)).toEqual([id])
  const [left] = await rows<{ accountId: string | null; words: string | null; open: boolean }>(
    SLUG,
    (tenant) => sql`SELECT "accountId", "words", "open" FROM "message_report" WHERE "tenantId" = ${tenant}
      AND "conversationId" = ${id}`,
  )
  expect(left).toEqual({ accountId: null, words: null, open: true })
})

test('a copy has what one wrote and one’s own settings, and never that it did not reach the other', async () => {
  const [one, other] = [await somebody(SLUG), await somebody(SLUG)]
  const id = await agree(one, other)
  await post(other, `/profil/${one.handle}/contact`, { intent: 'block' })
  await post(one, `/messagerie/${id}`, { text: 'Resté sans suite' })
  const copy = await inside(SLUG, async (query, { id }) =>
    copyRows(query, await findSubject(query, id, { personId: one.id })),
  )
  expect(copy.message).toEqual([
    { n: 1, text: 'Bonjour', at: START },
    { n: 2, text: 'Resté sans suite', at: START },
  ])
  expect(JSON.stringify(copy)).not.toMatch(/withheld|declined/)
  const theirs = await inside(SLUG, async (query, { id }) =>
    copyRows(query, await findSubject(query, id, { personId: other.id })),
  )
  expect(JSON.stringify(theirs)).not.toContain('Resté sans suite')
})

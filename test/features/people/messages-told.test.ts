/** Mails about unread messages (A5, S12): one per burst, no address in them (A9), everything read again when due. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { tellUnread } from '#app/domain/messages/unread.task.ts'
import { dueAt } from '#app/domain/messages/write-message.server.ts'
import { messaging, rows, type Somebody, somebody } from '../../factories/messages.ts'
import { befriend } from '../../factories/seats.ts'
import { apply } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'

useDatabase()
const mails = useMails()

const SLUG = 'supmeca'
const { get, post, text, begin, agree } = messaging(SLUG)
const START = new Date('2026-03-03T10:00:00Z')
const MINUTE = 60_000

beforeAll(() => apply(SLUG, 'isep'))
beforeEach(() => setClock(START))

/** So many minutes later the round comes by. @returns mails that went out since the test began, to each address */
async function later(minutes: number, slug = SLUG): Promise<string[]> {
  const at = new Date(START.getTime() + minutes * MINUTE)
  setClock(at)
  await tellUnread((await tenantOfSlug(slug))!, at)
  return (await mails.send(slug)).filter(({ subject }) => !subject.includes('contact')).map(({ to }) => [to].flat()[0]!)
}

const addressOf = ({ id }: Somebody) => `${id}@exemple.fr`

async function settled(slug = SLUG): Promise<[Somebody, Somebody, string]> {
  const [one, other] = [await somebody(slug), await somebody(slug)]
  const site = messaging(slug)
  const id = await site.agree(one, other)
  await site.get(one, `/messagerie/${id}`)
  await site.get(other, `/messagerie/${id}`)
  return [one, other, id]
}

describe('A5', () => {
  test('a burst gives one mail after the delay, and the next burst another', async () => {
    const [one, other, id] = await settled()
    for (const words of ['a', 'b', 'c']) await post(one, `/messagerie/${id}`, { text: words })
    expect(await later(14)).toEqual([])
    expect(await later(16)).toEqual([addressOf(other)])
    expect(await later(60)).toEqual([addressOf(other)])
    await post(one, `/messagerie/${id}`, { text: 'd' })
    expect(await later(60 + 16)).toEqual([addressOf(other), addressOf(other)])
  })

  test('what was read meanwhile is not told', async () => {
    const [one, other, id] = await settled()
    await post(one, `/messagerie/${id}`, { text: 'a' })
    await get(other, `/messagerie/${id}`)
    expect(await later(16)).toEqual([])
  })

  test.each([
    ['a request', async (one: Somebody, _: Somebody) => void (await begin(one, await somebody(SLUG)))],
    ['a block', (one: Somebody, other: Somebody) => post(other, `/profil/${one.handle}/contact`, { intent: 'block' })],
    [
      'a death',
      (_: Somebody, other: Somebody) =>
        rows(
          SLUG,
          (id) => sql`UPDATE "person" SET "status" = 'décédé' WHERE "tenantId" = ${id}
          AND "id" = ${other.id}`,
        ),
    ],
    [
      'a closed account',
      (_: Somebody, other: Somebody) =>
        rows(
          SLUG,
          (id) => sql`UPDATE "account" SET "disabledAt" = now() WHERE "tenantId" = ${id}
          AND "id" = ${other.accountId}`,
        ),
    ],
    [
      'an address that nobody proved',
      (_: Somebody, other: Somebody) =>
        rows(
          SLUG,
          (id) => sql`UPDATE "account" SET "email" = NULL WHERE "tenantId" = ${id}
          AND "id" = ${other.accountId}`,
        ),
    ],
    ['a mute', (_: Somebody, other: Somebody, id: string) => post(other, `/messagerie/${id}`, { intent: 'mute' })],
    ['a farewell', (_: Somebody, other: Somebody, id: string) => post(other, `/messagerie/${id}`, { intent: 'leave' })],
  ])('%s after the message was written: no mail', async (name, change) => {
    const [one, other, id] = await settled()
    if (name !== 'a request') await post(one, `/messagerie/${id}`, { text: 'a' })
    await change(one, other, id)
    expect(await later(16)).toEqual([])
  })

  test('a refused request is never told, and one of an association that mails them once, without its text', async () => {
    const site = messaging('isep')
    const [one, other] = [await somebody('isep'), await somebody('isep')]
    const id = await site.begin(one, other, 'Bonjour, un mot')
    expect(await later(16, 'isep')).toEqual([addressOf(other)])
    const [mail] = mails.mails
    expect(mail!.text).not.toContain('un mot')
    expect(mails.link(mail!, '/messagerie/')).toBe(`/messagerie/${id}`)
    expect(await later(600, 'isep')).toHaveLength(1)
    const [third, fourth] = [await somebody('isep'), await somebody('isep')]
    const declined = await site.begin(third, fourth)
    await site.post(fourth, `/messagerie/${declined}`, { intent: 'decline' })
    expect(await later(1200, 'isep')).toHaveLength(1)
  })
})

test.each([
  ['once', '2026-03-03T10:00:00.000Z'],
  ['quarter', '2026-03-03T10:15:00.000Z'],
  ['hour', '2026-03-03T11:00:00.000Z'],
  ['day', '2026-03-04T07:00:00.000Z'],
  ['never', undefined],
] as const)('a mail is due %s: %s', (delay, expected) => {
  expect(dueAt(delay, START)?.toISOString()).toBe(expected)
})

test('the reader chooses the delay and whether the mail has the text', async () => {
  const [one, other, id] = await settled()
  const form = { channel: 'preferred', language: 'fr', messageDelay: 'hour', messageText: 'yes' }
  expect((await post(other, '/parametres/abonnements', form)).status).toBe(303)
  expect(await text(other, '/parametres/abonnements')).toMatch(/value="hour"[^>]*checked|checked[^>]*value="hour"/)
  await post(one, `/messagerie/${id}`, { text: 'Le texte en clair' })
  expect(await later(50)).toEqual([])
  expect(await later(61)).toEqual([addressOf(other)])
  expect(mails.mails.at(-1)!.text).toContain('Le texte en clair')
  expect((await post(other, '/parametres/abonnements', { ...form, messageDelay: 'x' })).status).toBe(422)
})

test('A9: no byte of any mail or page says an address of the other', async () => {
  const [one, other] = [await somebody(SLUG), await somebody(SLUG)]
  await befriend(SLUG, one.id, other.id)
  const id = await agree(one, other)
  await post(other, '/parametres/abonnements', {
    ...{ channel: 'preferred', language: 'fr', messageDelay: 'once', messageText: 'yes' },
  })
  await post(one, `/messagerie/${id}`, { text: 'Un' })
  await post(other, `/messagerie/${id}`, { text: 'Deux' })
  expect((await later(16)).toSorted()).toEqual([addressOf(one), addressOf(other)].toSorted())
  const [person] = await rows<{ mine: string }>(
    SLUG,
    (tenant) => sql`SELECT "primaryEmail" AS "mine" FROM "person"
    WHERE "tenantId" = ${tenant} AND "id" = ${one.id}`,
  )
  const theirs = mails.mails.filter(({ to }) => [to].flat()[0] === addressOf(other))
  expect(theirs.length).toBeGreaterThan(0)
  const bytes = [JSON.stringify(theirs), await text(other, `/messagerie/${id}`), await text(other, '/messagerie')]
  for (const address of [person!.mine, addressOf(one)]) {
    expect(address).toContain('@')
    for (const some of bytes) expect(some).not.toContain(address)
  }
})

test('a name in a mail is one that the reader may read when it is written', async () => {
  const [one, , id] = await settled()
  await post(one, `/messagerie/${id}`, { text: 'a' })
  await rows(
    SLUG,
    (tenant) => sql`UPDATE "person" SET "listed" = FALSE WHERE "tenantId" = ${tenant}
    AND "id" = ${one.id}`,
  )
  await later(16)
  const mail = mails.mails.at(-1)!
  expect(JSON.stringify(mail)).not.toContain(one.name.split(' ')[1])
  expect(mail.subject).toContain('Un membre')
})

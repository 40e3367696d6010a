/**
 * Invitations (S14): who is asked is decided when a mail leaves (B6), its links answer without a session and by a
 * button alone (B7), reminders follow the date (B8).
 */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { instantIn, minuteIn } from '#app/calendar/local-time.ts'
import { setClock } from '#app/context/clock.ts'
import { type Tenant, tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { inviteAll, remindAll } from '#app/domain/events/invitations.task.ts'
import { fileGroupId } from '#app/tenant/groups.ts'
import { EVENT_WORDS, openEvent } from '../../factories/event-forms.ts'
import { get, post, type Somebody, somebody, text } from '../../factories/groups.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const mails = useMails()

const SLUG = 'supmeca'
const DAY = 86_400_000
const HOST = `${SLUG}.localhost`
const people: Somebody[] = []
let manager: Seat
let tenant: Tenant
let group: string
let other: string
let count = 0

const run = (statement: (tenantId: string) => ReturnType<typeof sql>) =>
  inside(SLUG, (query, { id }) => query<Record<string, unknown>>(statement(id)))

beforeAll(async () => {
  await apply(SLUG)
  tenant = (await tenantOfSlug(SLUG))!
  manager = await staffSeat(SLUG, 'manager')
  for (let i = 0; i < 6; i++) people.push(await somebody(SLUG))
  group = fileGroupId(tenant.id, 'afterwork')
  other = fileGroupId(tenant.id, 'suisse')
  for (const one of people) await post(one, '/groupes/afterwork', { intent: 'join' })
  // In two groups that are asked, a person is still asked once.
  await post(people[0]!, '/groupes/suisse', { intent: 'join' })
})
beforeEach(async () => {
  setClock(undefined)
  await run((id) => sql`UPDATE "event" SET "invitesFrom" = NULL WHERE "tenantId" = ${id}`)
  await mails.send(SLUG)
  mails.forget()
})

const ask = async (more: Record<string, string | string[]> = {}, words: Record<string, string> = {}) => {
  const title = `Repas ${++count}`
  const event = await openEvent(manager, { title, words })
  const form = { intent: 'invite', whom: 'groups', groups: [group, other], days: '', ...more }
  expect((await request(HOST, `${event.desk}/invitations`, { cookie: manager.cookie, form })).status).toBe(303)
  return { ...event, title }
}

const send = async (now = new Date()) => {
  setClock(now)
  const put = (await inviteAll(tenant, now)) + (await remindAll(tenant, now))
  await mails.send(SLUG)
  // Sessions are of today.
  setClock(undefined)
  return put
}

/** @returns subjects of what somebody has received of the event since the last look */
const received = (who: Somebody, { title }: { title: string }) =>
  mails.mails.filter(({ to, subject }) => String(to) === `${who.name}@exemple.fr` && subject.endsWith(title))
/** With plain spaces, where French sets narrow ones. */
const subjects = (who: Somebody, event: { title: string }) =>
  received(who, event).map(({ subject }) => subject.replace(/\s/g, ' '))
const askedOf = (event: { title: string }) => people.map((who) => received(who, event).length)

/** @returns the path of one of the two answers, out of the mail's HTML */
function linkOf(who: Somebody, event: { title: string }, answer: 'yes' | 'no'): string {
  const { links } = received(who, event).at(-1)!
  const { pathname, search } = new URL(links.find((link) => link.endsWith(`?answer=${answer}`))!)
  return pathname + search
}

describe('B6: who is asked', () => {
  test('is in a group, on the list, alive, and has said nothing; once, whatever groups; a late joiner too', async () => {
    const [, deaf, off, gone, comes, declined] = people as [Somebody, Somebody, Somebody, Somebody, Somebody, Somebody]
    const event = await ask()
    await run(
      (id) => sql`UPDATE "group_member" SET "mutedAt" = now() WHERE "tenantId" = ${id}
      AND "personId" = ${deaf.id}`,
    )
    await run(
      (id) => sql`INSERT INTO "list_choice" ("tenantId", "personId", "listId", "on", "at", "source")
      VALUES (${id}, ${off.id}, 'invitations', FALSE, now(), 'page')`,
    )
    await run(
      (id) => sql`UPDATE "account" SET "disabledAt" = now() WHERE "tenantId" = ${id}
      AND "id" = ${gone.accountId}`,
    )
    await post(comes, `/evenements/${event.slug}/inscription`, { intent: 'register' })
    await mails.send(SLUG)
    mails.forget()
    expect(await send()).toBe(2)
    expect(askedOf(event)).toEqual([1, 0, 0, 0, 0, 1])
    // Again, nobody; after a no, nobody for good.
    expect(await send()).toBe(0)
    await request(HOST, linkOf(declined, event, 'no'), { form: { answer: 'no' } })
    expect(await send()).toBe(0)
    // What kept them out is over: each is asked then, and once.
    await run((id) => sql`UPDATE "group_member" SET "mutedAt" = NULL WHERE "tenantId" = ${id}`)
    await run((id) => sql`DELETE FROM "list_choice" WHERE "tenantId" = ${id}`)
    await run((id) => sql`UPDATE "account" SET "disabledAt" = NULL WHERE "tenantId" = ${id}`)
    expect(await send()).toBe(3)
    expect(askedOf(event)).toEqual([1, 1, 1, 1, 0, 1])
  })

  test('is decided again when the mail leaves; another date asks those again who said no, once', async () => {
    const event = await ask()
    const [first, second] = people as [Somebody, Somebody]
    await inviteAll(tenant, new Date())
    await run(
      (id) => sql`INSERT INTO "list_choice" ("tenantId", "personId", "listId", "on", "at", "source")
      VALUES (${id}, ${first.id}, 'invitations', FALSE, now(), 'link')`,
    )
    await mails.send(SLUG)
    expect(askedOf(event)).toEqual([0, 1, 1, 1, 1, 1])
    await run((id) => sql`DELETE FROM "list_choice" WHERE "tenantId" = ${id}`)
    await request(HOST, linkOf(second, event, 'no'), { form: { answer: 'no' } })
    const moved = { ...EVENT_WORDS, title: event.title, starts: '2027-06-17T19:00', ends: '2027-06-17T22:00' }
    expect((await post(manager, `${event.desk}/modifier`, { ...moved, intent: 'save' })).status).toBe(303)
    mails.forget()
    expect(await send()).toBe(6)
    expect(await send()).toBe(0)
    expect(askedOf(event)).toEqual([1, 1, 1, 1, 1, 1])
  })

  test('is nobody who may not read the event, whom it does not concern, or once it is stopped', async () => {
    const unpaid = await somebody(SLUG, { paidUp: false })
    await run(
      (id) => sql`INSERT INTO "group_member" ("tenantId", "groupId", "personId", "state", "leads", "at")
      VALUES (${id}, ${group}, ${unpaid.id}, 'member', FALSE, now())`,
    )
    const event = await ask({}, { audience: 'paid-up' })
    expect(await send()).toBe(6)
    expect(received(unpaid, event)).toEqual([])
    const late = await somebody(SLUG)
    await post(late, '/groupes/afterwork', { intent: 'join' })
    await post(manager, `${event.desk}/invitations`, { intent: 'stop' })
    expect(await send()).toBe(0)
    expect(received(late, event)).toEqual([])
  })
})

describe('B7: the links of the mail', () => {
  test('change nothing when they are opened, by whatever follows every link; a button answers without a session', async () => {
    const event = await ask()
    await send()
    const [one, two] = people as [Somebody, Somebody]
    const states = () =>
      run(
        (id) => sql`SELECT i."state", r."state" AS "comes" FROM "event_invitation" i
        LEFT JOIN "event_registration" r ON r."tenantId" = ${id} AND r."eventId" = i."eventId"
          AND r."personId" = i."personId"
        WHERE i."tenantId" = ${id} AND i."eventId" = ${event.id} ORDER BY i."personId" = ${one.id}::uuid DESC`,
      )
    const before = await states()
    for (const method of ['GET', 'HEAD'] as const)
      for (const answer of ['yes', 'no'] as const)
        expect((await request(HOST, linkOf(one, event, answer), { method })).status).toBe(200)
    expect(await states()).toEqual(before)
    const yes = linkOf(one, event, 'yes')
    const page = await text({ cookie: '' } as Seat, yes)
    expect(page).toContain('Je participe')
    expect(page).not.toContain('data-ticket')
    const answer = await request(HOST, yes, { form: { answer: 'yes' } })
    expect(answer.headers.get('Location')).toContain('fait=registered')
    expect((await states())[0]).toEqual({ state: 'invited', comes: 'registered' })
    await request(HOST, linkOf(one, event, 'no'), { form: { answer: 'no' } })
    expect((await states())[0]).toEqual({ state: 'declined', comes: 'withdrawn' })
    // The link dies with the account, and is theirs again with it (twin).
    const close = (at: string | null) =>
      run(
        (id) => sql`UPDATE "account" SET "disabledAt" = ${at}::timestamptz WHERE "tenantId" = ${id}
        AND "id" = ${one.accountId}`,
      )
    await close('2026-11-01')
    expect((await request(HOST, yes)).status).toBe(404)
    expect((await request(HOST, yes, { form: { intent: 'register' } })).status).toBe(404)
    await close(null)
    expect((await request(HOST, yes)).status).toBe(200)
    // A seal is for one person and one event.
    const elsewhere = await ask()
    const [bare = ''] = yes.split('?')
    for (const path of [yes.replace(one.id, two.id), bare.slice(0, -2), yes.replace(event.id, elsewhere.id)])
      expect((await request(HOST, path)).status).toBe(404)
  })

  test('one click on the mail’s own way out ends invitations, and owed mails of events still come', async () => {
    const event = await ask()
    await send()
    const who = people[2]!
    const out = received(who, event)[0]!.headers?.['List-Unsubscribe'] as string
    const path = /<https?:\/\/[^/]+([^>]+)>/.exec(out)![1]!
    expect((await request(HOST, path, { form: { 'List-Unsubscribe': 'One-Click' } })).status).toBeLessThan(300)
    mails.forget()
    await post(who, `/evenements/${event.slug}/inscription`, { intent: 'register' })
    await mails.send(SLUG)
    expect(received(who, event)).toHaveLength(1)
    const next = await ask()
    await send()
    expect(received(who, next)).toEqual([])
    await run((id) => sql`DELETE FROM "list_choice" WHERE "tenantId" = ${id}`)
  })
})

test('B8: reminders are relative, follow the date, come once, and never for an hour that is over', async () => {
  const zone = 'Europe/Paris'
  const today = Date.now()
  /** The evening of a day from now. */
  const on = (days: number) => `${minuteIn(zone, new Date(today + days * DAY)).slice(0, 10)}T19:00`
  const dated = (days: number) => ({ zone, starts: on(days), ends: on(days).replace('T19', 'T22') })
  const before = (days: number, minutes: number) =>
    new Date(instantIn(zone, on(days))!.getTime() - 7 * DAY + minutes * 60_000)
  const event = await ask({ days: '7' }, dated(10))
  const [comes, silent, declines] = people as [Somebody, Somebody, Somebody]
  await send()
  await post(comes, `/evenements/${event.slug}/inscription`, { intent: 'register' })
  await request(HOST, linkOf(declines, event, 'no'), { form: { answer: 'no' } })
  await mails.send(SLUG)
  mails.forget()
  await send(before(10, -61))
  expect(askedOf(event)).toEqual([0, 0, 0, 0, 0, 0])
  await send(before(10, 61))
  await send(before(10, 66))
  const told = () => [comes, silent, declines].map((who) => subjects(who, event))
  expect(told()).toEqual([[`Bientôt : ${event.title}`], [`Rappel : ${event.title}`], []])
  // A week later, its reminder comes anew; who declined is asked for the new date.
  mails.forget()
  const moved = { ...EVENT_WORDS, ...dated(17), title: event.title, intent: 'save' }
  expect((await post(manager, `${event.desk}/modifier`, moved)).status).toBe(303)
  await send()
  const asked = `Invitation : ${event.title}`
  expect(told()).toEqual([[`Changement : ${event.title}`], [asked], [asked]])
  mails.forget()
  await send(before(17, 61))
  expect(told()).toEqual([[`Bientôt : ${event.title}`], [`Rappel : ${event.title}`], [`Rappel : ${event.title}`]])
  // An hour that lay behind the invitation when it left reminds nobody.
  const soon = await ask({ days: '7' }, dated(5))
  await send(new Date(today + DAY))
  expect(subjects(silent, soon)).toEqual([`Invitation : ${soon.title}`])
})

test('who organises is told how many, not who, and of few not even that; others find no such page', async () => {
  const event = await openEvent(manager, { title: 'Compte rond' })
  const form = { whom: 'groups', groups: group, intent: 'count' }
  const page = await (await post(manager, `${event.desk}/invitations`, form)).text()
  expect(page).toMatch(/7|8/)
  expect((await post(manager, `${event.desk}/invitations`, { ...form, groups: '' })).status).toBe(422)
  expect((await get(people[0]!, `${event.desk}/invitations`)).status).toBe(403)
})

/**
 * B23 (S12): the weekly « fiches mises à jour »: a half-open week, what each reader may see when the mail leaves, their
 * own changes out, nothing for who would read nothing, and a way out of that list alone.
 */
import { beforeAll, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { chooseList } from '#app/domain/mail/subscriptions.server.ts'
import { putUpdatedProfiles, weekToTell } from '#app/domain/notices/updated-profiles.task.ts'
import { updatePeople, writeDecisions } from '#app/domain/people/write-people.server.ts'
import { post, type Somebody, somebody } from '../../factories/groups.ts'
import { addressOf } from '../../factories/letters.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'

useDatabase()
const mails = useMails()
const SLUG = 'supmeca'
/** A Monday in winter, at eight in Paris; the week before it began on 1 March at midnight there. */
const MONDAY = new Date('2027-03-08T07:00:00Z')
const [BEGIN, END] = [new Date('2027-02-28T23:00:00Z'), new Date('2027-03-07T23:00:00Z')]

beforeAll(() => apply(SLUG))

const write = ({ id }: Somebody, changes: object, at: Date, more: object = {}) =>
  inside(SLUG, (query, scope) =>
    updatePeople(query, scope, [{ personId: id, changes }], { from: 'person', now: at, ...more }),
  )
const weekly = async () =>
  (await mails.send(SLUG)).filter(({ subject }) => subject.includes('fiches mises à jour cette semaine'))

test('each reader has what they may see of the others’ week, once; who would read nothing has no mail', async () => {
  const [reader, mover, shy, apart, late, early, left] = await Promise.all(
    Array.from({ length: 7 }, () => somebody(SLUG)),
  )
  const within = new Date('2027-03-03T12:00:00Z')
  await write(reader!, { homeCity: 'Brest-sur-soi' }, within)
  await write(mover!, { homeCity: 'Quimper-vu' }, within)
  await write(shy!, { homeCity: 'Vannes-caché' }, within)
  await inside(SLUG, (query, tenant) =>
    writeDecisions({ query, tenant }, shy!.id, { site: { homeCity: 'nobody' } }, { from: 'person', now: within }),
  )
  await write(apart!, { homeCity: 'Lorient-bloqué' }, within)
  await write(early!, { homeCity: 'Auray-avant' }, BEGIN)
  await write(late!, { homeCity: 'Redon-bord' }, END)
  await write(mover!, { company: 'Importée SA' }, within, { from: 'school', source: 'x.csv', runId: uuidv7() })
  await post(reader!, `/profil/${apart!.handle}/contact`, { intent: 'block' })
  await inside(SLUG, (query, tenant) =>
    chooseList({ query, tenant, now: within }, left!.id, {
      ...{ listId: 'fiches-mises-a-jour', on: false, source: 'link' },
    }),
  )
  setClock(MONDAY)
  const tenant = (await tenantOfSlug(SLUG))!
  expect(await putUpdatedProfiles(tenant, MONDAY)).toBeGreaterThan(4)
  expect(await putUpdatedProfiles(tenant, MONDAY)).toBe(0)
  const sent = await weekly()
  const own = sent.filter(({ to }) => to === addressOf(reader!))
  expect(own).toHaveLength(1)
  const { text, headers } = own[0]!
  for (const seen of ['Quimper-vu', 'Redon-bord']) expect(text).toContain(seen)
  for (const none of ['Brest-sur-soi', 'Vannes-caché', 'Lorient-bloqué', 'Auray-avant', 'Importée SA'])
    expect(text).not.toContain(none)
  // Twin: whom the reader keeps away is read by others, who read the reader too.
  const others = sent.find(({ to }) => to === addressOf(mover!))!.text
  for (const seen of ['Lorient-bloqué', 'Brest-sur-soi']) expect(others).toContain(seen)
  expect(sent.some(({ to }) => to === addressOf(left!))).toBe(false)
  expect(headers['List-Unsubscribe']).toBeDefined()
})

test('closed leak: an account closed after the week was put into the outbox reads none of it; open again, it does', async () => {
  const [mover, shut, reopened] = await Promise.all(Array.from({ length: 3 }, () => somebody(SLUG)))
  const monday = new Date('2027-03-22T07:00:00Z')
  await write(mover!, { homeCity: 'Douarnenez-vu' }, new Date('2027-03-17T12:00:00Z'))
  setClock(monday)
  await putUpdatedProfiles((await tenantOfSlug(SLUG))!, monday)
  const close = ({ accountId }: Somebody, at: Date | null) =>
    inside(SLUG, (query, { id }) =>
      query(
        sql`UPDATE "account" SET "disabledAt" = ${at}::timestamptz WHERE "tenantId" = ${id} AND "id" = ${accountId}`,
      ),
    )
  for (const one of [shut!, reopened!]) await close(one, monday)
  await close(reopened!, null)
  const told = (await weekly()).filter(({ text }) => text.includes('Douarnenez-vu')).map(({ to }) => to)
  expect([told.includes(addressOf(shut!)), told.includes(addressOf(reopened!))]).toEqual([false, true])
})

test('a week in which nobody changed anything writes to nobody', async () => {
  const quiet = new Date('2027-04-05T07:00:00Z')
  setClock(quiet)
  expect(await putUpdatedProfiles((await tenantOfSlug(SLUG))!, quiet)).toBe(0)
})

test('it leaves on Mondays from six in Paris, on Tuesdays for who is late, and on no other day', () => {
  const at = (iso: string) => weekToTell(new Date(iso))
  expect(at('2027-03-08T04:59:00Z')).toBeUndefined()
  expect(at('2027-03-08T05:00:00Z')).toEqual({ monday: '2027-03-08', since: BEGIN, until: END })
  expect(at('2027-03-09T22:59:00Z')?.monday).toBe('2027-03-08')
  expect(at('2027-03-09T23:00:00Z')).toBeUndefined()
  // The week of the clock's change in spring has an hour less, and none is missing or told twice.
  expect([at('2027-03-29T07:00:00Z')!.until, at('2027-04-05T07:00:00Z')!.since]).toEqual([
    new Date('2027-03-28T22:00:00Z'),
    new Date('2027-03-28T22:00:00Z'),
  ])
})

/** What mails about notices and contacts’ news say (A10, A11): what may be read, and no word more. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { putNotice } from '#app/domain/notices/put-notices.server.ts'
import { updatePeople, writeDecisions } from '#app/domain/people/write-people.server.ts'
import { post, type Somebody, somebody, text, write } from '../../factories/groups.ts'
import {
  CHOICES_AT,
  choose,
  GROUP,
  KEPT_AWAY,
  LEFT,
  pair,
  run,
  SLUG,
  START,
  tell,
  tellingTo,
} from '../../factories/notices.ts'
import { befriend } from '../../factories/seats.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'

useDatabase()
const mails = useMails()
const { later, sent } = tellingTo(mails)

const HOUR = 3_600_000

beforeAll(() => apply(SLUG))
beforeEach(() => setClock(START))

const trace = { from: 'person' as const, now: new Date(START.getTime() - HOUR) }
const change = (who: Somebody, changes: object) =>
  inside(SLUG, (query, scope) => updatePeople(query, scope, [{ personId: who.id, changes }], trace))
const narrow = (who: Somebody, site: object) =>
  inside(SLUG, (query, scope) => writeDecisions({ query, tenant: scope }, who.id, { site }, trace))
async function friends(): Promise<[Somebody, Somebody]> {
  const [one, other] = [await somebody(SLUG), await somebody(SLUG)]
  await befriend(SLUG, one.id, other.id)
  return [one, other]
}

describe('A10: news of contacts', () => {
  const NEWS = '/actualites-contacts'
  test('today’s value of what changed, as far as one may see it today; else nothing tells of it', async () => {
    const [friend, reader] = await friends()
    const stranger = await somebody(SLUG)
    expect(await text(reader, '/')).not.toContain('data-block="contacts-news"')
    await change(friend, { homeCity: 'Quimper', bio: 'Je navigue' })
    await change(stranger, { homeCity: 'Vannes' })
    const page = await text(reader, NEWS)
    for (const words of ['Quimper', 'Je navigue', friend.name]) expect(page).toContain(words)
    expect(page).not.toContain('Vannes')
    expect(await text(reader, '/')).toContain('data-block="contacts-news"')
    // The town narrowed: the bio is still news, the town never was.
    await narrow(friend, { homeCity: 'nobody' })
    expect(await text(reader, NEWS)).not.toContain('Quimper')
    expect(await text(reader, NEWS)).toContain('Je navigue')
    await narrow(friend, { homeCity: 'nobody', bio: 'nobody' })
    expect(await text(reader, NEWS)).not.toContain(friend.handle)
    expect(await text(reader, '/')).not.toContain('data-block="contacts-news"')
    // Twin: opened again, it is back; no contact any more, it is gone.
    await narrow(friend, {})
    expect(await text(reader, NEWS)).toContain('Quimper')
    await post(reader, `/profil/${friend.handle}/contact`, { intent: 'remove' })
    expect(await text(reader, NEWS)).not.toContain(friend.handle)
  })

  test('in the digest of the day that was chosen, once, and not at all where it was hidden by then', async () => {
    const [friend, reader] = await friends()
    const shy = await somebody(SLUG)
    await befriend(SLUG, shy.id, reader.id)
    await choose(reader, { 'kind.news': 'daily' })
    for (const who of [friend, shy]) await change(who, { homeCity: who === shy ? 'Redon' : 'Concarneau' })
    await narrow(shy, { homeCity: 'nobody' })
    const [digest, ...more] = await later(1, reader)
    expect(more).toEqual([])
    expect(digest!.subject).toBe('Du nouveau chez vos contacts')
    for (const words of ['Concarneau', friend.name, CHOICES_AT]) expect(digest!.html).toContain(words)
    for (const words of ['Redon', shy.name]) expect(digest!.html).not.toContain(words)
    await narrow(shy, {})
    expect(await later(2, reader)).toHaveLength(1)
    expect(await later(20, reader)).toHaveLength(1)
  })
})

describe('A11: the decision on one’s own answer', () => {
  const TITLE = 'Ce que le groupe prépare'
  const hide = (id: string, _: Somebody, author: Somebody) => sql`UPDATE "post" SET "state" = 'hidden'
    WHERE "tenantId" = ${id} AND "personId" = ${author.id}`
  const whole = `Votre texte est publié : ${TITLE}`

  test.each([
    ['whoever may read its article', undefined, whole],
    ['who left the group', LEFT, 'Votre texte est publié'],
    ['whom the article’s author keeps away', KEPT_AWAY, 'Votre texte est publié'],
    ['those for whom the article was hidden', hide, 'Votre texte est publié'],
  ] as const)('tells %s of it, and no title that they may not read', async (_, change, words) => {
    const [author, reader] = await pair()
    const address = await write(author, GROUP, TITLE)
    await post(reader, address, { intent: 'answer', text: 'Oui' })
    const of = sql`"personId" = ${reader.id}`
    const [answer] = await run((id) => sql`SELECT "id", "groupId" FROM "comment" WHERE "tenantId" = ${id} AND ${of}`)
    const [subjectId, placeId] = [String(answer!.id), String(answer!.groupId)]
    const notice = { kind: 'decided', subjectId, placeId } as const
    const tenant = (await tenantOfSlug(SLUG))!
    await inside(SLUG, (query) => putNotice({ query, tenant, now: START }, notice, reader.id))
    if (change) await run((id) => change(id, reader, author))
    const page = (await text(reader, '/notifications')).replaceAll(/[\u00a0\u202f]/g, ' ')
    const [mail, ...more] = await later(1, reader)
    expect(more).toEqual([])
    expect(page).toContain(words)
    expect(mail!.subject).toBe(words)
    expect([page.includes(TITLE), mail!.html.includes(TITLE)]).toEqual(change ? [false, false] : [true, true])
  })
})

describe('A11, A22: a mail that waits is judged again when it leaves', () => {
  const TITLE = 'Avant que cela ne parte'
  const mailTo = ({ accountId }: Somebody) =>
    run(
      (id) => sql`SELECT "state", "sealed" FROM "mail" WHERE "tenantId" = ${id} AND "kind" = 'notices.told'
      AND "accountId" = ${accountId}`,
    )
  const gone = (id: string, { accountId }: Somebody) => sql`UPDATE "account" SET "disabledAt" = now()
    WHERE "tenantId" = ${id} AND "id" = ${accountId}`
  const dead = (id: string, { id: who }: Somebody) => sql`UPDATE "person" SET "status" = 'décédé'
    WHERE "tenantId" = ${id} AND "id" = ${who}`
  type Step = (reader: Somebody, author: Somebody, address: string) => Promise<unknown>
  const row =
    (change: typeof KEPT_AWAY): Step =>
    (reader, author) =>
      run((id) => change(id, reader, author))

  test.each<[string, Step | undefined]>([
    ['nothing happened', undefined],
    ['its reader left the group', row(LEFT)],
    ['its author keeps its reader away', row(KEPT_AWAY)],
    ['its reader has died', row(dead)],
    ['its reader’s account was closed', row(gone)],
    ['it was hidden', (_, author, address) => post(author, address, { intent: 'hide' })],
    ['its reader wants none by mail', (reader) => choose(reader, { 'kind.post': 'site' })],
    ['its reader wants none at all', (reader) => choose(reader, { 'kind.post': 'never' })],
    ['its reader wants none of the group', (reader) => choose(reader, { [`group.${GROUP}`]: 'never' })],
  ])('an article, where meanwhile %s', async (_, change) => {
    const [author, reader] = await pair()
    await choose(reader, { 'kind.post': 'mail' })
    const address = await write(author, GROUP, TITLE)
    await tell(1)
    expect(await mailTo(reader)).toMatchObject([{ state: 'waiting' }])
    await change?.(reader, author, address)
    const left = await sent(reader)
    expect(left.map(({ subject }) => subject)).toEqual(change ? [] : [`Nouvel article : ${TITLE}`])
    expect(JSON.stringify(mails.mails).includes(TITLE)).toBe(!change)
    expect(await mailTo(reader)).toMatchObject([{ state: change ? 'suppressed' : 'sent', sealed: null }])
  })

  test.each<[string, Step | undefined]>([
    ['nothing happened', undefined],
    ['the field was narrowed', (_, friend) => narrow(friend, { homeCity: 'nobody' })],
    [
      'they are no contacts any more',
      (reader, { handle }) => post(reader, `/profil/${handle}/contact`, { intent: 'remove' }),
    ],
    ['one keeps the other away', row(KEPT_AWAY)],
    ['the choice is never', (reader) => choose(reader, { 'kind.news': 'never' })],
  ])('news of a contact, where meanwhile %s', async (_, step) => {
    const [friend, reader] = await friends()
    const other = await somebody(SLUG)
    await befriend(SLUG, other.id, reader.id)
    await choose(reader, { 'kind.news': 'daily' })
    await change(friend, { homeCity: 'Douarnenez' })
    await tell(1)
    expect(await mailTo(reader)).toMatchObject([{ state: 'waiting' }])
    // What came after it was put waits for the next one.
    await change(other, { homeCity: 'Paimpol' })
    await step?.(reader, friend, '')
    const left = await sent(reader)
    expect(left.map(({ html }) => [html.includes('Douarnenez'), html.includes('Paimpol')])).toEqual(
      step ? [] : [[true, false]],
    )
  })
})

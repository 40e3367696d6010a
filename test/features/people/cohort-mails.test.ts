/** Mail to my promotion (S9, B18): one yes for words, readers and author; no address seen; answers by a message. */
import { afterEach, beforeAll, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { cohortReadersSql } from '#app/domain/letters/cohort-list.server.ts'
import { cohortMailTask, putSome } from '#app/domain/letters/cohort-mail.task.ts'
import { grantRole } from '#app/domain/people/accounts.server.ts'
import { updatePeople } from '#app/domain/people/write-people.server.ts'
import { get, post, type Somebody, somebody, text } from '../../factories/groups.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const mails = useMails()
const QUEUE = '/admin/publications'
let manager: Seat
let year = 1950

beforeAll(async () => {
  setClock(undefined)
  const staffRoles = { relecture: { name: { fr: 'r', en: 'r' }, may: ['moderation' as const], reads: [] } }
  await apply({ ...tenantFile('supmeca'), staffRoles }, 'ece')
  manager = await staffSeat('supmeca', 'manager')
})
afterEach(() => setClock(undefined))

const addressOf = (who: Somebody) => `${who.name}@exemple.fr`

/** @returns somebody who writes, and others of the same year */
async function cohort(n: number): Promise<[Somebody, ...Somebody[]]> {
  const promotion = year++
  const all: Somebody[] = []
  for (let i = 0; i <= n; i++) all.push(await somebody('supmeca', { values: { promotion } }))
  return all as [Somebody, ...Somebody[]]
}

async function write(who: Seat, subject: string): Promise<string> {
  const answer = await post(who, '/mail-promo/nouveau', { subject, text: 'Bonjour à tous,\n\nretrouvons-nous.' })
  expect(answer.status).toBe(303)
  return answer.headers.get('Location')!.split('/').at(-1)!.split('?')[0]!
}

const hashOf = async (id: string, who = manager) =>
  new RegExp(`data-mail="${id}"[\\s\\S]*?name="hash" value="(\\w+)"`).exec(await text(who, QUEUE))?.[1]

async function decide(id: string, decision: string, hash?: string, who = manager): Promise<string> {
  const form = { kind: 'cohort-mail', id, hash: hash ?? (await hashOf(id, who)) ?? '', decision, because: 'Pas ici' }
  return (await post(who, QUEUE, form)).headers.get('Location')!.split('fait=')[1]!
}

async function run(): Promise<void> {
  const { id } = (await tenantOfSlug('supmeca'))!
  await cohortMailTask.run({ tenantId: id }, { attempt: 1, signal: new AbortController().signal })
}

const sent = async (subject: string) =>
  (await mails.send('supmeca')).filter((mail) => mail.subject.endsWith(`] ${subject}`))

test('B18: it waits; a changed text, a stale yes and the author’s own yes do not send it; each has it once', async () => {
  const [author, mate, other] = await cohort(2)
  const outside = await somebody('supmeca', { values: { promotion: 1900 } })
  const id = await write(author, 'Retrouvailles')
  const path = `/mail-promo/${id}`
  for (const who of [mate!, outside]) expect((await get(who, path)).status).toBe(404)
  await run()
  expect(await sent('Retrouvailles')).toEqual([])
  const stale = (await hashOf(id))!
  expect(await text(manager, QUEUE)).toContain('Envoyé par e-mail à 2 personnes')
  await post(author, `${path}/modifier`, { subject: 'Retrouvailles', text: 'Autre texte' })
  expect(await decide(id, 'approve', stale)).toBe('gone')
  expect(await decide(id, 'approve')).toBe('approved')
  // Changed after the yes: it asks again, and nothing leaves.
  await post(author, `${path}/modifier`, { subject: 'Retrouvailles', text: 'Texte dernier' })
  await run()
  expect(await sent('Retrouvailles')).toEqual([])
  // The words swapped under the yes, by whatever way: the hash says so.
  expect(await decide(id, 'approve')).toBe('approved')
  const swap = (words: string) =>
    inside('supmeca', (query, scope) =>
      query(sql`UPDATE "cohort_mail" SET "text" = ${words} WHERE "tenantId" = ${scope.id} AND "id" = ${id}`),
    )
  await swap('Texte glissé')
  await run()
  expect(await sent('Retrouvailles')).toEqual([])
  await swap('Texte dernier')
  expect(await decide(id, 'approve')).toBe('approved')
  await run()
  await inside('supmeca', (query, scope) =>
    query(sql`UPDATE "cohort_mail" SET "reachedId" = NULL, "state" = 'sending' WHERE "tenantId" = ${scope.id}
      AND "id" = ${id}`),
  )
  await run()
  await run()
  const all = await sent('Retrouvailles')
  expect(all.map(({ to }) => to).toSorted()).toEqual([addressOf(mate!), addressOf(other!)].toSorted())

  // Nobody’s address but the reader’s own is in what left, and none on the author’s page; answers are messages.
  for (const mail of all) {
    for (const who of [author, mate!, other!].filter((one) => addressOf(one) !== mail.to))
      expect(JSON.stringify(mail).toLowerCase()).not.toContain(addressOf(who).toLowerCase())
    expect(JSON.stringify(mail)).not.toContain(author.handle)
    expect(mails.link(mail, '/mail-promo/')).toBe(path)
  }
  for (const page of [path, '/mail-promo'])
    for (const who of [mate!, other!]) expect(await text(author, page)).not.toMatch(new RegExp(who.name, 'i'))
  expect(await text(mate!, path)).toContain(`/profil/${author.handle}/ecrire`)
  expect(await text(mate!, path)).toContain(`data-person="${author.handle}"`)
  expect((await get(outside, path)).status).toBe(404)
  expect((await post(author, `${path}/modifier`, { subject: 'x', text: 'y' })).status).toBe(403)
})

test('B18: readers grown by more than one in twenty ask again; of a moderator’s own another decides', async () => {
  const [author, ...mates] = await cohort(2)
  const id = await write(author, 'Grandie')
  expect(await decide(id, 'approve')).toBe('approved')
  const { promotion } = await inside('supmeca', async (query, scope) => {
    const [row] = await query<{ promotion: number }>(sql`SELECT "promotion" FROM "person"
      WHERE "tenantId" = ${scope.id} AND "id" = ${author.id}`)
    return row!
  })
  await somebody('supmeca', { values: { promotion } })
  await run()
  expect(await sent('Grandie')).toEqual([])
  expect(await text(manager, QUEUE)).toContain('Envoyé par e-mail à 3 personnes')
  expect(await decide(id, 'approve')).toBe('approved')
  await run()
  expect(await sent('Grandie')).toHaveLength(mates.length + 1)

  await inside('supmeca', (query, scope) =>
    grantRole(query, scope, { accountId: author.accountId, role: 'manager' }, new Date('2020-01-01')),
  )
  const own = await write(author, 'De la modération')
  expect(await text(author, QUEUE)).not.toContain('De la modération')
  const hash = (await hashOf(own))!
  expect(await decide(own, 'approve', hash, author)).toBe('gone')
  expect(await decide(own, 'refuse', hash)).toBe('refused')
  expect(await text(author, `/mail-promo/${own}`)).toContain('Pas ici')
})

test('B16: who left the list, died, changed year or is kept apart gets none; one click leaves that list alone', async () => {
  const [author, ...mates] = await cohort(5)
  const [stays, off, dead, moved, apart] = mates as [Somebody, Somebody, Somebody, Somebody, Somebody]
  const id = await write(author, 'Relu')
  await decide(id, 'approve')
  await run()
  expect((await post(off, '/mail-promo', { intent: 'mail-off' })).status).toBe(303)
  await post(apart, `/profil/${author.handle}/contact`, { intent: 'block' })
  await inside('supmeca', async (query, scope) => {
    const from = { from: 'person' as const, now: new Date() }
    await updatePeople(query, scope, [{ personId: dead.id, changes: { status: 'décédé' } }], from)
    await updatePeople(query, scope, [{ personId: moved.id, changes: { promotion: 1901 } }], from)
  })
  const [mail, ...more] = await sent('Relu')
  expect(more).toEqual([])
  expect(mail!.to).toBe(addressOf(stays))
  for (const who of [moved, apart]) expect((await get(who, `/mail-promo/${id}`)).status).toBe(404)
  const leave = new URL(/<([^>]+)>/.exec(mail!.headers['List-Unsubscribe']!)![1]!)
  expect(await (await request('supmeca.localhost', leave.pathname)).text()).toContain('Mails de ma promotion')
  // As a mail program posts: from nowhere.
  const click = { form: { 'List-Unsubscribe': 'One-Click' }, origin: null }
  expect((await request('supmeca.localhost', leave.pathname, click)).status).toBe(200)
  expect((await request('supmeca.localhost', `${leave.pathname}/x`, click)).status).toBe(403)
  const choices = await inside('supmeca', (query, scope) =>
    query(sql`SELECT "listId", "on" FROM "list_choice" WHERE "tenantId" = ${scope.id} AND "personId" = ${stays.id}`),
  )
  expect(choices).toEqual([{ listId: 'promo:', on: false }])
})

test('leak: a moderator who reads no records is told of few people no number; who reads them is (twin)', async () => {
  const [author] = await cohort(1)
  const id = await write(author, 'À un seul')
  const card = async (who: Seat) =>
    new RegExp(`data-mail="${id}"[\\s\\S]*?<form`).exec(await text(who, QUEUE))![0].replace(/<!-- -->/g, '')
  expect(await card(await staffSeat('supmeca', 'relecture'))).toContain('à moins de cinq personnes')
  expect(await card(manager)).toContain('Envoyé par e-mail à 1 personne')
})

test('a mail whose author died before it began to leave is not sent; shown alive again they write anew (twin)', async () => {
  const [author, mate] = await cohort(1)
  const status = (to: string | null) =>
    inside('supmeca', (query, scope) =>
      updatePeople(query, scope, [{ personId: author.id, changes: { status: to } }], {
        from: 'staff',
        now: new Date(),
      }),
    )
  await decide(await write(author, 'Posthume'), 'approve')
  await status('décédé')
  await run()
  expect(await sent('Posthume')).toEqual([])
  await status(null)
  await decide(await write(author, 'Vivante'), 'approve')
  await run()
  expect((await sent('Vivante')).map(({ to }) => to)).toEqual([addressOf(mate!)])
})

test('held a month it ends; its author gone from that year, it is not sent; one at a time, and taken back', async () => {
  const [author, mate] = await cohort(1)
  const id = await write(author, 'Oubliée')
  expect(
    (await post(author, '/mail-promo/nouveau', { subject: 'Encore', text: 'b' })).headers.get('Location'),
  ).toContain('fait=one')
  setClock(new Date(Date.now() + 31 * 86_400_000))
  await run()
  setClock(undefined)
  expect(await text(author, `/mail-promo/${id}`)).toContain('personne ne l’a relu à temps')
  expect(await decide(id, 'approve', 'x')).toBe('gone')

  const second = await write(author, 'Partie ailleurs')
  await decide(second, 'approve')
  await inside('supmeca', (query, scope) =>
    updatePeople(query, scope, [{ personId: author.id, changes: { promotion: 1902 } }], {
      from: 'staff',
      now: new Date(),
    }),
  )
  await run()
  expect(await sent('Partie ailleurs')).toEqual([])
  const third = await write(mate!, 'Annulée')
  await decide(third, 'approve')
  await post(mate!, `/mail-promo/${third}`, { intent: 'withdraw' })
  expect(await putSome((await tenantOfSlug('supmeca'))!, third, new Date())).toBe(0)
})

test('who may not open their year neither writes to it nor is written to', async () => {
  const guest = await somebody('ece', { paidUp: false, values: { promotion: 2011 } })
  const member = await somebody('ece', { values: { promotion: 2011 } })
  for (const path of ['/mail-promo', '/mail-promo/nouveau']) {
    expect((await get(guest, path, 'ece')).status).toBe(403)
    expect((await request('ece.localhost', path)).status).toBe(302)
    expect((await get(manager, path)).status).toBe(403)
  }
  const mate = await somebody('ece', { values: { promotion: 2011 } })
  expect((await get(member, '/mail-promo', 'ece')).status).toBe(200)
  const tenant = (await tenantOfSlug('ece'))!
  const found = await inside('ece', (query) =>
    query(
      sql`SELECT "personId" FROM (${cohortReadersSql(tenant, { cohort: 2011, personId: member.id }, new Date())}) f`,
    ),
  )
  expect(found).toEqual([{ personId: mate.id }])
})

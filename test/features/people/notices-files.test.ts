/** Notices of documents and of the association's news (A11, A23), judged at each reading and sending. */
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { fileGroupId } from '#app/tenant/groups.ts'
import { get, PDF, post, postFiles, type Somebody, somebody, text } from '../../factories/groups.ts'
import { choose, GROUP, pair, run, SLUG, START, tell, tellingTo } from '../../factories/notices.ts'
import { staffSeat } from '../../factories/seats.ts'
import { apply } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'

useDatabase()
const mails = useMails()
const { sent } = tellingTo(mails)

beforeAll(() => apply(SLUG))
beforeEach(() => setClock(START))

const DOCUMENTS = `/groupes/${GROUP}/documents`

/** Unread notices as the page lists them, and as its menu counts them: the two agree. */
async function unread(who: { cookie: string; accountId: string }) {
  const page = (await text(who, '/notifications')).replaceAll(/[\u00a0\u202f]/g, ' ')
  const rows = [...page.matchAll(/data-kind="([\w-]+)" data-state="unread"[\s\S]*?href="([^"]+)"[^>]*>([^<]*)</g)]
  expect(Number(/(\d+) notifications? non lues?/.exec(page)?.[1] ?? 0)).toBe(rows.length)
  return rows.map(([, kind, to, title]) => ({ kind, to, title }))
}

const kinds = async (who: { cookie: string; accountId: string }) => (await unread(who)).map(({ kind }) => kind)

async function leaderOf(who: Somebody): Promise<void> {
  await run(
    (id) => sql`UPDATE "group_member" SET "leads" = TRUE WHERE "tenantId" = ${id}
    AND "personId" = ${who.id} AND "groupId" = ${fileGroupId(id, GROUP)}`,
  )
}

const add = (who: Somebody, title: string) =>
  postFiles(who, DOCUMENTS, { intent: 'add', title, folder: 'Vie du club', file: { name: 'a.pdf', bytes: PDF } })

test('a document of a group: its people, while they may fetch it; opened, it is no news', async () => {
  const [leader, mate] = await pair()
  const [[left, apart], stranger] = [await pair(), await somebody(SLUG)]
  await leaderOf(leader)
  await add(leader, 'Statuts')
  await tell(1)
  await tell(2)
  for (const who of [leader, stranger]) expect(await kinds(who)).toEqual([])
  const [notice] = await unread(mate)
  expect(notice).toMatchObject({ kind: 'document', title: 'Nouveau document : Statuts' })
  // Who left, and who is kept apart from its author, fetch it no more: the notice is not there either.
  await post(left, `/groupes/${GROUP}`, { intent: 'leave' })
  await post(apart, `/profil/${leader.handle}/contact`, { intent: 'block' })
  for (const who of [left, apart]) {
    expect(await kinds(who)).toEqual([])
    expect((await get(who, notice!.to!)).status).toBe(404)
  }
  await post(apart, `/profil/${leader.handle}/contact`, { intent: 'unblock' })
  expect(await kinds(apart)).toEqual(['document'])
  expect((await get(mate, notice!.to!)).status).toBe(200)
  expect(await kinds(mate)).toEqual([])
  await post(leader, DOCUMENTS, { intent: 'remove', document: notice!.to!.split('/').at(-1)! })
  expect(await kinds(apart)).toEqual([])
})

const NEWS = 'news'

/** Publishes something of the association. @returns its id */
async function publish(table: 'site_document' | typeof NEWS, title: string, audience: string, from = START) {
  const id = uuidv7()
  const times = sql`${from}::timestamptz, '9999-12-31', ${START}::timestamptz`
  await run((tenant) =>
    table === NEWS
      ? sql`INSERT INTO "news" ("tenantId", "id", "slug", "title", "text", "category", "state", "audience",
          "visibleFrom", "visibleUntil", "createdAt") VALUES (${tenant}, ${id}, ${id}, ${title}, 'Texte', 'association',
          'published', ${audience}, ${times}) RETURNING 1`
      : sql`INSERT INTO "site_document" ("tenantId", "id", "folder", "title", "state", "audience", "visibleFrom",
          "visibleUntil", "createdAt", "fileKey", "bytes") VALUES (${tenant}, ${id}, 'Dossier', ${title}, 'published',
          ${audience}, ${times}, 'documents/x.pdf', 3) RETURNING 1`,
  )
  return id
}

test('a document of the association: for whom its folder shows it now, dues and audience read each time', async () => {
  const [paid, unpaid] = [await somebody(SLUG), await somebody(SLUG, { paidUp: false })]
  const staff = await staffSeat(SLUG, 'admin')
  const id = await publish('site_document', 'Comptes', 'paid-up')
  await publish('site_document', 'Budget', 'staff')
  await tell(1)
  expect(await unread(paid)).toEqual([
    { kind: 'site-document', to: `/documents/${id}`, title: 'Nouveau document de l’association : Comptes' },
  ])
  for (const who of [unpaid, staff]) expect(await kinds(who)).toEqual([])
  const to = (audience: string) =>
    run(
      (tenant) =>
        sql`UPDATE "site_document" SET "audience" = ${audience} WHERE "tenantId" = ${tenant} AND "id" = ${id}`,
    )
  await to('staff')
  expect(await kinds(paid)).toEqual([])
  await to('network')
  expect(await kinds(paid)).toEqual(['site-document'])
  await to('paid-up')
  await run(
    (tenant) => sql`UPDATE "membership_period" SET "endsAt" = ${START} WHERE "tenantId" = ${tenant}
    AND "personId" = ${paid.id}`,
  )
  expect(await kinds(paid)).toEqual([])
})

test('news: once they are out, to everybody of the base; withdrawn they are no news, and come back untold', async () => {
  const [reader, other] = [await somebody(SLUG, { paidUp: false }), await somebody(SLUG)]
  const id = await publish(NEWS, 'Assemblée', 'network', new Date(START.getTime() + 90 * 60_000))
  await tell(1)
  expect(await kinds(reader)).toEqual([])
  await tell(2)
  expect(await unread(reader)).toEqual([
    { kind: 'association-news', to: `/actualites/${id}`, title: 'Actualité : Assemblée' },
  ])
  const state = (word: string) =>
    run((tenant) => sql`UPDATE "news" SET "state" = ${word} WHERE "tenantId" = ${tenant} AND "id" = ${id}`)
  await state('draft')
  expect(await kinds(other)).toEqual([])
  await state('published')
  expect((await get(reader, `/actualites/${id}`)).status).toBe(200)
  expect(await kinds(reader)).toEqual([])
  await tell(3)
  expect(await kinds(other)).toEqual(['association-news'])
})

test('A23: kinds decide how one hears of them, the group goes before; a mail is judged again as it leaves', async () => {
  const [leader, reader] = await pair()
  const [narrowed, silent] = await pair()
  await leaderOf(leader)
  for (const who of [reader, narrowed, silent])
    expect((await choose(who, { 'kind.document': 'mail', 'kind.association-news': 'never' })).status).toBe(303)
  await choose(silent, { [`group.${GROUP}`]: 'never' })
  await add(leader, 'Budget du club')
  await publish(NEWS, 'Rien pour eux', 'public')
  const folder = await publish('site_document', 'Rapport', 'network')
  await tell(1)
  // Both mails wait; meanwhile one leaves the group, and the folder is no longer shown.
  await post(narrowed, `/groupes/${GROUP}`, { intent: 'leave' })
  await run((id) => sql`UPDATE "site_document" SET "audience" = 'staff' WHERE "tenantId" = ${id} AND "id" = ${folder}`)
  expect(await sent(narrowed)).toEqual([])
  expect(await sent(silent)).toEqual([])
  const [mail, ...more] = await sent(reader)
  expect(more).toEqual([])
  expect(mail!.subject).toBe('Nouveau document : Budget du club')
  for (const words of ['Rapport', 'Rien pour eux']) expect(mail!.html).not.toContain(words)
})

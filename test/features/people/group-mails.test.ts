/** Mails of those who run a group to its people (S14): approved, sent, left, answered, without anybody's address. */
import { beforeAll, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { groupListId, recipientsSql } from '#app/domain/groups/group-list.server.ts'
import { groupMailTask, putSome } from '#app/domain/groups/group-mail.task.ts'
import { chooseList } from '#app/domain/mail/subscriptions.server.ts'
import { grantRole } from '#app/domain/people/accounts.server.ts'
import { updatePeople } from '#app/domain/people/write-people.server.ts'
import { fileGroupId } from '#app/tenant/groups.ts'
import { get, post, type Somebody, somebody, text } from '../../factories/groups.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const mails = useMails()

const FREE = 'libre'
const SUBJECT = 'Rendez-vous jeudi'

beforeAll(async () => {
  setClock(undefined)
  await apply('supmeca', 'insa', 'insa-lyon', {
    ...tenantFile('supmeca'),
    slug: FREE,
    posts: { ...tenantFile('supmeca').posts, mails: 'none' as const },
  })
})

async function member(group: string, slug = 'supmeca', more: Parameters<typeof somebody>[1] = {}): Promise<Somebody> {
  const who = await somebody(slug, more)
  await post(who, `/groupes/${group}`, { intent: 'join' }, slug)
  return who
}

async function leader(group: string, slug = 'supmeca'): Promise<Somebody> {
  const who = await member(group, slug)
  await inside(slug, (query, scope) =>
    query(sql`UPDATE "group_member" SET "leads" = TRUE WHERE "tenantId" = ${scope.id} AND "personId" = ${who.id}`),
  )
  return who
}

const addressOf = (who: Somebody) => `${who.name}@exemple.fr`

async function write(who: Seat, group: string, slug = 'supmeca', subject = SUBJECT) {
  const form = { subject, text: 'Bonjour à tous,\n\nrendez-vous jeudi à 19 h.' }
  const answer = await post(who, `/groupes/${group}/envois/nouveau`, form, slug)
  expect(answer.status).toBe(303)
  const [path, done] = answer.headers.get('Location')!.split('?fait=')
  return { path: path!, id: path!.split('/').at(-1)!, done }
}

async function run(slug: string) {
  const tenant = (await tenantOfSlug(slug))!
  await groupMailTask.run({ tenantId: tenant.id }, { attempt: 1, signal: new AbortController().signal })
}

const sentFor = async (slug: string, subject = SUBJECT) =>
  (await mails.send(slug)).filter((mail) => mail.subject.endsWith(subject))

test('A21: where the association reads first, the mail waits; an edited one asks again; each member gets it once', async () => {
  const [one, mate, outside] = [await leader('afterwork'), await member('afterwork'), await somebody('supmeca')]
  const manager = await staffSeat('supmeca', 'manager')
  const { path, id, done } = await write(one, 'afterwork')
  expect(done).toBe('pending')
  expect((await get(mate, path)).status).toBe(404)
  const hashIn = async () =>
    (await text(manager, '/admin/publications')).match(
      new RegExp(`data-mail="${id}"[\\s\\S]*?name="hash" value="(\\w+)"`),
    )![1]!
  const decide = async (hash: string) =>
    (await post(manager, '/admin/publications', { kind: 'mail', id, hash, decision: 'approve' })).headers.get(
      'Location',
    )
  const stale = await hashIn()
  await post(one, `${path}/modifier`, { subject: SUBJECT, text: 'Autre texte' })
  expect(await decide(stale)).toContain('gone')
  expect(await decide(await hashIn())).toContain('approved')
  // Changed once more after the yes, it asks again and nothing leaves.
  await post(one, `${path}/modifier`, { subject: SUBJECT, text: 'Texte définitif\n\nÀ jeudi' })
  await run('supmeca')
  expect(await sentFor('supmeca')).toEqual([])
  expect(await decide(await hashIn())).toContain('approved')
  await run('supmeca')
  await run('supmeca')
  const sent = await sentFor('supmeca')
  expect(sent.flatMap(({ to }) => to).toSorted()).toEqual([addressOf(one), addressOf(mate)].toSorted())
  expect(await text(mate, path)).toContain('Texte définitif')
  expect((await get(outside, path)).status).toBe(404)
  expect((await post(one, `${path}/modifier`, { subject: 'x', text: 'y' })).status).toBe(404)

  // Nobody’s address but the reader’s own is in anything that left; the answer is a message.
  const others = [one, mate, outside]
  for (const mail of sent) {
    const bytes = JSON.stringify(mail)
    for (const who of others.filter((other) => !bytes.includes(`"${addressOf(other)}"`)))
      expect(bytes.toLowerCase()).not.toContain(addressOf(who).toLowerCase())
    expect(bytes).not.toContain(one.handle)
    expect(mails.link(mail, '/groupes/afterwork/envois/')).toBe(path)
  }
  expect(await text(mate, path)).toContain(`/profil/${one.handle}/ecrire`)
  for (const page of [path, '/groupes/afterwork/envois'])
    for (const who of [mate, outside]) expect(await text(one, page), page).not.toContain(addressOf(who))
})

test('only who runs the group writes to it; a leader of another, a member and a stranger do not', async () => {
  const [mate, elsewhere, stranger] = [await member('afterwork'), await leader('sud-ouest'), await somebody('supmeca')]
  for (const who of [mate, elsewhere, stranger])
    expect((await post(who, '/groupes/afterwork/envois/nouveau', { subject: 'a', text: 'b' })).status).toBe(403)
  expect((await get(stranger, '/groupes/afterwork/envois')).status).toBe(403)
})

test('its author alone changes a mail, another who runs the group takes it back; of the staff’s the staff do', async () => {
  const [one, other] = [await leader('afterwork', FREE), await leader('afterwork', FREE)]
  const manager = await staffSeat(FREE, 'manager')
  const { path } = await write(one, 'afterwork', FREE, 'De la première')
  const words = { subject: 'Détourné', text: 'Autre texte' }
  for (const who of [other, manager]) {
    expect(await text(who, path, FREE)).not.toContain(`${path}/modifier`)
    expect((await get(who, `${path}/modifier`, FREE)).status).toBe(403)
    expect((await post(who, `${path}/modifier`, words, FREE)).status).toBe(403)
  }
  expect(await text(one, path, FREE)).toContain(`${path}/modifier`)
  expect(await text(one, path, FREE)).toContain('De la première')
  expect((await post(one, `${path}/modifier`, { ...words, subject: 'Corrigé' }, FREE)).status).toBe(303)
  expect(await text(other, path, FREE)).toContain('Corrigé')
  expect((await post(other, path, { intent: 'withdraw' }, FREE)).headers.get('Location')).toContain('withdrawn')

  const staff = await write(manager, 'afterwork', FREE, 'De l’équipe')
  expect((await post(one, `${staff.path}/modifier`, words, FREE)).status).toBe(403)
  expect((await post(manager, `${staff.path}/modifier`, words, FREE)).status).toBe(303)
  await post(manager, staff.path, { intent: 'withdraw' }, FREE)
})

test('a mail whose author runs the group no longer is not sent, and its page says why; the staff’s are', async () => {
  const [gone, stays, keeps] = [
    await leader('afterwork', FREE),
    await leader('afterwork', FREE),
    await leader('afterwork', FREE),
  ]
  const manager = await staffSeat(FREE, 'manager')
  const held = await write(gone, 'afterwork', FREE, 'Sans titre')
  for (const [who, subject] of [[stays, 'Qui anime'] as const, [keeps, 'Qui tient'] as const])
    await write(who, 'afterwork', FREE, subject)
  await write(manager, 'afterwork', FREE, 'De la maison')
  await inside(FREE, async (query, scope) => {
    await grantRole(query, scope, { accountId: keeps.accountId, role: 'manager' }, new Date('2020-01-01'))
    await query(sql`UPDATE "group_member" SET "leads" = FALSE WHERE "tenantId" = ${scope.id}
      AND "personId" = ANY(${[gone.id, keeps.id]}::uuid[])`)
  })
  await run(FREE)
  const subjects = new Set((await mails.send(FREE)).map(({ subject }) => subject.replace(/^\[.*\] /, '')))
  expect([...subjects].toSorted()).toEqual(['De la maison', 'Qui anime', 'Qui tient'])
  expect(await text(stays, held.path, FREE)).toContain('n’anime plus le groupe')
  expect((await get(gone, held.path, FREE)).status).toBe(404)
  // Once it has begun to leave it goes on.
  const begun = await write(stays, 'afterwork', FREE, 'Commencé')
  await putSome((await tenantOfSlug(FREE))!, begun.id, new Date())
  await inside(FREE, (query, scope) =>
    query(sql`UPDATE "group_member" SET "leads" = FALSE WHERE "tenantId" = ${scope.id} AND "personId" = ${stays.id}`),
  )
  await run(FREE)
  expect((await sentFor(FREE, 'Commencé')).flatMap(({ to }) => to)).toContain(addressOf(gone))
})

test('left by one click, the list of the group is left and nothing else; the page and the settings say so', async () => {
  const [one, mate] = [await leader('suisse', FREE), await member('suisse', FREE)]
  const first = await write(one, 'suisse', FREE)
  expect(first.done).toBe('leaves')
  await run(FREE)
  const mail = (await sentFor(FREE)).find(({ to }) => [to].flat().includes(addressOf(mate)))!
  const leave = new URL(/<([^>]+)>/.exec(mail.headers['List-Unsubscribe']!)![1]!)
  expect(mail.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
  expect(await (await request(`${FREE}.localhost`, leave.pathname)).text()).toContain('Suisse')
  await request(`${FREE}.localhost`, leave.pathname, { form: { 'List-Unsubscribe': 'One-Click' } })
  const choices = await inside(FREE, (query, scope) =>
    query(sql`SELECT "listId", "on" FROM "list_choice" WHERE "tenantId" = ${scope.id} AND "personId" = ${mate.id}`),
  )
  const list = await inside(FREE, async (_, scope) => groupListId(fileGroupId(scope.id, 'suisse')))
  expect(choices).toEqual([{ listId: list, on: false }])
  const page = await text(mate, '/groupes/suisse', FREE)
  expect(page).toContain('value="mail-on"')
  expect(page).toContain('value="leave"')
  await write(one, 'suisse', FREE, 'Deuxième')
  await run(FREE)
  expect((await sentFor(FREE, 'Deuxième')).flatMap(({ to }) => to)).toEqual([addressOf(one)])
  // Taken up again in the settings.
  const settings = { channel: 'preferred', language: 'fr', groups: 'yes', group: 'suisse' }
  expect((await post(mate, '/parametres/abonnements', settings, FREE)).status).toBe(303)
  expect(await text(mate, '/groupes/suisse', FREE)).toContain('value="mail-off"')
})

test('who left, unsubscribed, refused, died, muted, is kept apart: read again when the mail leaves', async () => {
  const slug = FREE
  const group = 'sud-ouest'
  const one = await leader(group, slug)
  const people = await Promise.all([1, 2, 3, 4, 5, 6, 7].map(() => member(group, slug)))
  const [stays, left, off, refused, dead, muted, apart] = people as [
    Somebody,
    Somebody,
    Somebody,
    Somebody,
    Somebody,
    Somebody,
    Somebody,
  ]
  await write(one, group, slug, 'Dernière')
  // All are in the outbox; then things change before it is sent.
  await run(slug)
  await post(left, `/groupes/${group}`, { intent: 'leave' }, slug)
  await post(muted, `/groupes/${group}`, { intent: 'mute' }, slug)
  await post(apart, `/profil/${one.handle}/contact`, { intent: 'block' }, slug)
  await inside(slug, async (query, scope) => {
    const listId = groupListId(fileGroupId(scope.id, group))
    await chooseList({ query, tenant: scope, now: new Date() }, off.id, { listId, on: false, source: 'link' })
    const from = { from: 'person' as const, now: new Date() }
    await updatePeople(query, scope, [{ personId: refused.id, changes: { emailingConsent: false } }], from)
    await updatePeople(query, scope, [{ personId: dead.id, changes: { status: 'décédé' } }], from)
  })
  const sent = (await sentFor(slug, 'Dernière')).flatMap(({ to }) => to)
  expect(sent.toSorted()).toEqual([addressOf(one), addressOf(stays)].toSorted())
})

test('an address that was taken out of the record meanwhile receives nothing: the one that the list has now does', async () => {
  const group = 'suisse'
  const [one, moved, bare, same] = [
    await leader(group, FREE),
    await member(group, FREE),
    await member(group, FREE),
    await member(group, FREE, { values: { workEmail: 'reste@travail.example' } }),
  ]
  await write(one, group, FREE, 'Adresses')
  await run(FREE)
  await inside(FREE, async (query, scope) => {
    const from = { from: 'person' as const, now: new Date() }
    const changes = { primaryEmail: 'neuve@exemple.fr' }
    await updatePeople(query, scope, [{ personId: moved.id, changes }], from)
    await updatePeople(query, scope, [{ personId: bare.id, changes: { primaryEmail: null } }], from)
    const work = { primaryEmail: 'reste@travail.example', workEmail: addressOf(same) }
    await updatePeople(query, scope, [{ personId: same.id, changes: work }], from)
  })
  const sent = (await sentFor(FREE, 'Adresses')).flatMap(({ to }) => to)
  expect(sent).toContain('neuve@exemple.fr')
  for (const who of [moved, bare]) expect(sent).not.toContain(addressOf(who))
  // Still theirs, though it is no longer where the list would write first.
  expect(sent).toContain(addressOf(same))
  const [{ recipient }] = (await inside(FREE, (query, scope) =>
    query<{ recipient: string }>(sql`SELECT "recipient" FROM "mail" WHERE "tenantId" = ${scope.id}
      AND "personId" = ${moved.id}`),
  )) as [{ recipient: string }]
  expect(recipient).toBe('neuve@exemple.fr')
})

test('a worker that dies goes on from where it stood, and nobody is written to twice', async () => {
  const one = await leader('afterwork', FREE)
  for (let i = 0; i < 3; i++) await member('afterwork', FREE)
  const { id } = await write(one, 'afterwork', FREE, 'Reprise')
  const tenant = (await tenantOfSlug(FREE))!
  expect(await putSome(tenant, id, new Date())).toBeGreaterThan(3)
  // The position is lost, as after an erasure of whom it names: keys hold.
  await inside(FREE, (query, scope) =>
    query(sql`UPDATE "group_mail" SET "reachedId" = NULL WHERE "tenantId" = ${scope.id} AND "id" = ${id}`),
  )
  await run(FREE)
  const sent = (await sentFor(FREE, 'Reprise')).flatMap(({ to }) => to)
  expect(new Set(sent).size).toBe(sent.length)
  expect(sent).toContain(addressOf(one))
})

test('of a group by address it goes to who lives there, and taken back in time to nobody', async () => {
  const values = { homePostcode: '69003', homeCountry: 'FR' }
  const [here, there] = [
    await somebody('insa-lyon', { values }),
    await somebody('insa-lyon', { values: { ...values, homePostcode: '35000' } }),
  ]
  const ids = await inside('insa-lyon', async (query, scope) => {
    const groupId = fileGroupId(scope.id, 'auvergne-rhone-alpes')
    const tenant = (await tenantOfSlug('insa-lyon'))!
    return query<{ personId: string }>(sql`SELECT * FROM (${recipientsSql(tenant, groupId, null, new Date())}) found`)
  })
  expect(ids.map(({ personId }) => personId)).toContain(here.id)
  expect(ids.map(({ personId }) => personId)).not.toContain(there.id)

  const one = await leader('afterwork')
  const { path } = await write(one, 'afterwork', 'supmeca', 'Annulé')
  expect((await post(one, path, { intent: 'withdraw' })).headers.get('Location')).toContain('withdrawn')
  expect(await text(await staffSeat('supmeca', 'manager'), '/admin/publications')).not.toContain('Annulé')
  await run('supmeca')
  expect(await sentFor('supmeca', 'Annulé')).toEqual([])
})

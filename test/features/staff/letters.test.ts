/** Letters of the association (S12): written, looked at, sent once to each who still wants them, stopped. */
import { afterEach, beforeAll, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { LATE, putSome } from '#app/domain/letters/letters.task.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { chooseList } from '#app/domain/mail/subscriptions.server.ts'
import { updatePeople } from '#app/domain/people/write-people.server.ts'
import { get, photograph, post, postFiles, type Somebody, text } from '../../factories/groups.ts'
import {
  addressOf,
  cutAfter,
  DESK,
  draft,
  pens,
  people,
  putOwed,
  reached,
  run,
  send,
  stateOf,
  tenantNow,
  words,
} from '../../factories/letters.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const mails = useMails()
let manager: Seat

beforeAll(async () => {
  setClock(undefined)
  const config = tenantFile('supmeca')
  const staffRoles = { plume: { name: { fr: 'plume', en: 'pen' }, may: ['letters' as const], reads: [] } }
  await apply({ ...config, staffRoles }, 'isep')
  manager = await staffSeat('supmeca', 'manager')
  pens.manager = manager
})
afterEach(() => setClock(undefined))

test('B19: blocks are moved and kept, faults stop it, the worst readers and the text twin are shown', async () => {
  const [promotion] = await people(1)
  const id = await draft(words('Essai {{prenom}}', promotion, 'Bonjour {{prénom}}'))
  await post(manager, `${DESK}/${id}`, {
    ...words('Essai {{prenom}}', promotion, 'Bonjour {{prénom}}'),
    intent: 'add-dues',
  })
  expect(await text(manager, `${DESK}/${id}/envoi`)).toContain('prénom')
  expect(await send(id)).toBe('faults')
  const three = { ...words('Essai {{prenom}}', promotion), 'b3-kind': 'dues' }
  const moved = await post(manager, `${DESK}/${id}`, { ...three, intent: 'up-3' })
  expect(moved.headers.get('Location')).toContain('#bloc-2')
  const look = async (as: string, more = '') => {
    const answer = await get(manager, `${DESK}/${id}/apercu?comme=${as}${more}`)
    expect(answer.headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'; style-src 'unsafe-inline'/)
    return answer.text()
  }
  const [nameless, long, signs] = [await look('nameless'), await look('long'), await look('signs')]
  expect(nameless).toMatch(/<p>Bonjour, <strong>merci<\/strong>/)
  expect(long).toContain('Wilhelmine')
  expect(signs).toContain('D’Arcy &lt;b&gt;O&#39;Neill&lt;/b&gt;')
  expect(signs).not.toContain('<b>O')
  expect(signs.indexOf('cotisation')).toBeLessThan(signs.indexOf('Bonjour'))
  expect(await look('rtl', '&format=texte')).toMatch(/^(?!.*<p>).*ياسمين/s)
})

test('pictures are drawn anew and open to mail programs; what is none is refused and the rest is kept', async () => {
  const [promotion] = await people(1)
  const id = await draft(words('Image', promotion))
  const form = { ...words('Image', promotion), 'b3-kind': 'picture', 'b3-picture': '', 'b3-alt': 'Le gala' }
  const photo = await photograph()
  const sent = (bytes: Buffer) =>
    postFiles(manager, `${DESK}/${id}`, { ...form, intent: 'save', 'b3-file': { name: 'a.jpg', bytes } })
  expect((await sent(Buffer.from('<svg onload="x()"/>'))).status).toBe(422)
  expect((await sent(photo)).status).toBe(303)
  const src = /src="(\/lettres\/[^"]+)"/.exec(await text(manager, `${DESK}/${id}`))![1]!
  const picture = await request('supmeca.localhost', src)
  expect(picture.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
  expect(Buffer.from(await picture.arrayBuffer()).includes('LieuSecret')).toBe(false)
  expect((await request('isep.localhost', src)).status).toBe(404)
})

test('who has not the task opens nothing; who has it alone narrows nothing and is told of nobody', async () => {
  const [promotion, [member]] = await people(1)
  const id = await draft(words('Fermé', promotion))
  for (const path of [DESK, `${DESK}/${id}`, `${DESK}/${id}/envoi`, `${DESK}/${id}/apercu`]) {
    expect((await get(member!, path)).status, path).toBe(403)
    expect((await request('supmeca.localhost', path)).status, path).toBe(302)
  }
  expect((await post(member!, `${DESK}/${id}/envoi`, { intent: 'plan' })).status).toBe(403)
  const pen = await staffSeat('supmeca', 'plume')
  const own = await draft(words('Sondage', promotion), pen)
  const page = await text(pen, `${DESK}/${own}/envoi`)
  expect(page).not.toContain('data-person=')
  expect(page).not.toContain(`promotion ${promotion}`)
  // The same rule by who reads records: one person, by name.
  const full = await text(manager, `${DESK}/${id}/envoi`)
  expect(full).toContain(`data-person="${member!.handle}"`)
  expect(full).toMatch(/1 personne la recevrait/)
})

test('B15: cut off anywhere, run by two at once, its place lost: each has it once; a bad address costs one row', async () => {
  const [promotion, all] = await people(9)
  const bad = all[4]!
  const id = await draft(words('Une fois', promotion))
  expect(await send(id)).toBe('leaves')
  const tenant = await tenantNow()
  await inside('supmeca', (query, scope) =>
    query(sql`UPDATE "person_email" SET "address" = 'sans arobase' WHERE "tenantId" = ${scope.id}
      AND "personId" = ${bad.id}`),
  )
  // A worker that dies inside its transaction leaves nothing behind it.
  await expect(
    inside('supmeca', async (query, scope) => {
      const mail = { key: `letter/${id}/${all[0]!.id}`, kind: 'letters.letter', to: 'x@exemple.fr' }
      await putMail(query, scope.id, { ...mail, language: 'fr', data: {} }, new Date())
      throw new Error('killed')
    }),
  ).rejects.toThrow('killed')
  await Promise.all([putSome(tenant, id, new Date()), putSome(tenant, id, new Date()), run()])
  await inside('supmeca', (query, scope) =>
    query(sql`UPDATE "letter" SET "reachedId" = NULL, "state" = 'sending' WHERE "tenantId" = ${scope.id}
      AND "id" = ${id}`),
  )
  await run()
  await run()
  const sent = await reached(mails, 'Une fois')
  const good = all.filter((who) => who !== bad).map(addressOf)
  expect(sent.map(({ to }) => to).toSorted()).toEqual(good.toSorted())
  expect(await stateOf(id)).toBe('sent')
  const rows = await inside('supmeca', (query, scope) =>
    query<{ n: number; keys: number; held: number }>(sql`SELECT count(*)::int AS "n", count(DISTINCT "providerId")::int
      AS "keys", (count(*) FILTER (WHERE "providerId" IS NULL))::int AS "held" FROM "mail"
      WHERE "tenantId" = ${scope.id} AND "letterId" = ${id}`),
  )
  expect(rows).toEqual([{ n: 9, keys: 8, held: 1 }])
})

test('B16: list, consent, life, dues, year and address are read again for each message', async () => {
  const [promotion, all] = await people(6)
  const [stays, off, refused, dead, elsewhere, moved] = all as [
    Somebody,
    Somebody,
    Somebody,
    Somebody,
    Somebody,
    Somebody,
  ]
  const id = await draft({ ...words('Relue', promotion), paidUp: 'yes' })
  await send(id)
  await run()
  await inside('supmeca', async (query, scope) => {
    const from = { from: 'person' as const, now: new Date() }
    const change = (who: Somebody, changes: object) => updatePeople(query, scope, [{ personId: who.id, changes }], from)
    await chooseList({ query, tenant: scope, now: new Date() }, off.id, {
      listId: 'newsletter',
      on: false,
      source: 'link',
    })
    await change(refused, { emailingConsent: false })
    await change(dead, { status: 'décédé' })
    await change(elsewhere, { promotion: promotion - 1 })
    await change(moved, { primaryEmail: 'nouvelle.adresse@exemple.fr' })
  })
  const sent = await reached(mails, 'Relue')
  expect(sent.map(({ to }) => to).toSorted()).toEqual([addressOf(stays), 'nouvelle.adresse@exemple.fr'].toSorted())
  const page = await text(manager, `${DESK}/${id}/envoi`)
  expect(page).toMatch(/>4<\/span><span[^>]*>retirés avant l’envoi/)
})

test('B17: one click leaves that list alone, twice and after a year; what is owed still comes', async () => {
  const [promotion, [who]] = await people(1)
  const id = await draft(words('Première', promotion))
  await send(id)
  await run()
  const [mail] = await reached(mails, 'Première')
  const leave = new URL(/<([^>]+)>/.exec(mail!.headers['List-Unsubscribe']!)![1]!)
  expect(mail!.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
  setClock(new Date(Date.now() + 365 * 86_400_000))
  for (let i = 0; i < 2; i++) {
    const answer = await request('supmeca.localhost', leave.pathname, { form: { 'List-Unsubscribe': 'One-Click' } })
    expect(answer.status).toBeLessThan(400)
  }
  setClock(undefined)
  const again = await draft(words('Deuxième', promotion))
  expect(await send(again)).toBe('nobody')
  const other = await draft({ ...words('Autre liste', promotion), list: 'actualites' })
  await send(other)
  await run()
  const data = { fields: ['lastName'], by: 'staff' }
  await putOwed({ kind: 'mailing.changes', to: addressOf(who!), personId: who!.id, data })
  const to = (await mails.send('supmeca')).filter((one) => one.to === addressOf(who!)).map(({ subject }) => subject)
  expect(to).toHaveLength(3)
  expect(to).toContain('Autre liste')
})

test('B20: nothing in a letter tells who opens it but the way out; the copy on the site holds nobody', async () => {
  const [promotion, [one, other]] = await people(2)
  const body = 'Bonjour {{prenom}} {{nom}}, [un lien](https://exemple.fr/page).'
  const id = await draft({ ...words('Sommes', promotion, body), 'b3-kind': 'dues' })
  expect((await request('supmeca.localhost', `/lettres/${id}`)).status).toBe(404)
  await send(id)
  await run()
  const sent = await reached(mails, 'Sommes')
  const bare = sent.map(({ html, to }) =>
    [one!, other!]
      .reduce((page, who) => page.replaceAll(who.name, '·'), html!)
      .replace(/\/desabonnement\/[\w.-]+/g, '')
      .replaceAll(to, ''),
  )
  expect(bare[0]).toBe(bare[1])
  for (const { links } of sent)
    for (const link of links) expect(link).toMatch(/^(http:\/\/supmeca\.localhost[:/]|https:\/\/exemple\.fr\/page$)/)
  const copy = await (await request('supmeca.localhost', `/lettres/${id}`)).text()
  const main = copy.slice(copy.indexOf('<main'), copy.indexOf('</main>'))
  expect(main).toContain('Bonjour, ')
  for (const who of [one!, other!]) expect(main).not.toContain(who.name)
  expect(main).not.toMatch(/desabonnement|@exemple|\{\{/)
  expect(await text(manager, `${DESK}/${id}/envoi`)).not.toContain('data-person=')
})

test('B22: a code that somebody waits for overtakes a letter on its way', async () => {
  const [promotion, all] = await people(3)
  const id = await draft(words('Longue', promotion))
  await send(id)
  await run()
  await putOwed({ kind: 'mailing.proof', to: 'presse@exemple.fr', data: { address: 'a', path: '/x' } })
  const [first, ...rest] = await mails.send('supmeca')
  expect(first!.to).toBe('presse@exemple.fr')
  expect(rest.filter(({ subject }) => subject === 'Longue')).toHaveLength(all.length)
})

test('hours late it asks again, and goes on where it stood; stopped, what waits is not sent', async () => {
  const [promotion, all] = await people(4)
  const id = await draft(words('En retard', promotion))
  await send(id)
  await run()
  await cutAfter(id, all.map((one) => one.id).toSorted()[1]!)
  setClock(new Date(Date.now() + LATE + 60_000))
  await run()
  expect(await stateOf(id)).toBe('late')
  expect(await reached(mails, 'En retard')).toEqual([])
  expect(await text(manager, `${DESK}/${id}/envoi`)).toContain('est-il encore vrai')
  // Lost write: two were in the outbox when it came late.
  expect(await send(id)).toBe('leaves')
  await run()
  expect((await reached(mails, 'En retard')).map(({ to }) => to).toSorted()).toEqual(all.map(addressOf).toSorted())

  const other = await draft(words('Arrêtée', promotion))
  await send(other)
  await run()
  await post(manager, `${DESK}/${other}/envoi`, { intent: 'stop' })
  expect(await reached(mails, 'Arrêtée')).toEqual([])
  expect((await request('supmeca.localhost', `/lettres/${other}`)).status).toBe(404)
  // Planned for later, it is taken back to its desk; a draft is deleted.
  setClock(undefined)
  const later = await draft(words('Plus tard', promotion))
  expect(await send(later, '2020-01-01T08:00')).toBe('leaves')
  const planned = await draft(words('Demain', promotion))
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16)
  expect(await send(planned, tomorrow)).toBe('planned')
  await run()
  expect(await reached(mails, 'Demain')).toEqual([])
  expect((await post(manager, `${DESK}/${planned}/envoi`, { intent: 'recall' })).headers.get('Location')).toBe(
    `${DESK}/${planned}`,
  )
  await post(manager, `${DESK}/${planned}`, { intent: 'delete' })
  expect((await get(manager, `${DESK}/${planned}`)).status).toBe(404)
})

test('a test goes to the account that asks alone; news are read as they stand when it leaves', async () => {
  const [promotion, [who]] = await people(1)
  const form = { title: 'Le gala', lead: 'Venez', text: 'Tous', category: 'association', byline: '', at: '' }
  const news = async (audience: string) =>
    (await post(manager, '/admin/contenus/actualites/nouvelle', { ...form, audience, intent: 'publish' })).headers
      .get('Location')!
      .split('/')
      .at(-1)!
      .split('?')[0]!
  const [open, closed] = [await news('network'), await news('staff')]
  const of = (id: string) => ({ ...words('Avec article', promotion), 'b3-kind': 'article', 'b3-news': id })
  const id = await draft(of(closed))
  expect(await send(id)).toBe('faults')
  await post(manager, `${DESK}/${id}`, { ...of(open), intent: 'save' })
  await post(manager, `${DESK}/${id}/envoi`, { intent: 'test' })
  const [test] = await reached(mails, '[Essai] Avec article')
  expect(test!.to).not.toBe(addressOf(who!))
  expect(test!.html).toContain('Le gala')
  await send(id)
  await run()
  await post(manager, `/admin/contenus/actualites/${open}`, { intent: 'withdraw' })
  const [mail] = await reached(mails, 'Avec article')
  expect(mail!.html).not.toContain('Le gala')
  expect(mail!.html).toContain('À lire')
})

/**
 * B19: news, events and offers in a letter are those that each reader may open on the site when their mail leaves, and
 * its pictures can be taken down.
 */
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { NEWS_WORDS } from '../../factories/content-forms.ts'
import { EVENT_WORDS } from '../../factories/event-forms.ts'
import { get, photograph, post, postFiles, type Somebody, somebody, text } from '../../factories/groups.ts'
import { addressOf, DESK, draft, pens, people, reached, run, send, words } from '../../factories/letters.ts'
import { deposit } from '../../factories/offers.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const mails = useMails()
let manager: Seat

beforeAll(async () => {
  await apply('supmeca')
  manager = await staffSeat('supmeca', 'manager')
  pens.manager = manager
})

/** @returns the id at the end of the desk's address of what was published */
async function publish(path: string, form: Record<string, string>): Promise<string> {
  const answer = await post(manager, path, { ...form, intent: 'publish' })
  expect(answer.status).toBe(303)
  return answer.headers.get('Location')!.split('?')[0]!.split('/').at(-1)!
}
const news = (title: string, audience: string) =>
  publish('/admin/contenus/actualites/nouvelle', { ...NEWS_WORDS, title, audience })
const event = (title: string, more: Record<string, string>) =>
  publish('/admin/evenements/nouveau', { ...EVENT_WORDS, title, ...more })

async function offerOf(author: Somebody, title: string): Promise<string> {
  const offer = await deposit(author, { title, applyUrl: '' }, 'supmeca')
  await inside('supmeca', (query, { id }) =>
    query(sql`UPDATE "offer" SET "state" = 'published', "visibleUntil" = '2100-01-01' WHERE "tenantId" = ${id}
      AND "id" = ${offer}`),
  )
  return offer
}

test('each reader’s mail has what this reader may open, and no more; what is over or cancelled is in none', async () => {
  const [promotion, [paid, grouped, apart]] = await people(3)
  const lapsed = await somebody('supmeca', { paidUp: false, values: { promotion } })
  const author = await somebody('supmeca')
  await post(grouped!, '/groupes/sud-ouest', { intent: 'join' })
  const offer = await offerOf(author, 'Poste à pourvoir')
  await post(apart!, `/profil/${author.handle}/contact`, { intent: 'block' })
  const group = await inside('supmeca', (query, { id }) =>
    query<{ id: string }>(sql`SELECT "id" FROM "group" WHERE "tenantId" = ${id} AND "slug" = 'sud-ouest'`),
  )
  const blocks: [field: string, value: string, title: string, path: string][] = [
    ['article', await news('Nouvelle ouverte', 'network'), 'Nouvelle ouverte', '/actualites/nouvelle-ouverte'],
    ['article', await news('Nouvelle payante', 'paid-up'), 'Nouvelle payante', '/actualites/nouvelle-payante'],
    ['event', await event('Verre ouvert', { audience: 'public' }), 'Verre ouvert', '/evenements/verre-ouvert'],
    [
      'event',
      await event('Verre du groupe', { audience: 'group', group: group[0]!.id }),
      'Verre du groupe',
      '/evenements/verre-du-groupe',
    ],
    ['offer', offer, 'Poste à pourvoir', `/offres/${offer}`],
  ]
  const form = Object.fromEntries(
    blocks.flatMap(([kind, value], i) => [
      [`b${i + 3}-kind`, kind],
      [`b${i + 3}-${kind === 'article' ? 'news' : kind}`, value],
    ]),
  )
  const id = await draft({ ...words('À chacun', promotion), ...form })
  expect(await text(manager, `${DESK}/${id}/apercu`)).toContain('Verre du groupe')
  expect(await send(id)).toBe('leaves')
  await run()
  const sent = await reached(mails, 'À chacun')
  expect(sent).toHaveLength(4)
  const readers: [Somebody, boolean[]][] = [
    [paid!, [true, true, true, false, true]],
    [grouped!, [true, true, true, true, true]],
    [apart!, [true, true, true, false, false]],
    [lapsed, [true, false, true, false, true]],
  ]
  for (const [who, expected] of readers) {
    const mail = sent.find(({ to }) => to === addressOf(who))!
    expect(
      blocks.map(([, , title]) => mail.html.includes(title)),
      who.name,
    ).toEqual(expected)
    expect(
      blocks.map(([, , title]) => mail.text.includes(title)),
      who.name,
    ).toEqual(expected)
    // The pages of the site say the same.
    const opens = await Promise.all(blocks.map(async ([, , , path]) => (await get(who, path)).status === 200))
    expect(opens, who.name).toEqual(expected)
    expect(mail.html).toMatch(/10 juin 2027/)
  }
  const copy = await request('supmeca.localhost', `/lettres/${id}`)
  const open = await copy.text()
  expect(blocks.map(([, , title]) => open.includes(title))).toEqual([false, false, true, false, false])
})

test('closed leak: a letter tells a closed account of public things alone, and somebody without one as before', async () => {
  const [promotion, [closed, open]] = await people(2)
  const [bare] = await addPeople('supmeca', [
    { values: { firstName: 'Ève', lastName: 'Sanscompte', promotion, primaryEmail: 'sans.compte@exemple.fr' } },
  ])
  await post(closed!, '/groupes/sud-ouest', { intent: 'join' })
  const [group] = await inside('supmeca', (query, { id }) =>
    query<{ id: string }>(sql`SELECT "id" FROM "group" WHERE "tenantId" = ${id} AND "slug" = 'sud-ouest'`),
  )
  const titles = ['Pour tous', 'Du réseau', 'À jour', 'En groupe', 'Poste du réseau']
  const blocks = {
    'b3-kind': 'event',
    'b3-event': await event(titles[0]!, { audience: 'public' }),
    'b4-kind': 'article',
    'b4-news': await news(titles[1]!, 'network'),
    'b5-kind': 'article',
    'b5-news': await news(titles[2]!, 'paid-up'),
    'b6-kind': 'event',
    'b6-event': await event(titles[3]!, { audience: 'group', group: group!.id }),
    'b7-kind': 'offer',
    'b7-offer': await offerOf(await somebody('supmeca'), titles[4]!),
  }
  const id = await draft({ ...words('Compte fermé', promotion), ...blocks })
  await inside('supmeca', (query, scope) =>
    query(
      sql`UPDATE "account" SET "disabledAt" = now() WHERE "tenantId" = ${scope.id} AND "id" = ${closed!.accountId}`,
    ),
  )
  expect(await send(id)).toBe('leaves')
  await run()
  const sent = await reached(mails, 'Compte fermé')
  const told = (to: string) => {
    const mail = sent.find((one) => one.to === to)!
    return titles.map((title) => mail.html.includes(title) || mail.text.includes(title))
  }
  expect(told(addressOf(closed!))).toEqual([true, false, false, false, false])
  expect(told(addressOf(open!))).toEqual([true, true, true, false, true])
  expect(bare).toBeDefined()
  expect(told('sans.compte@exemple.fr')).toEqual([true, true, false, false, true])
})

test('what was cancelled or is over stops a letter that is planned by hand, and is left out of one under way', async () => {
  const [promotion] = await people(1)
  const gone = await event('Verre annulé', {})
  const id = await draft({ ...words('Annulé', promotion), 'b3-kind': 'event', 'b3-event': gone })
  const before = await text(manager, `${DESK}/${id}/envoi`)
  expect(before).not.toContain('choisissez un événement')
  await post(manager, `/admin/evenements/${gone}`, { intent: 'cancel' })
  expect(await send(id)).toBe('faults')
  expect(await text(manager, `${DESK}/${id}/envoi`)).toContain('choisissez un événement')
  // An id of nothing is a fault as well, and says no more.
  await post(manager, `${DESK}/${id}`, {
    ...words('Annulé', promotion),
    'b3-kind': 'offer',
    'b3-offer': 'x',
    intent: 'save',
  })
  expect(await send(id)).toBe('faults')
})

test('pictures go with their block, and can be taken down once the letter left; its alternative text stays', async () => {
  const [promotion, [reader]] = await people(1)
  const id = await draft(words('Avec image', promotion))
  const block = { 'b3-kind': 'picture', 'b3-picture': '', 'b3-alt': 'Le gala' }
  const add = async () => {
    const file = { name: 'a.jpg', bytes: await photograph() }
    await postFiles(manager, `${DESK}/${id}`, {
      ...words('Avec image', promotion),
      ...block,
      intent: 'save',
      'b3-file': file,
    })
    return /src="(\/lettres\/[^"]+)"/.exec(await text(manager, `${DESK}/${id}`))![1]!
  }
  const status = async (src: string) => (await request('supmeca.localhost', src)).status
  const first = await add()
  expect(await status(first)).toBe(200)
  await post(manager, `${DESK}/${id}`, { ...words('Avec image', promotion), ...block, intent: 'remove-3' })
  expect(await status(first)).toBe(404)
  const second = await add()
  await send(id)
  await run()
  const [mail] = await reached(mails, 'Avec image')
  expect(mail!.html).toContain(second)
  const page = await text(manager, `${DESK}/${id}/envoi`)
  expect(page).toContain('Retirer l’image')
  const picture = second.split('/').at(-1)!
  expect((await post(reader!, `${DESK}/${id}/envoi`, { intent: 'picture', picture })).status).toBe(403)
  expect(await status(second)).toBe(200)
  const taken = await post(manager, `${DESK}/${id}/envoi`, { intent: 'picture', picture })
  expect(taken.headers.get('Location')).toContain('fait=picture')
  expect(await status(second)).toBe(404)
  const left = await (await request('supmeca.localhost', `/lettres/${id}`)).text()
  expect(left).not.toContain(picture)
  expect(left).toContain('À lire')
})

/**
 * A6: two people one of whom keeps the other away. Over every address of the site, in both directions, nothing of the
 * one is in what the other gets, and an answer about them is the answer about somebody who is not there; a third person
 * finds both.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { NEWS_WORDS } from '../factories/content-forms.ts'
import { EVENT_WORDS } from '../factories/event-forms.ts'
import { PDF, photograph, postFiles } from '../factories/groups.ts'
import { deposit } from '../factories/offers.ts'
import { personSeat, type Seat, staffSeat } from '../factories/seats.ts'
import { addPeople, apply, inside } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { request, textWithoutNonce } from '../setup/site.ts'
import { fill, siteAddresses } from './site-addresses.ts'

useDatabase()

const SLUG = 'supmeca'
interface Somebody extends Seat {
  id: string
  handle: string
  name: string
}
const people = {} as Record<'keeper' | 'kept' | 'third', Somebody>
let manager: Seat
const GROUP = '/groupes/sud-ouest'
/** Articles by `keeper` and by `kept` in a group of all three, which the two lead. */
const posts: Record<string, string> = {}
/** What else either of them has there, by who and kind. */
const things: Record<string, Record<'document' | 'photo' | 'waiting' | 'sent', string>> = {}

const send = (who: Seat, path: string, form?: Record<string, string>) =>
  request(`${SLUG}.localhost`, path, { cookie: who.cookie, ...(form ? { form } : {}) })

async function add(name: string): Promise<Somebody> {
  const values = { firstName: 'Sacha', lastName: name, promotion: 2007, homeCity: 'Quimper', company: 'Voisine SA' }
  const coordinates = { homeLat: 48, homeLon: -4 }
  const [person] = await addPeople(SLUG, [{ values, coordinates } as never])
  return { ...person!, name, ...(await personSeat(SLUG, person!.id, { paidUp: true })) }
}

const idOf = (answer: Response) => answer.headers.get('Location')!.split('?')[0]!.split('/').at(-1)!

/** An article with a picture, a document, a mail that waits for a moderator and one that was sent. */
async function publish(who: Somebody, picture: Buffer): Promise<void> {
  const words = { title: `Titre de ${who.name}`, text: 'Texte', audience: 'network' }
  const pictured = { picture1: { name: 'a.jpg', bytes: picture }, alt1: `Photo de ${who.name}` }
  const post = idOf(await postFiles(who, `${GROUP}/articles/nouveau`, { ...words, ...pictured }, SLUG))
  posts[who.handle] = `${GROUP}/articles/${post}`
  const document = { intent: 'add', title: `Document de ${who.name}`, folder: `Dossier de ${who.name}` }
  await postFiles(who, `${GROUP}/documents`, { ...document, file: { name: 'a.pdf', bytes: PDF } }, SLUG)
  const mail = async (what: string) =>
    idOf(await send(who, `${GROUP}/envois/nouveau`, { subject: `${what} de ${who.name}`, text: 'Texte' }))
  const [waiting, sent] = [await mail('Attente'), await mail('Envoi')]
  things[who.handle] = await inside(SLUG, async (query, { id }) => {
    await query(sql`UPDATE "group_mail" SET "state" = 'sent' WHERE "tenantId" = ${id} AND "id" = ${sent}`)
    const [files] = await query<{ document: string; photo: string }>(sql`SELECT
      (SELECT d."id" FROM "group_document" d WHERE d."tenantId" = ${id} AND d."personId" = ${who.id}) AS "document",
      (SELECT k."id" FROM "post_picture" k WHERE k."tenantId" = ${id} AND k."personId" = ${who.id}) AS "photo"`)
    return { ...files!, waiting, sent }
  })
}

/** An event that all come to, news they comment on, an offer of the third, which the two pass on and apply to. */
const shared = { event: '', news: '', offer: '' }
/** What each of the two has besides, by who: an offer, an application to the third's, a mail to their year. */
const others: Record<string, Record<'offer' | 'application' | 'cohortMail', string>> = {}

/** Shows an offer, a notice of the carnet or a mail to a year, as the association's yes does. */
const show = (table: 'offer' | 'carnet_notice' | 'cohort_mail', { id: personId }: Somebody) =>
  inside(SLUG, (query, { id }) =>
    query(
      {
        offer: sql`UPDATE "offer" SET "state" = 'published', "visibleUntil" = '2100-01-01' WHERE "tenantId" = ${id}
          AND "personId" = ${personId}`,
        carnet_notice: sql`UPDATE "carnet_notice" SET "state" = 'published' WHERE "tenantId" = ${id}
          AND "authorId" = ${personId}`,
        cohort_mail: sql`UPDATE "cohort_mail" SET "state" = 'sent' WHERE "tenantId" = ${id}
          AND "personId" = ${personId}`,
      }[table],
    ),
  )

async function invite(): Promise<void> {
  const words = { ...EVENT_WORDS, title: 'Fête de tous', intent: 'publish' }
  const desk = (await send(manager, '/admin/evenements/nouveau', words)).headers.get('Location')!.split('?')[0]!
  await send(manager, `${desk}/places`, { registration: 'open', capacity: '', guests: '0', closes: '' })
  shared.event = 'fete-de-tous'
  const news = { ...NEWS_WORDS, title: 'Nouvelle de tous', intent: 'publish' }
  await send(manager, '/admin/contenus/actualites/nouvelle', news)
  shared.news = '/actualites/nouvelle-de-tous'
  shared.offer = await deposit(people.third, { title: 'Poste du tiers', applyUrl: '' }, SLUG)
  await show('offer', people.third)
  await send(people.third, `/evenements/${shared.event}/inscription`, { intent: 'register', shown: 'on' })
}

/** They come to the event, pass an offer on and apply to it, deposit one, announce something, write to their year. */
async function takePart(who: Somebody): Promise<void> {
  await send(who, `/evenements/${shared.event}/inscription`, { intent: 'register', shown: 'on' })
  await send(who, `/offres/${shared.offer}`, { intent: 'relay' })
  await send(who, shared.news, { intent: 'comment', text: `Commentaire de ${who.name}` })
  await send(who, shared.news, { intent: 'thank' })
  const words = { name: `Candidat ${who.name}`, email: 'moi@exemple.fr', letter: 'Bonjour' }
  await send(who, `/offres/${shared.offer}/postuler`, words)
  const offer = await deposit(who, { title: `Poste de ${who.name}` }, SLUG)
  const notice = { kind: 'appointment', day: '2026-11-02', text: `Nomination de ${who.name}` }
  await send(who, '/carnet/annoncer', notice)
  const cohortMail = idOf(await send(who, '/mail-promo/nouveau', { subject: `Mot de ${who.name}`, text: 'Texte' }))
  for (const table of ['offer', 'carnet_notice', 'cohort_mail'] as const) await show(table, who)
  const [row] = await inside(SLUG, (query, { id }) =>
    query<{ id: string }>(
      sql`SELECT "id" FROM "offer_application" WHERE "tenantId" = ${id} AND "personId" = ${who.id}`,
    ),
  )
  others[who.handle] = { offer, application: row!.id, cohortMail }
}

/** The addresses of what somebody deposited and wrote to their year. */
const othersOf = ({ handle }: Somebody): string[] => {
  const { offer, cohortMail } = others[handle]!
  return [`/offres/${offer}`, `/mail-promo/${cohortMail}`]
}

/** The addresses of what somebody has in the group. */
const thingsOf = ({ handle }: Somebody): string[] => {
  const { document, photo, waiting, sent } = things[handle]!
  const all = [`documents/${document}`, `photos/${photo}`, `envois/${waiting}`, `envois/${sent}`]
  return [posts[handle]!, ...all.map((path) => `${GROUP}/${path}`)]
}

const statuses = (who: Seat, paths: readonly string[]) =>
  Promise.all(paths.map(async (path) => (await send(who, path)).status))

beforeAll(async () => {
  await apply(SLUG)
  for (const who of ['keeper', 'kept', 'third'] as const) people[who] = await add(`Qz${who}`)
  manager = await staffSeat(SLUG, 'manager')
  const { keeper, kept, third } = people
  for (const who of [keeper, kept, third]) await send(who, GROUP, { intent: 'join' })
  await inside(SLUG, (query, { id }) =>
    query(sql`UPDATE "group_member" SET "leads" = TRUE WHERE "tenantId" = ${id}
      AND "personId" = ANY(${[keeper.id, kept.id]}::uuid[])`),
  )
  const picture = await photograph()
  for (const who of [keeper, kept]) await publish(who, picture)
  await invite()
  for (const who of [keeper, kept]) await takePart(who)
  const answered = { title: 'Titre du tiers', text: 'Texte', audience: 'group' }
  posts.shared = `${GROUP}/articles/${idOf(await send(third, `${GROUP}/articles/nouveau`, answered))}`
  for (const who of [keeper, kept]) await send(who, posts.shared, { intent: 'answer', text: `Réponse de ${who.name}` })
  // A request that was asked before, and is not answered.
  await send(kept, `/profil/${keeper.handle}/contact`, { intent: 'ask' })
  await send(keeper, `/profil/${kept.handle}/contact`, { intent: 'block' })
})

/** Where the one who keeps somebody away is told so, and takes it back. */
const isTheirOwn = (path: string, who: Somebody, other: Somebody) =>
  who === people.keeper && (path === '/contacts/bloques' || path === `/profil/${other.handle}/contact`)

const QUERIES = ['', '?q=qz', '?nom=Qz', '?entreprise=Voisine', '?ville=Quimper', '?promo=2007', '?q=Sacha']

async function paths(of: string): Promise<string[]> {
  const addresses = await siteAddresses()
  const { document, photo: picture, waiting: mail } = things[of]!
  const post = posts.shared!.split('/').at(-1)!
  const { event } = shared
  const { offer, application, cohortMail } = others[of]!
  const ids = { document, picture, mail, event, offer, application }
  const values = { handle: of, group: 'sud-ouest', post, list: 'envoyees', ...ids }
  const all = addresses.map((address) => fill(address, values))
  const more = [
    '/contacts/recues',
    shared.news,
    `/offres/${shared.offer}`,
    `/mail-promo/${cohortMail}`,
    '/offres?q=poste',
  ]
  const searches = ['/annuaire', '/annuaire/suggestions', '/annuaire/facettes', '/annuaire/carte', '/entreprises']
  return [...new Set([...all, ...searches.flatMap((path) => QUERIES.map((query) => path + query)), ...more])]
}

const DIRECTIONS = [
  ['kept', 'keeper'],
  ['keeper', 'kept'],
] as const

describe.each(DIRECTIONS)('%s finds nothing of %s', (one, two) => {
  test('on any address', { timeout: 120_000 }, async () => {
    const [who, other] = [people[one], people[two]]
    const told: string[] = []
    for (const path of await paths(other.handle)) {
      if (isTheirOwn(path, who, other)) continue
      const body = await (await send(who, path)).text()
      // What one typed stands in the form that is shown again.
      const shown = body.replaceAll(`/profil/${other.handle}/`, '').replaceAll(path, '')
      if (shown.includes(other.name) || shown.includes(`data-person="${other.handle}"`)) told.push(path)
    }
    expect(told).toEqual([])
  })

  test('and an answer about them is one about nobody', async () => {
    const [who, other] = [people[one], people[two]]
    for (const part of ['', '/photo', '/cv', '/signaler', '/contact']) {
      if (isTheirOwn(`/profil/${other.handle}${part}`, who, other)) continue
      const [about, nobody] = await Promise.all(
        [other.handle, 'personne.ici07'].map((handle) => send(who, `/profil/${handle}${part}`)),
      )
      expect(about!.status, part).toBe(nobody!.status)
      const same = async (answer: Response, handle: string) => (await textWithoutNonce(answer)).replaceAll(handle, '')
      expect(await same(about!, other.handle), part).toBe(await same(nobody!, 'personne.ici07'))
    }
    expect(await statuses(who, thingsOf(other))).toEqual([404, 404, 404, 404, 404])
    const { application } = others[other.handle]!
    const paths = [...othersOf(other), `/candidatures/${application}`, `/offres/${shared.offer}/candidatures`]
    expect(await statuses(who, paths)).toEqual([404, 404, 404, 404])
  })

  test('though both lead the group: neither changes or takes away what is the other’s', async () => {
    const [who, other] = [people[one], people[two]]
    const { document, waiting } = things[other.handle]!
    expect((await send(who, `${GROUP}/envois/${waiting}`, { intent: 'withdraw' })).status).toBe(404)
    expect((await send(who, posts[other.handle]!, { intent: 'hide' })).status).toBe(404)
    const removed = await send(who, `${GROUP}/documents`, { intent: 'remove', document })
    expect(removed.headers.get('Location')).toBe(`${GROUP}/documents`)
    expect(await statuses(other, thingsOf(other))).toEqual([200, 200, 200, 200, 200])
  })
})

describe('and nothing else is hidden', () => {
  test('a third person finds both everywhere', async () => {
    for (const who of [people.keeper, people.kept]) {
      expect((await send(people.third, `/profil/${who.handle}`)).status).toBe(200)
      expect(await (await send(people.third, '/annuaire?q=qz')).text()).toContain(who.name)
      expect(await (await send(people.third, posts.shared!)).text()).toContain(`Réponse de ${who.name}`)
      // What waits is for who leads the group.
      expect(await statuses(people.third, thingsOf(who))).toEqual([200, 200, 200, 404, 200])
      for (const [page, words] of [
        ['documents', `Document de ${who.name}`],
        ['photos', `Photo de ${who.name}`],
        ['envois', `Envoi de ${who.name}`],
      ])
        expect(await (await send(people.third, `${GROUP}/${page}`)).text()).toContain(words)
    }
  })

  test('the third reads who comes, who comments, who passes an offer on and applies, notices, offers and mails of both', async () => {
    const page = async (path: string) => (await send(people.third, path)).text()
    const { event, offer } = shared
    const lists = [`/evenements/${event}`, `/offres/${offer}`, `/offres/${offer}/candidatures`]
    for (const path of [...lists, shared.news, '/offres?q=poste', '/carnet', '/mail-promo']) {
      const body = await page(path)
      for (const { name } of [people.keeper, people.kept]) expect(body, path).toContain(name)
    }
    for (const who of [people.keeper, people.kept])
      expect(await statuses(people.third, othersOf(who))).toEqual([200, 200])
    // The two still find what is the third's.
    for (const who of [people.keeper, people.kept]) {
      expect(await (await send(who, `/evenements/${event}`)).text()).toContain(people.third.name)
      expect(await statuses(who, [`/offres/${offer}`])).toEqual([200])
    }
  })

  test('the two find the third, and the staff find everybody', async () => {
    for (const who of [people.keeper, people.kept])
      expect((await send(who, `/profil/${people.third.handle}`)).status).toBe(200)
    for (const who of [people.keeper, people.kept])
      expect(await statuses(manager, [`/profil/${who.handle}`, ...thingsOf(who)])).toEqual(Array(6).fill(200))
  })

  test('taken back, each is where they were', async () => {
    const { keeper, kept } = people
    await send(keeper, `/profil/${kept.handle}/contact`, { intent: 'unblock' })
    expect((await send(kept, `/profil/${keeper.handle}`)).status).toBe(200)
    expect((await send(keeper, posts[kept.handle]!)).status).toBe(200)
    await inside(SLUG, (query, { id }) =>
      query(sql`INSERT INTO "person_block" ("tenantId", "personId", "otherId", "at")
        VALUES (${id}, ${keeper.id}, ${kept.id}, now()) ON CONFLICT DO NOTHING`),
    )
    expect((await send(kept, `/profil/${keeper.handle}`)).status).toBe(404)
  })
})

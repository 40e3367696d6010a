/**
 * A6: two people one of whom keeps the other away. Over every address of the site, in both directions, nothing of the
 * one is in what the other gets, and an answer about them is the answer about somebody who is not there; a third person
 * finds both.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
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
/** Articles by `keeper` and by `kept` in a group of all three. */
const posts: Record<string, string> = {}

const send = (who: Seat, path: string, form?: Record<string, string>) =>
  request(`${SLUG}.localhost`, path, { cookie: who.cookie, ...(form ? { form } : {}) })

async function add(name: string): Promise<Somebody> {
  const values = { firstName: 'Sacha', lastName: name, promotion: 2007, homeCity: 'Quimper', company: 'Voisine SA' }
  const coordinates = { homeLat: 48, homeLon: -4 }
  const [person] = await addPeople(SLUG, [{ values, coordinates } as never])
  return { ...person!, name, ...(await personSeat(SLUG, person!.id, { paidUp: true })) }
}

beforeAll(async () => {
  await apply(SLUG)
  for (const who of ['keeper', 'kept', 'third'] as const) people[who] = await add(`Qz${who}`)
  manager = await staffSeat(SLUG, 'manager')
  const { keeper, kept, third } = people
  for (const who of [keeper, kept, third]) await send(who, '/groupes/sud-ouest', { intent: 'join' })
  for (const who of [keeper, kept]) {
    const form = { title: `Titre de ${who.name}`, text: 'Texte', audience: 'network' }
    const answer = await send(who, '/groupes/sud-ouest/articles/nouveau', form)
    posts[who.handle] = answer.headers.get('Location')!.split('?')[0]!
  }
  const shared = { title: 'Titre du tiers', text: 'Texte', audience: 'group' }
  const answer = await send(third, '/groupes/sud-ouest/articles/nouveau', shared)
  posts.shared = answer.headers.get('Location')!.split('?')[0]!
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
  const values = { handle: of, group: 'sud-ouest', post: posts.shared!.split('/').at(-1)!, list: 'envoyees' }
  const all = addresses.map((address) => fill(address, values))
  const searches = ['/annuaire', '/annuaire/suggestions', '/annuaire/facettes', '/annuaire/carte', '/entreprises']
  return [...new Set([...all, ...searches.flatMap((path) => QUERIES.map((query) => path + query)), '/contacts/recues'])]
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
    expect((await send(who, posts[other.handle]!)).status).toBe(404)
  })
})

describe('and nothing else is hidden', () => {
  test('a third person finds both everywhere', async () => {
    for (const who of [people.keeper, people.kept]) {
      expect((await send(people.third, `/profil/${who.handle}`)).status).toBe(200)
      expect(await (await send(people.third, '/annuaire?q=qz')).text()).toContain(who.name)
      expect(await (await send(people.third, posts.shared!)).text()).toContain(`Réponse de ${who.name}`)
      expect((await send(people.third, posts[who.handle]!)).status).toBe(200)
    }
  })

  test('the two find the third, and the staff find everybody', async () => {
    for (const who of [people.keeper, people.kept])
      expect((await send(who, `/profil/${people.third.handle}`)).status).toBe(200)
    for (const who of [people.keeper, people.kept])
      expect((await send(manager, `/profil/${who.handle}`)).status).toBe(200)
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

/** One switch, and the person is in no list, count, suggestion, facet, profile or sister association any more. */
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { FEWEST } from '#app/features/people/directory/places.server.ts'
import { personSeat, type Seat, staffSeat } from '../factories/seats.ts'
import { addPeople, apply, inside } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { request } from '../setup/site.ts'

useDatabase()
const HOST = 'insa-lyon.localhost'
let person: Seat & { id: string; handle: string }
let reader: Seat
let sister: Seat
let staff: Seat

beforeAll(async () => {
  await apply('insa', 'insa-lyon', 'insa-rennes')
  const values = {
    firstName: 'Yves',
    lastName: 'Qzobjet',
    promotion: 1999,
    company: 'Qzsociete',
    homeCity: 'Qzville',
    homeCountry: 'France',
  }
  const [one, two] = await addPeople('insa-lyon', [
    { values, siteChoices: { company: 'public', homeCity: 'public' } },
    { values: { firstName: 'Vera', lastName: 'Regard', promotion: 1999 } },
    // Facets are shown from two values on: these two stay, so that the person's own is seen to go.
    ...['Alpha', 'Beta'].map((company) => ({
      values: { firstName: 'Luc', lastName: company, promotion: 1999, company },
      siteChoices: { company: 'public' as const },
    })),
  ])
  // With the person they are as many as a town on the map needs.
  const neighbour = {
    firstName: 'Luc',
    lastName: 'Voisin',
    promotion: 1980,
    homeCity: 'Qzville',
    homeCountry: 'France',
  }
  await addPeople(
    'insa-lyon',
    Array.from({ length: FEWEST - 1 }, () => ({ values: neighbour })),
  )
  const [three] = await addPeople('insa-rennes', [
    { values: { firstName: 'Paul', lastName: 'Soeur', promotion: 2001 } },
  ])
  person = { ...one!, ...(await personSeat('insa-lyon', one!.id)) }
  reader = await personSeat('insa-lyon', two!.id, { paidUp: true })
  sister = await personSeat('insa-rennes', three!.id, { paidUp: true })
  staff = await staffSeat('insa-lyon', 'manager')
})

const OWN = [
  '/annuaire?q=Qzobjet',
  '/annuaire/suggestions?q=Qzobjet',
  '/annuaire?entreprise=Qzsociete',
  '/annuaire/facettes?promo=1999',
  '/annuaire/carte',
  '/entreprises?entreprise=Qzsociete',
  '/ma-promo',
]
const SISTER = ['/annuaire?q=Qzobjet&portee=federation', '/annuaire/carte?portee=federation']

/** Whatever shows that there is somebody: names, and how many. */
async function traces(): Promise<string[]> {
  const at = async (host: string, path: string, { cookie }: Seat) => {
    const answer = await request(host, path, { cookie })
    const text = await answer.text()
    // A value that one asked for stands ticked on the page; only with a count does it say that somebody has it.
    const counted = /data-count="\d+" data-value="Qz(?:societe|ville)"|data-value="Qz(?:societe|ville)" data-count/
    const isCounted = (path !== '/ma-promo' && /data-total="[1-9]/.test(text)) || counted.test(text)
    // The words that were searched for stand on the page; the address of the person's own page does not.
    return text.includes(person.handle) || isCounted ? [`${host}${path}`] : []
  }
  const found = await Promise.all([
    ...OWN.map((path) => at(HOST, path, reader)),
    ...SISTER.map((path) => at('insa-rennes.localhost', path, sister)),
  ])
  return found.flat()
}

const profile = (host: string, handle: string, seat?: Seat) =>
  request(host, `/profil/${handle}`, seat ? { cookie: seat.cookie } : {}).then(({ status }) => status)

const listed = (value: 'yes' | 'no') =>
  request(HOST, '/parametres/mes-donnees', { cookie: person.cookie, form: { intent: 'listed', listed: value } })

test('seen everywhere, then nowhere but by the staff and oneself, then everywhere again', async () => {
  const before = await traces()
  // Every one of them, or it proves nothing that it shows nobody afterwards.
  expect(before).toEqual([
    ...OWN.map((path) => `${HOST}${path}`),
    ...SISTER.map((path) => `insa-rennes.localhost${path}`),
  ])
  expect(await profile(HOST, person.handle, reader)).toBe(200)

  expect((await listed('no')).status).toBe(303)
  expect(await traces()).toEqual([])
  expect(await profile(HOST, person.handle, reader)).toBe(404)
  expect(await profile(HOST, person.handle)).toBe(404)
  expect(await profile('insa-rennes.localhost', `insa-lyon~${person.handle}`, sister)).toBe(404)
  expect(await profile(HOST, person.handle, person)).toBe(200)
  expect((await request(HOST, `/admin/membres/${person.handle}`, { cookie: staff.cookie })).status).toBe(200)
  const entries = await inside('insa-lyon', (query) =>
    query(sql`SELECT 1 FROM "shared_entry" WHERE "id" = ${person.id}`),
  )
  expect(entries).toEqual([])

  expect((await listed('yes')).status).toBe(303)
  expect(await traces()).toEqual(before)
})

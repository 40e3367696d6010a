/** The agenda by months and on a map (S3, B9): the same events as the list for everybody, and no nearer than a town. */
import { beforeAll, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { fileGroupId } from '#app/tenant/groups.ts'
import { EVENT_WORDS } from '../../factories/event-forms.ts'
import { post, type Somebody, somebody } from '../../factories/groups.ts'
import { organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

const CLUB = tenantFile('supmeca').groups.find(({ kind, joining }) => kind === 'club' && joining === 'open')!
const MONTH = '/evenements?vue=mois&mois=2027-06'
const MAP = '/evenements?vue=carte'
const VIEWS = ['/evenements?', `${MONTH}&`, `${MAP}&`]
const seats = {} as Record<'manager' | 'company', Seat> & Record<'member' | 'inGroup' | 'adherent', Somebody>

beforeAll(async () => {
  await apply('supmeca')
  seats.manager = await staffSeat('supmeca', 'manager')
  seats.member = await somebody('supmeca', { paidUp: false })
  seats.inGroup = await somebody('supmeca', { paidUp: false })
  seats.adherent = await somebody('supmeca')
  seats.company = await organisationSeat('supmeca', 'company')
  await post(seats.inGroup, `/groupes/${CLUB.id}`, { intent: 'join' })
})

async function write(more: Record<string, string>): Promise<string> {
  const form = { ...EVENT_WORDS, intent: 'publish', ...more }
  const answer = await post(seats.manager, '/admin/evenements/nouveau', form)
  expect(answer.status).toBe(303)
  return answer.headers.get('Location')!.split('?')[0]!
}

async function read(path: string, seat?: Seat): Promise<string> {
  const answer = await request('supmeca.localhost', path, seat ? { cookie: seat.cookie } : {})
  expect(answer.status).toBe(200)
  return answer.text()
}
const shown = (html: string) =>
  [...new Set([...html.matchAll(/data-event="([^"]+)"/g)].map(([, slug]) => slug!))].sort()
const total = (html: string) => Number(/data-total="(\d+)"/.exec(html)?.[1] ?? 0)

test('by audience, each view shows, counts and offers what the list does; sister associations nothing', async () => {
  const clubId = await inside('supmeca', async (_, scope) => fileGroupId(scope.id, CLUB.id))
  const AUDIENCES = { public: 'Lyon', network: 'Nantes', 'paid-up': 'Brest', group: 'Dijon', staff: 'Nancy' } as const
  for (const [audience, city] of Object.entries(AUDIENCES))
    await write({ title: `Réunion ${audience}`, audience, city, group: audience === 'group' ? clubId : '' })
  await write({ title: 'Réunion brouillon', city: 'Metz', intent: 'save' })
  const readers: [Seat | undefined, (keyof typeof AUDIENCES)[]][] = [
    [undefined, ['public']],
    [seats.company, ['public']],
    [seats.member, ['network', 'public']],
    [seats.inGroup, ['group', 'network', 'public']],
    [seats.adherent, ['network', 'paid-up', 'public']],
    [seats.manager, ['group', 'network', 'paid-up', 'public', 'staff']],
  ]
  for (const [seat, finds] of readers)
    for (const view of VIEWS) {
      const html = await read(view, seat)
      expect(shown(html), view).toEqual(finds.map((one) => `reunion-${one}`))
      expect(total(html), view).toBe(finds.length)
      for (const [audience, city] of Object.entries(AUDIENCES)) {
        const found = (finds as string[]).includes(audience)
        // Neither a bubble, nor a line of the table, nor a choice of the filters.
        // A month names towns in its filters alone, which offer no single answer.
        if (!found || view !== `${MONTH}&`) expect(html.includes(city), `${view} ${audience}`).toBe(found)
        expect(total(await read(`${view}ville=${city}`, seat))).toBe(found ? 1 : 0)
      }
      expect(html).not.toContain('Metz')
    }
  await apply('ece')
  for (const view of VIEWS) {
    const html = await (await request('ece.localhost', view)).text()
    expect(html).not.toContain('reunion-public')
  }
  // One's own groups narrow all three alike, and filters stay from view to view.
  for (const view of VIEWS) {
    const html = await read(`${view}groupe=miens`, seats.inGroup)
    expect(shown(html)).toEqual(['reunion-group'])
    expect(html).toContain('/evenements?vue=carte&amp;groupe=miens')
    expect(shown(await read(`${view}groupe=miens`, seats.member))).toEqual([])
    expect(shown(await read(`${view}groupe=${CLUB.id}`, seats.member))).toEqual([])
  }
})

test('the map knows the town of an event alone: no address, one point for all of a town, what is unknown in the table', async () => {
  const words = { starts: '2027-09-10T19:00', ends: '2027-09-10T21:00', category: 'visite' }
  await write({ ...words, title: 'Atelier nord', city: 'Toulouse', address: '1 rue du Capitole', place: 'Salle A' })
  await write({ ...words, title: 'Atelier sud', city: 'toulouse', address: '9 chemin de Ramonville', place: 'Salle B' })
  await write({ ...words, title: 'Atelier caché', city: 'Xyzville-sur-Rien' })
  await write({ ...words, title: 'Atelier en ligne', city: '', place: '', link: 'https://visio.example.org/secret' })
  await write({ ...words, title: 'Atelier des îles', city: 'Saint-Denis', zone: 'Indian/Reunion' })
  const html = await read(`${MAP}&categorie=visite`)
  expect(html).toMatch(/<title>Toulouse\s: 2 événements</)
  expect(html.match(/class="map-spot"/g)).toHaveLength(2)
  expect(total(html)).toBe(5)
  expect(shown(html)).toHaveLength(5)
  expect(html).toContain('n’est pas connue')
  for (const near of ['Capitole', 'Ramonville', 'Salle A', 'visio.example.org']) expect(html).not.toContain(near)
  // Saint-Denis by the clock of La Réunion lies in its frame, not beside Paris.
  const island = /<title>Saint-Denis\s: 1 événement<\/title><circle class="map-reach" cx="(\d+)" cy="(\d+)"/.exec(html)!
  expect(Number(island[2])).toBeGreaterThan(600)
  expect(await read(`${MAP}&categorie=visite&zone=monde&zoom=2`)).toContain('Toulouse')
})

test('a month has what was and what comes, by the clock of each place; the map has the past on demand', async () => {
  const words = { category: 'rencontre', city: 'Papeete', zone: 'Pacific/Tahiti' }
  await write({ ...words, title: 'Dernier soir', starts: '2027-10-31T20:00', ends: '2027-10-31T22:00' })
  const october = await read('/evenements?vue=mois&mois=2027-10')
  expect(shown(october)).toEqual(['dernier-soir'])
  expect(october).toContain('heure de Papeete')
  expect(october).toMatch(/<time dateTime="2027-10-31">.*?data-event="dernier-soir"/s)
  expect(shown(await read('/evenements?vue=mois&mois=2027-11'))).toEqual([])
  const desk = await write({ title: 'Voyage', starts: '2027-11-29T08:00', ends: '2027-12-02T20:00' })
  await post(seats.manager, desk, { intent: 'cancel' })
  const december = await read('/evenements?vue=mois&mois=2027-12')
  expect(december.match(/data-event="voyage" data-state="cancelled"/g)).toHaveLength(2)
  expect(december).toContain('suite')
  setClock(new Date('2028-01-15T12:00:00Z'))
  try {
    expect(shown(await read('/evenements?vue=mois&mois=2027-10'))).toEqual(['dernier-soir'])
    expect(await read('/evenements?vue=mois')).toContain('janvier 2028')
    expect(shown(await read(MAP))).toEqual([])
    expect(shown(await read(`${MAP}&quand=passes`))).toContain('dernier-soir')
  } finally {
    setClock(undefined)
  }
  const [row] = await inside('supmeca', (query, scope) =>
    query<{ n: number }>(sql`SELECT count(*)::int AS "n" FROM "event" WHERE "tenantId" = ${scope.id}
      AND "startsLocal" = '2027-10-31T20:00' AND "startsAt" = '2027-11-01T06:00Z'`),
  )
  expect(row!.n).toBe(1)
})

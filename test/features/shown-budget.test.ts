/** How many distinct people lists show to one account or company in a day (rules.md, "Budgets against extraction"). */
import { afterEach, beforeAll, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { flushShown } from '#app/context/shown-people.ts'
import { sql } from '#app/db/sql.ts'
import { colleagueSeat, organisationSeat, personSeat, type Seat, staffSeat } from '../factories/seats.ts'
import { addPeople, apply, inside, tenantFile } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { request } from '../setup/site.ts'

useDatabase()
const HOST = 'supmeca.localhost'
const BASE = 900
const SHOWN = 60
const DAY = 86_400_000
let ids: string[] = []

/** Names of four syllables, told apart by their beginning. */
const SYLLABLES = ['ba', 'ce', 'di', 'fo', 'gu', 'la', 'me', 'ni', 'po', 'ru']
const nameOf = (i: number) => [0, 1, 2, 3].map((p) => SYLLABLES[Math.floor((i * 7) / 10 ** p) % 10]).join('')

beforeAll(async () => {
  const config = tenantFile('supmeca')
  const { shownPerDay: _, shownPerDayCompany: __, ...directory } = config.directory
  config.directory = { ...directory, openedPerDay: SHOWN / 5, openedPerDayCompany: SHOWN / 5, heavyPerMinute: 5 }
  await apply(config)
  const open = { firstName: 'public', lastName: 'public', promotion: 'public' } as const
  const people = await addPeople(
    'supmeca',
    Array.from({ length: BASE }, (_, i) => ({
      values: { firstName: 'Jean', lastName: nameOf(i), promotion: 1980 + (i % 40), primaryEmail: `p${i}@exemple.fr` },
      siteChoices: open,
    })),
  )
  ids = people.map(({ id }) => id)
})
afterEach(() => setClock(undefined))

const get = ({ cookie }: Seat, path: string) => request(HOST, path, { cookie })
const member = (i: number) => personSeat('supmeca', ids[i]!, { paidUp: true })
const handlesIn = (html: string) => [...html.matchAll(/\/profil\/([\w.%~-]+)/g)].map(([, handle]) => handle!)

/** Sessions that outlive a moved clock. */
const lasting = () =>
  inside('supmeca', (query) => query(sql`UPDATE "session" SET "createdAt" = '2020-01-01', "expiresAt" = '2100-01-01'`))

async function statuses(seat: Seat, ...paths: string[]): Promise<number[]> {
  const answers: number[] = []
  for (const path of paths) answers.push((await get(seat, path)).status)
  return answers
}

const pages = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => `/annuaire?page=${first + i}`)

test('a day’s people are shown, the next page is refused with words, and seen pages stay readable', async () => {
  const seat = await member(0)
  expect(await statuses(seat, ...pages(2, 6))).toEqual([200, 200, 200, 429, 429])
  const refused = await get(seat, '/annuaire?page=7')
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0)
  const html = await refused.text()
  expect(html).toContain('Le compteur repart demain')
  expect(html).not.toContain('data-person')
  expect(await statuses(seat, ...pages(2, 4))).toEqual([200, 200, 200])
  const traces = await inside('supmeca', (query, { id }) =>
    query(sql`SELECT "subjectId", "detail" FROM "audit_event" WHERE "tenantId" = ${id}
      AND "accountId" = ${seat.accountId}
      AND "action" = 'directory.budget-reached'`),
  )
  expect(traces).toMatchObject([{ subjectId: seat.accountId, detail: { limit: SHOWN } }])
  const log = await (await get(await staffSeat('supmeca', 'admin'), '/admin/journal')).text()
  expect(log).toContain('vus-en-liste')
})

test('suggestions, cohorts and the search for relatives spend the same budget', async () => {
  const seat = await member(1)
  expect(await statuses(seat, ...pages(2, 4))).toEqual([200, 200, 200])
  const shut = ['/annuaire/suggestions?q=ru', '/ma-promo', '/parametres/fiche?q=ru']
  expect(await statuses(seat, ...shut)).toEqual([429, 429, 429])
  expect(await statuses(await member(2), ...shut)).toEqual([200, 200, 200])
})

test('midnight in Paris begins anew', async () => {
  const seat = await member(3)
  await lasting()
  const noon = new Date('2026-10-05T10:00:00Z')
  setClock(noon)
  expect(await statuses(seat, ...pages(2, 5))).toEqual([200, 200, 200, 429])
  setClock(new Date(noon.getTime() + DAY))
  expect(await statuses(seat, ...pages(5, 5))).toEqual([200])
})

test('pages asked for at the same instant count one after the other', async () => {
  const seat = await member(4)
  const answers = await Promise.all(pages(2, 9).map(async (path) => (await get(seat, path)).status))
  expect(answers.filter((status) => status === 200)).toHaveLength(3)
})

test('what one process has forgotten the database knows', async () => {
  const seat = await member(5)
  expect(await statuses(seat, ...pages(2, 3))).toEqual([200, 200])
  await flushShown()
  const shared = globalThis as typeof globalThis & { alumniShown?: Map<string, unknown> }
  shared.alumniShown?.clear()
  expect(await statuses(seat, ...pages(2, 5))).toEqual([200, 200, 200, 429])
})

test('two processes together go a step and a page beyond at most', async () => {
  const seat = await member(9)
  const shared = globalThis as typeof globalThis & { alumniShown?: Map<string, never> }
  const memories = [new Map<string, never>(), new Map<string, never>()]
  let shown = 0
  for (const [i, path] of pages(2, 12).entries()) {
    shared.alumniShown = memories[i % 2]!
    if ((await get(seat, path)).status === 200) shown += 20
  }
  expect(shown).toBeGreaterThanOrEqual(SHOWN)
  expect(shown).toBeLessThanOrEqual(SHOWN + 20 + 20)
})

test('who looks with other eyes spends their own budget', async () => {
  const manager = await staffSeat('supmeca', 'manager')
  const form = { intent: 'role', role: 'adherent', reason: 'une question au téléphone' }
  const begun = await request(HOST, '/admin/voir-comme', { cookie: manager.cookie, form })
  expect(begun.status).toBe(303)
  expect(await statuses(manager, ...pages(2, 6))).toEqual([200, 200, 200, 429, 429])
  const [row] = await inside('supmeca', (query, { id }) =>
    query<{ n: number }>(
      sql`SELECT count(*)::int AS "n" FROM "shown_people" WHERE "tenantId" = ${id}
        AND "readerId" = ${manager.accountId}`,
    ),
  )
  expect(row!.n).toBe(1)
})

test('a company’s seats share, and a pass narrows what they are shown', async () => {
  const first = await organisationSeat('supmeca', 'company')
  const second = await colleagueSeat('supmeca', first)
  expect(await statuses(first, ...pages(2, 3))).toEqual([200, 200])
  expect(await statuses(second, ...pages(4, 5))).toEqual([200, 429])
  const narrow = await organisationSeat('supmeca', 'company')
  await inside('supmeca', (query) =>
    query(sql`UPDATE "pass_period" SET "openedPerDay" = 4 WHERE "organisationId" = ${narrow.organisationId}`),
  )
  expect(await statuses(narrow, ...pages(2, 3))).toEqual([200, 429])
})

test('a manager’s table counts and has no addresses; the record has them, and so has the table of who may extract', async () => {
  const manager = await staffSeat('supmeca', 'manager')
  const first = await get(manager, '/admin/membres?colonnes=primaryEmail')
  expect(first.status).toBe(200)
  const html = await first.text()
  expect(html).not.toMatch(/p\d+@/)
  const next = /href="(\/admin\/membres\?[^"]*apres=[^"]+)"/.exec(html)![1]!.replaceAll('&amp;', '&')
  expect((await get(manager, next)).status).toBe(429)
  const handle = /data-person="([^"]+)"/.exec(html)![1]!
  expect(await (await get(manager, `/admin/membres/${handle}`)).text()).toMatch(/p\d+@exemple\.fr/)
  const admin = await staffSeat('supmeca', 'admin')
  const all = await get(admin, next)
  expect(all.status).toBe(200)
  expect(await all.text()).toMatch(/p\d+@/)
})

test('maps, companies and facets have a share a minute, and lists go on', async () => {
  const seat = await member(6)
  await lasting()
  const at = new Date('2026-10-05T10:00:10Z')
  setClock(at)
  const heavy = ['/annuaire/carte', '/entreprises', '/annuaire/facettes', '/annuaire/carte', '/entreprises']
  const found = await statuses(seat, ...heavy)
  expect(found.filter((status) => status === 429)).toEqual([])
  const refused = await get(seat, '/annuaire/carte')
  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '50'])
  expect(await statuses(seat, '/annuaire', '/entreprises')).toEqual([200, 429])
  expect((await get(await member(7), '/annuaire/carte')).status).toBe(200)
  setClock(new Date(at.getTime() + 60_000))
  expect(await statuses(seat, '/annuaire/carte')).toEqual([200])
})

test('a bot that walks years, names and pages for a week collects seven budgets at most', async () => {
  const seat = await member(8)
  await lasting()
  const asked = [
    ...Array.from({ length: 40 }, (_, i) => [`/annuaire?promo=${1980 + i}`, `/annuaire?promo=${1980 + i}&page=2`]),
    ...SYLLABLES.map((one) => [`/annuaire?q=${one}`, `/annuaire/suggestions?q=${one}`]),
    ...pages(1, 45).map((one) => [one]),
  ].flat()
  const seen = new Set<string>()
  let at = 0
  for (let day = 0; day < 7; day++) {
    setClock(new Date(Date.parse('2026-10-05T08:00:00Z') + day * DAY))
    for (let refusals = 0; at < asked.length && refusals < 3; ) {
      const answer = await get(seat, asked[at]!)
      if (answer.status === 200) at++
      else refusals++
      if (answer.status === 200) for (const handle of handlesIn(await answer.text())) seen.add(handle)
    }
  }
  // One's own page stands in the menu.
  const share = (seen.size - 1) / BASE
  console.info(`a bot collected ${(share * 100).toFixed(1)} % of ${BASE} in a week, budget ${SHOWN} a day`)
  expect(share).toBeLessThanOrEqual((SHOWN * 7) / BASE)
  expect(share).toBeGreaterThan(((SHOWN * 7) / BASE) * 0.7)
})

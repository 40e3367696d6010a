/** Pages of the administration link to what their reader may open, and to nothing else: task by task, over HTTP. */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { opensPage } from '#app/policy/staff-pages.ts'
import { type Action, STAFF_ACTIONS } from '#app/vocabulary/actions.ts'
import type { RoleName } from '#app/vocabulary/roles.ts'
import { organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const SLUG = 'isep'
const HOST = `${SLUG}.localhost`
const seats = {} as Record<Action, Seat>
let handle = ''
let organisationId = ''

/** Pages to begin from: those of the menu, and what a task opens of one person. */
const FIRST = [
  ...['', '/membres', '/actions', '/equipe', '/invitations', '/a-traiter', '/doublons', '/voir-comme', '/signalements'],
  ...['/organisations', '/imports', '/regles', '/suppressions', '/conservation', '/versions', '/journal', '/paiements'],
  ...['/paiements/liste', '/paiements/banque', '/paiements/mouvements', '/paiements/recus-fiscaux', '/membres/:handle'],
  ...[
    '/membres/:handle/compte',
    '/membres/:handle/cotisations',
    '/membres/:handle/historique',
    '/signalements/:handle',
  ],
]

beforeAll(async () => {
  const file = tenantFile(SLUG)
  const alone = STAFF_ACTIONS.map((task) => [`seul-${task}`, { name: { fr: task, en: task }, may: [task], reads: [] }])
  await apply({ ...file, staffRoles: { ...file.staffRoles, ...Object.fromEntries(alone) } })
  for (const task of STAFF_ACTIONS) seats[task] = await staffSeat(SLUG, `seul-${task}` as RoleName)
  const [person] = await addPeople(SLUG, [{ values: { firstName: 'Céline', lastName: 'Regard', promotion: 1998 } }])
  handle = person!.handle
  organisationId = (await organisationSeat(SLUG, 'company')).organisationId!
  await inside(SLUG, async (query, { id }) => {
    for (const subject of [person!.id, organisationId])
      await query(sql`INSERT INTO "audit_event" ("tenantId", "id", "at", "action", "subjectId")
        VALUES (${id}, ${uuidv7()}, now(), 'person.changed', ${subject})`)
  })
})

const get = (path: string, task: Action) => request(HOST, path, { cookie: seats[task].cookie })
const linksIn = (html: string) => [
  ...new Set([...html.matchAll(/href="(\/admin[^"]*)"/g)].map(([, to]) => to!.replaceAll('&amp;', '&'))),
]

test.each(STAFF_ACTIONS)('who holds %s alone finds no link that refuses them', async (task) => {
  const refused: string[] = []
  const seen = new Map<string, number>()
  for (const first of FIRST) {
    const page = await get(`/admin${first.replace(':handle', handle)}`, task)
    expect(opensPage([task], `/admin${first.replace(':handle', handle)}`), first).toBe(page.status !== 403)
    if (page.status !== 200) continue
    for (const to of linksIn(await page.text())) {
      if (!seen.has(to)) seen.set(to, (await get(to, task)).status)
      if (seen.get(to) === 403) refused.push(`${first} → ${to}`)
    }
  }
  expect(refused).toEqual([])
  expect(seen.size).toBeGreaterThan(1)
})

describe('the log', () => {
  const record = () => `href="/admin/membres/${handle}"`
  const company = () => `href="/admin/organisations/${organisationId}"`

  test('names people and companies to who keeps no records, without leading there', async () => {
    const text = await (await get('/admin/journal', 'audit')).text()
    expect(text).toContain(handle)
    expect(text).toContain('Atelier')
    expect(text).not.toContain(record())
    expect(text).not.toContain(company())
  })

  test('leads there those who may go', async () => {
    const { cookie } = await staffSeat(SLUG, 'admin')
    const text = await (await request(HOST, '/admin/journal', { cookie })).text()
    expect(text).toContain(record())
    expect(text).toContain(company())
  })
})

test('a link is judged by the page it leads to, not by its query, and a fixed page before a record', () => {
  expect(opensPage(['keep-books'], '/admin/membres?role=admin')).toBe(true)
  expect(opensPage(['keep-books'], '/admin/membres/nouveau')).toBe(false)
  expect(opensPage(['keep-books'], '/admin/membres/x?a=1#b')).toBe(true)
  expect(opensPage([], '/annuaire')).toBe(true)
  expect(opensPage([], '?page=2')).toBe(true)
})

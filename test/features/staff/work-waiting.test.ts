/** What waits for the staff: counted for those whose task it is, on their list, beside the menu, before a closing. */
import { beforeAll, expect, test } from 'vitest'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { sayDistinct } from '#app/domain/people/duplicates.server.ts'
import { bookUnexplained, classMovement } from '#app/domain/sales/unexplained.server.ts'
import { readOverview, readWaiting } from '#app/features/staff/desk/todo.server.ts'
import { ctxFor } from '../../factories/ctx.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

const seats: Record<string, Seat> = {}
let twins: { id: string }[]

/** A movement of Stripe's that no sale explains, set aside in the books on its day. */
async function unexplained(id: string, day: string) {
  const tenant = (await tenantOfSlug('isep'))!
  const at = new Date(`${day}T10:00:00Z`)
  await inside('isep', async (query) => {
    await query(sql`INSERT INTO "stripe_movement" ("tenantId", "id", "account", "kind", "cents", "feeCents", "source",
      "intent", "createdAt") VALUES (${tenant.id}, ${id}, 'acct_1', 'charge', 4200, 0, ${`ch_${id}`}, ${`pi_${id}`}, ${at})`)
    await bookUnexplained(query, tenant, new Date(at.getTime() + 2 * 86_400_000))
  })
}

beforeAll(async () => {
  await apply('isep')
  for (const role of ['manager', 'tresorier', 'moderateur'] as const) seats[role] = await staffSeat('isep', role)
  twins = await addPeople('isep', [
    { values: { lastName: 'Ménard', firstName: 'Lise', promotion: 1998, birthDate: '1975-02-03' } },
    { values: { lastName: 'Ménard', firstName: 'Lise', promotion: 1999, birthDate: '1975-02-03' } },
    { values: { lastName: 'Ménard', firstName: 'Lise', promotion: 2007 } },
  ])
  for (const [id, day] of [
    ['txn_1', '2025-03-20'],
    ['txn_2', '2025-04-05'],
    ['txn_3', '2025-04-06'],
  ] as const)
    await unexplained(id, day)
  const statement = uuidv7()
  await inside('isep', async (query, { id: tenantId }) => {
    await classMovement({ query, tenant: { id: tenantId }, now: new Date('2025-04-08') }, 'txn_1', '758')
    await query(sql`INSERT INTO "bank_statement" ("tenantId", "id", "fileName", "createdAt")
      VALUES (${tenantId}, ${statement}, 'releve.csv', now())`)
    for (const [cents, state] of [
      [4000, 'open'],
      [5500, 'open'],
      [-900, 'open'],
      [100, 'ignored'],
    ] as const)
      await query(sql`INSERT INTO "bank_line" ("tenantId", "id", "statementId", "day", "label", "reference", "cents",
        "digest", "state") VALUES (${tenantId}, ${uuidv7()}, ${statement}, '2025-03-21', 'VIR', '', ${cents}, ${String(cents)}, ${state})`)
    for (const state of ['late', 'active'])
      await query(sql`INSERT INTO "instalment_plan" ("tenantId", "id", "tierId", "totalCents", "state", "stripeAccount",
        "createdAt") VALUES (${tenantId}, ${uuidv7()}, 'diplome', 8000, ${state}, 'acct_1', now())`)
  })
})

const BOOKS = { latePlans: 1, bankLines: 2, movements: 2, months: 2 }
const counted = (todo: { id: string; count: number }[]) => Object.fromEntries(todo.map(({ id, count }) => [id, count]))

/** What the menu of a page says beside each of its links. */
async function menuOf(who: string, path = '/admin') {
  const page = await (await request('isep.localhost', path, { cookie: seats[who]!.cookie })).text()
  const nav = /<nav class="side-nav"[\s\S]*?<\/nav>/.exec(page)![0]
  const lines = [...nav.matchAll(/<a [^>]*href="([^"]+)"[\s\S]*?<\/a>/g)]
  return lines.map(([line, to]) => ({
    ...{ to: to!, current: line.includes('aria-current') },
    count: Number(/class="count"[^>]*>(\d+)/.exec(line)?.[1] ?? 0),
  }))
}

test('the list names doublons, bank lines, movements of Stripe, late instalments and months to close', async () => {
  const { todo } = await readOverview(await ctxFor('isep', 'manager'))
  expect(counted(todo)).toMatchObject({ ...BOOKS, duplicates: 1 })
  await inside('isep', (query, tenant) => sayDistinct({ query, tenant, now: new Date() }, twins[0]!.id, twins[1]!.id))
  expect(counted((await readOverview(await ctxFor('isep', 'manager'))).todo)).not.toHaveProperty('duplicates')
})

test('each is counted beside its page for those who open it, and for nobody else', async () => {
  const beside = async (who: string, path?: string) =>
    Object.fromEntries((await menuOf(who, path)).filter(({ count }) => count > 0).map(({ to, count }) => [to, count]))
  const money = { '/admin/paiements': 1, '/admin/paiements/banque': 4, '/admin/paiements/cloture': 2 }
  for (const who of ['manager', 'tresorier']) expect(await beside(who), who).toEqual({ ...money, '/admin': 7 })
  expect(await beside('moderateur')).toEqual({})
  expect(counted(await readWaiting(await ctxFor('isep', 'moderateur' as never)))).toEqual({})
})

test('one line of the menu is the page that is open: the closest', async () => {
  for (const [path, line] of [
    ['/admin/paiements', '/admin/paiements'],
    ['/admin/paiements/liste?vue=echeances&etat=late', '/admin/paiements'],
    ['/admin/paiements/mouvements', '/admin/paiements/banque'],
    ['/admin/paiements/cloture', '/admin/paiements/cloture'],
  ] as const) {
    const open = (await menuOf('tresorier', path)).filter(({ current }) => current).map(({ to }) => to)
    expect(open, path).toEqual([line])
  }
})

test('the list of late instalments has those alone', async () => {
  const page = await request('isep.localhost', '/admin/paiements/liste?vue=echeances&etat=late', {
    cookie: seats.tresorier!.cookie,
  })
  expect(await page.text()).toMatch(/<option value="late" selected/)
})

test('the month to close is a checklist of its own figures; what is open is known before the button', async () => {
  const cookie = seats.tresorier!.cookie
  const page = async () => (await request('isep.localhost', '/admin/paiements/cloture', { cookie })).text()
  const close = (month: string, more = {}) =>
    request('isep.localhost', '/admin/paiements/cloture', { cookie, form: { month, ...more } })
  const checks = (text: string) =>
    [...text.matchAll(/data-check="(\w+)" data-state="(\w+)"([\s\S]*?)<\/li>/g)].map(
      ([, id, state, line]) => `${id} ${state} ${/href="([^"]+)"/.exec(line!)?.[1] ?? ''}`,
    )
  const march = await page()
  expect(march).toContain('Clore mars 2025 définitivement')
  const own = ['bankLines open /admin/paiements/banque', 'movements done ', 'numbers done ', 'entries known ']
  expect(checks(march)).toEqual(own)
  expect(march).toMatch(/Banque\s: 2 lignes à rapprocher/)
  const refused = await close('2025-03')
  expect(refused.status).toBe(422)
  const again = await refused.text()
  expect(again).toMatch(/<title[^>]*>Erreur/)
  expect(again).toMatch(/class="error-summary"[\s\S]*href="#sure"/)
  expect((await close('2025-03', { sure: 'yes' })).status).toBe(303)
  // April has no statement; what is open from before still is, and its own movements are.
  expect(checks(await page()).slice(0, 3)).toEqual([
    'lines known /admin/paiements/banque',
    'bankLines open /admin/paiements/banque',
    'movements open /admin/paiements/mouvements',
  ])
  await inside('isep', async (query, { id }) => {
    await query(sql`UPDATE "bank_line" SET "state" = 'ignored' WHERE "tenantId" = ${id} AND "state" = 'open'`)
    for (const one of ['txn_2', 'txn_3'])
      await classMovement({ query, tenant: { id }, now: new Date('2025-04-20') }, one, '758')
  })
  const april = await page()
  expect(april).not.toContain('data-state="open"')
  expect(april).toMatch(/<input[^>]*type="hidden"[^>]*name="sure"/)
})

/**
 * An older copy of the database comes back: its walls stand, its books go on, whoever was erased since is erased again,
 * and nobody is signed in.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { forgetTenants, tenantOfSlug } from '#app/context/tenants.ts'
import { closeDatabase, openDatabase } from '#app/db/client.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { endAllSessions } from '#app/domain/accounts/end-all-sessions.server.ts'
import { eraseSubject } from '#app/domain/data-rights/erase-subject.server.ts'
import { listErasures, readErasures, replayErasures } from '#app/domain/data-rights/replay-erasures.server.ts'
import { book } from '#app/domain/ledger/ledger.server.ts'
import type { PartLine, SaleRow } from '#app/domain/ledger/sale.ts'
import { issuePiece } from '#app/domain/sales/invoices.server.ts'
import { numberingOf } from '#app/features/money/treasury/numbering.server.ts'
import { closeQueue } from '#app/tasks/queue.ts'
import { rowsWith } from '../factories/canary.ts'
import { organisationSeat, type Seat } from '../factories/seats.ts'
import { addPeople, apply, inside } from '../factories/world.ts'
import { queryAs, urlOf, useDatabase } from '../setup/database.ts'
import { restoreCopy, takeCopy } from '../setup/logical-copy.ts'

const database = useDatabase()
const SLUG = 'supmeca'
const COPY = `copy_${randomUUID().replaceAll('-', '')}`
const NOW = new Date('2026-11-29T10:00:00Z')

async function work(on: string): Promise<void> {
  await closeQueue()
  await closeDatabase()
  openDatabase({ appUrl: urlOf('app', on), platformUrl: urlOf('platform', on), max: 4 })
  forgetTenants()
}
const own = () => new URL(database.url('app')).pathname.slice(1)

async function dropCopy(): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await queryAs(urlOf('owner', 'postgres'), `DROP DATABASE IF EXISTS ${COPY}`)
      return
    } catch (error) {
      // Sessions may still be leaving.
      if (tries > 40) throw error
      await new Promise((done) => setTimeout(done, 250))
    }
  }
}
afterAll(dropCopy)

async function ask(kind: 'person' | 'company', subject: string): Promise<string> {
  const id = uuidv7()
  const [person, company] = kind === 'person' ? [subject, null] : [null, subject]
  await inside(SLUG, (query, { id: tenantId }) =>
    query(sql`INSERT INTO "erasure_request" ("tenantId", "id", "kind", "personId", "organisationId", "requestedAt",
        "dueAt")
      VALUES (${tenantId}, ${id}, ${kind}, ${person}::uuid, ${company}::uuid, ${NOW}, ${NOW})`),
  )
  return id
}

async function addCompany(name: string): Promise<Seat> {
  const seat = await organisationSeat(SLUG, 'company')
  await inside(SLUG, (query, { id }) =>
    query(sql`UPDATE "organisation" SET "name" = ${name} WHERE "tenantId" = ${id} AND "id" = ${seat.organisationId!}`),
  )
  return seat
}

/** An invoice and what the books say of it, in one transaction as selling does. */
async function sell(): Promise<void> {
  const tenant = (await tenantOfSlug(SLUG))!
  const key = crypto.randomUUID()
  const sale = {
    ...{ id: crypto.randomUUID(), createdAt: NOW, buyerKind: 'visitor', personId: null, organisationId: null },
    ...{ buyer: { name: 'Visiteuse' }, currency: 'eur', ip: null, language: 'fr' },
  } as unknown as SaleRow
  const line = {
    ...{ kind: 'item', productId: 'x', position: 1, label: 'x', quantity: 1, unitCents: 100, cents: 100 },
    ...{ vatPoints: 0, vatCents: 0, startsAt: null, endsAt: null },
  } as unknown as PartLine
  await inside(SLUG, async (query) => {
    const about = { kind: 'invoice' as const, key, sale, lines: [line], means: 'card' as const, paymentId: sale.id }
    await issuePiece(query, tenant, about, NOW)
    const lines = [
      { account: '512', debit: 100 },
      { account: '706', credit: 100 },
    ]
    const day = '2026-11-29'
    await book(query, tenant.id, { key, journal: 'OD', day, label: 'x', piece: key, pieceDay: day, lines }, NOW)
  })
}

/** Numbers that are missing or borne twice, entries that do not balance, invoices without their entry. */
async function faultsInBooks(): Promise<object> {
  const series = await inside(SLUG, (query, { id }) => numberingOf(query, id, 2020))
  const gaps = series.filter(({ missing, wrong, pieces, last }) => missing.length > 0 || wrong > 0 || pieces !== last)
  const unbalanced = await inside(SLUG, (query, { id }) =>
    query(sql`SELECT "entryId" FROM "ledger_line" WHERE "tenantId" = ${id} GROUP BY "entryId"
      HAVING sum("debitCents") <> sum("creditCents")`),
  )
  const counts = series.filter(({ series: one }) => one !== 'credit-note').map(({ pieces }) => pieces)
  return { gaps, unbalanced, apart: new Set(counts).size > 1 ? counts : [] }
}
const NO_FAULTS = { gaps: [], unbalanced: [], apart: [] }
const sessions = () => inside(SLUG, (query, { id }) => query(sql`SELECT 1 FROM "session" WHERE "tenantId" = ${id}`))

const WALLS = `SELECT c.relname::text AS name, c.relrowsecurity AS on, c.relforcerowsecurity AS forced,
    (SELECT string_agg(p.polname || pg_get_expr(p.polqual, p.polrelid), ' ' ORDER BY 1) FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
    (SELECT string_agg(t.tgname, ' ' ORDER BY 1) FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal) AS triggers,
    c.relacl::text AS rights
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v') ORDER BY 1`

test('a copy made while money comes in is whole, and its books go on without a gap', async () => {
  await apply(SLUG)
  for (let i = 0; i < 20; i++) await sell()
  let over = false
  const selling = [1, 2].map(async () => {
    while (!over) await sell()
  })
  const copy = await takeCopy(own()).finally(() => {
    over = true
  })
  await Promise.all(selling)
  await restoreCopy(copy, COPY)
  await work(COPY)
  expect(await faultsInBooks()).toEqual(NO_FAULTS)
  for (let i = 0; i < 3; i++) await sell()
  expect(await faultsInBooks()).toEqual(NO_FAULTS)
  await work(own())
  await dropCopy()
}, 90_000)

test('whoever was erased after the copy is gone again, the others are there, and twice is as once', async () => {
  const people = await addPeople(
    SLUG,
    ['Partikanari', 'Restekanari'].map((lastName) => ({ values: { firstName: 'Ada', lastName, promotion: 1990 } })),
  )
  const [gone] = [await addCompany('Ateliers Partukanari'), await addCompany('Ateliers Restukanari')]
  await restoreCopy(await takeCopy(own()), COPY)
  const scope = (await tenantOfSlug(SLUG))!
  await eraseSubject(scope, await ask('person', people[0]!.id), NOW)
  await eraseSubject(scope, await ask('company', gone.organisationId!), NOW)
  const list = (await listErasures()).map((line) => JSON.stringify(line)).join('\n')
  expect(list).not.toMatch(/kanari|ada|ateliers/i)
  const before = await queryAs(urlOf('owner', own()), WALLS)

  await work(COPY)
  const left = (word: string) => rowsWith(urlOf('owner', COPY), [scope.id], word)
  expect(await left('partikanari')).not.toEqual([])
  expect(await left('partukanari')).not.toEqual([])
  expect(await replayErasures(readErasures(`${list}\n`), NOW)).toBe(2)
  expect(await left('partikanari')).toEqual([])
  expect(await left('partukanari')).toEqual([])
  expect(await left('restekanari')).not.toEqual([])
  expect(await left('restukanari')).not.toEqual([])
  const known = await queryAs<{ n: number }>(
    urlOf('app', COPY),
    `SELECT count(*)::int AS n FROM "person", set_config('app.tenant', '', false)`,
  )
  expect(known).toEqual([{ n: 0 }])
  expect(await replayErasures(readErasures(list), NOW)).toBe(0)
  expect(await queryAs(urlOf('owner', COPY), WALLS)).toEqual(before)
  await work(own())
}, 90_000)

test('sessions that were ended after the copy stay ended: all of them do', async () => {
  await work(COPY)
  const was = await sessions()
  expect(was.length).toBeGreaterThan(0)
  expect(await endAllSessions()).toBeGreaterThanOrEqual(was.length)
  expect(await sessions()).toEqual([])
  await work(own())
  expect((await sessions()).length).toBeGreaterThan(0)
})

test('half a list is refused as a whole', () => {
  expect(() => readErasures('{"tenantId":"x"}\n')).toThrow()
  expect(() => readErasures('{"tenantId')).toThrow()
  expect(readErasures('\n')).toEqual([])
})
